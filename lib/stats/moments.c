/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "stats/moments.h"

#define FLAT 1e-12

bool
rbt_moments_flat(double spread, double mean)
{
	return spread <= FLAT * fmax(1, fabs(mean));
}

struct rbt_moments
rbt_moments_of(const double *x, size_t n)
{
	struct rbt_moments m = {n, RBT_MOMENTS_NONE, RBT_MOMENTS_NONE,
	    RBT_MOMENTS_NONE, RBT_MOMENTS_NONE};
	double sum = 0, m2 = 0, m3 = 0, m4 = 0, rest = 0, count = (double)n;

	if (n == 0)
		return m;
	for (size_t i = 0; i < n; i++)
		sum += x[i];
	m.mean = sum / count;
	for (size_t i = 0; i < n; i++) {
		double d = x[i] - m.mean, d2 = d * d;

		rest += d;
		m2 += d2;
		m3 += d2 * d;
		m4 += d2 * d2;
	}
	/* What rounding of the mean left in the squares. */
	m2 -= rest * rest / count;
	if (n < 2)
		return m;
	m.sd = sqrt(fmax(m2, 0) / (count - 1));
	if (rbt_moments_flat(m.sd, m.mean)) {
		m.sd = 0;
		return m;
	}
	m2 /= count;
	m.skew = m3 / count / (m2 * sqrt(m2));
	m.kurtosis = m4 / count / (m2 * m2);
	return m;
}

double
rbt_moments_quantile(const double *sorted, size_t n, double p)
{
	double at = (double)(n - 1) * p, low = floor(at);
	size_t i = (size_t)low;

	if (i + 1 >= n)
		return sorted[n - 1];
	return sorted[i] + (at - low) * (sorted[i + 1] - sorted[i]);
}

static int
compare(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

void
rbt_moments_sort(double *x, size_t n)
{
	if (n > 1)
		qsort(x, n, sizeof *x, compare);
}
