#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Same inputs, same bytes: the pipeline from bars to records and report, twice,
# under another locale, another time zone, in another folder, without any
# environment, and with the bars from a pipe in another order of symbols.
set -u
cd "$(dirname "$0")/../.." || exit 4
top=$PWD bin=${RBT_BIN:-$PWD/bin} passed=0 failed=0
tmp=$(mktemp -d) || exit 4
trap 'rm -rf "$tmp"' EXIT
unset LC_ALL LC_NUMERIC LANG TZ
export ASAN_OPTIONS="${ASAN_OPTIONS:-}" RBT_STATE="$tmp/state"

# The whole pipeline into the folder $1.  What is relative to the working
# directory or to the environment is not used.
cat >"$tmp/pipeline" <<'PIPELINE'
set -eu
bin=$1 strategies=$2 out=$3
"$bin/rbt-fetch" synth --seed 7 --symbols 5 --start 2018-01-01 |
    "$bin/rbt-bundle" ingest -q --calendar XNYS "$out/demo"
for rule in sma-cross rsi-revert breakout; do
	set -- -b "$out/demo" -s "$strategies/$rule.rule" --rf 0.02 \
	    --commission bps=10 --slippage fixed=0.01 --benchmark SYN002
	"$bin/rbt-backtest" "$@" >"$out/$rule.ndjson"
	"$bin/rbt-backtest" "$@" --format table >"$out/$rule.txt"
	"$bin/rbt-backtest" "$@" --equity bar --lot 0 --fill next-close \
	    >"$out/$rule.close.ndjson"
done
PIPELINE

# same NAME COMMAND...: COMMAND runs the pipeline, whose folder is $tmp/NAME.
same() {
	name=$1
	shift
	mkdir "$tmp/$name"
	if ! "$@" sh "$tmp/pipeline" "$bin" "$top/share/rbt/strategies" \
	    "$tmp/$name"; then
		echo "$name: the pipeline failed"
		failed=$((failed + 1))
		return
	fi
	for f in "$tmp/$name"/*.ndjson "$tmp/$name"/*.txt; do
		if [ -s "$f" ] && cmp "$tmp/first/${f##*/}" "$f"; then
			passed=$((passed + 1))
		else
			echo "$name: ${f##*/} differs"
			failed=$((failed + 1))
		fi
	done
}

same first env
same again env
same locale env LC_ALL=de_DE.UTF-8 LANG=tr_TR.UTF-8
same zone env TZ=Asia/Tokyo
cd "$tmp" || exit 4
same folder env
same bare env -i ASAN_OPTIONS="$ASAN_OPTIONS"
cd "$top" || exit 4

# Bars from a pipe: whatever the order of the symbols, the same events.
for rule in sma-cross breakout; do
	"$bin/rbt-bundle" export "$tmp/first/demo" | grep '"bar"' >"$tmp/bars"
	sort -t '"' -k 12,12 -s "$tmp/bars" >"$tmp/by-time"
	for bars in bars by-time; do
		"$bin/rbt-backtest" -q --calendar XNYS -s \
		    "$top/share/rbt/strategies/$rule.rule" <"$tmp/$bars" |
		    grep -E '"type":"(order|fill|trade|equity|metrics)"' \
			>"$tmp/$rule.$bars"
	done
	if [ -s "$tmp/$rule.bars" ] && ! cmp -s "$tmp/bars" "$tmp/by-time" &&
	    cmp "$tmp/$rule.bars" "$tmp/$rule.by-time"; then
		passed=$((passed + 1))
	else
		echo "$rule: the order of the bars changes the run"
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
