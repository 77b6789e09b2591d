/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Closed forms of the lognormal and of Merton (1976).  Simulated moments lie
 * within four standard errors.
 */
#include "harness/t.h"

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

/* Normal logarithms have no jumps: what the fit finds, if any, explains a few
 * of the returns and leaves mean and variance those of the sample. */
static void
test_no_jumps(void)
{
	static double ret[1000], logs[1000];
	int settled = 0, mean = 0, same = 0, none = 0;
	struct rbt_diffusion d = {.mu = 0.0005, .sigma = 0.01, .dt = 1}, fit;
	struct rbt_err err = {0};
	struct rbt_rng r;

	rbt_rng_init(&r, 10, "none");
	for (int k = 0; k < 8; k++) {
		struct rbt_moments m;
		double var, jump;

		rbt_diffusion_draw(&d, &r, ret, 1000);
		for (int i = 0; i < 1000; i++)
			logs[i] = log1p(ret[i]);
		m = rbt_moments_of(logs, 1000);
		settled += rbt_diffusion_fit_jumps(ret, 1000, &fit, &err) == 0;
		jump = fit.jump_mu * fit.jump_mu + fit.jump_sd * fit.jump_sd;
		var = fit.sigma * fit.sigma + fit.lambda * jump;
		same += fabs(var / (m.sd * m.sd) - 1) < 0.02;
		mean += fabs(fit.mu - m.mean - m.sd * m.sd / 2) < 2e-6;
		none += fit.lambda <= 0 && fit.jump_sd <= 0 &&
			fabs(var / (m.sd * m.sd) - 0.999) < 1e-12;
		rbt_err_clear(&err);
	}
	T_INT(settled, 8);
	T_INT(same, 8);
	T_INT(mean, 8);
	T_OK(none > 0);
}

int
main(void)
{
	test_moments();
	test_fit();
	test_no_jumps();
	T_DONE(9 + 19 + 4);
}
