#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The committed completions are those of the option tables, and each shell
# accepts them.  usage: check-completions.sh BUILD-FOLDER
set -u
status=0
tmp=$(mktemp -d) || exit 4
trap 'rm -rf "$tmp"' EXIT
completions/generate.py "$1/bin" "$tmp" || exit 1
for shell in bash zsh fish; do
	diff -r "completions/$shell" "$tmp/$shell" || {
		echo "completions/$shell is not current: run 'make completions'"
		status=1
	}
	for f in completions/"$shell"/*; do
		"$shell" -n "$f" || status=1
	done
done
exit $status
