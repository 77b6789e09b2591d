#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Records are lines: grep, sed, awk, sort and cmp work on them.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export RBT_DATA="$tmp" RBT_STATE="$tmp/state"
acme=$(cd "$(dirname "$0")" && pwd)/acme.csv
export acme
cd "$tmp"

# Prints the commands that follow, then runs them.
run() {
	commands=$(cat)
	printf '\n$ %s\n' "$commands"
	eval "$commands"
}

# Without a bundle: bars from a pipe, straight into a strategy.
run <<'EOF'
rbt-fetch csv --symbol ACME "$acme" |
    rbt-backtest -s sma-cross.rule --calendar XNYS > run.ndjson
EOF

# How many records there are of each type.
run <<'EOF'
sed 's/{"type":"\([a-z]*\)".*/\1/' run.ndjson | sort | uniq -c
EOF

# The fills, as columns.
run <<'EOF'
grep '^{"type":"fill"' run.ndjson | tr -d '{}"' | tr ':,' '  ' |
    awk '{ print $4, $10, $12, $14 }' | head -n 6
EOF

# One figure out of the many.
run <<'EOF'
grep -o '"sharpe":[^,]*' run.ndjson
EOF

# The days on which the account lost more than 3 %.
run <<'EOF'
sed -n 's/{"type":"equity","time":"\([^"]*\)","equity":\([^,]*\),.*/\1 \2/p' run.ndjson |
    awk 'NR > 1 && $2 / last < 0.97 { printf "%s %.2f %%\n", $1, ($2 / last - 1) * 100 }
        { last = $2 }'
EOF

# The same inputs give the same bytes.
run <<'EOF'
rbt-fetch csv --symbol ACME "$acme" |
    rbt-backtest -s sma-cross.rule --calendar XNYS | cmp - run.ndjson && echo same
EOF

# A producer that dies leaves nothing behind.
run <<'EOF'
rbt-fetch csv --symbol ACME "$acme" | head -n 100 | rbt-bundle ingest torn ||
    rbt-bundle list --names
EOF
