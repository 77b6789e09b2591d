/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values by hand; whole runs are in metrics_golden_test.c. */
#include "research/ratio.h"

#include "harness/t.h"

static struct rbt_ratio
ratio(const double *x, size_t n, double q, double rf)
{
	struct rbt_moments m = rbt_moments_of(x, n);

	return rbt_ratio_of(x, &m, q, rf);
}

int
main(void)
{
	static const double x[] = {0.03, -0.01, 0, 0.02};
	static const double up[] = {0.01, 0.02}, flat[] = {0, 0, 0};
	struct rbt_ratio r = ratio(x, 4, 4, 0.005);

	/* Mean 0.01; squares 4 + 4 + 1 + 1 of 1e-4, divided by 3. */
	T_NEAR(r.volatility, 2 * sqrt(1e-3 / 3), 1e-14, 0);
	T_NEAR(r.sharpe, 2 * 0.005 / sqrt(1e-3 / 3), 1e-14, 0);
	/* Downside sqrt(1e-4 / 4) = 0.005 */
	T_NEAR(r.sortino, 0.01 * 4 / (0.005 * 2), 1e-14, 0);
	T_NEAR(r.omega, 5, 1e-14, 0);
	r = ratio(up, 2, 1, 0);
	T_OK(r.sharpe > 0 && isnan(r.sortino) && isnan(r.omega));
	r = ratio(flat, 3, 1, 0);
	T_NEAR(r.volatility, 0, 0, 0);
	T_OK(isnan(r.sharpe) && isnan(r.sortino) && isnan(r.omega));
	r = ratio(flat, 0, 1, 0);
	T_OK(isnan(r.volatility) && isnan(r.sharpe) && isnan(r.omega));
	T_DONE(8);
}
