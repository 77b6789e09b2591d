#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs every example in a clean environment and compares what it prints with
# examples/NAME.expected; --redo rewrites that.  A script without that file is
# no example to run alone: it takes operands or wants a cluster, and a test of
# its own runs it.
# usage: examples.sh [--redo]
set -u
cd "$(dirname "$0")/.." || exit 4
bin=${RBT_BIN:-$PWD/bin} src=$PWD passed=0 failed=0
tmp=$(mktemp -d) || exit 4
trap 'rm -rf "$tmp"' EXIT
for expected in examples/*.expected examples/*/*.expected; do
	example=${expected%.expected}.sh
	(cd "$tmp" && env -i PATH="$bin:/usr/local/bin:/usr/bin:/bin" \
	    HOME="$tmp" TMPDIR="$tmp" RBT_SHARE="$src/share/rbt" \
	    ASAN_OPTIONS="${ASAN_OPTIONS:-}" \
	    sh "$src/$example") >"$tmp/got" 2>&1
	status=$?
	[ "${1:-}" = --redo ] && cp "$tmp/got" "$expected"
	if [ "$status" -eq 0 ] && diff "$expected" "$tmp/got"; then
		passed=$((passed + 1))
	else
		echo "$example: status $status"
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
