/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "research/mcdist.h"

#include "stats/moments.h"

const double rbt_mcdist_level[RBT_MCDIST_QUANTILES] = {0.01, 0.05, 0.25, 0.5,
    0.75, 0.95, 0.99};

/* Moves what exists to the front; returns how many those are. */
static size_t
gather(double *x, size_t n)
{
	size_t known = 0;

	for (size_t i = 0; i < n; i++)
		if (isfinite(x[i])) {
			double value = x[i];

			x[i] = x[known];
			x[known++] = value;
		}
	return known;
}

/* How many of the rising values are below v; with ties also those equal. */
static size_t
count_below(const double *sorted, size_t n, double v, bool ties)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (sorted[mid] < v || (ties && sorted[mid] <= v))
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static void
quantiles(const double *sorted, struct rbt_mcdist *d)
{
	for (size_t i = 0; i < RBT_MCDIST_QUANTILES; i++) {
		double p = rbt_mcdist_level[i];
		double step = sqrt(p * (1 - p) / (double)d->n);
		double low = fmax(p - step, 0), high = fmin(p + step, 1);

		d->q[i] = rbt_moments_quantile(sorted, d->n, p);
		d->q_se[i] = (rbt_moments_quantile(sorted, d->n, high) -
				 rbt_moments_quantile(sorted, d->n, low)) /
			     2;
	}
}

/* Of a share p of n paths. */
static double
share_se(double p, double n)
{
	double q = (n * p + 1) / (n + 2);

	return sqrt(q * (1 - q) / n);
}

struct rbt_mcdist
rbt_mcdist_of(double *x, size_t n, double observed)
{
	struct rbt_mcdist d = {.n = gather(x, n),
	    .observed = observed,
	    .percentile = RBT_MOMENTS_NONE,
	    .percentile_se = RBT_MOMENTS_NONE};
	struct rbt_moments m = rbt_moments_of(x, d.n);
	double below, ties;

	d.mean = m.mean;
	d.sd = m.sd;
	d.se = m.sd / sqrt((double)d.n);
	for (size_t i = 0; i < RBT_MCDIST_QUANTILES; i++)
		d.q[i] = d.q_se[i] = RBT_MOMENTS_NONE;
	if (d.n == 0)
		return d;
	rbt_moments_sort(x, d.n);
	quantiles(x, &d);
	if (isnan(observed) || !(d.sd > 0))
		return d;
	below = (double)count_below(x, d.n, observed, false);
	ties = (double)count_below(x, d.n, observed, true) - below;
	d.percentile = (below + ties / 2) / (double)d.n;
	d.percentile_se = share_se(d.percentile, (double)d.n);
	return d;
}

struct rbt_mcdist_share
rbt_mcdist_beyond(const double *x, size_t n, double limit, bool above)
{
	double count = 0, known = 0;

	for (size_t i = 0; i < n; i++) {
		if (isnan(x[i]))
			continue;
		known++;
		count += above ? x[i] > limit : x[i] < limit;
	}
	if (known == 0)
		return (struct rbt_mcdist_share){RBT_MOMENTS_NONE,
		    RBT_MOMENTS_NONE};
	return (struct rbt_mcdist_share){count / known,
	    share_se(count / known, known)};
}
