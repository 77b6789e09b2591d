#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A search gives the same bytes however it is done: in three parts, through
# xargs, GNU parallel and Slurm.  What is not installed is skipped.
set -u
cd "$(dirname "$0")/../.." || exit 4
PATH=${RBT_BIN:-$PWD/bin}:$PATH src=$PWD passed=0 failed=0 skipped=0
tmp=$(mktemp -d) || exit 4
trap 'rm -rf "$tmp"' EXIT
export PATH RBT_DATA="$tmp/data" RBT_STATE="$tmp/state" RBT_SHARE="$src/share/rbt"
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

skip() {
	echo "$1: skipped"
	skipped=$((skipped + 1))
}

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
	skip "GNU parallel"
fi
"$src/tests/harness/slurm.sh" "$src/examples/slurm/search.sh" 3 got walk "$@"
status=$?
if [ "$status" -eq 77 ]; then
	skip Slurm
else
	[ "$status" -eq 0 ] || echo "Slurm: status $status"
	same Slurm
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
