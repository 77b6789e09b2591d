/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values by hand; those of indicators that peek are in
 * lookahead_golden_test.c. */
#include "research/lookahead.h"

#include "harness/bars.h"
#include "harness/peek.h"
#include "harness/t.h"

/* A Monday and the 15 weekdays behind it; up, down, up, ... then up thrice. */
static const int zigzag[16][4] = {{10, 11, 9, 10}, {10, 12, 10, 12},
    {12, 12, 9, 9}, {9, 13, 9, 13}, {13, 13, 8, 8}, {8, 14, 8, 14},
    {14, 14, 7, 7}, {7, 15, 7, 15}, {15, 15, 6, 6}, {6, 16, 6, 16},
    {16, 16, 5, 5}, {5, 17, 5, 17}, {17, 17, 4, 4}, {4, 18, 4, 18},
    {18, 19, 18, 19}, {19, 20, 19, 20}};

static struct rbt_err err;

/* Long before a rise. */
static uint8_t
before_rise(const int64_t *close, size_t n, size_t k)
{
	if (k + 1 == n)
		return 0;
	return close[k + 1] > close[k] ? RBT_SIGNAL_ENTER_LONG
				       : RBT_SIGNAL_EXIT_LONG;
}

/* Long after a rise: honest. */
static uint8_t
after_rise(const int64_t *close, size_t n, size_t k)
{
	(void)n;
	if (k == 0)
		return 0;
	return close[k] > close[k - 1] ? RBT_SIGNAL_ENTER_LONG
				       : RBT_SIGNAL_EXIT_LONG;
}

/* A stop of one, of two once the price will have been above 16. */
static double
future_stop(const int64_t *close, size_t n, size_t k)
{
	(void)k;
	for (size_t i = 0; i < n; i++)
		if (close[i] > 16 * RBT_DEC_ONE)
			return 2;
	return 1;
}

/* Sized by the highest price of all. */
static int64_t
future_units(const int64_t *close, size_t n)
{
	int64_t high = 0;

	for (size_t i = 0; i < n; i++)
		high = close[i] > high ? close[i] : high;
	return high / RBT_DEC_ONE;
}

static struct rbt_lookahead
look(struct t_bars *t, const struct t_peek *p, size_t cut)
{
	struct rbt_lookahead_strategy s = {p, t_peek_record};
	struct rbt_lookahead found = {0};
	struct rbt_lookahead_bench b;

	T_INT(rbt_lookahead_bench_init(&b, &t->run, &s, &err), 0);
	T_INT(rbt_lookahead_bench_cut(&b, (rbt_ts){t->time[cut]}, &found, &err),
	    0);
	rbt_lookahead_bench_release(&b);
	return found;
}

static void
test_honest(struct t_bars *t)
{
	const struct t_peek p = {.bits = after_rise};
	struct rbt_lookahead_strategy s = {&p, t_peek_record};
	struct rbt_lookahead found = look(t, &p, 8);

	T_OK(!found.found);
	T_INT(found.n_cuts, 1);
	T_INT(found.n_checks, 2);
	/* Bars 1 to 8 signal, in both checks. */
	T_INT(found.n_signals, 16);
	T_INT(rbt_lookahead_check(&t->run, &s, &found, &err), 0);
	T_OK(!found.found);
	/* Even: 2 4 6 9 11 13.  Early: 0 1.  Of the 15 bars that signal every
	 * other: 1 3 5 7 9 11 13, and 15, which is the last. */
	T_INT(found.n_cuts, 11);
	T_INT(found.n_checks, 22);
	T_INT(rbt_lookahead_verdict(&t->run, &found, &err), 0);
}

static void
test_next_bar(struct t_bars *t)
{
	const struct t_peek p = {.bits = before_rise};
	struct rbt_lookahead_strategy s = {&p, t_peek_record};
	struct rbt_lookahead found = look(t, &p, 8);

	T_OK(found.found && !found.first.altered);
	T_INT(found.first.time.ns, t->time[8]);
	T_INT(found.first.cut.ns, t->time[8]);
	T_STR(found.first.symbol, "ABC");
	T_STR(found.first.what, "enter_long");
	T_INT(found.first.n_bars, 1);
	T_INT(found.n_checks, 1);
	/* The first cut of all is behind the first bar. */
	T_INT(rbt_lookahead_check(&t->run, &s, &found, &err), 0);
	T_INT(found.first.time.ns, t->time[0]);
	T_INT(rbt_lookahead_verdict(&t->run, &found, &err), -1);
	T_INT(err.code, RBT_E_NO);
	T_STR(err.msg, "look-ahead: enter_long of ABC at 2024-01-01 is another "
		       "with the bars behind 2024-01-01 cut off");
	rbt_err_clear(&err);
}

/* The close of 17 is that of bar 11: all stops before were of another width. */
static void
test_distance(struct t_bars *t)
{
	const struct t_peek p = {.bits = after_rise, .stop = future_stop};
	struct rbt_lookahead found = look(t, &p, 10);

	T_OK(found.found && !found.first.altered);
	T_STR(found.first.what, "stop");
	T_INT(found.first.time.ns, t->time[0]);
	T_INT(found.first.n_bars, 11);
	T_OK(!look(t, &p, 11).found);
}

/* Signals all the same; the first order is decided at bar 1. */
static void
test_order(struct t_bars *t)
{
	const struct t_peek p = {.bits = after_rise, .units = future_units};
	struct rbt_lookahead found = look(t, &p, 5);

	T_OK(found.found && !found.first.altered);
	T_STR(found.first.what, "order");
	T_STR(found.first.symbol, "ABC");
	T_INT(found.first.time.ns, t->time[1]);
	T_INT(found.first.n_bars, 0);
}

/* A rule file has nothing to peek with; one bar has no future. */
static void
test_rule(struct t_bars *t)
{
	struct rbt_lookahead_strategy s = rbt_lookahead_rule(t->rule);
	struct rbt_lookahead found;

	T_INT(rbt_lookahead_check(&t->run, &s, &found, &err), 0);
	T_OK(!found.found && found.n_checks == 22);
	T_OK(found.n_signals > 0 && found.n_records > 0);
	t->run.universe.at[0].n = 1;
	T_INT(rbt_lookahead_check(&t->run, &s, &found, &err), 0);
	T_OK(!found.found && found.n_checks == 0);
}

static void
test_record(const struct t_bars *t)
{
	struct rbt_lookahead found = {.n_cuts = 3, .n_checks = 6};
	struct rbt_buf want = {0};
	struct rbt_out out;

	rbt_out_open_fd(&out, -1, "memory");
	rbt_lookahead_emit(&out, &t->run, &found);
	found.found = true;
	found.first = (struct rbt_lookahead_difference){.altered = true,
	    .cut = {t->time[1]},
	    .time = {t->time[0]},
	    .what = "equity"};
	rbt_lookahead_emit(&out, &t->run, &found);
	found = (struct rbt_lookahead){0};
	rbt_lookahead_emit(&out, &t->run, &found);
	rbt_buf_printf(&want,
	    "{\"type\":\"lookahead\",\"run_id\":\"%s\",\"clean\":true,"
	    "\"checks\":6,\"cuts\":3,\"signals\":0,\"records\":0,"
	    "\"first_difference\":null}\n"
	    "{\"type\":\"lookahead\",\"run_id\":\"%s\",\"clean\":false,"
	    "\"checks\":6,\"cuts\":3,\"signals\":0,\"records\":0,"
	    "\"first_difference\":{\"cut\":\"2024-01-02\",\"future\":"
	    "\"altered\",\"time\":\"2024-01-01\",\"symbol\":null,"
	    "\"what\":\"equity\",\"bars\":0}}\n"
	    "{\"type\":\"lookahead\",\"run_id\":\"%s\",\"clean\":null,"
	    "\"checks\":0,\"cuts\":0,\"signals\":0,\"records\":0,"
	    "\"first_difference\":null}\n",
	    t->run.id, t->run.id, t->run.id);
	T_STR(rbt_buf_str(&out.buf), want.data);
	rbt_buf_release(&want);
	rbt_out_abort(&out);
}

int
main(void)
{
	struct t_bars t;

	T_INT(t_bars_init(&t,
		  "enter long when close > close[1]\n"
		  "exit long when close < close[1]\n"
		  "size 50% of equity\n",
		  zigzag, 16, &err),
	    0);
	test_honest(&t);
	test_next_bar(&t);
	test_distance(&t);
	test_order(&t);
	test_record(&t);
	test_rule(&t);
	t_bars_release(&t);
	T_DONE(1 + 11 + 14 + 9 + 7 + 1 + 5);
}
