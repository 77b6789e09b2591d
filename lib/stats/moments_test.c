/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values by hand, except where a check names its source. */
#include <stdlib.h>

#include "harness/golden.h"

#include "core/rng.h"
#include "stats/moments.h"

/* What R calls type 7. */
static void
test_golden(void)
{
	static const char *const p[5] = {"0.01", "0.05", "0.1", "0.5", "0.95"};
	double data[11];
	char path[64];

	if (!t_golden_load("resampling/resampling_expected.json")) {
		T_SKIP("no reference data in $RBT_SHARED");
		return;
	}
	T_INT(t_golden_list("percentile_conventions/data", data, 11), 11);
	for (int i = 0; i < 5; i++) {
		snprintf(path, sizeof path,
		    "percentile_conventions/types/R type 7/%s", p[i]);
		T_GOLDEN(rbt_moments_quantile(data, 11, strtod(p[i], NULL)),
		    path, 1e-12, 0);
	}
	t_golden_release();
}

static int
compare(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Against the library's sort: both signs, all magnitudes, equal ones, and two
 * that share all but the last bits. */
static void
test_sort(void)
{
	static const size_t lengths[] = {0, 1, 2, 99, 100, 101, 1260, 5000};
	static double x[5000], want[5000];
	struct rbt_rng rng;

	rbt_rng_init(&rng, 1, "sort");
	for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++) {
		size_t n = lengths[k];

		for (size_t i = 0; i < n; i++)
			x[i] = i % 5 == 0 && i ? x[i - 1]
					       : ldexp(rbt_rng_f64(&rng) - 0.5,
						     (int)(i % 7 * 300) - 900);
		if (n > 8)
			x[7] = nextafter(x[3], 1);
		memcpy(want, x, sizeof x);
		qsort(want, n, sizeof *want, compare);
		rbt_moments_sort(x, n);
		T_OK(memcmp(x, want, n * sizeof *x) == 0);
	}
}

int
main(void)
{
	double x[] = {2, 4, 4, 4, 5, 5, 7, 9}, one[] = {3};
	double flat[] = {0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01};
	double far[] = {1e9 + 1, 1e9 + 2, 1e9 + 3};
	double sorted[] = {1, 2, 4, 8, 16};
	double mixed[] = {3, -1, 2, -1, 0};
	struct rbt_moments m = rbt_moments_of(x, 8);

	/* Squares of the deviations add up to 32, cubes to 42, fourth powers
	 * to 356; m2 = 4. */
	T_NEAR(m.mean, 5.0, 0, 0);
	T_NEAR(m.sd, sqrt(32.0 / 7), 1e-15, 0);
	T_NEAR(m.skew, 42.0 / 8 / 8, 1e-15, 0);
	T_NEAR(m.kurtosis, 356.0 / 8 / 16, 1e-15, 0);

	m = rbt_moments_of(one, 0);
	T_OK(isnan(m.mean) && isnan(m.sd));
	m = rbt_moments_of(one, 1);
	T_OK(m.mean == 3 && isnan(m.sd) && isnan(m.skew));
	m = rbt_moments_of(flat, 7);
	T_OK(m.sd == 0 && isnan(m.skew) && isnan(m.kurtosis));
	/* Digits that E[x^2] - E[x]^2 would lose. */
	m = rbt_moments_of(far, 3);
	T_NEAR(m.sd, 1.0, 1e-15, 0);

	T_OK(rbt_moments_flat(1e-12, 0.5) && !rbt_moments_flat(1.1e-12, 0.5));
	T_OK(rbt_moments_flat(1e-9, -1000) && !rbt_moments_flat(1.1e-9, 1000));

	/* numpy.percentile(x, 100 p), the default method. */
	T_NEAR(rbt_moments_quantile(sorted, 5, 0), 1.0, 0, 0);
	T_NEAR(rbt_moments_quantile(sorted, 5, 0.5), 4.0, 0, 0);
	T_NEAR(rbt_moments_quantile(sorted, 5, 0.05), 1.2, 1e-15, 0);
	T_NEAR(rbt_moments_quantile(sorted, 5, 0.9), 12.8, 1e-15, 0);
	T_NEAR(rbt_moments_quantile(sorted, 5, 1), 16.0, 0, 0);
	T_NEAR(rbt_moments_quantile(sorted, 1, 0.3), 1.0, 0, 0);

	rbt_moments_sort(mixed, 5);
	T_OK(mixed[0] == -1 && mixed[1] == -1 && mixed[2] == 0);
	T_OK(mixed[3] == 2 && mixed[4] == 3);
	test_sort();
	test_golden();
	T_DONE(26 + (t_skipped ? 0 : 6));
}
