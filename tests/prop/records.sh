#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every line that real runs write conforms to its schema, keys in order, and so
# do the examples of rbt-records(5), each of which is a line of such a run: the
# version, the ids that follow from it, and what a machine needs aside.
set -eu
cd "$(dirname "$0")/../.." || exit 4
PATH=${RBT_BIN:-$PWD/bin}:$PATH
src=$PWD man=$PWD/man/man5/rbt-records.5
tmp=$(mktemp -d) || exit 4
trap 'rm -rf "$tmp"' EXIT
export PATH RBT_DATA="$tmp/data" RBT_STATE="$tmp/state" RBT_SHARE="$src/share/rbt"
passed=0 failed=0

# Adds the last line of a checker to the sums and shows what stands before it.
add() {
	sed '$d' "$1"
	tail -n 1 "$1" >"$tmp/counts"
	read -r p _ f _ <"$tmp/counts"
	passed=$((passed + p)) failed=$((failed + f))
}

cat >"$tmp/protect.rule" <<'END'
enter long when crossover(close, sma(close, 20))
enter short when crossunder(close, sma(close, 20))
stop loss 1%
target 1%
size 50% of equity
END
cat >"$tmp/exits.rule" <<'END'
enter long when close > sma(close, 10)
stop trail 3%
exit after 5 bars
size 3000 units
END

# The runs that the page takes its examples from, then others for the rest of
# the values that a key can have.
cd examples || exit 4
{
	rbt-fetch csv --symbol ACME acme.csv
	rbt-fetch csv --symbol ACME acme.csv |
	    rbt-bundle ingest -q acme --calendar XNYS
	rbt-bundle list
	rbt-bundle info acme
	rbt-bundle verify acme
	rbt-bundle export acme
	rbt-backtest -b acme -s sma-cross.rule --commission bps=10 \
	    --check-lookahead --sensitivity | tee "$tmp/run"
	rbt-montecarlo --seed 7 <"$tmp/run"
	set -- -b acme -s sma-cross.rule -p fast=5..15:5 -p slow=20..40:10 \
	    --commission bps=10
	rbt-wfo walk "$@" --train 1y --test 3m
	rbt-wfo cpcv "$@" --folds 4
	rbt-wfo sensitivity "$@"
	rbt-wfo plan sweep "$@" >"$tmp/tasks"
	cat "$tmp/tasks"
	rbt-wfo run <"$tmp/tasks"
	rbt-wfo sweep "$@" --estimate
	rbt-wfo sweep "$@" --returns | rbt-wfo overfit
	rbt-wfo trials -s sma-cross.rule -b acme
	rbt-wfo trials -s sma-cross.rule -b acme --each
	# What live trading writes is a sample; the gate reads it.
	cat gate/session.ndjson
	rbt-fetch csv --symbol ACME acme.csv |
	    rbt-backtest -q -s sma-cross.rule --calendar XNYS --slippage bps=5 \
		--commission bps=2 | cat - gate/session.ndjson |
	    rbt-gate --policy live-10 --as-of 2024-01-15
} >"$tmp/page.ndjson"
cd "$tmp" || exit 4
rbt-fetch synth --seed 5 --symbols 4 --end 2012-12-31 >synth.ndjson
rbt-bundle ingest -q four <synth.ndjson
{
	cat synth.ndjson
	rbt-fetch synth --period 1h --start 2024-01-02 --end 2024-01-03
	rbt-fetch csv --symbol ACME - <"$src/examples/acme.csv"
	rbt-bundle info four
	echo '{"type":"bar","symbol":"X","time":"2024-01-02","period":"1d","open":1,"high":1,"low":1,"close":1,"volume":null}' |
	    rbt-bundle ingest -q bare
	rbt-bundle info bare
	for rule in sma-cross rsi-revert breakout; do
		rbt-backtest -b four -s $rule.rule --benchmark SYN002
	done
	for fill in next-open same-close next-close; do
		rbt-backtest -b four -s protect.rule --fill $fill
		rbt-backtest -b four -s exits.rule --fill $fill --lot 0
	done
	rbt-backtest -b four -s protect.rule --intrabar target-first \
	    --slippage bps=5 --commission per-share=0.005,min=1,max=1%
	rbt-fetch synth --period 1h --start 2024-01-02 --end 2024-03-28 |
	    rbt-backtest -q -s protect.rule --equity bar --calendar XNYS
	rbt-backtest -b bare -s protect.rule
	for method in block iid permutation trade trade-permutation gbm; do
		rbt-montecarlo -m $method -n 200 --horizon 5 <run
	done
	for method in noise start costs; do
		rbt-montecarlo -m $method -n 20 -b acme <run
	done
	rbt-wfo sweep -b four -s sma-cross.rule --method lhs -n 9 --returns
	rbt-wfo sweep -b four -s rsi-revert.rule --method random -n 3
	# Too few trades: nothing is chosen, and nothing trades.
	rbt-wfo walk -b four -s sma-cross.rule -p fast=5..9:4 -p slow=90 \
	    --train 300b --test 100b --anchored --keep-short --min-trades 999
	rbt-wfo cpcv -b four -s sma-cross.rule -p fast=5..9:4 -p slow=90 \
	    --folds 4 --purge 5b --embargo 2b
	rbt-wfo walk -b four -s sma-cross.rule -p fast=5..9:4 -p slow=90 \
	    --train 300b --test 100b | rbt-wfo overfit
	rbt-backtest -b four -s sma-cross.rule | rbt-wfo overfit
	rbt-wfo cpcv -b four -s sma-cross.rule -p fast=5..9:4 -p slow=90 \
	    --folds 4 | rbt-wfo overfit -q
	rbt-wfo overfit --moments sharpe=-0.1,n=24,trials=1,sd=0
	printf x >>"$RBT_DATA/bare/000001.seg"
	rbt-bundle verify bare || :
	rbt-backtest -b four -s protect.rule | rbt-gate --policy backtest \
	    --as-of 2013-01-15 || :
	echo '{"type":"x"}' | rbt-gate --policy shadow || :
	for policy in "$RBT_SHARE"/policies/*.json; do
		tr -d '\n' <"$policy"
		echo
	done
} >more.ndjson

"$src/tests/schema.py" page.ndjson more.ndjson >out || :
add out
"$src/tests/schema.py" --man "$man" "${man%records.5}policy.5" >out || :
add out

# The examples are lines of those runs.
mask() {
	sed 's/"version":"[^"]*"/"version":""/; s/"run_id":"[^"]*"/"run_id":""/g
		s/"search_id":"[^"]*"/"search_id":""/g; s/"id":"[^"]*"/"id":""/
		s/"policy_sha256":"[^"]*"/"policy_sha256":""/
		s/"evidence_sha256":"[^"]*"/"evidence_sha256":""/
		s/"jobs":.*//; s/"first":"[^"]*"/"first":""/
		s/"last":"[^"]*"/"last":""/' "$@"
}
mask page.ndjson >masked
grep '^{"type"' "$man" | mask >examples
while IFS= read -r line; do
	if grep -qxF -e "$line" masked; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		printf 'no run wrote %s\n' "$line"
	fi
done <examples
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
