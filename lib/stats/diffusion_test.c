/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Closed forms of the lognormal and of Merton (1976), and paths by the exact
 * step in numpy.  Simulated moments lie within four standard errors.
 */
#include "harness/golden.h"

#include "stats/diffusion.h"

#include "stats/moments.h"

#define PATHS 40000
#define DAYS  8000

/* Prices of a path of n returns from 100 on. */
static void
compound(const double *ret, size_t n, double *price)
{
	price[0] = 100;
	for (size_t i = 0; i < n; i++)
		price[i + 1] = price[i] * (1 + ret[i]);
}

/* Logarithms of the ends of many years in steps of a month. */
static struct rbt_moments
simulate(const struct rbt_diffusion *d, double *mean_factor)
{
	static double end[PATHS];
	struct rbt_rng r;
	double sum = 0;

	rbt_rng_init(&r, 6, "diffusion");
	for (uint64_t i = 0; i < PATHS; i++) {
		double ret[12], price[13];

		rbt_rng_seek(&r, i);
		rbt_diffusion_draw(d, &r, ret, 12);
		compound(ret, 12, price);
		end[i] = log(price[12] / 100);
		sum += price[12] / 100;
	}
	*mean_factor = sum / PATHS;
	return rbt_moments_of(end, PATHS);
}

static void
test_moments(void)
{
	struct rbt_diffusion d = {.mu = 0.08, .sigma = 0.2, .dt = 1.0 / 12};
	double factor, var, root = sqrt((double)PATHS);
	struct rbt_moments m = simulate(&d, &factor);

	T_NEAR(m.mean, 0.08 - 0.02, 0, 4 * 0.2 / root);
	T_NEAR(m.sd, 0.2, 4 / root / sqrt(2), 0);
	T_NEAR(m.kurtosis, 3, 0, 4 * sqrt(24) / root);
	T_NEAR(factor, exp(0.08), 4 * 0.21 / root, 0);
	/* Merton: variance s^2 + lambda (m^2 + v^2), skewness and kurtosis
	 * from the third and fourth cumulants of the jumps. */
	d = (struct rbt_diffusion){0.1, 0.18, 2, -0.04, 0.07, 1.0 / 12};
	m = simulate(&d, &factor);
	var = 0.0324 + 2 * (0.0016 + 0.0049);
	T_NEAR(m.mean, 0.07750748159218256, 0, 4 * sqrt(var) / root);
	T_NEAR(m.sd * m.sd, var, 6 / root, 0);
	T_NEAR(m.skew, -0.13480121670065368, 0, 4 * sqrt(6) / root * 1.1);
	T_NEAR(m.kurtosis, 3 + 0.11802092025849527, 0, 4 * sqrt(24) / root * 2);
	T_NEAR(factor, exp(0.1), 4 * 0.22 / root, 0);
}

static void
test_fit(void)
{
	static double ret[DAYS];
	struct rbt_diffusion d = {0.0005, 0.008, 0.05, -0.01, 0.03, 1}, fit;
	struct rbt_err err = {0};
	struct rbt_rng r;

	rbt_rng_init(&r, 9, "fit");
	rbt_diffusion_draw(&d, &r, ret, DAYS);
	T_INT(rbt_diffusion_fit_jumps(ret, DAYS, &fit, &err), 0);
	/* What was put in, within about four errors of such estimates. */
	T_NEAR(fit.sigma, d.sigma, 0.03, 0);
	T_NEAR(fit.lambda, d.lambda, 0.2, 0);
	T_NEAR(fit.jump_mu, d.jump_mu, 0, 0.005);
	T_NEAR(fit.jump_sd, d.jump_sd, 0.15, 0);
	T_NEAR(fit.mu, d.mu, 0, 0.0004);
	T_INT(rbt_diffusion_fit(ret, DAYS, &fit, &err), 0);
	T_NEAR(fit.sigma, sqrt(0.000064 + 0.05 * (0.0001 + 0.0009)), 0.05, 0);
	T_NEAR(fit.mu, d.mu, 0, 0.0004);
	T_OK(fit.lambda == 0 && fit.dt == 1);
	/* By hand: logs of 0 and log(2), sd log(2)/sqrt(2). */
	ret[0] = 0;
	ret[1] = 1;
	T_INT(rbt_diffusion_fit(ret, 2, &fit, &err), 0);
	T_NEAR(fit.sigma, log(2) / sqrt(2), 1e-14, 0);
	T_NEAR(fit.mu, log(2) / 2 + log(2) * log(2) / 4, 1e-14, 0);
	T_INT(rbt_diffusion_fit(ret, 1, &fit, &err), -1);
	T_STR(err.msg, "at least 2 returns are needed, got 1");
	rbt_err_clear(&err);
	ret[1] = -1;
	T_INT(rbt_diffusion_fit(ret, 2, &fit, &err), -1);
	T_STR(err.msg, "a return of -1 has no logarithm");
	rbt_err_clear(&err);
	for (int i = 0; i < 50; i++)
		ret[i] = 0.01;
	T_INT(rbt_diffusion_fit_jumps(ret, 50, &fit, &err), -1);
	T_STR(err.msg, "jump diffusion: the returns do not differ");
}

static void
test_golden(void)
{
	struct rbt_diffusion gbm = {.mu = 0.08, .sigma = 0.2, .dt = 1.0 / 12};
	struct rbt_diffusion merton = {0.1, 0.18, 2, -0.04, 0.07, 1.0 / 8};
	/* Jumps and their normals as the document has them. */
	static const uint32_t jumps[8] = {1, 2, 1, 0, 0, 0, 1, 1};
	static const double w[6] = {-1.842262, -1.131897, 0.463668, -0.522202,
	    0.52146, 0.741487};
	double z[12], want[13], ret[12], price[13];

	if (!t_golden_load("resampling/resampling_expected.json")) {
		T_SKIP("no reference data in $RBT_SHARED");
		return;
	}
	T_INT(t_golden_list("gbm/z", z, 12), 12);
	T_INT(t_golden_list("gbm/path_exact", want, 13), 13);
	rbt_diffusion_path(&gbm, z, NULL, NULL, 12, ret);
	compound(ret, 12, price);
	for (int i = 0; i < 13; i++)
		T_NEAR(price[i], want[i], 1e-10, 0);
	T_INT(t_golden_list("merton_jump_diffusion/path/z", z, 8), 8);
	T_INT(t_golden_list("merton_jump_diffusion/path/values", want, 9), 9);
	rbt_diffusion_path(&merton, z, jumps, w, 8, ret);
	compound(ret, 8, price);
	for (int i = 0; i < 9; i++)
		T_NEAR(price[i], want[i], 1e-10, 0);
	t_golden_release();
}

int
main(void)
{
	test_moments();
	test_fit();
	test_golden();
	T_DONE(9 + 19 + (t_skipped ? 0 : 4 + 13 + 9));
}
