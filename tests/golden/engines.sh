#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs of the real tools against fills and final equity that other engines
# (backtrader, backtesting.py, vectorbt) and a decimal loop found on the same
# prices.  They lie in $RBT_SHARED/golden/engines and are not part of this tree;
# without them the test is skipped.
set -u
if [ ! -d "${RBT_SHARED:-}/golden/engines" ]; then
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
fi
exec python3 "${0%.sh}.py" "$RBT_SHARED" "${RBT_BIN:-bin}" "$@"
