/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fills of protective orders, and of several instruments in one account, worked
 * by hand. */
#include "harness/sim.h"

#include "harness/t.h"

static struct sim_stage st;

/* Whether the run's text has this part. */
static bool
has(const char *part)
{
	bool found = strstr(st.text, part) != NULL;

	if (!found)
		printf("no '%s' in\n%s", part, st.text);
	return found;
}

/* Entered at 100 on bar 1; stop 5, target 10. */
static void
protect(const struct sim_row *rows, const char *signals)
{
	enum rbt_intrabar intrabar = st.opt.intrabar;

	sim_init(&st);
	st.opt.intrabar = intrabar;
	st.plan.stop = sim_distance(st.stop, 5);
	st.plan.target = sim_distance(st.target, 10);
	sim_add(&st, "A", rows, signals);
	sim_run(&st);
}

static void
test_touch(void)
{
	static const struct sim_row rows[] = {
	    {0, 99, 101, 98, 100},
	    {1, 100, 104, 96, 99},
	    {2, 98, 99, 95, 97},
	    {3, 97, 98, 96, 97},
	};

	protect(rows, "L...");
	T_STR(st.text,
	    "0 order 1 A buy 10 market entry accepted\n"
	    "1 fill 1 A buy 10 at 100 fee 0\n"
	    "1 order 1 A buy 10 market entry filled\n"
	    "1 order 2 A sell 10 stop 95 stop accepted\n"
	    "1 order 3 A sell 10 limit 110 target accepted\n"
	    "2 fill 2 A sell 10 at 95 fee 0\n"
	    "2 order 2 A sell 10 stop 95 stop filled\n"
	    "trade A long 10 1 at 100 to 2 at 95 stop pnl -50 fees 0 bars 1\n"
	    "2 order 3 A sell 10 limit 110 oco canceled\n");
	T_INT(st.res.ambiguous_bars, 0);
	T_INT(st.res.timestamps_exposed, 2);
}

static void
test_entry_bar(void)
{
	/* the whole bar of an entry at the open counts */
	static const struct sim_row stop[] = {{0, 99, 101, 98, 100},
	    {1, 100, 101, 95, 96}, {2, 96, 97, 95, 96}};
	static const struct sim_row both[] = {{0, 99, 101, 98, 100},
	    {1, 100, 110, 95, 96}, {2, 96, 97, 95, 96}};

	protect(stop, "L..");
	T_OK(has("1 fill 2 A sell 10 at 95 fee 0\n"));
	T_INT(st.res.timestamps_exposed, 1);
	protect(both, "L..");
	T_OK(has("1 fill 2 A sell 10 at 95 fee 0\n"));
	T_INT(st.res.ambiguous_bars, 1);
	st.opt.intrabar = RBT_INTRABAR_TARGET_FIRST;
	protect(both, "L..");
	T_OK(has("1 fill 3 A sell 10 at 110 fee 0\n"));
	T_INT(st.res.ambiguous_bars, 1);
	st.opt.intrabar = RBT_INTRABAR_STOP_FIRST;
}

static void
test_gaps(void)
{
	static const struct sim_row stop[] = {{0, 99, 101, 98, 100},
	    {1, 100, 101, 99, 100}, {2, 93, 111, 92, 96}};
	/* the target gapped, then the stop touched: the open comes first */
	static const struct sim_row target[] = {{0, 99, 101, 98, 100},
	    {1, 100, 101, 99, 100}, {2, 112, 113, 90, 96}};
	static const struct sim_row level[] = {{0, 99, 101, 98, 100},
	    {1, 100, 101, 99, 100}, {2, 110, 113, 90, 96}};

	protect(stop, "L..");
	T_OK(has("2 fill 2 A sell 10 at 93 fee 0\n"));
	T_INT(st.res.ambiguous_bars, 0);
	T_INT(st.res.timestamps_exposed, 1);
	protect(target, "L..");
	T_OK(has("2 fill 3 A sell 10 at 112 fee 0\n"));
	T_OK(has("2 order 2 A sell 10 stop 95 oco canceled\n"));
	T_INT(st.res.ambiguous_bars, 0);
	protect(level, "L..");
	T_OK(has("2 fill 3 A sell 10 at 110 fee 0\n"));
}

static void
test_short_side(void)
{
	static const struct sim_row stop[] = {{0, 99, 101, 98, 100},
	    {1, 100, 104, 91, 100}, {2, 102, 105, 99, 101}};
	static const struct sim_row target[] = {{0, 99, 101, 98, 100},
	    {1, 100, 104, 91, 100}, {2, 89, 106, 88, 101}};

	protect(stop, "S..");
	T_OK(has("1 order 2 A buy 10 stop 105 stop accepted\n"
		 "1 order 3 A buy 10 limit 90 target accepted\n"));
	T_OK(has("2 fill 2 A buy 10 at 105 fee 0\n"));
	T_OK(has("trade A short 10 1 at 100 to 2 at 105 stop pnl -50"));
	protect(target, "S..");
	T_OK(has("2 fill 3 A buy 10 at 89 fee 0\n"));
	T_OK(has("target pnl 110 fees 0 bars 1\n"));
}

static void
test_slippage(void)
{
	static const struct sim_row stop[] = {{0, 99, 101, 98, 100},
	    {1, 100, 101, 99, 100}, {2, 97, 98, 90, 96}};
	static const struct sim_row target[] = {{0, 99, 101, 98, 100},
	    {1, 100, 101, 99, 100}, {2, 97, 120, 97, 96}};

	sim_init(&st);
	sim_costs(&st, "none", "fixed=2");
	st.plan.stop = sim_percent(5);
	st.plan.target = sim_percent(10);
	sim_add(&st, "A", stop, "L..");
	sim_run(&st);
	/* entered at 102: stop 96.9, filled 2 below; target 112.2 */
	T_OK(has("1 order 2 A sell 10 stop 96.9 stop accepted\n"));
	T_OK(has("2 fill 2 A sell 10 at 94.9 fee 0\n"));
	T_OK(st.res.slippage_cost.v == t_money_e8(sim_e8(40)).v);
	st.n = 0;
	sim_add(&st, "A", target, "L..");
	sim_run(&st);
	T_OK(has("2 fill 3 A sell 10 at 112.2 fee 0\n"));
	T_OK(st.res.slippage_cost.v == t_money_e8(sim_e8(20)).v);
	/* a stop nearer than the slippage: the open of the entry bar is
	 * already behind it */
	st.plan.stop = sim_distance(st.stop, 1);
	sim_run(&st);
	T_OK(has("1 fill 1 A buy 10 at 102 fee 0\n"));
	T_OK(has("1 fill 2 A sell 10 at 98 fee 0\n"));
}

static void
test_trail(void)
{
	static const struct sim_row rows[] = {
	    {0, 99, 101, 98, 100},
	    {1, 100, 106, 97, 105}, /* trail 96, then 106 - 4 */
	    {2, 105, 105, 103, 104},
	    {3, 104, 110, 104, 109}, /* to 106 */
	    {4, 107, 108, 106, 107},
	};

	sim_init(&st);
	st.plan.trail = sim_distance(st.trail, 4);
	st.trail[2] = 50; /* wider: does not move */
	sim_add(&st, "A", rows, "L....");
	sim_run(&st);
	T_OK(has("1 order 2 A sell 10 trail 96 trail accepted\n"));
	T_OK(has("4 fill 2 A sell 10 at 106 fee 0\n"
		 "4 order 2 A sell 10 trail 106 trail filled\n"));
	T_OK(has("trail pnl 60 fees 0 bars 3\n"));
	/* undefined at bar 3: it stays at 102 until bar 4 has closed */
	st.trail[3] = (double)NAN;
	sim_run(&st);
	T_OK(has("trade A long 10 1 at 100 to at 107 open"));
	T_OK(has("4 order 2 A sell 10 trail 104 end expired\n"));
	/* percent: of the entry price, then of the high */
	st.plan.trail = sim_percent(5);
	sim_run(&st);
	T_OK(has("1 order 2 A sell 10 trail 95 trail accepted\n"));
	T_OK(has("4 order 2 A sell 10 trail 104.5 end expired\n"));
	/* filled at the close of bar 0: its high moves nothing */
	st.opt.fill = RBT_FILL_SAME_CLOSE;
	sim_run(&st);
	T_OK(has("0 order 2 A sell 10 trail 95 trail accepted\n"));
	T_OK(has("4 order 2 A sell 10 trail 104.5 end expired\n"));
}

static void
test_exit_cancels(void)
{
	static const struct sim_row rows[] = {
	    {0, 99, 101, 98, 100},
	    {1, 100, 101, 99, 100},
	    {2, 97, 98, 90, 96},
	    {3, 97, 98, 90, 96},
	};

	protect(rows, "Ll..");
	T_OK(has("1 order 4 A sell 10 market exit accepted\n"
		 "1 order 2 A sell 10 stop 95 exit canceled\n"
		 "1 order 3 A sell 10 limit 110 exit canceled\n"
		 "2 fill 4 A sell 10 at 97 fee 0\n"));
	/* one that waits for the close leaves the protection in force */
	st.opt.fill = RBT_FILL_NEXT_CLOSE;
	sim_run(&st);
	T_OK(has("2 fill 2 A sell 10 at 95 fee 0\n"));
	T_OK(has("2 order 4 A sell 10 market position_gone canceled\n"));
}

static void
test_next_close(void)
{
	static const struct sim_row rows[] = {
	    {0, 99, 101, 98, 100},
	    {1, 101, 120, 80, 100}, /* entered at its close */
	    {2, 100, 101, 99, 100}, /* exit decided */
	    {3, 97, 98, 94, 96},    /* the stop comes before the close */
	    {4, 97, 98, 96, 97},
	};

	sim_init(&st);
	st.opt.fill = RBT_FILL_NEXT_CLOSE;
	st.plan.stop = sim_distance(st.stop, 5);
	sim_add(&st, "A", rows, "L.l..");
	sim_run(&st);
	T_STR(st.text,
	    "0 order 1 A buy 10 market entry accepted\n"
	    "1 fill 1 A buy 10 at 100 fee 0\n"
	    "1 order 1 A buy 10 market entry filled\n"
	    "1 order 2 A sell 10 stop 95 stop accepted\n"
	    "2 order 3 A sell 10 market exit accepted\n"
	    "3 fill 2 A sell 10 at 95 fee 0\n"
	    "3 order 2 A sell 10 stop 95 stop filled\n"
	    "trade A long 10 1 at 100 to 3 at 95 stop pnl -50 fees 0 bars 2\n"
	    "3 order 3 A sell 10 market position_gone canceled\n");
	/* the stop half of a reversal gone, the entry still fills */
	st.n = 0;
	sim_add(&st, "A", rows, "L.S..");
	sim_run(&st);
	T_OK(has("3 order 3 A sell 10 market position_gone canceled\n"
		 "3 fill 4 A sell 10 at 96 fee 0\n"));
	/* without a touch the exit fills at the close and frees the stop */
	st.plan.stop = sim_distance(st.stop, 10);
	sim_run(&st);
	T_OK(has("3 fill 3 A sell 10 at 96 fee 0\n"
		 "3 order 3 A sell 10 market reverse filled\n"));
	T_OK(has("3 order 2 A sell 10 stop 90 oco canceled\n"
		 "3 fill 4 A sell 10 at 96 fee 0\n"));
}

/* B is sold before A is bought at the same open, though A is named first. */
static void
test_rotation(void)
{
	static const struct sim_row a[] = {{0, 100, 100, 100, 100},
	    {1, 100, 100, 100, 100}, {2, 100, 100, 100, 100},
	    {3, 100, 100, 100, 100}};
	static const struct sim_row b[] = {{0, 50, 50, 50, 50},
	    {1, 50, 50, 50, 50}, {2, 50, 50, 50, 50}, {3, 60, 60, 60, 60}};

	sim_init(&st);
	st.plan.size = RBT_SIZE_EQUITY_PERCENT;
	st.plan.amount_e8 = sim_e8(100);
	st.opt.cash = t_money_e8(sim_e8(1000));
	sim_add(&st, "A", a, "..L.");
	sim_add(&st, "B", b, "L.l.");
	T_STR(sim_run(&st),
	    "0 order 1 B buy 20 market entry accepted\n"
	    "1 fill 1 B buy 20 at 50 fee 0\n"
	    "1 order 1 B buy 20 market entry filled\n"
	    "2 order 2 A buy 10 market entry accepted\n"
	    "2 order 3 B sell 20 market exit accepted\n"
	    "3 fill 3 B sell 20 at 60 fee 0\n"
	    "3 order 3 B sell 20 market exit filled\n"
	    "trade B long 20 1 at 50 to 3 at 60 exit pnl 200 fees 0 bars 2\n"
	    "3 fill 2 A buy 10 at 100 fee 0\n"
	    "3 order 2 A buy 10 market entry filled\n"
	    "trade A long 10 3 at 100 to at 100 open pnl 0 fees 0 bars 0\n");
	T_INT(st.res.bars, 8);
	T_INT(st.res.timestamps, 4);
	T_INT(st.res.timestamps_exposed, 3);
}

/* B has no bar on day 1: its order waits; on days 3 and 4 it keeps its mark and
 * ends before A does. */
static void
test_missing_bars(void)
{
	static const struct sim_row a[] = {{0, 10, 10, 10, 10},
	    {1, 11, 11, 11, 11}, {2, 12, 12, 12, 12}, {3, 13, 13, 13, 13},
	    {4, 14, 14, 14, 14}};
	static const struct sim_row b[] = {{0, 50, 50, 50, 50},
	    {2, 40, 45, 40, 45}};

	sim_init(&st);
	st.with_equity = true;
	sim_add(&st, "A", a, "L....");
	sim_add(&st, "B", b, "L.");
	T_STR(sim_run(&st),
	    "0 equity 100000 cash 100000\n"
	    "0 order 1 A buy 10 market entry accepted\n"
	    "0 order 2 B buy 10 market entry accepted\n"
	    "1 fill 1 A buy 10 at 11 fee 0\n"
	    "1 order 1 A buy 10 market entry filled\n"
	    "1 equity 100000 cash 99890\n"
	    "2 fill 2 B buy 10 at 40 fee 0\n"
	    "2 order 2 B buy 10 market entry filled\n"
	    "2 equity 100060 cash 99490\n"
	    "3 equity 100070 cash 99490\n"
	    "4 equity 100080 cash 99490\n"
	    "trade A long 10 1 at 11 to at 14 open pnl 30 fees 0 bars 3\n"
	    "trade B long 10 2 at 40 to at 45 open pnl 50 fees 0 bars 0\n");
	T_INT(st.res.stale, 1);
	T_INT(st.res.bars, 7);
}

/* Shorts count against buying power, longs with them. */
static void
test_gross(void)
{
	static const struct sim_row flat[] = {{0, 100, 100, 100, 100},
	    {1, 100, 100, 100, 100}, {2, 100, 100, 100, 100},
	    {3, 100, 100, 100, 100}};

	sim_init(&st);
	st.plan.size = RBT_SIZE_CASH;
	st.plan.amount_e8 = sim_e8(700);
	st.opt.cash = t_money_e8(sim_e8(1000));
	sim_add(&st, "A", flat, "S...");
	sim_add(&st, "B", flat, ".L..");
	sim_run(&st);
	T_OK(has("1 fill 1 A sell 7 at 100 fee 0\n"));
	T_OK(has("2 fill 2 B buy 3 at 100 fee 0\n"));
}

/* The table of examples in rbt-execution(7). */
static void
test_manual(void)
{
	static const struct {
		struct sim_row next;
		const char *fill;
		int ambiguous;
	} c[] = {
	    {{2, 97, 98, 95, 96}, "2 fill 2 A sell 10 at 94.999 ", 0},
	    {{2, 94, 99, 93, 96}, "2 fill 2 A sell 10 at 93.98 ", 0},
	    {{2, 112, 113, 90, 96}, "2 fill 3 A sell 10 at 112 ", 0},
	    {{2, 100, 111, 95, 96}, "2 fill 2 A sell 10 at 94.999 ", 1},
	};

	for (size_t i = 0; i < sizeof c / sizeof c[0]; i++) {
		struct sim_row rows[] = {{0, 99, 101, 98, 100},
		    {1, 100, 101, 99, 100}, c[i].next};

		sim_init(&st);
		sim_costs(&st, "none", "fixed=0.02");
		st.plan.stop = sim_percent(5);
		st.plan.target = sim_percent(10);
		sim_add(&st, "A", rows, "L..");
		sim_run(&st);
		T_OK(has("1 fill 1 A buy 10 at 100.02 fee 0\n"));
		T_OK(has("stop 95.019 stop accepted\n"));
		T_OK(has("limit 110.022 target accepted\n"));
		T_OK(has(c[i].fill));
		T_INT(st.res.ambiguous_bars, c[i].ambiguous);
	}
}

/* Buys at the high and sells at the low of the bar; a limit gets its price. */
static void
test_worst_price(void)
{
	static const struct sim_row rows[] = {
	    {0, 100, 102, 98, 101},
	    {1, 102, 105, 99, 103},
	    {2, 103, 108, 101, 104},
	    {3, 104, 106, 90, 92},
	};

	sim_init(&st);
	st.opt.worst_price = true;
	sim_add(&st, "A", rows, "L.l.");
	T_OK(strstr(sim_run(&st), "trade A long 10 1 at 105 to 3 at 90 exit "
				  "pnl -150 ") != NULL);
	/* 10 x (105 - 102) + 10 x (104 - 90) */
	T_OK(st.res.slippage_cost.v == t_money_e8(sim_e8(170)).v);
	T_INT(rbt_slippage_parse("fixed=1", &st.opt.slippage, NULL), 0);
	T_OK(strstr(sim_run(&st), "1 at 106 to 3 at 89 ") != NULL);
	sim_init(&st);
	st.opt.worst_price = true;
	sim_add(&st, "A", rows, "S.s.");
	T_OK(strstr(sim_run(&st), "trade A short 10 1 at 99 to 3 at 106 exit "
				  "pnl -70 ") != NULL);
	/* A stop of 5 % under 105 is reached, and left at the low. */
	sim_init(&st);
	st.opt.worst_price = true;
	st.plan.stop = (struct rbt_protection){.on = true,
	    .is_percent = true,
	    .percent_e8 = sim_e8(5)};
	sim_add(&st, "A", rows, "L...");
	T_OK(strstr(sim_run(&st), "trade A long 10 1 at 105 to 1 at 99 stop "
				  "pnl -60 ") != NULL);
	/* The target is 2 % over it. */
	st.plan.target = (struct rbt_protection){.on = true,
	    .is_percent = true,
	    .percent_e8 = sim_e8(2)};
	st.plan.stop.on = false;
	T_OK(strstr(sim_run(&st), "trade A long 10 1 at 105 to 2 at 107.1 "
				  "target pnl 21 ") != NULL);
	/* At a close it is the same bar's. */
	sim_init(&st);
	st.opt.worst_price = true;
	st.opt.fill = RBT_FILL_NEXT_CLOSE;
	sim_add(&st, "A", rows, "L.l.");
	T_OK(strstr(sim_run(&st), "trade A long 10 1 at 105 to 3 at 90 exit "
				  "pnl -150 ") != NULL);
}

int
main(void)
{
	test_touch();
	test_entry_bar();
	test_gaps();
	test_short_side();
	test_slippage();
	test_trail();
	test_exit_cancels();
	test_next_close();
	test_rotation();
	test_missing_bars();
	test_gross();
	test_manual();
	test_worst_price();
	T_DONE(81);
}
