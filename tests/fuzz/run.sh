#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs each fuzzer for some seconds, one after the other.  What they learn is
# kept in BUILD/corpus, what they find in BUILD/found.  To keep an input, copy
# it to tests/fuzz/corpus/<parser>.
# usage: run.sh BUILD SECONDS [FUZZER...]
set -u
build=$1 seconds=$2 status=0
shift 2
export ASAN_OPTIONS=allocator_may_return_null=1:detect_leaks=1
[ $# -gt 0 ] || set -- "$build"/fuzz/*_fuzz
for f in "$@"; do
	parser=$(basename "$f" _fuzz)
	mkdir -p "$build/corpus/$parser" "$build/found"
	dict=tests/fuzz/$parser.dict
	[ -e "$dict" ] || dict=
	echo "  FUZZ $parser"
	"$f" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=3000 \
	    -max_len=4096 -print_final_stats=1 ${dict:+"-dict=$dict"} \
	    -artifact_prefix="$build/found/$parser-" "$build/corpus/$parser" \
	    "tests/fuzz/corpus/$parser" >"$build/found/$parser.log" 2>&1 || {
		echo "$parser: see $build/found/$parser.log"
		tail -n 30 "$build/found/$parser.log"
		status=1
	}
	grep -E 'number_of_executed_units|^Done' "$build/found/$parser.log"
done
exit $status
