#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A walk-forward in three parts, which could be three machines: each reads its
# share of the plan, and the results are put together in whatever order they
# come.  search.sh does the same through GNU parallel, ../slurm through Slurm.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
export RBT_DATA="$tmp" RBT_STATE="$tmp/state"
cd "$tmp"
rbt-fetch synth --seed 9 --end 2016-12-31 | rbt-bundle ingest -q demo
set -- walk -b demo -s sma-cross.rule -p fast=5..25:5 -p slow=20..120:20 \
    --train 2y --test 1y --commission bps=5

rbt-wfo plan "$@" >tasks
split -n r/3 tasks part.
printf '%s\n' part.a? | xargs -P 3 -I '{}' sh -c 'rbt-wfo run -o {}.done <{}'
cat part.ac.done part.aa.done part.ab.done | rbt-wfo reduce -o wfo.ndjson

rbt-wfo "$@" | cmp - wfo.ndjson && echo "the same bytes as in one process"
cat part.*.done | rbt-wfo reduce --format table
