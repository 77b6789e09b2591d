#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One CSV file, one instrument, one strategy: acme.csv (made-up prices) to the
# report of a backtest, then the same with other parameters and with costs.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export RBT_DATA="$tmp" RBT_STATE="$tmp/state"
cd "$(dirname "$0")"

# Prints the commands that follow, then runs them.
run() {
	commands=$(cat)
	printf '\n$ %s\n' "$commands"
	eval "$commands"
}

run <<'EOF'
head -n 3 acme.csv
EOF
run <<'EOF'
rbt-fetch csv --symbol ACME acme.csv | rbt-bundle ingest acme --calendar XNYS
EOF
run <<'EOF'
rbt-backtest -b acme -s sma-cross.rule --format table
EOF
run <<'EOF'
rbt-backtest -b acme -s sma-cross.rule -p fast=5 -p slow=20 --commission bps=10 \
    --slippage bps=5 --start 2023-01-01 --format table
EOF
