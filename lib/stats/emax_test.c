/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Printed numbers of Bailey, Borwein, Lopez de Prado and Zhu (2014): 1.57 of
 * ten trials, 45 trials for five years, seven for two.
 */
#include "harness/golden.h"

#include "stats/emax.h"

static void
test_golden(void)
{
	static const char *const approx[] = {"2", "5", "7", "10", "20", "45",
	    "50", "88", "100", "200", "500", "1000", "5000"};
	char path[64];

	if (!t_golden_load("overfit/psr_dsr_pbo_expected.json")) {
		T_SKIP("no reference data in $RBT_SHARED");
		return;
	}
	for (size_t i = 0; i < 13; i++) {
		snprintf(path, sizeof path, "emax_table/%s", approx[i]);
		T_GOLDEN(rbt_emax_approx(strtod(approx[i], NULL)), path, 1e-9,
		    0);
	}
	for (int i = 0; i < 15; i++) {
		static const char *const n[5] = {"5", "10", "45", "100",
		    "1000"};
		static const char *const target[3] = {"0.5", "1.0", "1.5"};
		double years = rbt_emax_min_years(strtod(n[i / 3], NULL),
		    strtod(target[i % 3], NULL));

		snprintf(path, sizeof path, "minbtl_years/N=%s,target=%s/exact",
		    n[i / 3], target[i % 3]);
		T_GOLDEN(years, path, 1e-9, 0);
		snprintf(path, sizeof path,
		    "minbtl_years/N=%s,target=%s/upper_bound", n[i / 3],
		    target[i % 3]);
		T_OK(years < t_golden_num(path));
	}
	t_golden_release();
}

int
main(void)
{
	T_NEAR(rbt_emax_approx(10), 1.57, 0, 0.005);
	T_NEAR(rbt_emax_approx(100), 2.5306028932016846, 1e-12, 0);
	T_NEAR(rbt_emax_min_years(45, 1), 4.998087004443404, 1e-12, 0);
	T_NEAR(rbt_emax_approx(45) / sqrt(5), 0.9998, 0, 5e-5);
	T_NEAR(rbt_emax_approx(7) / sqrt(2), 0.98, 0, 0.005);
	T_OK(rbt_emax_min_years(8, 1) > 2 && rbt_emax_min_years(7, 1) < 2);
	/* Real numbers of trials, few. */
	T_OK(rbt_emax_approx(1) == 0);
	T_OK(rbt_emax_approx(1.2) == 0 && rbt_emax_approx(0.5) == 0);
	test_golden();
	T_DONE(8 + (t_skipped ? 0 : 13 + 2 * 15));
}
