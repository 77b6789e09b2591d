#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Prices that come back when they have strayed, and a rule that knows it: what
# is there to be found passes the gate.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export RBT_DATA="$tmp"
cd "$tmp"

# Prints the commands that follow, then runs them.
run() {
	commands=$(cat)
	printf '\n$ %s\n' "$commands"
	eval "$commands"
}

echo 'Twelve years of prices that lose 30 % of their distance from a line every day.'
run <<'EOF'
rbt-fetch synth --seed 12 --drift 0 --start 2012-01-01 --end 2023-12-31 |
    awk -F '"' '
	BEGIN { print "Date,Open,High,Low,Close,Volume" }
	/"bar"/ {
		close_ = substr($0, index($0, "\"close\":") + 8) + 0
		if (n++) away = 0.7 * away + log(close_ / last)
		last = close_
		price = sprintf("%.2f", 100 * exp(0.0002 * n + away)) + 0
		if (n == 1) open = price
		high = open > price ? open : price
		low = open < price ? open : price
		printf "%s,%.2f,%.2f,%.2f,%.2f,1000000\n", $12, open, high, low, price
		open = price
	}' > edge.csv
rbt-fetch csv --symbol EDGE edge.csv | rbt-bundle ingest -q edge --calendar XNYS
EOF
run <<'EOF'
cat > revert.rule <<'END'
param n = 10 in 4..20
param d = 2 in 1..4
enter long when close < sma(close, n) * (1 - d / 100)
exit long when close > sma(close, n)
size 100% of equity
END
EOF

printf '\nThe evidence.\n'
run <<'EOF'
set -- -b edge -s revert.rule --commission bps=2
rbt-wfo sweep "$@" -p n=4..20:2 -p d=1..4:1 --returns > sweep.ndjson
rbt-wfo overfit < sweep.ndjson > overfit.ndjson
rbt-backtest "$@" -p n=20 -p d=1 > run.ndjson
rbt-wfo walk "$@" -p n=4..20:2 -p d=1..4:1 --train 3y --test 9m > walk.ndjson
rbt-montecarlo --paths 1000 --seed 7 < run.ndjson > mc.ndjson
EOF

printf '\nMay it go to paper trading?\n'
run <<'EOF'
cat run.ndjson walk.ndjson mc.ndjson overfit.ndjson |
    rbt-gate --policy backtest --as-of 2024-01-02 --format table ||
    echo "exit status $?"
EOF
