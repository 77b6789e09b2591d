/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of tables with 16 digits (scipy.stats.norm, mpmath). */
#include "harness/t.h"

#include "stats/normal.h"

int
main(void)
{
	rbt_normal_quiet();
	rbt_normal_quiet();
	T_NEAR(rbt_normal_cdf(0), 0.5, 0, 0);
	T_NEAR(rbt_normal_cdf(1.959963984540054), 0.975, 1e-15, 0);
	T_NEAR(rbt_normal_cdf(-10), 7.619853024160527e-24, 1e-13, 0);
	T_NEAR(rbt_normal_quantile(0.975), 1.959963984540054, 1e-15, 0);
	T_NEAR(rbt_normal_quantile(1e-20), -9.262340089798408, 1e-14, 0);
	T_OK(isinf(rbt_normal_quantile(1)) && rbt_normal_quantile(0) < 0);
	T_OK(isnan(rbt_normal_quantile(2)));
	T_DONE(7);
}
