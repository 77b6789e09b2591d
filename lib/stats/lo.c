/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "stats/lo.h"

#include "core/mem.h"
#include "stats/moments.h"

/* Long-run variance of n values g whose mean is 0: the sum of their
 * autocovariances (divisor n) with Bartlett weights. */
static double
long_run(const double *g, size_t n, size_t lags)
{
	double sum = 0;

	for (size_t lag = 0; lag <= lags && lag < n; lag++) {
		double gamma = 0;

		for (size_t t = lag; t < n; t++)
			gamma += g[t] * g[t - lag];
		sum += (lag == 0 ? 1 : 2) *
		       (1 - (double)lag / (double)(lags + 1)) * gamma;
	}
	return sum / (double)n;
}

double
rbt_lo_se(const double *x, size_t n, size_t lags)
{
	struct rbt_moments m = rbt_moments_of(x, n);
	double s, var, *g;

	if (!(m.sd > 0))
		return RBT_MOMENTS_NONE;
	s = m.sd * sqrt((double)(n - 1) / (double)n);
	g = rbt_xcalloc(n, sizeof *g);
	/* D' Sigma D, D = (1/s, -m / (2 s^3)), is the variance of D' moments.
	 */
	for (size_t t = 0; t < n; t++) {
		double d = x[t] - m.mean;

		g[t] = d / s - m.mean / (2 * s * s * s) * (d * d - s * s);
	}
	var = long_run(g, n, lags);
	free(g);
	return sqrt(var / (double)n);
}

double
rbt_lo_eta(int q, const double *rho, size_t n_rho)
{
	double sum = q;

	for (int k = 1; k < q && (size_t)k <= n_rho; k++)
		sum += 2.0 * (q - k) * rho[k - 1];
	return sum > 0 ? q / sqrt(sum) : RBT_MOMENTS_NONE;
}

void
rbt_lo_autocorr(const double *x, size_t n, size_t lags, double *rho)
{
	double mean = rbt_moments_of(x, n).mean, squares = 0;

	for (size_t t = 0; t < n; t++)
		squares += (x[t] - mean) * (x[t] - mean);
	for (size_t lag = 1; lag <= lags; lag++) {
		double sum = 0;

		for (size_t t = lag; t < n; t++)
			sum += (x[t] - mean) * (x[t - lag] - mean);
		rho[lag - 1] = squares > 0 ? sum / squares : 0;
	}
}

size_t
rbt_lo_lags(size_t n)
{
	return (size_t)(4 * pow((double)n / 100, 2.0 / 9));
}

struct rbt_lo
rbt_lo_of(const double *x, size_t n, int q, size_t lags)
{
	struct rbt_moments m = rbt_moments_of(x, n);
	double *rho = rbt_xcalloc(lags + 1, sizeof *rho);
	struct rbt_lo lo = {
	    .sharpe = m.sd > 0 ? m.mean / m.sd : RBT_MOMENTS_NONE,
	    .se = rbt_lo_se(x, n, lags),
	};

	rbt_lo_autocorr(x, n, lags, rho);
	lo.eta = rbt_lo_eta(q, rho, lags);
	lo.sharpe_ann = lo.sharpe * lo.eta;
	lo.se_ann = lo.se * lo.eta;
	free(rho);
	return lo;
}
