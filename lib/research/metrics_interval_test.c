/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Intervals against those of statistical theory for independent returns, which
 * the bootstrap approaches with their number: 4000 of them, 2000 series.  How
 * often they cover the truth is in calibration_test.c.
 */
#include "research/metrics_interval.h"

#include "core/rng.h"
#include "harness/t.h"

#define N      4000
#define TRADES 400
#define Z      1.959963984540054

static double x[N];
static rbt_money pnl[TRADES];

static struct rbt_metrics_sample
sample_of(int annualization, size_t n_trades)
{
	return (struct rbt_metrics_sample){.x = x,
	    .n = N,
	    .annualization = annualization,
	    .pnl = pnl,
	    .n_trades = n_trades,
	    .block = 1,
	    .level = 0.95,
	    .reps = 2000,
	    .seed = 1};
}

/* The interval lies around `at`, and reaches `reach` to either side, to 12 %:
 * four errors of a percentile of 2000 draws. */
static void
near(struct rbt_interval i, double at, double reach)
{
	T_NEAR(i.low, at - reach, 0, 0.12 * reach);
	T_NEAR(i.high, at + reach, 0, 0.12 * reach);
}

static void
test_returns(void)
{
	struct rbt_interval i[RBT_METRICS_FIGURES];
	struct rbt_metrics_sample s = sample_of(252, 0);
	double mean = 0, squares = 0, sd, se;

	for (size_t t = 0; t < N; t++)
		mean += x[t] / N;
	for (size_t t = 0; t < N; t++)
		squares += (x[t] - mean) * (x[t] - mean);
	sd = sqrt(squares / (N - 1));
	T_INT(rbt_metrics_interval_find(&s, i, NULL), 0);
	/* Lo (2002): variance of a normal's ratio (1 + SR^2 / 2) / T */
	se = sqrt((1 + mean * mean / sd / sd / 2) / N);
	near(i[RBT_METRICS_SHARPE], mean / sd, Z * se);
	near(i[RBT_METRICS_SHARPE_ANN], sqrt(252) * mean / sd,
	    Z * se * sqrt(252));
	/* sd / sqrt(2 T) */
	near(i[RBT_METRICS_VOLATILITY_ANN], sd * sqrt(252),
	    Z * sd * sqrt(252.0 / 2 / N));
	/* The 5 % quantile: sqrt(p q / T) over the density there, 0.10314 / sd.
	 */
	T_NEAR(i[RBT_METRICS_VAR_95].high - i[RBT_METRICS_VAR_95].low,
	    2 * Z * sqrt(0.05 * 0.95 / N) * sd / 0.10314, 0.25, 0);
	T_OK(i[RBT_METRICS_CVAR_95].low > i[RBT_METRICS_VAR_95].low);
	/* A year's growth and that of all hang together. */
	T_NEAR(log1p(i[RBT_METRICS_CAGR].low) * N / 252,
	    log1p(i[RBT_METRICS_TOTAL_RETURN].low), 1e-6, 0);
	T_OK(i[RBT_METRICS_MAX_DRAWDOWN].low > 0 &&
	     i[RBT_METRICS_MAX_DRAWDOWN].high < 1);
	T_OK(i[RBT_METRICS_CALMAR].low < i[RBT_METRICS_CALMAR].high);
	T_OK(i[RBT_METRICS_SORTINO_ANN].low > i[RBT_METRICS_SHARPE_ANN].low);
	T_OK(i[RBT_METRICS_OMEGA].low > 1);
	T_OK(isnan(i[RBT_METRICS_WIN_RATE].low));
	T_OK(isnan(i[RBT_METRICS_EXPECTANCY].high));
}

/* Of 400 trades 300 win 2 and 100 lose 1. */
static void
test_trades(void)
{
	struct rbt_interval i[RBT_METRICS_FIGURES];
	struct rbt_metrics_sample s = sample_of(0, TRADES);

	T_INT(rbt_metrics_interval_find(&s, i, NULL), 0);
	near(i[RBT_METRICS_WIN_RATE], 0.75, Z * sqrt(0.75 * 0.25 / TRADES));
	/* 3 w - 1 */
	near(i[RBT_METRICS_EXPECTANCY], 1.25,
	    Z * 3 * sqrt(0.75 * 0.25 / TRADES));
	/* 2 w / (1 - w), which rises with w */
	T_NEAR(i[RBT_METRICS_PROFIT_FACTOR].low,
	    2 / (1 / i[RBT_METRICS_WIN_RATE].low - 1), 1e-9, 0);
	T_OK(isnan(i[RBT_METRICS_SHARPE_ANN].low));
	T_OK(isnan(i[RBT_METRICS_CAGR].low));
	T_OK(isnan(i[RBT_METRICS_CALMAR].low));
	T_OK(!isnan(i[RBT_METRICS_SHARPE].low));
	T_OK(!isnan(i[RBT_METRICS_TOTAL_RETURN].low));
}

int
main(void)
{
	struct rbt_rng r;

	rbt_rng_init(&r, 1, "interval");
	for (size_t t = 0; t < N; t++)
		x[t] = 0.0008 + 0.01 * rbt_rng_normal(&r);
	for (size_t t = 0; t < TRADES; t++)
		pnl[t].v =
		    (rbt_i128)(t % 4 ? 2 : -1) * RBT_DEC_ONE * RBT_DEC_ONE;
	test_returns();
	test_trades();
	T_DONE(1 + 6 + 9 + 1 + 4 + 6);
}
