/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "research/mcpath.h"

#include "stats/moments.h"

/* Sums in four chains, for one would wait for each addition.  Their order is
 * fixed, so the results are. */
static double
sum_of(const double *x, size_t n)
{
	double a = 0, b = 0, c = 0, d = 0;
	size_t t = 0;

	for (; t + 4 <= n; t += 4) {
		a += x[t];
		b += x[t + 1];
		c += x[t + 2];
		d += x[t + 3];
	}
	for (; t < n; t++)
		a += x[t];
	return a + b + (c + d);
}

static double
squares_of(const double *x, size_t n, double mean)
{
	double a = 0, b = 0, c = 0, d = 0;
	size_t t = 0;

	for (; t + 4 <= n; t += 4) {
		a += (x[t] - mean) * (x[t] - mean);
		b += (x[t + 1] - mean) * (x[t + 1] - mean);
		c += (x[t + 2] - mean) * (x[t + 2] - mean);
		d += (x[t + 3] - mean) * (x[t + 3] - mean);
	}
	for (; t < n; t++)
		a += (x[t] - mean) * (x[t] - mean);
	return a + b + (c + d);
}

static double
sharpe(const struct rbt_mcpath *p, const double *ret, size_t n)
{
	double mean, sd;

	if (n < 2)
		return RBT_MOMENTS_NONE;
	mean = sum_of(ret, n) / (double)n;
	sd = sqrt(squares_of(ret, n, mean) / (double)(n - 1));
	if (rbt_moments_flat(sd, mean))
		return RBT_MOMENTS_NONE;
	return sqrt(p->per_year) * (mean - p->rf) / sd;
}

/* What is nearer to the peak is rounding: an account that is back at its peak
 * to the cent, as a product of returns. */
#define AT_PEAK (1 - 1e-12)

void
rbt_mcpath_measure(const struct rbt_mcpath *p, const double *ret, size_t n,
    double *wealth, double figure[RBT_MCPATH_FIGURES])
{
	double w = 1, peak = 1, keep = 1, low = 1;
	size_t below = 0, t = 0, lived;

	/* No branch that could be mispredicted: a step waits for the product of
	 * the step before, and the rest of its work fits into that time. */
	while (t < n && w > 0) {
		double ratio;

		w *= 1 + ret[t];
		wealth[t++] = w;
		peak = w > peak ? w : peak;
		ratio = w / peak;
		below += ratio < AT_PEAK;
		keep = ratio < keep ? ratio : keep;
		low = w < low ? w : low;
	}
	lived = t;
	below += n - t;
	while (t < n)
		wealth[t++] = w;
	figure[RBT_MCPATH_GROWTH] = w;
	figure[RBT_MCPATH_CAGR] =
	    w > 0 ? expm1(log(w) * p->per_year / (double)n) : -1;
	figure[RBT_MCPATH_SHARPE] = sharpe(p, ret, lived);
	figure[RBT_MCPATH_DRAWDOWN] = 1 - keep;
	figure[RBT_MCPATH_UNDER_WATER] = (double)below / (double)n;
	figure[RBT_MCPATH_LOSS] = 1 - low;
}
