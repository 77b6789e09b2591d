/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether the tests keep their word: on data without skill a test at 5 %
 * rejects 5 %, an interval of 95 % covers 95 %, and PBO is one half on average.
 * Counts lie within three standard errors of a binomial.  All of these hold for
 * many returns and many draws; with RBT_SOAK in the environment there are more
 * of both, and more counts, so that the errors are smaller.
 */
#include <stdlib.h>

#include "harness/t.h"

#include "core/rng.h"
#include "stats/interval.h"
#include "stats/moments.h"
#include "stats/pbo.h"
#include "stats/psr.h"
#include "stats/spa.h"

#define ROWS_MAX 1000
#define REPS_MAX 1000
#define SERIES   10

static double series[SERIES][ROWS_MAX];
static const double *const at[SERIES] = {series[0], series[1], series[2],
    series[3], series[4], series[5], series[6], series[7], series[8],
    series[9]};
static uint64_t n_sets = 500;
static size_t n_rows = 200, n_reps = 400;

/* New normal returns in all series, with a common part. */
static void
draw(struct rbt_rng *r)
{
	for (size_t t = 0; t < n_rows; t++) {
		double common = rbt_rng_normal(r);

		for (int k = 0; k < SERIES; k++)
			series[k][t] =
			    0.01 * (0.5 * common + rbt_rng_normal(r));
	}
}

/* Checks a count of n_sets events of probability p. */
static void
check(const char *what, size_t count, double p)
{
	double n = (double)n_sets, share = (double)count / n;
	long failed = t_failed;

	T_NEAR(share, p, 0, 3 * sqrt(p * (1 - p) / n));
	if (t_failed > failed || getenv("RBT_SOAK") != NULL)
		printf("\t%s %.2f %%, %.2f %% +- %.2f %% expected\n", what,
		    100 * share, 100 * p, 100 * sqrt(p * (1 - p) / n));
}

static void
resample(struct rbt_spa *t, struct rbt_rng *r)
{
	struct rbt_resample s;
	static uint32_t index[ROWS_MAX];

	if (rbt_resample_init(&s, RBT_RESAMPLE_STATIONARY, n_rows, 2, NULL) !=
	    0)
		return;
	for (size_t k = 0; k < n_reps; k++) {
		rbt_resample_index(&s, r, index, n_rows);
		rbt_spa_add(t, index);
	}
	rbt_resample_release(&s);
}

static void
test_snooping(void)
{
	const struct rbt_panel p = {at, SERIES, n_rows};
	size_t spa = 0, white = 0, any = 0;
	struct rbt_rng r;

	rbt_rng_init(&r, 1, "snooping");
	for (uint64_t i = 0; i < n_sets; i++) {
		struct rbt_spa_result result;
		struct rbt_spa_series s[SERIES];
		struct rbt_spa *t;
		bool one = false;

		draw(&r);
		t = rbt_spa_new(&p, NULL, 2, NULL);
		resample(t, &r);
		rbt_spa_result(t, &result, s);
		rbt_spa_free(t);
		spa += result.spa_consistent_p < 0.05;
		white += result.white_p < 0.05;
		for (int k = 0; k < SERIES; k++)
			one = one || s[k].p < 0.05;
		any += one;
	}
	check("SPA", spa, 0.05);
	check("reality check", white, 0.05);
	check("stepdown, any of ten", any, 0.05);
}

static void
test_sharpe(void)
{
	size_t psr_2012 = 0, psr_2025 = 0;
	struct rbt_rng r;

	rbt_rng_init(&r, 2, "sharpe");
	for (uint64_t i = 0; i < n_sets; i++) {
		struct rbt_psr_sample s;

		draw(&r);
		s = rbt_psr_sample_of(at[0], n_rows);
		psr_2012 += rbt_psr_prob(&s, 0, RBT_PSR_2012) > 0.95;
		psr_2025 += rbt_psr_prob(&s, 0, RBT_PSR_2025) > 0.95;
	}
	check("PSR 2012", psr_2012, 0.05);
	check("PSR 2025", psr_2025, 0.05);
}

static void
sharpe(void *self, const double *x, size_t n, double *out)
{
	double mean = 0, square = 0, count = (double)n;

	(void)self;
	for (size_t t = 0; t < n; t++)
		mean += x[t] / count;
	for (size_t t = 0; t < n; t++)
		square += (x[t] - mean) * (x[t] - mean);
	out[0] = mean;
	out[1] = mean / sqrt(square / (count - 1));
}

static bool
covers(struct rbt_interval i, double truth)
{
	return i.low <= truth && truth <= i.high;
}

/* Intervals of the mean and of the ratio of returns with a true ratio of
 * `ratio` cover it; so with 0 a test that asks whether 0 lies outside rejects 5
 * %. */
static void
test_intervals(double ratio)
{
	const struct rbt_statistic figures = {sharpe, NULL, 2};
	size_t mean = 0, percentile = 0;
	struct rbt_resample s;
	struct rbt_rng r;

	rbt_rng_init(&r, 3, "intervals");
	T_INT(rbt_resample_init(&s, RBT_RESAMPLE_IID, n_rows, 0, NULL), 0);
	for (uint64_t i = 0; i < n_sets; i++) {
		static double x[ROWS_MAX], reps[2 * REPS_MAX];
		struct rbt_interval_data d;
		struct rbt_rng draws;

		for (size_t t = 0; t < n_rows; t++)
			x[t] = ratio + rbt_rng_normal(&r);
		rbt_rng_init(&draws, i, "draws");
		rbt_bootstrap_run(x, n_rows, &s, &draws, 0, n_reps, &figures,
		    reps);
		rbt_interval_prepare(reps, n_reps, &d);
		mean += covers(rbt_interval_percentile(&d, 0.95), ratio);
		rbt_interval_prepare(reps + n_reps, n_reps, &d);
		percentile += covers(rbt_interval_percentile(&d, 0.95), ratio);
	}
	rbt_resample_release(&s);
	check("percentile interval of the mean", mean, 0.95);
	check("percentile interval", percentile, 0.95);
}

static void
test_overfitting(void)
{
	const struct rbt_panel p = {at, SERIES, n_rows};
	struct rbt_pbo_options o = {.blocks = 8};
	double *pbo = calloc(n_sets, sizeof *pbo);
	struct rbt_moments m;
	struct rbt_pbo result;
	struct rbt_rng r;

	rbt_rng_init(&r, 4, "overfitting");
	for (uint64_t i = 0; i < n_sets; i++) {
		draw(&r);
		if (rbt_pbo_compute(&p, &o, &result, NULL, NULL) == 0)
			pbo[i] = result.pbo;
	}
	m = rbt_moments_of(pbo, n_sets);
	free(pbo);
	T_NEAR(m.mean, 0.5, 0, 3 * m.sd / sqrt((double)n_sets));
	if (getenv("RBT_SOAK") != NULL)
		printf("\tPBO of noise %.4f +- %.4f\n", m.mean,
		    m.sd / sqrt((double)n_sets));
	/* One trial with a real edge, of 3 sd of its mean in each block. */
	for (size_t t = 0; t < n_rows; t++)
		series[4][t] += 0.01;
	T_INT(rbt_pbo_compute(&p, &o, &result, NULL, NULL), 0);
	T_NEAR(result.pbo, 0, 0, 0);
	/* Two that take turns with an edge, block after block of ten: half of
	 * them cannot have as many of the one as of the other. */
	o.blocks = 10;
	for (size_t t = 0; t < n_rows; t++) {
		double edge = t / (n_rows / 10) % 2 ? 1 : -1;

		series[0][t] = edge + 0.1 * series[8][t % (n_rows / 10)];
		series[1][t] = -edge + 0.1 * series[8][t % (n_rows / 10)];
	}
	T_INT(rbt_pbo_compute(&(struct rbt_panel){at, 2, n_rows}, &o, &result,
		  NULL, NULL),
	    0);
	T_NEAR(result.pbo, 1, 0, 0);
}

int
main(void)
{
	if (getenv("RBT_SOAK") != NULL) {
		n_sets = 5000;
		n_rows = ROWS_MAX;
		n_reps = REPS_MAX;
	}
	test_snooping();
	test_sharpe();
	/* 1.6 a year of days, and none. */
	test_intervals(0.1);
	test_intervals(0);
	test_overfitting();
	T_DONE(3 + 2 + 2 * 3 + 5);
}
