#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Thirty times the trials take no more memory, neither where they are done nor
# where results come in the worst order.
set -u
cd "$(dirname "$0")/../.." || exit 4
PATH=${RBT_BIN:-$PWD/bin}:$PATH src=$PWD passed=0 failed=0
[ -n "${ASAN_OPTIONS:-}" ] && { # keeps what is freed
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
}
tmp=$(mktemp -d) || exit 4
trap 'rm -rf "$tmp"' EXIT
export PATH RBT_DATA="$tmp/data" RBT_STATE="$tmp/state"
export RBT_SHARE="$src/share/rbt"
cd "$tmp" || exit 4
cat >many.rule <<'END'
param a = 1 in 1..100000
enter long when crossover(close, sma(close, 5)) and a > 0
exit long when crossunder(close, sma(close, 5))
size 50% of equity
END
rbt-fetch synth --end 2010-06-30 | rbt-bundle ingest -q b

# peak FILE COMMAND...: writes the most memory that it had, in KiB
peak() {
	python3 -c '
import os, sys
pid = os.spawnvp(os.P_NOWAIT, sys.argv[2], sys.argv[2:])
status, used = os.wait4(pid, 0)[1:]
with open(sys.argv[1], "w") as f:
    print(used.ru_maxrss, file=f)
sys.exit(status != 0)' "$@" >/dev/null || failed=$((failed + 1))
}

# constant NAME: with its returns a trial has 2000 bytes and more, so 9700 more
# of them would be 20 MiB; of that the start of the command hides ten
constant() {
	few=$(cat "$1.300") many=$(cat "$1.10000")
	if [ "$many" -lt "$((few + 5000))" ]; then
		passed=$((passed + 1))
	else
		echo "$1: from $few KiB to $many KiB"
		failed=$((failed + 1))
	fi
}

for n in 300 10000; do
	set -- -b b -s many.rule -p "a=1..$n" --returns
	peak "sweep.$n" rbt-wfo sweep "$@" -j 2
	rbt-wfo plan sweep "$@" | rbt-wfo run | tac >results
	peak "reduce.$n" rbt-wfo reduce <results
done
constant sweep
constant reduce
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
