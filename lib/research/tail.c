/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "research/tail.h"

struct rbt_tail
rbt_tail_of(const double *sorted, const struct rbt_moments *m, double p,
    double z)
{
	struct rbt_tail t = {RBT_MOMENTS_NONE, RBT_MOMENTS_NONE,
	    RBT_MOMENTS_NONE, RBT_MOMENTS_NONE};
	double s = m->skew, k = m->kurtosis, z2 = z * z, z3 = z2 * z;
	double quantile, sum = 0, zcf;
	size_t n = 0;

	if (m->n == 0)
		return t;
	quantile = rbt_moments_quantile(sorted, m->n, p);
	while (n < m->n && sorted[n] <= quantile)
		sum += sorted[n++];
	zcf = z + (z2 - 1) * s / 6 + (z3 - 3 * z) * (k - 3) / 24 -
	      (2 * z3 - 5 * z) * s * s / 36;
	t.var = -quantile;
	t.cvar = -sum / (double)n;
	t.var_normal = -(m->mean + z * m->sd);
	t.var_cf = -(m->mean + zcf * m->sd);
	return t;
}

double
rbt_tail_ratio(const double *sorted, size_t n)
{
	double low;

	if (n == 0)
		return RBT_MOMENTS_NONE;
	low = fabs(rbt_moments_quantile(sorted, n, 0.05));
	return low > 0 ? fabs(rbt_moments_quantile(sorted, n, 0.95)) / low
		       : RBT_MOMENTS_NONE;
}
