#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A search as a Slurm job array: every element does the lines of the plan whose
# number is its own modulo the size of the array.  Results appear whole or not
# at all, so an element that Slurm starts twice does no harm, and one that is
# lost is missed by the reduce.  Run it in a folder that all nodes share.
#
# usage: search.sh ELEMENTS OUTPUT COMMAND OPTION...
#	search.sh 100 wfo.ndjson walk -b us -s my.rule --train 2y --test 6m
set -eu
n=$1 out=$2
shift 2
work=$(mktemp -d ./search.XXXXXX)
rbt-wfo plan "$@" >"$work/tasks"
sbatch --wait --quiet --array="0-$((n - 1))" --output="$work/%a.log" \
    --export="ALL,WORK=$work,ELEMENTS=$n" \
    "$(dirname "$0")/element.sh"
cat "$work"/*.done | rbt-wfo reduce -o "$out"
rm -r "$work"
