/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The benchmark of Fiorentini, Calzolari and Panattoni (1996) on the DM/GBP
 * rate, as R's fGarch solves it, and fits by the Python package arch.
 */
#include "harness/golden.h"

#include "stats/garch.h"

#include "stats/moments.h"

#define MAX_ROWS 2000

static double x[MAX_ROWS], h[MAX_ROWS + 1];

static void
test_simulation(void)
{
	static double sample[20000];
	struct rbt_garch g = {0.0004, 2e-6, 0.09, 0.89};
	double h0 = g.omega / (1 - g.alpha - g.beta);
	struct rbt_moments m;
	struct rbt_garch_fit fit;
	struct rbt_err err = {0};
	struct rbt_rng r;

	rbt_rng_init(&r, 4, "garch");
	rbt_garch_draw(&g, h0, &r, sample, 20000);
	m = rbt_moments_of(sample, 20000);
	T_NEAR(m.sd * m.sd, h0, 0.15, 0);
	T_OK(m.kurtosis > 3.8);
	/* What was put in comes out: errors of the estimates are about 0.006
	 * of alpha and 0.008 of beta. */
	T_INT(rbt_garch_fit(sample, 20000, RBT_GARCH_UNCONDITIONAL, &fit, &err),
	    0);
	T_NEAR(fit.model.alpha, g.alpha, 0, 0.02);
	T_NEAR(fit.model.beta, g.beta, 0, 0.025);
	T_NEAR(fit.model.mu, g.mu, 0, 0.0003);
	T_OK(fit.next > 0 && fit.loglik >= rbt_garch_loglik(&g, sample, 20000,
					       RBT_GARCH_UNCONDITIONAL, NULL));
	/* Units do not matter: the same in percent. */
	for (int i = 0; i < 2000; i++)
		x[i] = 100 * sample[i];
	T_INT(rbt_garch_fit(sample, 2000, RBT_GARCH_BACKCAST, &fit, &err), 0);
	m.kurtosis = fit.model.alpha;
	m.mean = fit.next;
	T_INT(rbt_garch_fit(x, 2000, RBT_GARCH_BACKCAST, &fit, &err), 0);
	T_NEAR(fit.model.alpha, m.kurtosis, 1e-4, 0);
	T_NEAR(fit.next, 1e4 * m.mean, 1e-4, 0);
}

/* Independent normals have no clusters: the likelihood is flat along beta and
 * greatest at, or next to, alpha 0, where omega is the variance. */
static void
test_constant(void)
{
	int settled = 0, small = 0, same = 0, flat = 0;
	struct rbt_garch_fit fit;
	struct rbt_err err = {0};
	struct rbt_rng r;

	rbt_rng_init(&r, 8, "constant");
	for (int k = 0; k < 20; k++) {
		struct rbt_moments m;
		struct rbt_garch *g = &fit.model;
		double var;

		for (int i = 0; i < 1000; i++)
			x[i] = 0.0003 + 0.01 * rbt_rng_normal(&r);
		m = rbt_moments_of(x, 1000);
		settled +=
		    rbt_garch_fit(x, 1000, RBT_GARCH_BACKCAST, &fit, &err) == 0;
		var = g->omega / (1 - g->alpha - g->beta);
		small += g->alpha < 0.1;
		same += fabs(var / (m.sd * m.sd) - 1) < 0.05;
		flat += g->alpha <= 0 && g->beta <= 0 &&
			fabs(var / (m.sd * m.sd) - 0.999) < 1e-12;
		rbt_err_clear(&err);
	}
	T_INT(settled, 20);
	T_INT(small, 20);
	T_INT(same, 20);
	T_OK(flat > 0);
}

static void
test_errors(void)
{
	struct rbt_garch bad = {0, -1, 0, 0};
	struct rbt_garch_fit fit;
	struct rbt_err err = {0};

	for (int i = 0; i < 100; i++)
		x[i] = 0.01;
	T_INT(rbt_garch_fit(x, 100, RBT_GARCH_BACKCAST, &fit, &err), -1);
	T_STR(err.msg, "GARCH needs at least 50 returns that differ, got 100");
	T_OK(isinf(
	    rbt_garch_loglik(&bad, x, 100, RBT_GARCH_UNCONDITIONAL, NULL)));
}

static void
test_path(void)
{
	struct rbt_garch g = {0.0004, 2e-6, 0.09, 0.89};
	double z[15], want_h[15], want[15], got[15];

	T_INT(t_golden_list("garch/simulation/z", z, 15), 15);
	T_INT(t_golden_list("garch/simulation/variance", want_h, 15), 15);
	T_INT(t_golden_list("garch/simulation/returns", want, 15), 15);
	rbt_garch_path(&g, g.omega / (1 - g.alpha - g.beta), z, 15, got, h);
	for (int i = 0; i < 15; i++) {
		T_NEAR(got[i], want[i], 1e-10, 0);
		T_NEAR(h[i], want_h[i], 1e-10, 0);
	}
}

static void
test_likelihood(size_t n)
{
	struct rbt_garch g = {0.05, 0.02, 0.08, 0.9};

	T_GOLDEN(rbt_garch_loglik(&g, x, n, RBT_GARCH_UNCONDITIONAL, h),
	    "garch/loglik_at_fixed/first_variance_unconditional", 1e-9, 0);
	T_GOLDEN(h[2], "garch/loglik_at_fixed/variances_first3_unconditional/2",
	    1e-9, 0);
	T_GOLDEN(rbt_garch_loglik(&g, x, n, RBT_GARCH_MEAN_SQUARE, h),
	    "garch/loglik_at_fixed/presample_mean_squared_residual", 1e-9, 0);
	T_GOLDEN(rbt_garch_loglik(&g, x, n, RBT_GARCH_BACKCAST, h),
	    "garch/loglik_at_fixed/arch_backcast", 1e-9, 0);
	T_GOLDEN(h[0], "garch/loglik_at_fixed/variances_first3_arch/0", 1e-9,
	    0);
	T_GOLDEN(h[n - 1], "garch/loglik_at_fixed/last_variance_arch", 1e-9, 0);
}

static void
test_fit(size_t n)
{
	struct rbt_garch_fit fit;

	T_INT(rbt_garch_fit(x, n, RBT_GARCH_BACKCAST, &fit, NULL), 0);
	T_GOLDEN(fit.loglik, "garch/fit_normal/loglik", 0, 1e-3);
	T_GOLDEN(fit.model.mu, "garch/fit_normal/params/mu", 0.02, 0);
	T_GOLDEN(fit.model.omega, "garch/fit_normal/params/omega", 0, 1e-3);
	T_GOLDEN(fit.model.alpha, "garch/fit_normal/params/alpha[1]", 0.02, 0);
	T_GOLDEN(fit.model.beta, "garch/fit_normal/params/beta[1]", 0.02, 0);
	T_GOLDEN(fit.next, "garch/fit_normal/forecast_variance_1_to_10/0", 0.02,
	    0);
	/* The published benchmark, to its digits. */
	n = t_golden_column("data/dem2gbp.csv", "dem2gbp", 0, x, MAX_ROWS);
	T_INT(n, 1974);
	T_INT(rbt_garch_fit(x, n, RBT_GARCH_MEAN_SQUARE, &fit, NULL), 0);
	T_NEAR(fit.loglik, -1106.60788, 0, 1e-5);
	T_NEAR(fit.model.mu, -0.00619041, 0, 2e-7);
	T_NEAR(fit.model.omega, 0.0107613, 0, 2e-7);
	T_NEAR(fit.model.alpha, 0.153134, 0, 2e-6);
	T_NEAR(fit.model.beta, 0.805974, 0, 2e-6);
}

static void
test_golden(void)
{
	size_t n =
	    t_golden_column("data/returns.csv", "benchmark", 0, x, MAX_ROWS);

	if (n == 0 || !t_golden_load("resampling/resampling_expected.json")) {
		T_SKIP("no reference data in $RBT_SHARED");
		return;
	}
	n--;
	for (size_t i = 0; i < n; i++)
		x[i] = 100 * x[i + 1];
	test_path();
	test_likelihood(n);
	test_fit(n);
	t_golden_release();
}

int
main(void)
{
	test_simulation();
	test_constant();
	test_errors();
	test_golden();
	T_DONE(11 + 4 + 3 + (t_skipped ? 0 : 33 + 6 + 14));
}
