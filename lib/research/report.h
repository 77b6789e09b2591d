/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A backtest as a page of text: assumptions first, then the curve, the figures,
 * the worst drawdowns, the months, the last trades, and what weakens it all.
 * UTF-8, no colour, at most 80 columns for daily bars.
 */
#ifndef RBT_RESEARCH_REPORT_H
#define RBT_RESEARCH_REPORT_H

#include "core/out.h"
#include "research/backtest.h"

void rbt_report_write(struct rbt_out *out, const struct rbt_runinfo *run,
    const struct rbt_backtest *bt);

#endif
