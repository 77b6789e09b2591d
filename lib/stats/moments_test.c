/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values by hand, except where a check names its source. */
#include "harness/golden.h"

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
	test_golden();
	T_DONE(18 + (t_skipped ? 0 : 6));
}
