/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reference values are in walkforward_golden_test.c; these are by hand. */
#include "research/efficiency.h"

#include "harness/t.h"

int
main(void)
{
	const double none = (double)NAN;
	const double train[] = {0.2, 0.4, none}, test[] = {0.1, none, 0.2};
	const double bad[] = {-0.2, 0.1, none}, flat[] = {3, 3, 3};
	const double ends[] = {2, 10, 2, 10}, some[] = {2, 6, 10};

	T_NEAR(rbt_efficiency_ratio(train, test, 3), 0.5, 1e-15, 0);
	T_OK(isnan(rbt_efficiency_ratio(bad, test, 3)));
	T_OK(isnan(rbt_efficiency_ratio(train, test + 1, 1)));
	T_OK(isnan(rbt_efficiency_ratio(train, test, 0)));
	T_NEAR(rbt_efficiency_stability(flat, 3, 8), 1, 0, 0);
	T_NEAR(rbt_efficiency_stability(flat, 3, 0), 1, 0, 0);
	T_NEAR(rbt_efficiency_stability(ends, 4, 8), 0, 0, 1e-15);
	T_NEAR(rbt_efficiency_stability(some, 3, 8), 1 - sqrt(32.0 / 3) / 4,
	    1e-14, 0);
	T_OK(isnan(rbt_efficiency_stability(some, 0, 8)));
	T_DONE(9);
}
