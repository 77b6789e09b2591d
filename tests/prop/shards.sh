#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A search gives the same bytes however it is done: killed at any time and gone
# on with, in three parts, through xargs, GNU parallel and Slurm.  What is not
# installed is skipped.
set -u
cd "$(dirname "$0")/../.." || exit 4
PATH=${RBT_BIN:-$PWD/bin}:$PATH src=$PWD passed=0 failed=0 skipped=0
tmp=$(mktemp -d) || exit 4
trap 'rm -rf "$tmp"' EXIT
export PATH RBT_DATA="$tmp/data" RBT_SHARE="$src/share/rbt"
cd "$tmp" || exit 4
rbt-fetch synth --seed 9 --end 2016-12-31 | rbt-bundle ingest -q b
set -- -b b -s sma-cross.rule -p fast=2..40:2 -p slow=10..150:10 \
    --train 1y --test 3m --commission bps=5
rbt-wfo walk "$@" -j 1 >want || exit 4

# same NAME: whether got is what is wanted.
same() {
	if cmp want got; then
		passed=$((passed + 1))
	else
		echo "$1: the bytes differ"
		failed=$((failed + 1))
	fi
	rm -f got
}

for wait in 0.05 0.2 0.4 0.6; do
	rm -f state
	for again in 1 2 3; do
		rbt-wfo walk "$@" -j 2 --state state >/dev/null 2>&1 &
		pid=$!
		sleep "$wait"
		kill -9 "$pid" 2>/dev/null
		wait "$pid" 2>/dev/null
	done
	rbt-wfo walk "$@" -j 2 --state state >got
	same "killed after $wait seconds, $again times"
done

rbt-wfo plan walk "$@" >tasks
split -n r/3 tasks part.
for p in part.a?; do rbt-wfo run <"$p" >"done.$p"; done
cat done.part.ac done.part.aa done.part.ab | rbt-wfo reduce >got
same "three parts"

# Lines of several processes, mixed as they come.
split -l 20 tasks few.
cat >one.sh <<'END'
#!/bin/sh
exec rbt-wfo run -j 1 <"$1"
END
chmod +x one.sh
printf '%s\n' few.* | xargs -P 4 -n 1 ./one.sh >mixed
rbt-wfo reduce <mixed >got
same xargs

if command -v parallel >/dev/null; then
	"$src/examples/parallel/search.sh" got walk "$@" 2>/dev/null
	same "GNU parallel"
else
	skipped=$((skipped + 1))
fi
if command -v sbatch >/dev/null && sinfo >/dev/null 2>&1; then
	"$src/examples/slurm/search.sh" 3 got walk "$@"
	same Slurm
else
	skipped=$((skipped + 1))
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
