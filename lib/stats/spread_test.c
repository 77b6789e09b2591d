/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NumAcc3 and NumAcc4 of NIST's Statistical Reference Datasets (univariate):
 * 1000001 or 10000001 and then 1000 times the number a fifth below it and the
 * one a tenth above; certified standard deviation 0.1. */
#include "stats/spread.h"

#include "harness/t.h"

static double
numacc(double base)
{
	struct rbt_spread s = {0};

	rbt_spread_add(&s, base + 0.2);
	for (int i = 0; i < 500; i++) {
		rbt_spread_add(&s, base + 0.1);
		rbt_spread_add(&s, base + 0.3);
	}
	return rbt_spread_sd(&s);
}

int
main(void)
{
	struct rbt_spread s = {0};

	T_NEAR(numacc(1000000), 0.1, 1e-8, 0);
	T_NEAR(numacc(10000000), 0.1, 1e-7, 0);
	T_NEAR(rbt_spread_sd(&s), (double)NAN, 0, 0);
	rbt_spread_add(&s, 0.1);
	T_NEAR(rbt_spread_sd(&s), (double)NAN, 0, 0);
	T_NEAR(s.mean, 0.1, 0, 0);
	rbt_spread_add(&s, 0.1);
	rbt_spread_add(&s, 0.1);
	T_NEAR(rbt_spread_sd(&s), 0, 0, 0);
	/* 2 4 4 4 5 5 7 9: mean 5, squares 32 by hand */
	s = (struct rbt_spread){0};
	for (const char *p = "24445579"; *p; p++)
		rbt_spread_add(&s, *p - '0');
	T_NEAR(s.mean, 5, 1e-15, 0);
	T_NEAR(rbt_spread_sd(&s), 2.1380899352993950, 1e-15, 0);
	T_DONE(8);
}
