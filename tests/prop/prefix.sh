#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Prefix invariance of rbt-backtest, over rules, fill rules and uneven data.
set -u
tools=$(cd "${RBT_BIN:-bin}" && pwd) || exit 4
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d) || exit 4
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 4
export RBT_STATE="$work/state"
passed=0 failed=0

one() {
	python3 "$here/prefix.py" "$tools/rbt-backtest" "$@" >log 2>&1
	counts=$(sed -n '$s/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' log)
	if [ -z "$counts" ] || [ "${counts#* }" -ne 0 ]; then
		cat log
	fi
	[ -n "$counts" ] || counts="0 1"
	passed=$((passed + ${counts% *}))
	failed=$((failed + ${counts#* }))
}

cat >both.rule <<'EOF'
a = sma(close, 4)
b = sma(close, 12)
enter long when crossover(a, b)
enter short when crossunder(a, b)
stop loss 2 * atr(7)
stop trail 5%
target 7%
exit after 15 bars
size 60% of equity
EOF
cat >channel.rule <<'EOF'
enter long when close > highest(high, 10)[1]
exit long when close < lowest(low, 5)[1]
size risk 1% of equity
stop trail 3 * atr(5)
EOF
"$tools/rbt-fetch" synth -q --seed 9 --symbols 5 --start 2019-01-01 \
    --end 2019-12-31 --volatility 0.5 >even.ndjson || exit 4
grep '"bar"' even.ndjson | awk 'NR % 5 != 2' >uneven.ndjson
"$tools/rbt-fetch" synth -q --seed 8 --period 1h --calendar 24/7 \
    --start 2020-01-01 --end 2020-01-20 >hours.ndjson || exit 4

for rule in both channel; do
	for fill in next-open same-close next-close; do
		one even.ndjson $rule.rule --fill $fill
		one uneven.ndjson $rule.rule --fill $fill --lot 0 \
		    --commission bps=10 --slippage fixed=0.02
		one hours.ndjson $rule.rule --fill $fill
	done
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
