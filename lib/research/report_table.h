/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a report: drawdowns, months, trades.  Each writes its heading
 * and its rows, or says that there are none. */
#ifndef RBT_RESEARCH_REPORT_TABLE_H
#define RBT_RESEARCH_REPORT_TABLE_H

#include "core/out.h"
#include "research/backtest.h"

void rbt_report_table_drawdowns(struct rbt_out *out,
    const struct rbt_backtest *bt);
void rbt_report_table_months(struct rbt_out *out, const struct rbt_runinfo *run,
    const struct rbt_backtest *bt);
void rbt_report_table_trades(struct rbt_out *out, const struct rbt_runinfo *run,
    const struct rbt_backtest *bt);

#endif
