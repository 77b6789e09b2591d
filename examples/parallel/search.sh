#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A search through GNU parallel: four tasks at a time to each job.  With
# --sshloginfile the jobs run on other machines; --retries does again what
# failed, and a task that was done twice does no harm.
#
# usage: search.sh OUTPUT COMMAND OPTION...
#	search.sh wfo.ndjson walk -b us -s sma-cross.rule --train 2y --test 6m
set -eu
out=$1
shift
rbt-wfo plan "$@" |
    parallel --pipe -N 4 --retries 3 rbt-wfo run -j 1 |
    rbt-wfo reduce -o "$out"
