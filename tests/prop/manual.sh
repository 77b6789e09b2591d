#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The examples of the manual pages do what the pages say.
cd "$(dirname "$0")/../.." || exit 4
exec tests/manual.py "${RBT_BIN:-bin}" man/man1/*.1 man/man5/rbt-bundle.5 \
    man/man5/rbt-records.5 man/man5/rbt-rule.5 man/man7/*.7
