#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What README.md shows is what its commands say: each ```console block is run
# line by line from the top of the tree, and compared.
set -u
cd "$(dirname "$0")/.." || exit 4
tmp=$(mktemp -d) || exit 4
trap 'rm -rf "$tmp"' EXIT
PATH=${RBT_BIN:-$PWD/bin}:$PATH
export RBT_DATA="$tmp/data" RBT_STATE="$tmp/state" RBT_SHARE="$PWD/share/rbt" PATH

awk '/^```console/ { on = 1; next } /^```/ { on = 0 } on' README.md >"$tmp/want"
# Its file goes to the temporary folder, not into the tree.
sed -n 's/^\$ //p' "$tmp/want" | grep -v '^export PATH=' |
    sed "s|run\.ndjson|$tmp/&|" >"$tmp/run"
while IFS= read -r line; do
	sh -c "$line" 2>&1
done <"$tmp/run" >"$tmp/got"
grep -v '^\$ ' "$tmp/want" >"$tmp/output"
if [ -s "$tmp/run" ] && diff "$tmp/output" "$tmp/got"; then
	echo "1 passed, 0 failed"
else
	echo "0 passed, 1 failed"
	exit 1
fi
