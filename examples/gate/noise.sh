#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A thousand sets of parameters tried on a random walk.  The best of them looks
# like something; the gate says what it is.
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

echo 'Twelve years of prices in which there is nothing to be found.'
run <<'EOF'
rbt-fetch synth --seed 11 --calendar XNYS --start 2012-01-01 --end 2023-12-31 --drift 0 |
    rbt-bundle ingest -q noise --calendar XNYS
EOF

printf '\nA thousand pairs of averages, and the best of them.\n'
run <<'EOF'
what="-b noise -s sma-cross.rule --commission bps=2"
rbt-wfo sweep $what -p fast=2..41:1 -p slow=45..93:2 --returns > sweep.ndjson
rbt-wfo overfit < sweep.ndjson > overfit.ndjson
best=$(sed -n 's/.*"overfit".*"run_id":"\([^"]*\)".*/\1/p' overfit.ndjson)
params=$(sed -n "/$best/s/.*{\"fast\":\(.*\),\"slow\":\([^}]*\)}.*/-p fast=\1 -p slow=\2/p" sweep.ndjson)
echo "$params"
EOF

printf '\nThe evidence about it.\n'
run <<'EOF'
rbt-backtest $what $params --check-lookahead > run.ndjson
rbt-wfo walk $what -p fast=2..41:1 -p slow=45..93:2 --train 3y --test 9m > walk.ndjson
rbt-montecarlo --paths 1000 --seed 7 < run.ndjson > mc.ndjson
EOF

printf '\nMay it go to paper trading?\n'
run <<'EOF'
cat run.ndjson walk.ndjson mc.ndjson overfit.ndjson |
    rbt-gate --policy backtest --as-of 2024-01-02 --format table ||
    echo "exit status $?"
EOF
