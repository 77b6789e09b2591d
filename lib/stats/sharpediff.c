/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "stats/sharpediff.h"

#include "core/mem.h"
#include "stats/lo.h"
#include "stats/moments.h"
#include "stats/normal.h"

/* Means and population moments of both series. */
struct pair {
	double mean_x, mean_y, sd_x, sd_y, corr;
};

static struct pair
measure(const double *x, const double *y, size_t n)
{
	struct rbt_moments a = rbt_moments_of(x, n), b = rbt_moments_of(y, n);
	double shrink = sqrt((double)(n - 1) / (double)n), cov = 0;
	struct pair m = {a.mean, b.mean, a.sd * shrink, b.sd * shrink, 0};

	for (size_t t = 0; t < n; t++)
		cov += (x[t] - a.mean) * (y[t] - b.mean);
	m.corr = cov / (double)n / (m.sd_x * m.sd_y);
	return m;
}

/*
 * The influence of row t on the ratio of a series: the gradient of
 * m / sqrt(q - m^2), q the mean square, times (r - m, r^2 - q).
 */
static double
influence(double r, double mean, double sd)
{
	double q = sd * sd + mean * mean, cube = sd * sd * sd;

	return q / cube * (r - mean) - mean / (2 * cube) * (r * r - q);
}

struct rbt_sharpediff
rbt_sharpediff_of(const double *x, const double *y, size_t n, size_t lags)
{
	struct pair m = measure(x, y, n);
	double none = RBT_MOMENTS_NONE, a, b, var, *g;
	struct rbt_sharpediff d = {none, none, none, none, none, none};

	if (!(m.sd_x > 0) || !(m.sd_y > 0))
		return d;
	a = m.mean_x / m.sd_x;
	b = m.mean_y / m.sd_y;
	d.diff = a - b;
	var = 2 * (1 - m.corr) +
	      (a * a + b * b - 2 * a * b * m.corr * m.corr) / 2;
	d.jkm_z = d.diff / sqrt(var / (double)n);
	d.jkm_p = 2 * rbt_normal_cdf(-fabs(d.jkm_z));
	g = rbt_xcalloc(n, sizeof *g);
	for (size_t t = 0; t < n; t++)
		g[t] = influence(x[t], m.mean_x, m.sd_x) -
		       influence(y[t], m.mean_y, m.sd_y);
	d.hac_se = sqrt(rbt_lo_long_run(g, n, lags) / (double)n);
	free(g);
	d.hac_z = d.diff / d.hac_se;
	d.hac_p = 2 * rbt_normal_cdf(-fabs(d.hac_z));
	return d;
}
