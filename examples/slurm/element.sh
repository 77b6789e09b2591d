#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# One element of the array of search.sh.
#SBATCH --ntasks=1
set -eu
id=$SLURM_ARRAY_TASK_ID
awk -v n="$ELEMENTS" -v id="$id" 'NR % n == id' "$WORK/tasks" >"$WORK/$id.tasks"
rbt-wfo run -j 1 -o "$WORK/$id.done" <"$WORK/$id.tasks"
