/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values: order statistics by hand; the normal quantiles and Cornish
 * and Fisher's z from Python 3.11 (statistics.NormalDist, fractions). */
#include "harness/t.h"

#include "research/tail.h"

int
main(void)
{
	/* -10, -9 .. 10: mean 0, no skew, m2 = 770 / 21. */
	double x[21], flat[] = {0.01, 0.01, 0.01}, zero[] = {0, 0, 5};
	struct rbt_moments m;
	struct rbt_tail t;

	for (int i = 0; i < 21; i++)
		x[i] = i - 10;
	m = rbt_moments_of(x, 21);
	t = rbt_tail_of(x, &m, 0.05, RBT_TAIL_Z05);
	T_NEAR(t.var, 9.0, 1e-15, 0);
	T_NEAR(t.cvar, 9.5, 1e-15, 0);
	T_NEAR(t.var_normal, 10.206048352946084, 1e-14, 0);
	T_NEAR(t.var_cf, 10.356993248791754, 1e-14, 0);
	t = rbt_tail_of(x, &m, 0.01, RBT_TAIL_Z01);
	T_NEAR(t.var, 9.8, 1e-15, 0);
	T_NEAR(t.cvar, 10.0, 1e-15, 0);
	T_NEAR(rbt_tail_ratio(x, 21), 1.0, 1e-15, 0);

	/* Without spread the normal tail is the mean; the shape is unknown. */
	m = rbt_moments_of(flat, 3);
	t = rbt_tail_of(flat, &m, 0.05, RBT_TAIL_Z05);
	T_NEAR(t.var, -0.01, 0, 0);
	T_NEAR(t.cvar, -0.01, 1e-15, 0);
	T_NEAR(t.var_normal, -0.01, 1e-15, 0);
	T_OK(isnan(t.var_cf));

	T_OK(isnan(rbt_tail_ratio(zero, 3)));
	T_OK(isnan(rbt_tail_ratio(zero, 0)));
	m = rbt_moments_of(zero, 0);
	t = rbt_tail_of(zero, &m, 0.05, RBT_TAIL_Z05);
	T_OK(isnan(t.var) && isnan(t.cvar) && isnan(t.var_normal));
	T_DONE(14);
}
