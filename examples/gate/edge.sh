#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Prices that give back four tenths of every move the day after, and a rule
# that knows it: what is there to be found passes the gate.
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

echo 'Twelve years of prices that give back 40 % of every move the day after.'
run <<'EOF'
rbt-fetch synth --seed 12 --calendar XNYS --start 2012-01-01 --end 2023-12-31 \
    --volatility 0.15 --effect momentum=-0.4 |
    rbt-bundle ingest -q edge --calendar XNYS
EOF
run <<'EOF'
cat > revert.rule <<'END'
param n = 5 in 2..10
param level = 30 in 10..50
enter long when rsi(close, n) < level
exit long when rsi(close, n) > 100 - level
size 100% of equity
END
EOF

printf '\nA search, and the best that it found.\n'
run <<'EOF'
what="-b edge -s revert.rule --commission bps=2"
rbt-wfo sweep $what -p n=2..8:1 -p level=20..45:5 --returns > sweep.ndjson
rbt-wfo overfit < sweep.ndjson > overfit.ndjson
best=$(sed -n 's/.*"overfit".*"run_id":"\([^"]*\)".*/\1/p' overfit.ndjson)
params=$(sed -n "/$best/s/.*{\"n\":\(.*\),\"level\":\([^}]*\)}.*/-p n=\1 -p level=\2/p" sweep.ndjson)
echo "$params"
EOF

printf '\nThe evidence about it.\n'
run <<'EOF'
rbt-backtest $what $params --check-lookahead > run.ndjson
rbt-wfo walk $what -p n=2..8:1 -p level=20..45:5 --train 3y --test 9m > walk.ndjson
rbt-montecarlo --paths 1000 --seed 7 < run.ndjson > mc.ndjson
EOF

printf '\nMay it go to paper trading?\n'
run <<'EOF'
cat run.ndjson walk.ndjson mc.ndjson overfit.ndjson |
    rbt-gate --policy backtest --as-of 2024-01-02 --format table &&
    echo "exit status $?"
EOF
