#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The main job on made-up data: from prices to a backtest.  Bundles go to
# $RBT_DATA; without it to a folder that is removed at the end.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export RBT_DATA="${RBT_DATA:-$tmp}" RBT_STATE="$tmp/state"

# Prints the commands that follow, then runs them.
run() {
	commands=$(cat)
	printf '\n$ %s\n' "$commands"
	eval "$commands"
}

echo 'Fourteen years of daily bars of 50 made-up instruments, into a bundle.'
run <<'EOF'
rbt-fetch synth --seed 7 --symbols 50 --period 1d --start 2010-01-01 --end 2023-12-31 |
    rbt-bundle ingest demo
EOF

printf '\nWhat the bundle holds.\n'
run <<'EOF'
rbt-bundle info demo --format table | head -n 14
EOF

share=$(dirname "$0")/../share/rbt
export share
printf '\nThe strategy, and what it makes of 100,000 in one account.\n'
run <<'EOF'
cat "$share/strategies/sma-cross.rule"
EOF
run <<'EOF'
rbt-backtest -b demo -s sma-cross.rule --commission bps=2 --format table
EOF

cat <<'END'

The data are random, so there is nothing to be found in them: what looks like
skill here is luck; examples/gate/noise.sh has a search of such data stopped.
Try it on prices of your own:

    rbt-fetch csv --symbol SPY spy.csv | rbt-bundle ingest us-daily
    rbt-backtest -b us-daily -s sma-cross.rule -p fast=20 -p slow=100
END
