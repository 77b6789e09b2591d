/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The expected lines are written by hand after rbt-records(5). */
#include "market/trade.h"

#include "harness/money.h"
#include "harness/t.h"

int
main(void)
{
	struct rbt_out out;
	struct rbt_trade t = {
	    .symbol = "SPY",
	    .qty = {10 * RBT_DEC_ONE},
	    .entry_time = rbt_ts_from_day(19724),
	    .exit_time = rbt_ts_from_day(19726),
	    .entry_price = {100 * RBT_DEC_ONE},
	    .exit_price = {10150000000},
	    .exit_reason = RBT_REASON_TARGET,
	    .pnl = {(rbt_i128)14 * RBT_DEC_ONE * RBT_DEC_ONE + 1},
	    .fees = t_money_e8(RBT_DEC_ONE),
	    .bars = 2,
	    .ret = 0.014,
	    .mae = 0,
	    .mfe = 0.1 + 0.2, /* needs 17 digits */
	};

	rbt_out_open_fd(&out, 1, "test");
	rbt_trade_emit(&out, &t, (rbt_period){RBT_DAY_NS});
	T_STR(rbt_buf_str(&out.buf),
	    "{\"type\":\"trade\",\"symbol\":\"SPY\",\"side\":\"long\",\"qty\":"
	    "10,\"entry_time\":\"2024-01-02\",\"entry_price\":100,"
	    "\"exit_time\":\"2024-01-04\",\"exit_price\":101.5,"
	    "\"exit_reason\":\"target\",\"pnl\":14.0000000000000001,"
	    "\"return\":0.014,\"fees\":1,\"bars\":2,\"mae\":0,\"mfe\":"
	    "0.30000000000000004}\n");
	rbt_buf_clear(&out.buf);
	t.open = true;
	t.is_short = true;
	rbt_trade_emit(&out, &t, (rbt_period){3600 * RBT_SEC_NS});
	T_STR(rbt_buf_str(&out.buf),
	    "{\"type\":\"trade\",\"symbol\":\"SPY\",\"side\":\"short\","
	    "\"qty\":10,\"entry_time\":\"2024-01-02T00:00:00Z\","
	    "\"entry_price\":100,\"exit_time\":null,\"exit_price\":101.5,"
	    "\"exit_reason\":null,\"pnl\":14.0000000000000001,\"return\":"
	    "0.014,\"fees\":1,\"bars\":2,\"mae\":0,\"mfe\":"
	    "0.30000000000000004}\n");
	rbt_buf_release(&out.buf);
	T_DONE(2);
}
