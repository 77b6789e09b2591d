#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The trial log changes no byte of a run, a walk or a sweep: with none, with one,
# with one that cannot be written and without it.  Many that write at once lose
# nothing, and one that is killed leaves it whole.
set -u
cd "$(dirname "$0")/../.." || exit 4
PATH=${RBT_BIN:-$PWD/bin}:$PATH src=$PWD passed=0 failed=0
tmp=$(mktemp -d) || exit 4
trap 'rm -rf "$tmp"' EXIT
export PATH RBT_DATA="$tmp/data" RBT_STATE="$tmp/state" RBT_SHARE="$src/share/rbt"
cd "$tmp" || exit 4
rbt-fetch synth --seed 9 --end 2012-12-31 | rbt-bundle ingest -q b
rules="-b b -s sma-cross.rule"

check() {
	if [ "$2" = "$3" ]; then
		passed=$((passed + 1))
	else
		echo "$1: got '$2', want '$3'"
		failed=$((failed + 1))
	fi
}

# The trials of the log.
count() {
	rbt-wfo trials --each | grep -c '"tried"'
}

# all OPTION...: everything that counts, in one file
all() {
	# shellcheck disable=SC2086
	{
		rbt-backtest $rules "$@"
		rbt-backtest $rules --format table "$@"
		rbt-wfo sweep $rules -p fast=4..20:4 -p slow=30..60:10 "$@"
		rbt-wfo walk $rules -p fast=4..8 -p slow=30 --train 1y \
		    --test 6m "$@"
		rbt-wfo cpcv $rules -p fast=4..8 -p slow=30 --folds 4 "$@"
		rbt-wfo sensitivity $rules -p fast=4..8 -p slow=30 "$@"
		rbt-wfo plan sweep $rules -p fast=4..8 -p slow=30 |
		    rbt-wfo run | rbt-wfo reduce "$@"
	} 2>/dev/null
}

same() {
	cmp want got
	check "$1" $? 0
	rm -f got
}

all >want
n=$(count)
check "something is logged" "$([ "$n" -gt 20 ] && echo yes)" yes
all >got
same "with a log"
check "each counts once" "$(count)" "$n"
RBT_STATE=$tmp/other all --no-trial-log >got
same "without the log"
check "no log then" "$(ls other 2>/dev/null)" ""
: >file
RBT_STATE=$tmp/file all >got
same "where no folder can be"
mkdir damaged
head -c 20000 /dev/zero >damaged/trials.db
RBT_STATE=$tmp/damaged all >got
same "with a damaged log"
cp -r state readonly && chmod -R a-w readonly
RBT_STATE=$tmp/readonly all >got
same "with one that must not be written"
chmod -R u+w readonly

# Two sweeps and a hundred and fifty runs at once.
rm -r state
# shellcheck disable=SC2086
rbt-wfo sweep $rules -p fast=2..50:1 -p slow=60..90:1 -j 2 >sweep.1 2>said &
first=$!
# shellcheck disable=SC2086
rbt-wfo sweep $rules -p fast=2..50:1 -p slow=60..90:1 -j 2 >sweep.2 2>>said &
second=$!
seq 101 250 | xargs -P 8 -I N rbt-backtest -b b -s sma-cross.rule \
    -p fast=3 -p slow=N -o out.N 2>>said
wait "$first" "$second"
check "nothing is said" "$(cat said)" ""
check "nothing is lost" "$(count)" $((49 * 31 + 150))
cmp sweep.1 sweep.2
check "two sweeps at once" $? 0

# Killed at any moment: what is there can be read, and the next goes on.
for ms in 03 06 09 12 15 18 21 24 27 30; do
	# shellcheck disable=SC2086
	rbt-wfo sweep $rules -p fast=2..50:1 -p slow=60..90:1 --cash "1$ms" \
	    >out 2>&1 &
	pid=$!
	sleep "0.$ms"
	kill -9 "$pid" 2>/dev/null
	wait "$pid" 2>/dev/null
	rbt-wfo trials >out 2>said
	check "killed after 0.$ms s" "$?$(cat said)" 0
done
before=$(count)
# shellcheck disable=SC2086
rbt-backtest $rules --cash 77 >out 2>said
check "the next run counts" "$(count)$(cat said)" $((before + 1))

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
