#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Nine days at a tenth of the capital, made up: may it be more?
set -eu
session=$(cd "$(dirname "$0")" && pwd)/session.ndjson
acme=$(cd "$(dirname "$0")/.." && pwd)/acme.csv
export session acme
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"

# Prints the commands that follow, then runs them.
run() {
	commands=$(cat)
	printf '\n$ %s\n' "$commands"
	eval "$commands"
}

run <<'EOF'
rbt-fetch csv --symbol ACME "$acme" |
    rbt-backtest -s sma-cross.rule --calendar XNYS --slippage bps=5 --commission bps=2 > run.ndjson
cat run.ndjson "$session" | rbt-gate --policy live-10 --as-of 2024-01-15 --format table
EOF

printf '\nWithout the sign-off of a person.\n'
run <<'EOF'
grep -v '"attest"' "$session" | cat run.ndjson - |
    rbt-gate --policy live-10 --as-of 2024-01-15 -o /dev/null || echo "exit status $?"
EOF

printf '\nAfter a breaker that opened by itself.\n'
run <<'EOF'
sed '/"breaker"/s/"by":"[^"]*"/"by":null/' "$session" | cat run.ndjson - |
    rbt-gate --policy live-10 --as-of 2024-01-15 -o /dev/null || echo "exit status $?"
EOF
