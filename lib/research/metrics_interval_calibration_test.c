/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether intervals of 95 % cover the truth in 95 of 100 cases, with the length
 * of blocks that is found automatically: of independent returns, of returns
 * that hang together, of trades.  A count lies within three standard errors of
 * its binomial, and what is known to be missed with so few values besides.
 * With RBT_SOAK in the environment there are more of all.
 */
#include <stdlib.h>

#include "research/metrics_interval.h"

#include "core/rng.h"
#include "harness/t.h"
#include "stats/blocklen.h"

#define N_MAX    1000
#define N_TRADES 200
#define MU       0.001
#define SD       0.01

static double x[N_MAX];
static rbt_money pnl[N_TRADES];
static uint64_t n_sets = 150;
static size_t n = 250, n_reps = 200;

/* Normal returns with mean MU and deviation SD, of which `memory` is the first
 * autocorrelation; trades that win 3 or lose 1 with equal chance. */
static void
draw(struct rbt_rng *r, double memory)
{
	double e = rbt_rng_normal(r);

	for (size_t t = 0; t < n; t++) {
		x[t] = MU + SD * e;
		e = memory * e + sqrt(1 - memory * memory) * rbt_rng_normal(r);
	}
	for (size_t i = 0; i < N_TRADES; i++)
		pnl[i].v = (rbt_i128)(rbt_rng_below(r, 2) ? 3 : -1) *
			   RBT_DEC_ONE * RBT_DEC_ONE;
}

static bool
covers(struct rbt_interval i, double truth)
{
	return i.low <= truth && truth <= i.high;
}

/* Checks that a count is 95 % of n_sets, or up to `missed` less. */
static void
check(const char *what, size_t count, double missed)
{
	double sets = (double)n_sets, share = (double)count / sets;
	double error = 3 * sqrt(0.95 * 0.05 / sets);
	long failed = t_failed;

	T_OK(share <= 0.95 + error && share >= 0.95 - missed - error);
	if (t_failed > failed || getenv("RBT_SOAK") != NULL)
		printf("\t%s %.2f %% +- %.2f %%\n", what, 100 * share,
		    100 * error / 3);
}

static void
test(const char *name, double memory, double missed)
{
	/* E log(1 + r) to the fourth moment of a normal r */
	const double growth = MU - (MU * MU + SD * SD) / 2 +
			      (MU * MU * MU + 3 * MU * SD * SD) / 3 -
			      3 * SD * SD * SD * SD / 4;
	const double truth[RBT_METRICS_FIGURES] = {
	    [RBT_METRICS_SHARPE] = MU / SD,
	    [RBT_METRICS_VOLATILITY_ANN] = SD * sqrt(252),
	    [RBT_METRICS_CAGR] = expm1(252 * growth),
	    [RBT_METRICS_VAR_95] = 1.6448536269514722 * SD - MU,
	    [RBT_METRICS_EXPECTANCY] = 1,
	};
	static const int figure[5] = {RBT_METRICS_SHARPE,
	    RBT_METRICS_VOLATILITY_ANN, RBT_METRICS_CAGR, RBT_METRICS_VAR_95,
	    RBT_METRICS_EXPECTANCY};
	static const char *const label[5] = {"Sharpe", "volatility", "CAGR",
	    "VaR", "expectancy"};
	size_t count[5] = {0};
	struct rbt_rng r;

	printf("%s", getenv("RBT_SOAK") ? name : "");
	rbt_rng_init(&r, 5, name);
	for (uint64_t i = 0; i < n_sets; i++) {
		struct rbt_interval at[RBT_METRICS_FIGURES];
		struct rbt_metrics_sample s = {.x = x,
		    .n = n,
		    .annualization = 252,
		    .pnl = pnl,
		    .n_trades = N_TRADES,
		    .level = 0.95,
		    .reps = n_reps,
		    .seed = i};

		draw(&r, memory);
		s.block = fmax(1, rbt_blocklen_longer(x, n).stationary);
		if (rbt_metrics_interval_find(&s, at, NULL) != 0)
			T_OK(false);
		for (int k = 0; k < 5; k++)
			count[k] += covers(at[figure[k]], truth[figure[k]]);
	}
	for (int k = 0; k < 5; k++)
		check(label[k], count[k], missed);
}

int
main(void)
{
	if (getenv("RBT_SOAK") != NULL) {
		n_sets = 2000;
		n = N_MAX;
		n_reps = 500;
	}
	test("independent", 0, 0.01);
	test("with a memory", 0.2, 0.02);
	T_DONE(10);
}
