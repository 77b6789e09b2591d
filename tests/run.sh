#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs test programs one after the other and adds up their closing lines
# ("N passed, N failed[, N skipped]").  A program that ends without such a
# line, or with a status that does not fit it, counts as a failure.
# A *.t is a transcript, see tests/transcript.py.
# usage: run.sh PROGRAM...
set -u
passed=0 failed=0 skipped=0
log=$(mktemp) || exit 4
trap 'rm -f "$log"' EXIT
for t in "$@"; do
	case $t in
	*.t) tests/transcript.py "${RBT_BIN:-bin}" "$t" ;;
	*) "$t" ;;
	esac >"$log" 2>&1
	status=$?
	line=$(tail -n 1 "$log")
	counts=$(printf '%s\n' "$line" | sed -n \
	    's/^\([0-9]*\) passed, \([0-9]*\) failed\(, \([0-9]*\) skipped\)\{0,1\}$/\1 \2 \4/p')
	# shellcheck disable=SC2086 # up to three words
	set -- $counts
	if [ $# -lt 2 ] || { [ "$status" -ne 0 ] && [ "$2" -eq 0 ]; }; then
		echo "FAIL $t (status $status)"
		sed 's/^/    /' "$log"
		failed=$((failed + 1))
		continue
	fi
	passed=$((passed + $1)) failed=$((failed + $2))
	skipped=$((skipped + ${3:-0}))
	if [ "$2" -ne 0 ]; then
		echo "FAIL $t"
		sed 's/^/    /' "$log"
	fi
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
