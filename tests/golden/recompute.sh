#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Several runs on made-up bars, each computed anew by recompute.py.
set -u
tools=$(cd "${RBT_BIN:-bin}" && pwd) || exit 4
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d) || exit 4
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 4
export RBT_STATE="$work/state"
PATH=$tools:$PATH
passed=0 failed=0

# one NAME BARS RULE OPTION...: adds the counts of a run
one() {
	name=$1 bars=$2 rule=$3
	shift 3
	rbt-backtest -q --calendar 24/7 -s "$rule" --format ndjson "$@" \
	    <"$bars" >run.ndjson || { echo "$name: no run"; failed=$((failed + 1)); return; }
	python3 "$here/recompute.py" "$bars" run.ndjson "$rule" >log 2>&1
	counts=$(sed -n '$s/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' log)
	if [ -z "$counts" ] || [ "${counts#* }" -ne 0 ]; then
		echo "$name:"
		cat log
	fi
	[ -n "$counts" ] || counts="0 1"
	passed=$((passed + ${counts% *}))
	failed=$((failed + ${counts#* }))
}

{
	echo 'a = sma(close, 5)'
	echo 'b = sma(close, 20)'
	echo 'enter long when crossover(a, b)'
	echo 'enter short when crossunder(a, b)'
} >cross
{ cat cross; echo 'size 30% of equity'; } >plain.rule
{
	cat cross
	echo 'stop loss 4%'
	echo 'stop trail 5%'
	echo 'target 6%'
	echo 'size risk 2% of equity'
} >percent.rule
{
	cat cross
	echo 'exit long when close < b'
	echo 'stop loss 2 * atr(14)'
	echo 'target 3 * atr(14)'
	echo 'exit after 9 bars'
	echo 'size 20000 cash'
} >atr.rule
{
	cat cross
	echo 'stop trail 1.5 * atr(10)'
	echo 'target 5%'
	echo 'size 700 units'
} >trail.rule

rbt-fetch synth -q --seed 3 --symbols 4 --start 2015-01-01 --end 2016-12-31 \
    --volatility 0.6 >day.ndjson || exit 4
rbt-fetch synth -q --seed 4 --symbols 2 --period 15m --calendar 24/7 \
    --start 2020-01-01 --end 2020-01-12 --volatility 0.9 >intraday.ndjson ||
    exit 4
# bars that some instruments lack
awk 'NR % 7 != 3' day.ndjson | grep '"bar"' >gaps.ndjson

for kind in plain percent atr trail; do
	for fill in next-open same-close next-close; do
		one "$kind $fill" day.ndjson $kind.rule --fill $fill \
		    --commission bps=10 --slippage bps=5
		one "$kind $fill gaps" gaps.ndjson $kind.rule --fill $fill \
		    --commission per-share=0.01,min=2,max=1% \
		    --slippage fixed=0.05 --lot 10 --equity bar
		one "$kind $fill intraday" intraday.ndjson $kind.rule \
		    --fill $fill --commission per-order=1.5 --lot 0
	done
done
one "target first" gaps.ndjson percent.rule --intrabar target-first
one "span" day.ndjson percent.rule --start 2015-09-03 --end 2016-08-11
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
