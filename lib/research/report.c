/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "research/report.h"

void
rbt_report_write(struct rbt_out *out, const struct rbt_runinfo *run,
    const struct rbt_backtest *bt)
{
	char money[RBT_MONEY_MAX];

	(void)rbt_money_format_fixed(bt->result.final_equity, 2, money);
	rbt_out_printf(out, "%s on %s: %s\n", run->strategy, run->bundle,
	    money);
}
