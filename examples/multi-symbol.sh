#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Many instruments in one account: a panel of made-up prices, a strategy that
# risks 1 % of the equity on each breakout, and who made the money.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export RBT_DATA="$tmp" RBT_STATE="$tmp/state"
cd "$tmp"

# Prints the commands that follow, then runs them.
run() {
	commands=$(cat)
	printf '\n$ %s\n' "$commands"
	eval "$commands"
}

run <<'EOF'
rbt-fetch synth --seed 3 --symbols 8 --calendar XNYS --start 2018-01-01 --end 2022-12-30 |
    rbt-bundle ingest panel --calendar XNYS
EOF
run <<'EOF'
rbt-bundle info panel --format table
EOF

# A strategy is a file of a few lines.
run <<'EOF'
cat > turtle.rule <<END
top = highest(high, 20)[1]
enter long when close > top and close > sma(close, 100)
stop trail 3 * atr(20)
size risk 1% of equity
END
EOF
run <<'EOF'
rbt-backtest -b panel -s turtle.rule --commission per-share=0.005,min=1,max=1% > run.ndjson
EOF

# Trades and profit of each instrument.
run <<'EOF'
grep '^{"type":"trade"' run.ndjson |
    sed 's/.*"symbol":"\([^"]*\)".*"pnl":\([^,]*\),.*/\1 \2/' |
    awk '{ n[$1]++; sum[$1] += $2 }
        END { for (s in n) printf "%s %3d trades %10.2f\n", s, n[s], sum[s] }' |
    sort
EOF
