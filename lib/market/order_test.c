/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected lines are written by hand after rbt-records(5). */
#include "market/order.h"

#include "harness/t.h"

static void
test_emit(void)
{
	struct rbt_out out;
	struct rbt_order o = {
	    .id = 7,
	    .symbol = "SPY",
	    .side = RBT_BUY,
	    .type = RBT_ORDER_MARKET,
	    .status = RBT_ORDER_ACCEPTED,
	    .reason = RBT_REASON_ENTRY,
	    .qty = {10 * RBT_DEC_ONE},
	    .time = rbt_ts_from_day(19724),
	};

	rbt_out_open_fd(&out, 1, "test");
	rbt_order_emit(&out, &o, (rbt_period){RBT_DAY_NS});
	T_STR(rbt_buf_str(&out.buf),
	    "{\"type\":\"order\",\"time\":\"2024-01-02\",\"id\":7,\"symbol\":"
	    "\"SPY\",\"side\":\"buy\",\"qty\":10,\"order_type\":\"market\","
	    "\"limit\":null,\"stop\":null,\"tif\":\"gtc\",\"status\":"
	    "\"accepted\",\"reason\":\"entry\",\"parent\":null,\"tag\":null}"
	    "\n");
	rbt_buf_clear(&out.buf);
	o.type = RBT_ORDER_STOP;
	o.side = RBT_SELL;
	o.status = RBT_ORDER_CANCELED;
	o.reason = RBT_REASON_NONE;
	o.parent = 6;
	o.qty.v = 1;
	o.limit.v = 9990000000;
	o.stop.v = 10050000000;
	rbt_order_emit(&out, &o, (rbt_period){60 * RBT_SEC_NS});
	T_STR(rbt_buf_str(&out.buf),
	    "{\"type\":\"order\",\"time\":\"2024-01-02T00:00:00Z\",\"id\":7,"
	    "\"symbol\":\"SPY\",\"side\":\"sell\",\"qty\":0.00000001,"
	    "\"order_type\":\"stop\",\"limit\":99.9,\"stop\":100.5,\"tif\":"
	    "\"gtc\",\"status\":\"canceled\",\"reason\":null,\"parent\":6,"
	    "\"tag\":null}\n");
	rbt_buf_release(&out.buf);
}

static void
test_names(void)
{
	T_STR(rbt_side_name(RBT_SELL), "sell");
	T_STR(rbt_order_type_name(RBT_ORDER_LIMIT), "limit");
	T_STR(rbt_order_type_name(RBT_ORDER_TRAIL), "trail");
	T_STR(rbt_order_status_name(RBT_ORDER_FILLED), "filled");
	T_STR(rbt_order_status_name(RBT_ORDER_REJECTED), "rejected");
	T_STR(rbt_order_status_name(RBT_ORDER_EXPIRED), "expired");
	T_OK(rbt_order_reason_name(RBT_REASON_NONE) == NULL);
	T_STR(rbt_order_reason_name(RBT_REASON_EXIT), "exit");
	T_STR(rbt_order_reason_name(RBT_REASON_REVERSE), "reverse");
	T_STR(rbt_order_reason_name(RBT_REASON_BARS), "bars");
	T_STR(rbt_order_reason_name(RBT_REASON_STOP), "stop");
	T_STR(rbt_order_reason_name(RBT_REASON_TRAIL), "trail");
	T_STR(rbt_order_reason_name(RBT_REASON_TARGET), "target");
	T_STR(rbt_order_reason_name(RBT_REASON_BUYING_POWER), "buying_power");
	T_STR(rbt_order_reason_name(RBT_REASON_POSITION_GONE), "position_gone");
	T_STR(rbt_order_reason_name(RBT_REASON_OCO), "oco");
	T_STR(rbt_order_reason_name(RBT_REASON_END), "end");
	T_STR(rbt_order_reason_name(RBT_REASON_DELIST), "delist");
}

static void
test_states(void)
{
	for (int to = RBT_ORDER_ACCEPTED; to <= RBT_ORDER_EXPIRED; to++) {
		enum rbt_order_status s = (enum rbt_order_status)to;

		T_INT(rbt_order_may_become(RBT_ORDER_ACCEPTED, s),
		    s != RBT_ORDER_ACCEPTED);
		T_OK(!rbt_order_may_become(RBT_ORDER_FILLED, s));
		T_OK(!rbt_order_may_become(RBT_ORDER_CANCELED, s));
		T_OK(!rbt_order_may_become(RBT_ORDER_REJECTED, s));
		T_OK(!rbt_order_may_become(RBT_ORDER_EXPIRED, s));
	}
}

int
main(void)
{
	test_emit();
	test_names();
	test_states();
	T_DONE(50);
}
