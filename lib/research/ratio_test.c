/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values by hand or printed; whole runs are in metrics_golden_test.c.
 */
#include "research/ratio.h"

#include "harness/t.h"

static struct rbt_ratio
ratio(const double *x, size_t n, double q, double rf)
{
	struct rbt_moments m = rbt_moments_of(x, n);

	return rbt_ratio_of(x, &m, q, rf);
}

static void
test_published(void)
{
	/* Rollinger and Hoffman, "Sortino: A Sharper Ratio": 4.417 */
	static const double red_rock[] = {0.17, 0.15, 0.23, -0.05, 0.12, 0.09,
	    0.13, -0.04};
	/* InvestExcel's worksheet of the Omega ratio, at a threshold of 1 % */
	static const double monthly[] = {0.0089, 0.0012, -0.002, 0.01, -0.0002,
	    0.02, 0.03, 0.01, -0.003, 0.01, 0.0102, -0.01};
	/* A worked example of the Sharpe ratio, risk-free 5 %: 0.834364 */
	static const double yearly[] = {0.259, 0.198, 0.364, -0.081, 0.057,
	    0.055, 0.188, 0.317, 0.24, 0.184, -0.01, 0.526};
	double above[12];

	T_NEAR(ratio(red_rock, 8, 1, 0).sortino, 4.417261, 0, 1e-6);
	for (int i = 0; i < 12; i++)
		above[i] = monthly[i] - 0.01;
	T_NEAR(ratio(above, 12, 1, 0).omega, 0.463901689, 0, 1e-9);
	T_NEAR(ratio(yearly, 12, 1, 0.05).sharpe, 0.834364, 0, 1e-6);
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
	test_published();
	T_DONE(11);
}
