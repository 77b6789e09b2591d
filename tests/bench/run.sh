#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Speed, as ratios taken in one run; nothing here passes or fails by it.
# usage: run.sh BUILD-FOLDER; $TMPDIR needs a GiB.
set -eu
scratch=$(mktemp -d)
export RBT_STATE="$scratch/state"
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
"$1/bench/engine" share/rbt/strategies/sma-cross.rule
"$1/bench/text" "$scratch/text"
"$1/bench/tools" "$1/bin" "$scratch" share/rbt/strategies/sma-cross.rule
"$1/bench/walk" "$1/bin" "$scratch" share/rbt/strategies/sma-cross.rule
"$1/bench/montecarlo"
