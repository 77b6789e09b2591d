/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reference: direct formulas in numpy on the strategy s22 and its benchmark. */
#include "harness/trials.h"

#include "stats/sharpediff.h"

static void
test_golden(void)
{
	static const char file[] = "overfit/sharpe_difference_expected.json";
	struct rbt_panel p;
	struct rbt_sharpediff d;

	if (!t_trials_load(&p) || !t_golden_load(file)) {
		T_SKIP("no reference data in $RBT_SHARED");
		return;
	}
	d = rbt_sharpediff_of(t_trials[21], t_benchmark, T_TRIALS_N, 5);
	T_GOLDEN(d.diff, "diff_population_sharpe", 1e-9, 0);
	T_GOLDEN(d.jkm_z, "jobson_korkie_memmel_z", 1e-9, 0);
	T_GOLDEN(d.hac_se, "ledoit_wolf_hac_se_bartlett_L5", 1e-9, 0);
	T_GOLDEN(d.hac_z, "z_hac", 1e-9, 0);
	T_GOLDEN(d.hac_p, "p_two_sided_hac", 1e-9, 0);
	t_golden_release();
}

int
main(void)
{
	/* By hand: ratios 1/2 and 1/4 (sd 2 and 4, both around 1), correlation
	 * 0: z = 0.25 / sqrt((2 + (1/4 + 1/16) / 2) / 4). */
	static const double x[] = {3, 3, -1, -1}, y[] = {5, -3, 5, -3},
			    flat[] = {1, 1, 1, 1};
	struct rbt_sharpediff d = rbt_sharpediff_of(x, y, 4, 0);

	T_NEAR(d.diff, 0.25, 1e-15, 0);
	T_NEAR(d.jkm_z, 0.25 / sqrt((2 + 0.15625) / 4), 1e-14, 0);
	T_NEAR(d.jkm_p, 0.7334780558624778, 1e-12, 0);
	d = rbt_sharpediff_of(y, x, 4, 0);
	T_NEAR(d.diff, -0.25, 1e-15, 0);
	d = rbt_sharpediff_of(x, flat, 4, 0);
	T_OK(isnan(d.diff) && isnan(d.jkm_p) && isnan(d.hac_p));
	test_golden();
	T_DONE(5 + (t_skipped ? 0 : 5));
}
