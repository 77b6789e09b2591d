#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Speed, as ratios taken in one run.  usage: run.sh BUILD-FOLDER
set -eu
"$1/bench/engine" share/rbt/strategies/sma-cross.rule
"$1/bench/montecarlo"
