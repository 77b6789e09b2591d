/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The figures of 24 reference strategies against
 * $RBT_SHARED/golden/overfit/psr_dsr_pbo_expected.json, and what is left
 * unknown where less is known.  The printed examples of papers are in
 * tests/cli/overfit.t.
 */
#include "harness/trials.h"

#include "research/overfit.h"

/* 1, -1, 1, -1, ... percent above a mean. */
static void
fill(double *x, size_t n, double mean)
{
	for (size_t i = 0; i < n; i++)
		x[i] = mean + (i % 2 == 0 ? 0.01 : -0.01);
}

static void
test_returns_alone(void)
{
	double x[100];
	struct rbt_overfit_input in = rbt_overfit_input_none();
	struct rbt_overfit o;
	struct rbt_err err = {0};

	fill(x, 100, 0.002);
	in.source = RBT_OVERFIT_RETURNS;
	in.x = x;
	in.n = 100;
	T_INT(rbt_overfit_compute(&in, &o, &err), 0);
	/* sd 0.01 sqrt(100/99), so the ratio is 0.2 sqrt(0.99). */
	T_NEAR(o.sample.sharpe, 0.2 * sqrt(0.99), 1e-12, 0);
	T_NEAR(o.sample.kurtosis, 1, 1e-12, 0);
	T_OK(isnan(o.sharpe_ann) && isnan(o.min_trl_years));
	T_OK(isnan(o.dsr) && isnan(o.n_trials) && isnan(o.haircut_sharpe));
	T_OK(isnan(o.pbo) && isnan(o.spa_p) && isnan(o.holm_p));
	/* As much risk-free as the mean leaves nothing, and half as much the
	 * half. */
	in.rf = 0.001;
	in.annualization = 252;
	T_INT(rbt_overfit_compute(&in, &o, &err), 0);
	T_NEAR(o.sample.sharpe, 0.1 * sqrt(0.99), 1e-12, 0);
	T_NEAR(o.sharpe_ann, 0.1 * sqrt(0.99 * 252), 1e-12, 0);
	/* The returns turn round every time: more of them say the same. */
	T_OK(o.sharpe_lo_ann > o.sharpe_ann);
	in.rf = 0.002;
	T_INT(rbt_overfit_compute(&in, &o, &err), 0);
	T_NEAR(o.psr, 0.5, 1e-9, 0);
	T_OK(isnan(o.min_trl));
	/* The interval of the growth is around the growth. */
	T_OK(o.interval[RBT_METRICS_TOTAL_RETURN].low <
	     pow(1.012 * 0.992, 50) - 1);
	T_OK(o.interval[RBT_METRICS_TOTAL_RETURN].high >
	     pow(1.012 * 0.992, 50) - 1);
	in.n = 1;
	T_INT(rbt_overfit_compute(&in, &o, &err), -1);
	T_STR(err.msg, "expected at least two returns, got 1");
}

static void
test_few_trials(void)
{
	double x[20], flat[20] = {0};
	const double *two[] = {x, flat}, *none[] = {flat, flat};
	struct rbt_panel p = {two, 2, 20}, empty = {none, 2, 20};
	struct rbt_overfit_input in = rbt_overfit_input_none();
	struct rbt_overfit o;
	struct rbt_err err = {0};

	fill(x, 20, 0.003);
	in.x = x;
	in.n = 20;
	in.n_trials = 2;
	in.panel = &p;
	T_INT(rbt_overfit_compute(&in, &o, &err), 0);
	/* One of them never trades: it is no test, and PBO lacks rows. */
	T_OK(o.n_trials == 2 && o.n_effective == 1);
	T_NEAR(o.dsr, o.psr, 0, 0);
	T_NEAR(o.holm_p, o.p_value, 1e-12, 0);
	T_OK(isnan(o.pbo));
	T_OK(o.spa_p >= 0 && o.spa_p < 0.5);
	in.options.blocks = 4;
	T_INT(rbt_overfit_compute(&in, &o, &err), 0);
	T_NEAR(o.pbo, 0, 0, 0);
	/* None ever trades. */
	in.x = flat;
	in.panel = &empty;
	T_INT(rbt_overfit_compute(&in, &o, &err), 0);
	T_OK(isnan(o.psr) && o.n_effective == 2 && isnan(o.spa_p));
	in.options.blocks = 3;
	T_INT(rbt_overfit_compute(&in, &o, &err), -1);
	T_INT(err.code, RBT_E_USAGE);
}

static void
test_golden(void)
{
	struct rbt_panel p;
	struct rbt_overfit_input in = rbt_overfit_input_none();
	struct rbt_overfit o;
	struct rbt_err err = {0};

	if (!t_trials_load(&p) ||
	    !t_golden_load("overfit/psr_dsr_pbo_expected.json")) {
		T_SKIP("no reference data in $RBT_SHARED");
		return;
	}
	in.x = p.at[21];
	in.n = p.n_rows;
	in.panel = &p;
	in.best = 21;
	in.n_trials = T_TRIALS;
	in.annualization = 252;
	T_INT(rbt_overfit_compute(&in, &o, &err), 0);
	T_GOLDEN(o.sample.sharpe, "dsr/sharpe", 1e-9, 0);
	T_GOLDEN(o.sample.skew, "dsr/skew", 1e-9, 0);
	T_GOLDEN(o.sample.kurtosis, "dsr/kurt", 1e-9, 0);
	T_GOLDEN(o.trials_sd * o.trials_sd, "dsr/trials_sharpe_variance_ddof1",
	    1e-9, 0);
	T_GOLDEN(o.n_effective, "dsr/neff_corr", 1e-9, 0);
	T_GOLDEN(o.pbo, "pbo/S=16/pbo_le0", 1e-9, 0);
	T_GOLDEN(o.pbo_slope, "pbo/S=16/slope", 1e-9, 0);
	T_GOLDEN(o.prob_oos_loss, "pbo/S=16/prob_oos_loss", 1e-9, 0);
	/* The best of 24 is not told from luck. */
	T_OK(o.spa_p > 0.05 && o.reality_check_p > 0.05);
	T_OK(o.romano_wolf_p >= o.spa_p - 0.05 && o.holm_p == 1);
	in.panel = NULL;
	in.trials_sd = o.trials_sd;
	T_INT(rbt_overfit_compute(&in, &o, &err), 0);
	T_GOLDEN(o.dsr, "dsr/dsr_N", 1e-9, 0);
	T_GOLDEN(o.expected_max, "dsr/sr0_N", 1e-9, 0);
	in.n_trials = 7;
	T_INT(rbt_overfit_compute(&in, &o, &err), 0);
	T_GOLDEN(o.dsr, "dsr/dsr_neff_rounded", 1e-9, 0);
	t_golden_release();
}

int
main(void)
{
	test_returns_alone();
	test_few_trials();
	test_golden();
	T_DONE(17 + 12 + (t_skipped ? 0 : 16));
}
