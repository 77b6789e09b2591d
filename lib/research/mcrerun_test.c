/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values by hand; tolerances are four standard errors. */
#include "harness/bars.h"
#include "harness/t.h"

#include "research/mcrerun.h"
#include "stats/moments.h"

#define N     16
#define PATHS 4000

static const char hold[] = "enter long when close > 1\nsize 10 units\n";
#define BAR(x)                                                                 \
	{                                                                      \
		(x), (x), (x), (x)                                             \
	}
#define FOUR(f, i) BAR(f(i)), BAR(f((i) + 1)), BAR(f((i) + 2)), BAR(f((i) + 3))
#define BARS(f)                                                                \
	{                                                                      \
		FOUR(f, 0), FOUR(f, 4), FOUR(f, 8), FOUR(f, 12)                \
	}
#define TEN(i)  10
#define RISE(i) (10 + (i))
#define TURN(i) ((i) % 2 ? 110 : 100)
static const int flat[N][4] = BARS(TEN), rising[N][4] = BARS(RISE),
		 turning[N][4] = BARS(TURN);

/* What the account is worth behind session k < n, in money. */
static double
equity_behind(const double *ret, size_t k)
{
	double w = 1000;

	for (size_t t = 0; t <= k; t++)
		w *= 1 + ret[t];
	return w;
}

/* Ten units at 10: an order costs 1, slippage of 0.1 a unit another 1. */
static void
test_costs(void)
{
	const struct rbt_mcrerun_options o = {.kind = RBT_MCRERUN_COSTS,
	    .least = 0.5,
	    .most = 2};
	double ret[N], times[PATHS];
	struct rbt_mcrerun m;
	struct rbt_moments mo;
	struct rbt_rng r;
	struct t_bars t;
	size_t n = 0;

	T_INT(t_bars_init(&t, hold, flat, N, NULL), 0);
	t.run.options.commission =
	    (struct rbt_commission){.kind = RBT_COMMISSION_PER_ORDER,
		.rate_e8 = RBT_DEC_ONE};
	t.run.options.slippage =
	    (struct rbt_slippage){RBT_SLIPPAGE_FIXED, RBT_DEC_ONE / 10};
	T_INT(rbt_mcrerun_init(&m, &o, &t.run, NULL), 0);
	rbt_rng_init(&r, 1, "costs");
	for (size_t i = 0; i < PATHS; i++) {
		rbt_rng_seek(&r, i);
		if (rbt_mcrerun_draw(&m, &r, ret, N, &n, NULL) != 0 || n != N)
			T_OK(false);
		times[i] = (1000 - equity_behind(ret, N - 1)) / 2;
	}
	mo = rbt_moments_of(times, PATHS);
	rbt_moments_sort(times, PATHS);
	T_OK(times[0] >= 0.5 && times[0] < 0.505);
	T_OK(times[PATHS - 1] <= 2 && times[PATHS - 1] > 1.995);
	/* Evenly: deviation 1.5 / sqrt(12) */
	T_NEAR(mo.mean, 1.25, 0, 4 * 0.4330 / sqrt(PATHS));
	T_NEAR(mo.sd, 0.4330, 0.02, 0);
	rbt_mcrerun_release(&m);
	t_bars_release(&t);
}

/* Prices rise by 1: who starts s sessions later has as many less, buys on its
 * second one and wins 10 on each behind that. */
static void
test_start(void)
{
	const struct rbt_mcrerun_options o = {.kind = RBT_MCRERUN_START,
	    .shift = 4};
	double ret[N], count[5] = {0};
	struct rbt_mcrerun m;
	struct rbt_rng r;
	struct t_bars t;
	size_t n = 0;

	T_INT(t_bars_init(&t, hold, rising, N, NULL), 0);
	T_INT(rbt_mcrerun_init(&m, &o, &t.run, NULL), 0);
	rbt_rng_init(&r, 2, "start");
	for (size_t i = 0; i < PATHS; i++) {
		rbt_rng_seek(&r, i);
		if (rbt_mcrerun_draw(&m, &r, ret, N, &n, NULL) != 0 || n > N ||
		    n < N - 4 ||
		    fabs(equity_behind(ret, n - 1) - 1000 -
			 10 * (double)(n - 2)) > 1e-9)
			T_OK(false);
		count[(N - n) % 5]++;
	}
	for (int s = 0; s < 5; s++)
		T_NEAR(count[s], PATHS / 5, 0, 4 * sqrt(PATHS * 0.2 * 0.8));
	rbt_mcrerun_release(&m);
	t_bars_release(&t);
}

/* Bought at the open of the second bar, at 110: what is left behind the last
 * one, of 110 too, moves with the noise of the two. */
static void
test_noise(void)
{
	/* Python: statistics.stdev of the 15 logarithms */
	const double sd = 0.01 * 0.09843593042831597;
	const struct rbt_mcrerun_options o = {.kind = RBT_MCRERUN_NOISE,
	    .noise = 0.01};
	double ret[N], end[PATHS];
	struct rbt_mcrerun m;
	struct rbt_moments mo;
	struct rbt_rng r;
	struct t_bars t;
	size_t n = 0;

	T_INT(t_bars_init(&t, "enter long when close > 1\nsize 1 units\n",
		  turning, N, NULL),
	    0);
	T_INT(rbt_mcrerun_init(&m, &o, &t.run, NULL), 0);
	T_NEAR(m.sd[0], sd, 1e-12, 0);
	rbt_rng_init(&r, 3, "noise");
	for (size_t i = 0; i < PATHS; i++) {
		rbt_rng_seek(&r, i);
		if (rbt_mcrerun_draw(&m, &r, ret, N, &n, NULL) != 0 || n != N)
			T_OK(false);
		end[i] = equity_behind(ret, N - 1);
	}
	mo = rbt_moments_of(end, PATHS);
	T_NEAR(mo.mean, 1000, 0, 4 * mo.sd / sqrt(PATHS));
	T_NEAR(mo.sd, sqrt(2) * 110 * sd, 4 / sqrt(2 * PATHS), 0);
	rbt_mcrerun_release(&m);
	t_bars_release(&t);
}

/* However large the noise, a bar stays one. */
static void
test_bars_stay_bars(void)
{
	static const char broken[] =
	    "enter long when high < close or high < open or low > close or "
	    "low > open or high < low\nsize 1 units\n";
	const struct rbt_mcrerun_options o = {.kind = RBT_MCRERUN_NOISE,
	    .noise = 20};
	double ret[N];
	struct rbt_mcrerun m;
	struct rbt_rng r;
	struct t_bars t;
	size_t n = 0;

	T_INT(t_bars_init(&t, broken, turning, N, NULL), 0);
	T_INT(rbt_mcrerun_init(&m, &o, &t.run, NULL), 0);
	rbt_rng_init(&r, 4, "bars");
	for (size_t i = 0; i < 100; i++) {
		rbt_rng_seek(&r, i);
		if (rbt_mcrerun_draw(&m, &r, ret, N, &n, NULL) != 0 ||
		    equity_behind(ret, N - 1) < 1000 ||
		    equity_behind(ret, N - 1) > 1000)
			T_OK(false);
	}
	rbt_mcrerun_release(&m);
	t_bars_release(&t);
}

static void
test_refused(void)
{
	const struct rbt_mcrerun_options o = {.kind = RBT_MCRERUN_COSTS,
	    .least = 0,
	    .most = 2};
	struct rbt_err err = {0};
	struct rbt_mcrerun m;
	struct t_bars t;

	T_INT(t_bars_init(&t, hold, flat, N, NULL), 0);
	T_INT(rbt_mcrerun_init(&m, &o, &t.run, &err), -1);
	T_INT(err.code, RBT_E_DATA);
	T_STR(err.msg, "the run has no costs that could be others: neither "
		       "commission nor slippage");
	rbt_mcrerun_release(&m);
	err = (struct rbt_err){0};
	t.run.options.slippage =
	    (struct rbt_slippage){RBT_SLIPPAGE_BPS, 5000 * RBT_DEC_ONE};
	T_INT(rbt_mcrerun_init(&m, &o, &t.run, &err), -1);
	T_STR(err.msg, "2 times the costs of the run leave no price");
	rbt_mcrerun_release(&m);
	t_bars_release(&t);
}

int
main(void)
{
	test_costs();
	test_start();
	test_noise();
	test_bars_stay_bars();
	test_refused();
	T_DONE(6 + 7 + 5 + 2 + 6);
}
