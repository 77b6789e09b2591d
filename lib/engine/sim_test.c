/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Market orders, sizes and the account, worked by hand. */
#include "harness/sim.h"

#include "harness/t.h"

static struct sim_stage st;

static const struct sim_row rising[] = {
    {0, 100, 102, 99, 101},
    {1, 102, 104, 101, 103},
    {2, 104, 106, 103, 105},
    {3, 106, 108, 105, 107},
    {4, 108, 110, 107, 109},
    {5, 110, 112, 109, 111},
};

static void
test_next_open(void)
{
	sim_init(&st);
	st.with_equity = true;
	sim_costs(&st, "bps=10", "fixed=0.5");
	sim_add(&st, "A", rising, "L.l.L");
	/* buy 10 at 102.5, fee 1.025; sell at 105.5, fee 1.055; the entry
	 * that the last bar decides expires */
	T_STR(sim_run(&st),
	    "0 equity 100000 cash 100000\n"
	    "0 order 1 A buy 10 market entry accepted\n"
	    "1 fill 1 A buy 10 at 102.5 fee 1.025\n"
	    "1 order 1 A buy 10 market entry filled\n"
	    "1 equity 100003.975 cash 98973.975\n"
	    "2 equity 100023.975 cash 98973.975\n"
	    "2 order 2 A sell 10 market exit accepted\n"
	    "3 fill 2 A sell 10 at 105.5 fee 1.055\n"
	    "3 order 2 A sell 10 market exit filled\n"
	    "trade A long 10 1 at 102.5 to 3 at 105.5 exit pnl 27.92 fees 2.08 "
	    "bars 2\n"
	    "3 equity 100027.92 cash 100027.92\n"
	    "4 equity 100027.92 cash 100027.92\n"
	    "4 order 3 A buy 10 market entry accepted\n"
	    "4 order 3 A buy 10 market end expired\n");
	T_INT(st.res.bars, 5);
	T_INT(st.res.timestamps, 5);
	T_INT(st.res.timestamps_exposed, 2);
	T_INT(st.res.n_orders, 3);
	T_INT(st.res.n_fills, 2);
	T_INT(st.res.n_trades, 1);
	T_OK(st.res.fees.v == t_money_e8(sim_e8(2.08)).v);
	T_OK(st.res.slippage_cost.v == t_money_e8(sim_e8(10)).v);
	T_OK(st.res.traded_value.v == t_money_e8(sim_e8(2080)).v);
	T_INT(sim_day(&st, st.res.from), 0);
	T_INT(sim_day(&st, st.res.to), 4);
}

static void
test_reversal(void)
{
	sim_init(&st);
	sim_add(&st, "A", rising, "L.S..");
	T_STR(sim_run(&st),
	    "0 order 1 A buy 10 market entry accepted\n"
	    "1 fill 1 A buy 10 at 102 fee 0\n"
	    "1 order 1 A buy 10 market entry filled\n"
	    "2 order 2 A sell 10 market reverse accepted\n"
	    "2 order 3 A sell 10 market entry accepted\n"
	    "3 fill 2 A sell 10 at 106 fee 0\n"
	    "3 order 2 A sell 10 market reverse filled\n"
	    "trade A long 10 1 at 102 to 3 at 106 reverse pnl 40 fees 0 bars "
	    "2\n"
	    "3 fill 3 A sell 10 at 106 fee 0\n"
	    "3 order 3 A sell 10 market entry filled\n"
	    "trade A short 10 3 at 106 to at 109 open pnl -30 fees 0 bars 1\n");
	T_INT(st.res.n_open, 1);
	T_INT(st.res.stale, 0);
	T_OK(st.res.final_equity.v == t_money_e8(sim_e8(100010)).v);
	/* an exit and an opposite entry on one bar are one reversal */
	sim_init(&st);
	sim_add(&st, "A", rising, "L.R.");
	T_OK(strstr(sim_run(&st), "2 order 2 A sell 10 market reverse "
				  "accepted\n2 order 3 A sell") != NULL);
}

static void
test_ignored_and_conflicts(void)
{
	sim_init(&st);
	sim_add(&st, "A", rising, "lsXBL=");
	T_STR(sim_run(&st), "4 order 1 A buy 10 market entry accepted\n"
			    "5 fill 1 A buy 10 at 110 fee 0\n"
			    "5 order 1 A buy 10 market entry filled\n"
			    "trade A long 10 5 at 110 to at 111 open pnl 10 "
			    "fees 0 bars 0\n");
	T_INT(st.res.suppressed_conflict, 2);
	T_INT(st.res.ties, 1);
	/* entering again what is held is no conflict, and no order */
	sim_init(&st);
	sim_add(&st, "A", rising, "L.LXL.");
	T_OK(strstr(sim_run(&st), "3 order 2 A sell 10 market exit accepted") !=
	     NULL);
	T_INT(st.res.suppressed_conflict, 0);
	T_INT(st.res.n_orders, 3);
}

static void
test_cut(void)
{
	/* 100 % of 1000 at a close of 101 is 9; at 102 with 20 bps nine cost
	 * 918 + 1.836: fine.  With 915 in hand eight are left. */
	sim_init(&st);
	st.plan.size = RBT_SIZE_EQUITY_PERCENT;
	st.plan.amount_e8 = sim_e8(100);
	st.opt.cash = t_money_e8(sim_e8(915));
	sim_costs(&st, "bps=20", "none");
	sim_add(&st, "A", rising, "L..");
	T_STR(sim_run(&st),
	    "0 order 1 A buy 9 market entry accepted\n"
	    "1 fill 1 A buy 8 at 102 fee 1.632\n"
	    "1 order 1 A buy 9 market entry partially_filled\n"
	    "1 order 1 A buy 9 market buying_power canceled\n"
	    "trade A long 8 1 at 102 to at 105 open pnl 22.368 fees 1.632 bars "
	    "1\n");
	/* the fee alone may be too much for the last unit: 9 x 102 = 918 */
	st.opt.cash = t_money_e8(sim_e8(918));
	T_OK(strstr(sim_run(&st), "1 fill 1 A buy 8 at 102") != NULL);
	st.opt.cash = t_money_e8(sim_e8(919.836));
	T_OK(strstr(sim_run(&st), "1 fill 1 A buy 9 at 102") != NULL);
	/* nothing can be paid */
	st.opt.cash = t_money_e8(sim_e8(101.5));
	T_STR(sim_run(&st), "0 order 1 A buy 1 market entry accepted\n"
			    "1 order 1 A buy 1 market buying_power canceled\n");
	/* and less than the lot is not sent */
	st.opt.cash = t_money_e8(sim_e8(100));
	T_STR(sim_run(&st), "");
	T_INT(st.res.suppressed_size_zero, 1);
	/* fractions: 100 / 101, cut to what 102 and the fee allow:
	 * 100 / (102 x 1.002) = 0.97842...  */
	st.opt.lot.v = 1;
	T_OK(strstr(sim_run(&st), "0 order 1 A buy 0.99009900 market") == NULL);
	T_OK(strstr(st.text, "0 order 1 A buy 0.990099 market") != NULL);
	T_OK(strstr(st.text, "1 fill 1 A buy 0.9784") != NULL);
	T_OK(st.res.final_cash.v >= 0);
	T_OK(st.res.final_cash.v < t_money_e8(102 * 2).v);
}

static void
test_units_rejected(void)
{
	sim_init(&st);
	st.opt.cash = t_money_e8(sim_e8(1019.99));
	sim_add(&st, "A", rising, "L....");
	T_STR(sim_run(&st),
	    "0 order 1 A buy 10 market entry accepted\n"
	    "1 order 1 A buy 10 market buying_power rejected\n");
	/* a short needs the same: its proceeds are collateral */
	sim_init(&st);
	st.opt.cash = t_money_e8(sim_e8(1019.99));
	sim_add(&st, "A", rising, "S....");
	T_STR(sim_run(&st),
	    "0 order 1 A sell 10 market entry accepted\n"
	    "1 order 1 A sell 10 market buying_power rejected\n");
	st.opt.cash = t_money_e8(sim_e8(1020));
	T_OK(strstr(sim_run(&st), "1 fill 1 A sell 10 at 102") != NULL);
}

static void
test_closes(void)
{
	sim_init(&st);
	st.with_equity = true;
	st.opt.fill = RBT_FILL_SAME_CLOSE;
	sim_costs(&st, "per-order=1", "none");
	sim_add(&st, "A", rising, "L.l");
	T_STR(sim_run(&st),
	    "0 order 1 A buy 10 market entry accepted\n"
	    "0 fill 1 A buy 10 at 101 fee 1\n"
	    "0 order 1 A buy 10 market entry filled\n"
	    "0 equity 99999 cash 98989\n"
	    "1 equity 100019 cash 98989\n"
	    "2 order 2 A sell 10 market exit accepted\n"
	    "2 fill 2 A sell 10 at 105 fee 1\n"
	    "2 order 2 A sell 10 market exit filled\n"
	    "trade A long 10 0 at 101 to 2 at 105 exit pnl 38 fees 2 bars 2\n"
	    "2 equity 100038 cash 100038\n");
	T_INT(st.res.timestamps_exposed, 2);
	st.opt.fill = RBT_FILL_NEXT_CLOSE;
	T_STR(sim_run(&st), "0 equity 100000 cash 100000\n"
			    "0 order 1 A buy 10 market entry accepted\n"
			    "1 fill 1 A buy 10 at 103 fee 1\n"
			    "1 order 1 A buy 10 market entry filled\n"
			    "1 equity 99999 cash 98969\n"
			    "2 equity 100019 cash 98969\n"
			    "2 order 2 A sell 10 market exit accepted\n"
			    "2 order 2 A sell 10 market end expired\n"
			    "trade A long 10 1 at 103 to at 105 open pnl 19 "
			    "fees 1 bars 1\n");
}

static void
test_bars(void)
{
	/* entered on bar 1, decided at the close of 1 + 3 - 1, out on 4 */
	sim_init(&st);
	st.plan.exit_after_bars = 3;
	sim_add(&st, "A", rising, "L....");
	T_OK(strstr(sim_run(&st), "3 order 2 A sell 10 market bars accepted\n"
				  "4 fill 2 A sell 10 at 108 fee 0\n") != NULL);
	T_OK(strstr(st.text, "bars pnl 60 fees 0 bars 3\n") != NULL);
	/* one bar: out at the next open */
	st.plan.exit_after_bars = 1;
	T_OK(strstr(sim_run(&st), "2 fill 2 A sell 10 at 104") != NULL);
}

static void
test_span(void)
{
	sim_init(&st);
	st.with_equity = true;
	st.opt.start.ns = 2 * RBT_DAY_NS;
	st.opt.end.ns = 4 * RBT_DAY_NS;
	sim_add(&st, "A", rising, "L.L.L.");
	T_STR(sim_run(&st),
	    "2 equity 100000 cash 100000\n"
	    "2 order 1 A buy 10 market entry accepted\n"
	    "3 fill 1 A buy 10 at 106 fee 0\n"
	    "3 order 1 A buy 10 market entry filled\n"
	    "3 equity 100010 cash 98940\n"
	    "trade A long 10 3 at 106 to at 107 open pnl 10 fees 0 bars 0\n");
	T_INT(st.res.bars, 2);
	st.opt.start.ns = 10 * RBT_DAY_NS;
	st.opt.end.ns = 11 * RBT_DAY_NS;
	T_STR(sim_run(&st), "error: no bar between start and end\n");
}

static void
test_sizes(void)
{
	static const struct {
		enum rbt_size_kind kind;
		double amount;
		const char *order;
	} c[] = {
	    {RBT_SIZE_UNITS, 7.9, "buy 7 market"},
	    {RBT_SIZE_CASH, 1000, "buy 9 market"},         /* 1000 / 101 */
	    {RBT_SIZE_EQUITY_PERCENT, 2, "buy 19 market"}, /* 2000 / 101 */
	    {RBT_SIZE_RISK_PERCENT, 1, "buy 198 market"},  /* 1000 / 5.05 */
	};

	for (size_t i = 0; i < sizeof c / sizeof c[0]; i++) {
		sim_init(&st);
		st.plan.size = c[i].kind;
		st.plan.amount_e8 = sim_e8(c[i].amount);
		st.plan.stop = sim_percent(5);
		sim_add(&st, "A", rising, "L.");
		T_OK(strstr(sim_run(&st), c[i].order) != NULL);
	}
	/* the nearer of stop and trail: 1000 / 2.5 */
	st.plan.trail = sim_distance(st.trail, 2.5);
	T_OK(strstr(sim_run(&st), "buy 400 market") != NULL);
}

static void
test_overflow(void)
{
	static const struct sim_row huge[] = {
	    {0, 1e-8, 1e-8, 1e-8, 1e-8},
	    {1, 1, 1, 1, 1},
	};

	sim_init(&st);
	st.plan.size = RBT_SIZE_CASH;
	st.plan.amount_e8 = sim_e8(10000);
	sim_add(&st, "A", huge, "L.");
	T_STR(sim_run(&st), "error: quantity overflow at A 1970-01-01\n");
	T_INT(st.err.code, RBT_E_DATA);
	sim_init(&st);
	sim_costs(&st, "none", "fixed=105");
	sim_add(&st, "A", rising, "S..");
	T_OK(strstr(sim_run(&st), "error: slippage leaves no price at A "
				  "1970-01-02\n") != NULL);
}

/* Hours from 2024-07-03 12:00 UTC, a half day in New York (to 17:00 UTC); New
 * York's midnight is 04:00 UTC. */
static void
test_hours(void)
{
	static const struct sim_row rows[] = {
	    {0, 100, 100, 100, 100},
	    {1, 101, 101, 101, 101},
	    {15, 102, 102, 102, 102}, /* 03:00, the last of the session */
	    {16, 103, 103, 103, 103},
	    {17, 104, 104, 104, 104},
	};
	int64_t day = rbt_day_from_civil(2024, 7, 3);

	sim_init(&st);
	st.with_equity = true;
	st.calendar = "XNYS";
	st.period = 3600 * RBT_SEC_NS;
	st.base = rbt_ts_from_day(day).ns + 12 * st.period;
	sim_add(&st, "A", rows, "L.ll.");
	/* decisions and equity at the bar's end, fills at its opening */
	T_STR(sim_run(&st),
	    "1 order 1 A buy 10 market entry accepted\n"
	    "1 fill 1 A buy 10 at 101 fee 0\n"
	    "1 order 1 A buy 10 market entry filled\n"
	    "16 equity 100010 cash 98990\n"
	    "16 order 2 A sell 10 market exit accepted\n"
	    "16 fill 2 A sell 10 at 103 fee 0\n"
	    "16 order 2 A sell 10 market exit filled\n"
	    "trade A long 10 1 at 101 to 16 at 103 exit pnl 20 fees 0 bars 2\n"
	    "18 equity 100020 cash 100020\n");
	T_INT(st.res.bars, 5);
	T_INT(st.res.timestamps_exposed, 2);
	/* what waits expires at the session's close: 17:00, five hours on */
	st.n = 0;
	sim_add(&st, "A", rows, ".L");
	T_OK(strstr(sim_run(&st),
		 "2 order 1 A buy 10 market entry accepted\n"
		 "5 order 1 A buy 10 market end expired\n") != NULL);
	st.opt.equity = RBT_EQUITY_BAR;
	st.n = 0;
	sim_add(&st, "A", rows, ".....");
	T_STR(sim_run(&st), "1 equity 100000 cash 100000\n"
			    "2 equity 100000 cash 100000\n"
			    "16 equity 100000 cash 100000\n"
			    "17 equity 100000 cash 100000\n"
			    "18 equity 100000 cash 100000\n");
}

/* The end sells at the last close and pays for it: 10 x 102 at 10 bps. */
static void
test_close_out(void)
{
	static const struct sim_row rows[] = {
	    {0, 100, 100, 100, 100},
	    {1, 101, 101, 101, 101},
	    {2, 102, 102, 102, 102},
	    {3, 103, 103, 103, 103},
	};

	sim_init(&st);
	st.with_equity = true;
	st.opt.close_out = true;
	st.opt.end.ns = 3 * RBT_DAY_NS;
	T_INT(rbt_commission_parse("bps=10", &st.opt.commission, NULL), 0);
	sim_add(&st, "A", rows, "L...");
	sim_add(&st, "B", rows, "..L.");
	T_STR(sim_run(&st), "0 equity 100000 cash 100000\n"
			    "0 order 1 A buy 10 market entry accepted\n"
			    "1 fill 1 A buy 10 at 101 fee 1.01\n"
			    "1 order 1 A buy 10 market entry filled\n"
			    "1 equity 99998.99 cash 98988.99\n"
			    "2 equity 100008.99 cash 98988.99\n"
			    "2 order 2 B buy 10 market entry accepted\n"
			    "2 order 2 B buy 10 market end expired\n"
			    "2 order 3 A sell 10 market end accepted\n"
			    "2 fill 3 A sell 10 at 102 fee 1.02\n"
			    "2 order 3 A sell 10 market end filled\n"
			    "trade A long 10 1 at 101 to 2 at 102 end pnl 7.97 "
			    "fees 2.03 bars 1\n"
			    "2 equity 100007.97 cash 100007.97\n");
	T_INT(st.res.n_open, 0);
	/* protection goes first and does not fill */
	st.n = 0;
	st.plan.stop = (struct rbt_protection){.on = true,
	    .is_percent = true,
	    .percent_e8 = 50 * RBT_DEC_ONE};
	sim_add(&st, "A", rows, "L...");
	T_OK(strstr(sim_run(&st),
		 "2 order 2 A sell 10 stop stop 50.5 stop expired") == NULL);
	T_INT(st.res.n_trades, 1);
}

int
main(void)
{
	test_next_open();
	test_reversal();
	test_ignored_and_conflicts();
	test_cut();
	test_units_rejected();
	test_closes();
	test_bars();
	test_span();
	test_sizes();
	test_overflow();
	test_hours();
	test_close_out();
	T_DONE(64);
}
