/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Against $RBT_SHARED/golden/resampling: drawdowns and totals of bootstraps by
 * the `arch` package and numpy (40000 paths, with their standard errors), all
 * permutations of eight trades, gambler's ruin by dynamic programming, and
 * closed forms of Brownian motion.
 */
#include <stdlib.h>

#include "harness/golden.h"
#include "harness/t.h"

#include "core/mem.h"
#include "core/rng.h"
#include "research/mc.h"
#include "stats/moments.h"
#include "stats/normal.h"

#define ROWS      250
#define THEIRS    40000.0 /* paths of the reference */
#define PATHS     20000
#define MAX_STEPS 504

static struct rbt_runcurve curve;
static double wealth[MAX_STEPS], ret[MAX_STEPS];

static void
make_curve(const double *column)
{
	curve.cash.v = (rbt_i128)RBT_DEC_ONE * RBT_DEC_ONE;
	curve.annualization = 252;
	for (int i = 1; i <= ROWS; i++)
		RBT_VEC_PUSH(&curve.ret, column[i]);
}

/* The quantiles of one figure against the reference `name`: the same to four
 * standard errors of their difference. */
static void
compare(const struct rbt_mcdist *d, const char *name, double shift)
{
	static const int level[] = {5, 25, 50, 75, 95, 99};
	char path[256];

	for (size_t i = 0; i < 6; i++) {
		double want, se;

		snprintf(path, sizeof path,
		    "drawdown_distribution_mc/values/%s/percentiles/%d", name,
		    level[i]);
		want = t_golden_num(path);
		snprintf(path, sizeof path,
		    "drawdown_distribution_mc/values/%s/mc_standard_error/%d",
		    name, level[i]);
		se = t_golden_num(path) * sqrt(1 + THEIRS / PATHS);
		T_NEAR(d->q[i + 1] + shift, want, 0, 4 * se);
		/* Theirs are the spread of a few batches, hence the factor.
		 * Ours is 0 where a quantile is the worst of all days. */
		T_OK(d->q_se[i + 1] < 3 * se);
	}
}

static void
test_bootstraps(void)
{
	static const struct {
		enum rbt_mc_method method;
		double block;
		const char *drawdown, *total;
	} rows[] = {
	    {RBT_MC_PERMUTATION, 0, "permutation", NULL},
	    {RBT_MC_IID, 0, "iid_bootstrap", "iid_total"},
	    {RBT_MC_STATIONARY, 10, "stationary_b10", "stationary_b10_total"},
	    {RBT_MC_BLOCK, 10, "circular_b10", "circular_b10_total"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct rbt_mc_options o = {.method = rows[i].method,
		    .block = rows[i].block,
		    .paths = PATHS,
		    .seed = 11,
		    .jobs = 2};
		struct rbt_mc mc;

		T_INT(rbt_mc_run(&mc, &o, &curve, NULL, NULL), 0);
		compare(&mc.dist[RBT_MC_MAX_DRAWDOWN], rows[i].drawdown, 0);
		if (rows[i].total != NULL)
			compare(&mc.dist[RBT_MC_FINAL_EQUITY], rows[i].total,
			    -1);
		rbt_mc_release(&mc);
	}
}

/* Profits in money, one after the other, as returns on what is there. */
static double
drawdown_of_trades(const double *pnl, const uint32_t *order, size_t n)
{
	struct rbt_mcpath p = {.per_year = 1};
	double f[RBT_MCPATH_FIGURES], equity = 1000;

	for (size_t i = 0; i < n; i++) {
		ret[i] = pnl[order[i]] / equity;
		equity += pnl[order[i]];
	}
	rbt_mcpath_measure(&p, ret, n, wealth, f);
	return f[RBT_MCPATH_DRAWDOWN];
}

static void
exchange(uint32_t *a, uint32_t *b)
{
	uint32_t was = *a;

	*a = *b;
	*b = was;
}

/* The next order in the dictionary; false behind the last one. */
static bool
next_order(uint32_t *order, size_t n)
{
	size_t i = n - 1, j = n - 1;

	while (i > 0 && order[i - 1] > order[i])
		i--;
	if (i == 0)
		return false;
	while (order[j] < order[i - 1])
		j--;
	exchange(&order[j], &order[i - 1]);
	for (j = n - 1; i < j; i++, j--)
		exchange(&order[i], &order[j]);
	return true;
}

static void
test_trades(void)
{
	uint32_t order[8] = {0, 1, 2, 3, 4, 5, 6, 7};
	double *dd = rbt_xcalloc(PATHS > 40320 ? PATHS : 40320, sizeof *dd);
	double pnl[8], original;
	struct rbt_resample s;
	struct rbt_mcdist all, some;
	struct rbt_rng r;
	size_t n = 0;

	T_INT(t_golden_list("trade_permutation_exact/trades", pnl, 8), 8);
	original = drawdown_of_trades(pnl, order, 8);
	T_GOLDEN(original, "trade_permutation_exact/original_max_dd_pct", 1e-12,
	    0);
	do {
		dd[n++] = drawdown_of_trades(pnl, order, 8);
	} while (next_order(order, 8));
	T_INT(n, 40320);
	all = rbt_mcdist_of(dd, n, original);
	T_GOLDEN(all.mean, "trade_permutation_exact/mean_max_dd_pct", 1e-11, 0);
	T_GOLDEN(all.q[1], "trade_permutation_exact/max_dd_pct_percentiles/5",
	    1e-11, 0);
	T_GOLDEN(all.q[3], "trade_permutation_exact/max_dd_pct_percentiles/50",
	    1e-11, 0);
	T_GOLDEN(all.q[5], "trade_permutation_exact/max_dd_pct_percentiles/95",
	    1e-11, 0);
	T_GOLDEN(all.q[6], "trade_permutation_exact/max_dd_pct_percentiles/99",
	    1e-11, 0);
	T_INT(rbt_resample_init(&s, RBT_RESAMPLE_PERMUTATION, 8, 0, NULL), 0);
	rbt_rng_init(&r, 3, "trades");
	for (size_t i = 0; i < PATHS; i++) {
		rbt_rng_seek(&r, i);
		rbt_resample_index(&s, &r, order, 8);
		dd[i] = drawdown_of_trades(pnl, order, 8);
	}
	some = rbt_mcdist_of(dd, PATHS, original);
	T_NEAR(some.mean, all.mean, 0, 4 * some.se);
	T_NEAR(some.sd, all.sd, 0.03, 0);
	T_NEAR(some.percentile, all.percentile, 0, 4 * 0.5 / sqrt(PATHS));
	rbt_resample_release(&s);
	free(dd);
}

/* Even bets of one unit until the capital is gone, within 200 bets. */
static void
test_ruin(void)
{
	enum {
		BETS = 200
	};
	struct rbt_mcpath p = {.per_year = 1};
	struct rbt_resample s;
	struct rbt_rng r;
	double outcome[100];
	uint32_t index[BETS];
	char path[128];

	T_INT(rbt_resample_init(&s, RBT_RESAMPLE_IID, 100, 0, NULL), 0);
	rbt_rng_init(&r, 4, "ruin");
	for (int row = 0; row < 4; row++) {
		double f[RBT_MCPATH_FIGURES], units, wins, ruined = 0, want;

		snprintf(path, sizeof path, "risk_of_ruin/even_money/%d/p_win",
		    row);
		wins = t_golden_num(path) * 100;
		snprintf(path, sizeof path,
		    "risk_of_ruin/even_money/%d/units_of_capital", row);
		units = t_golden_num(path);
		snprintf(path, sizeof path,
		    "risk_of_ruin/even_money/%d/ruin_within_200_bets", row);
		want = t_golden_num(path);
		for (int i = 0; i < 100; i++)
			outcome[i] = i + 0.5 < wins ? 1 : -1;
		for (size_t k = 0; k < PATHS; k++) {
			double capital = units;

			rbt_rng_seek(&r, k);
			rbt_resample_index(&s, &r, index, BETS);
			for (int i = 0; i < BETS; i++) {
				ret[i] = capital > 0
					     ? outcome[index[i]] / capital
					     : 0;
				capital += capital > 0 ? outcome[index[i]] : 0;
			}
			rbt_mcpath_measure(&p, ret, BETS, wealth, f);
			ruined += f[RBT_MCPATH_LOSS] >= 1;
		}
		T_NEAR(ruined / PATHS, want, 0,
		    4 * sqrt(want * (1 - want) / PATHS));
	}
	rbt_resample_release(&s);
}

/* Paths of a given Brownian motion: `figure` of each into x. */
static void
simulate(double mu, double sigma, double t, size_t steps, int figure, double *x)
{
	struct rbt_mc mc = {.options = {.method = RBT_MC_GBM},
	    .path = {.per_year = (double)steps / t},
	    .horizon = steps,
	    .diffusion = {.mu = mu, .sigma = sigma, .dt = t / (double)steps}};
	struct rbt_rng r;

	rbt_rng_init(&r, 21, "gbm");
	for (uint64_t i = 0; i < PATHS; i++) {
		double f[RBT_MCPATH_FIGURES];
		size_t n;

		if (rbt_mc_draw(&mc, &r, i, ret, &n, NULL) != 0)
			T_OK(false);
		rbt_mcpath_measure(&mc.path, ret, steps, wealth, f);
		x[i] = f[figure];
	}
}

static void
test_terminal(double *x)
{
	static const char *const at[] = {"0.01", "0.05", "0.25", "0.5", "0.75",
	    "0.95", "0.99"};
	struct rbt_mcdist_share loss;
	struct rbt_mcdist d;
	double want;
	char path[64];

	simulate(t_golden_num("gbm/parameters/mu"),
	    t_golden_num("gbm/parameters/sigma"), 1, 12, RBT_MCPATH_GROWTH, x);
	loss = rbt_mcdist_beyond(x, PATHS, 1, false);
	d = rbt_mcdist_of(x, PATHS, 1);
	T_GOLDEN(100 * d.mean, "gbm/terminal_mean", 0, 400 * d.se);
	/* The sd of an sd of a lognormal with kurtosis 3.7 is sd 0.83/sqrt(n)
	 */
	T_GOLDEN(100 * d.sd, "gbm/terminal_sd", 4 * 0.83 / sqrt(PATHS), 0);
	T_GOLDEN(loss.p, "gbm/prob_loss", 0, 4 * loss.se);
	for (size_t i = 0; i < RBT_MCDIST_QUANTILES; i++) {
		double p = rbt_mcdist_level[i], z = rbt_normal_quantile(p);
		/* of the quantile: sqrt(p q / n) over the density */
		double se = sqrt(p * (1 - p) / PATHS) * 0.2 *
			    2.5066282746310002 * exp(z * z / 2);

		snprintf(path, sizeof path, "gbm/terminal_quantiles/%s", at[i]);
		want = t_golden_num(path);
		T_NEAR(100 * d.q[i], want, 4 * se, 0);
		T_NEAR(100 * d.q_se[i], want * se, 0.25, 0);
	}
}

/* P(the path comes below K) of a Brownian motion that is always watched. */
static double
hit(double mu, double sigma, double t, double k)
{
	double b = log(k), nu = mu - sigma * sigma / 2, s = sigma * sqrt(t);

	return rbt_normal_cdf((b - nu * t) / s) +
	       exp(2 * nu * b / (sigma * sigma)) *
		   rbt_normal_cdf((b + nu * t) / s);
}

/* Watched at 504 instants it is as if the level lay 0.5826 deviations of a
 * step further off: Broadie, Glasserman and Kou (1997). */
static void
test_barrier(double *x)
{
	double mu = t_golden_num("gbm/barrier/mu");
	double sigma = t_golden_num("gbm/barrier/sigma");
	double t = t_golden_num("gbm/barrier/T");
	double k = t_golden_num("gbm/barrier/level_fraction"), want;
	struct rbt_mcdist_share p;

	T_GOLDEN(hit(mu, sigma, t, k), "gbm/barrier/prob_hit_continuous", 1e-10,
	    0);
	want =
	    hit(mu, sigma, t, k * exp(-0.5826 * sigma * sqrt(t / MAX_STEPS)));
	simulate(mu, sigma, t, MAX_STEPS, RBT_MCPATH_LOSS, x);
	p = rbt_mcdist_beyond(x, PATHS, 1 - k, true);
	T_NEAR(p.p, want, 0, 4 * p.se);
}

/*
 * The mean drawdown of a motion without a drift, of small steps.  It is missed
 * in proportion to the root of a step, so four times as many say twice minus
 * once what infinitely many would.
 */
static void
test_drawdown(double *x)
{
	const double sigma = 0.002, unit = 0.2;
	struct rbt_moments coarse, fine;

	simulate(sigma * sigma / 2, sigma, 1, 126, RBT_MCPATH_DRAWDOWN, x);
	coarse = rbt_moments_of(x, PATHS);
	simulate(sigma * sigma / 2, sigma, 1, 504, RBT_MCPATH_DRAWDOWN, x);
	fine = rbt_moments_of(x, PATHS);
	T_GOLDEN((2 * fine.mean - coarse.mean) / sigma * unit,
	    "gbm/driftless_brownian_expected_max_drawdown/value", 0,
	    4 * fine.sd * sqrt(5.0 / PATHS) / sigma * unit);
}

int
main(void)
{
	static double column[2000], x[PATHS];

	if (t_golden_column("data/returns.csv", "strategy", 0, column, 2000) <=
		ROWS ||
	    !t_golden_load("resampling/resampling_expected.json")) {
		T_SKIP("no reference data");
		T_DONE(0);
	}
	make_curve(column);
	test_bootstraps();
	test_trades();
	test_ruin();
	test_terminal(x);
	test_barrier(x);
	test_drawdown(x);
	rbt_runcurve_release(&curve);
	t_golden_release();
	T_DONE(125);
}
