/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "research/mcpath.h"

#include "stats/moments.h"

/* Sum of (x - shift)^power for power 1 or 2, in four chains, for one would wait
 * for each addition; their order is fixed, so the sum is. */
static double
sum_of(const double *x, size_t n, double shift, int power)
{
	double s[4] = {0}, rest = 0;
	size_t t = 0;

	for (; t + 4 <= n; t += 4)
		for (size_t i = 0; i < 4; i++) {
			double d = x[t + i] - shift;

			s[i] += power == 1 ? d : d * d;
		}
	for (; t < n; t++) {
		double d = x[t] - shift;

		rest += power == 1 ? d : d * d;
	}
	return s[0] + s[1] + (s[2] + s[3]) + rest;
}

static double
sharpe(const struct rbt_mcpath *p, const double *ret, size_t n)
{
	double mean, sd;

	if (n < 2)
		return RBT_MOMENTS_NONE;
	mean = sum_of(ret, n, 0, 1) / (double)n;
	sd = sqrt(sum_of(ret, n, mean, 2) / (double)(n - 1));
	if (rbt_moments_flat(sd, mean))
		return RBT_MOMENTS_NONE;
	return sqrt(p->per_year) * (mean - p->rf) / sd;
}

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
		ratio = w / peak; /* below 1 only if w is below peak */
		below += ratio < 1;
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
