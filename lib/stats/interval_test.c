/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reference: direct formulas in numpy/scipy on given replicates. */
#include "harness/golden.h"

#include "stats/interval.h"

#include "stats/moments.h"

#define ROWS 250
#define REPS 400

static double x[2000], reps[REPS];

/* The ratio a year; and the number of returns as a second figure. */
static void
sharpe(void *self, const double *v, size_t n, double *out)
{
	struct rbt_moments m = rbt_moments_of(v, n);

	out[0] = *(double *)self * (m.sd > 0 ? m.mean / m.sd : m.skew);
	out[1] = (double)n;
}

static double scale;
static const struct rbt_statistic figures = {sharpe, &scale, 2};

static void
test_intervals(void)
{
	struct rbt_interval_data d;
	struct rbt_interval i;

	for (int k = 0; k <= 100; k++)
		reps[k] = 100 - k;
	reps[101] = reps[102] = (double)NAN;
	rbt_interval_prepare(reps, 103, &d);
	T_INT(d.n, 101);
	i = rbt_interval_percentile(&d, 0.9);
	T_OK(fabs(i.low - 5) < 1e-12 && fabs(i.high - 95) < 1e-12);
	reps[0] = (double)NAN;
	rbt_interval_prepare(reps, 1, &d);
	T_INT(d.n, 0);
	i = rbt_interval_percentile(&d, 0.9);
	T_OK(isnan(i.low) && isnan(i.high));
}

/* Cut in two, the replicates are the same. */
static void
test_run(void)
{
	struct rbt_resample s;
	struct rbt_rng r;
	double whole[2 * 20], a[2 * 8], b[2 * 12];
	struct rbt_err err = {0};

	scale = 1;
	rbt_rng_init(&r, 3, "interval");
	for (int i = 0; i < 100; i++)
		x[i] = rbt_rng_normal(&r);
	T_INT(rbt_resample_init(&s, RBT_RESAMPLE_STATIONARY, 100, 5, &err), 0);
	rbt_bootstrap_run(x, 100, &s, &r, 0, 20, &figures, whole);
	rbt_bootstrap_run(x, 100, &s, &r, 0, 8, &figures, a);
	rbt_bootstrap_run(x, 100, &s, &r, 8, 12, &figures, b);
	T_OK(memcmp(whole, a, 8 * sizeof *a) == 0);
	T_OK(memcmp(whole + 8, b, 12 * sizeof *b) == 0);
	T_OK(whole[0] != whole[1] && whole[20] == 100 && b[12] == 100);
	rbt_resample_release(&s);
}

static void
compare(const char *level, struct rbt_interval got)
{
	char path[128];

	snprintf(path, sizeof path,
	    "confidence_intervals/intervals/%s/percentile/0", level);
	T_GOLDEN(got.low, path, 1e-7, 0);
	path[strlen(path) - 1] = '1';
	T_GOLDEN(got.high, path, 1e-7, 0);
}

static void
test_golden(void)
{
	static const char *const text[] = {"0.95", "0.9"};
	static const double level[] = {0.95, 0.9};
	struct rbt_interval_data d;
	double theta[2];
	size_t n = t_golden_column("data/returns.csv", "strategy", 0, x, 2000);

	if (n < ROWS || !t_golden_load("resampling/resampling_expected.json")) {
		T_SKIP("no reference data in $RBT_SHARED");
		return;
	}
	scale = sqrt(252);
	sharpe(&scale, x + n - ROWS, ROWS, theta);
	T_GOLDEN(theta[0], "confidence_intervals/theta_hat", 1e-9, 0);
	T_INT(t_golden_column("resampling/bootstrap_replicates.csv", NULL, 0,
		  reps, REPS),
	    REPS);
	rbt_interval_prepare(reps, REPS, &d);
	for (int i = 0; i < 2; i++) {
		compare(text[i], rbt_interval_percentile(&d, level[i]));
	}
	t_golden_release();
}

int
main(void)
{
	test_intervals();
	test_run();
	test_golden();
	T_DONE(4 + 4 + (t_skipped ? 0 : 2 + 4));
}
