#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every tool has a page; every page is clean under mandoc and groff; the options
# in a page are those of the tool's own table, no more and no fewer.
# usage: check-man.sh BUILD-FOLDER
set -u
bin=$1/bin status=0
tmp=$(mktemp -d) || exit 4
trap 'rm -rf "$tmp"' EXIT
for page in man/man*/*.[157]; do
	mandoc -T lint -W warning "$page" || status=1
	groff -ww -mandoc -Tutf8 "$page" 2>&1 >/dev/null | grep . && status=1
done
for tool in "$bin"/rbt-*; do
	name=${tool##*/}
	page=man/man1/$name.1
	[ -e "$page" ] || { echo "$name: no page $page"; status=1; continue; }
	"$tool" --dump-options | awk -F '\t' '$1 == "option" { print $3 }' |
	    sort -u >"$tmp/table"
	sed -n 's/^\.It .*Fl -\([a-z][a-z-]*\).*/\1/p' "$page" | sort -u >"$tmp/page"
	diff "$tmp/table" "$tmp/page" >"$tmp/diff" || {
		echo "$page: options differ (<: not in the page, >: only there)"
		grep '^[<>]' "$tmp/diff"
		status=1
	}
done
for page in man/man1/rbt-*.1; do
	name=${page##*/}
	[ -x "$bin/${name%.1}" ] || { echo "$page: no such tool"; status=1; }
done
exit $status
