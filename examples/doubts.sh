#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What a careful reader asks of a backtest: does it see the future, and what is
# left of it with higher costs, a slower hand, worse prices, a later start?
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

echo 'Prices that come back after a fall, by construction, and a rule for it.'
run <<'EOF'
rbt-fetch synth --seed 4 --symbols 4 --start 2015-01-01 --end 2019-12-31 \
    --calendar XNYS --effect momentum=-0.1 |
    rbt-bundle ingest -q back --calendar XNYS
cat > back.rule <<'RULE'
enter long when close < close[1] and close[1] < close[2]
exit long  when close > close[1]
size 25% of equity
RULE
EOF

printf '\nIt bears five times its costs, but not a bar of delay: the edge is one day.\n'
run <<'EOF'
rbt-backtest -b back -s back.rule --commission bps=1 --check-lookahead \
    --sensitivity --format table | sed -n '/^Look-ahead/,$p'
EOF

printf '\nThe same as records, the first of which is evidence for rbt-gate.\n'
run <<'EOF'
rbt-backtest -b back -s back.rule --commission bps=1 --check-lookahead \
    --sensitivity > run.ndjson
grep '"type":"lookahead"' run.ndjson | cut -d , -f 3-
grep '"scenario":"delay"' run.ndjson | cut -d , -f 3-6
EOF
