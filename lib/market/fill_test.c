/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The expected line is written by hand after rbt-records(5). */
#include "market/fill.h"

#include "harness/money.h"
#include "harness/t.h"

int
main(void)
{
	struct rbt_out out;
	struct rbt_fill f = {
	    .time = rbt_ts_from_day(19724),
	    .order_id = 3,
	    .symbol = "SPY",
	    .side = RBT_SELL,
	    .qty = {250000000},
	    .price = {41234567890},
	    .fee = t_money_e8(103086420),
	};

	rbt_out_open_fd(&out, 1, "test");
	rbt_fill_emit(&out, &f, (rbt_period){RBT_DAY_NS});
	T_STR(rbt_buf_str(&out.buf),
	    "{\"type\":\"fill\",\"time\":\"2024-01-02\",\"order_id\":3,"
	    "\"symbol\":\"SPY\",\"side\":\"sell\",\"qty\":2.5,\"price\":"
	    "412.3456789,\"fee\":1.0308642}\n");
	rbt_buf_release(&out.buf);
	T_DONE(1);
}
