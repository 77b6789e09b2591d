/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values by hand. */
#include "harness/bars.h"
#include "harness/t.h"

#include "research/backtest.h"

#define UNIT ((rbt_i128)RBT_DEC_ONE * RBT_DEC_ONE)

/* Enters 10 units at the open of 10; the bar reaches both the stop at 9 and
 * the target at 11. */
static const char rule[] = "enter long when close > 10\n"
			   "stop loss 10%\n"
			   "target 10%\n"
			   "size 10 units\n";
static const int both[][4] = {{10, 10, 10, 10}, {10, 11, 10, 11},
    {10, 12, 8, 10}, {10, 10, 10, 10}};

static long
count(const char *text, const char *what)
{
	long n = 0;

	for (const char *p = text; (p = strstr(p, what)) != NULL; p++)
		n++;
	return n;
}

static void
test_bounds(enum rbt_intrabar intrabar, int final, int best, int worst)
{
	struct rbt_backtest bt = {0};
	struct rbt_err err = {0};
	struct t_bars t;

	T_INT(t_bars_init(&t, rule, both, 4, &err), 0);
	t.run.options.intrabar = intrabar;
	T_INT(rbt_backtest_run(&bt, &t.run, NULL, &err), 0);
	T_INT(bt.result.ambiguous_bars, 1);
	T_OK(bt.result.final_equity.v == final * UNIT);
	T_OK(bt.equity_best.v == best * UNIT);
	T_OK(bt.equity_worst.v == worst * UNIT);
	T_INT(bt.sessions.n, 4);
	T_INT(bt.days.at[3], rbt_day_from_civil(2024, 1, 4));
	T_INT(bt.trades.n, 1);
	T_NEAR(bt.metrics.total_return, (final - 1000) / 1000.0, 1e-15, 0);
	T_INT(bt.drawdowns.episodes.n, final < 1000);
	rbt_backtest_release(&bt);
	t_bars_release(&t);
}

/* The stream has each record, and `end` counts those between. */
static void
test_stream(void)
{
	struct rbt_backtest bt = {0};
	struct rbt_err err = {0};
	struct rbt_rec_writer w;
	struct rbt_out out;
	struct t_bars t;
	const char *text;

	T_INT(t_bars_init(&t, rule, both, 4, &err), 0);
	rbt_out_open_fd(&out, -1, "memory");
	T_INT(rbt_backtest_stream(&bt, &t.run, "rbt-x", &out, &w, &err), 0);
	rbt_rec_end(&w, "ok");
	text = rbt_buf_str(&out.buf);
	T_INT(strncmp(text, "{\"type\":\"stream\",", 17), 0);
	T_INT(count(text, "{\"type\":\"run\","), 1);
	/* Entry, stop and target accepted; two filled, one canceled. */
	T_INT(count(text, "{\"type\":\"order\","), 6);
	T_INT(count(text, "{\"type\":\"fill\","), 2);
	T_INT(count(text, "{\"type\":\"trade\","), 1);
	T_INT(count(text, "{\"type\":\"equity\","), 4);
	T_INT(count(text, "{\"type\":\"metrics\","), 1);
	T_INT(count(text, "\"equity_best\":1010,\"equity_worst\":990,"), 1);
	T_INT(count(text, "{\"type\":\"end\",\"records\":15,\"status\":\"ok\""),
	    1);
	T_INT(count(text, "\n"), 17);
	rbt_out_abort(&out);
	rbt_backtest_release(&bt);
	t_bars_release(&t);
}

/* A point for each bar gives the same sessions as one for each session. */
static void
test_sessions(void)
{
	const int64_t hour = 3600 * RBT_SEC_NS;
	struct rbt_backtest by_bar = {0}, by_session = {0};
	struct rbt_err err = {0};
	struct t_bars t;

	T_INT(t_bars_init(&t, rule, both, 4, &err), 0);
	/* Two bars at the end of each of two UTC days. */
	for (int i = 0; i < 4; i++)
		t.time[i] = (19723 + i / 2) * RBT_DAY_NS + (22 + i % 2) * hour;
	t.run.universe.at[0].period.ns = hour;
	T_INT(rbt_backtest_run(&by_session, &t.run, NULL, &err), 0);
	t.run.options.equity = RBT_EQUITY_BAR;
	T_INT(rbt_backtest_run(&by_bar, &t.run, NULL, &err), 0);
	T_INT(by_session.sessions.n, 2);
	T_INT(by_bar.sessions.n, 2);
	T_INT(by_bar.days.at[0], 19723);
	T_INT(by_bar.days.at[1], 19724);
	for (int i = 0; i < 2; i++) {
		T_INT(by_session.days.at[i], by_bar.days.at[i]);
		T_INT(by_session.sessions.at[i].time.ns,
		    by_bar.sessions.at[i].time.ns);
		T_OK(by_session.sessions.at[i].equity.v ==
		     by_bar.sessions.at[i].equity.v);
	}
	rbt_backtest_release(&by_bar);
	rbt_backtest_release(&by_session);
	t_bars_release(&t);
}

static void
test_benchmark(void)
{
	const int bars[][4] = {{10, 10, 10, 10}, {10, 12, 10, 11},
	    {11, 12, 11, 12}, {12, 12, 10, 11}, {11, 11, 11, 11}};
	struct rbt_backtest bt = {0};
	struct rbt_err err = {0};
	struct t_bars t;

	/* All the money in 90 units at 11: the account moves with the price
	 * from the third session on. */
	T_INT(t_bars_init(&t, "enter long when close > 10\nsize 100% of equity",
		  bars, 5, &err),
	    0);
	t.run.benchmark = &t.run.universe.at[0];
	T_INT(rbt_backtest_run(&bt, &t.run, NULL, &err), 0);
	T_OK(bt.result.final_equity.v == 1000 * UNIT);
	/* Pairs of the account's and the price's returns: (0, .1),
	 * (.09, 1/11), (-90/1090, -1/12), (0, 0); by Python's fractions. */
	T_NEAR(bt.metrics.beta, 0.6660176719289839, 1e-12, 0);
	T_NEAR(bt.metrics.alpha, -4.045618266231298, 1e-12, 0);
	rbt_backtest_release(&bt);
	t_bars_release(&t);
}

int
main(void)
{
	test_bounds(RBT_INTRABAR_STOP_FIRST, 990, 1010, 990);
	test_bounds(RBT_INTRABAR_TARGET_FIRST, 1010, 1010, 990);
	test_stream();
	test_sessions();
	test_benchmark();
	T_DONE(2 * 11 + 12 + 13 + 5);
}
