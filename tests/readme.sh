#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What README.md shows is what its commands say: the lines of all ```console
# blocks are run as one script, as from the top of the tree, and compared.
set -u
cd "$(dirname "$0")/.." || exit 4
tmp=$(mktemp -d) || exit 4
trap 'rm -rf "$tmp"' EXIT
PATH=${RBT_BIN:-$PWD/bin}:$PATH
export RBT_DATA="$tmp/data" RBT_STATE="$tmp/state" RBT_SHARE="$PWD/share/rbt" PATH

awk '/^```console/ { on = 1; next } /^```/ { on = 0 } on' README.md >"$tmp/want"
# Its files go to the temporary folder, not into the tree.
sed -n 's/^\$ //p' "$tmp/want" | grep -v '^export PATH=' >"$tmp/run"
ln -s "$PWD/examples" "$tmp/examples"
(cd "$tmp" && sh run) >"$tmp/got" 2>&1
grep -v '^\$ ' "$tmp/want" >"$tmp/output"
if [ -s "$tmp/run" ] && diff "$tmp/output" "$tmp/got"; then
	echo "1 passed, 0 failed"
else
	echo "0 passed, 1 failed"
	exit 1
fi
