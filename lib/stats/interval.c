/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/interval.h"

#include "core/mem.h"
#include "stats/moments.h"
#include "stats/normal.h"

void
rbt_bootstrap_run(const double *x, size_t n, const struct rbt_resample *s,
    const struct rbt_rng *r, uint64_t first, size_t count,
    const struct rbt_statistic *figures, double *reps)
{
	double *path = rbt_xmalloc((n + 1) * sizeof *path);
	double *out = rbt_xmalloc((figures->n_out + 1) * sizeof *out);
	struct rbt_rng own = *r;

	for (size_t i = 0; i < count; i++) {
		rbt_rng_seek(&own, first + i);
		rbt_resample_values(s, &own, x, path, n);
		figures->compute(figures->self, path, n, out);
		for (size_t k = 0; k < figures->n_out; k++)
			reps[k * count + i] = out[k];
	}
	free(out);
	free(path);
}

/* From n values of a figure, each without one row. */
static double
acceleration_of(const double *value, size_t n, size_t stride)
{
	double mean = 0, square = 0, cube = 0;

	for (size_t i = 0; i < n; i++)
		mean += value[i * stride] / (double)n;
	for (size_t i = 0; i < n; i++) {
		double u = mean - value[i * stride];

		square += u * u;
		cube += u * u * u;
	}
	if (isnan(square))
		return RBT_MOMENTS_NONE;
	if (rbt_moments_flat(sqrt(square / (double)n), mean))
		return 0;
	return cube / (6 * square * sqrt(square));
}

void
rbt_bootstrap_acceleration(const double *x, size_t n,
    const struct rbt_statistic *figures, double *acceleration)
{
	size_t n_out = figures->n_out;
	double *part = rbt_xmalloc((n + 1) * sizeof *part);
	double *value = rbt_xcalloc(n * n_out + 1, sizeof *value);

	/* part is x without row i: put back what the step before left out. */
	if (n > 0)
		memcpy(part, x + 1, (n - 1) * sizeof *part);
	for (size_t i = 0; i < n; i++) {
		figures->compute(figures->self, part, n - 1, value + i * n_out);
		part[i] = x[i];
	}
	for (size_t k = 0; k < n_out; k++)
		acceleration[k] = acceleration_of(value + k, n, n_out);
	free(value);
	free(part);
}

void
rbt_interval_prepare(double *reps, size_t n, struct rbt_interval_data *d)
{
	size_t m = 0;

	for (size_t i = 0; i < n; i++)
		if (!isnan(reps[i]))
			reps[m++] = reps[i];
	rbt_moments_sort(reps, m);
	*d = (struct rbt_interval_data){reps, m, RBT_MOMENTS_NONE};
	if (m > 1)
		d->sd = rbt_moments_of(reps, m).sd *
			sqrt((double)(m - 1) / (double)m);
}

/* The interval between two quantiles of the replicates. */
static struct rbt_interval
between(const struct rbt_interval_data *d, double low, double high)
{
	if (d->n < 2)
		return (
		    struct rbt_interval){RBT_MOMENTS_NONE, RBT_MOMENTS_NONE};
	return (struct rbt_interval){
	    rbt_moments_quantile(d->sorted, d->n, low),
	    rbt_moments_quantile(d->sorted, d->n, high),
	};
}

struct rbt_interval
rbt_interval_percentile(const struct rbt_interval_data *d, double level)
{
	return between(d, (1 - level) / 2, (1 + level) / 2);
}

struct rbt_interval
rbt_interval_basic(const struct rbt_interval_data *d, double theta,
    double level)
{
	struct rbt_interval i = rbt_interval_percentile(d, level);

	return (struct rbt_interval){2 * theta - i.high, 2 * theta - i.low};
}

struct rbt_interval
rbt_interval_normal(const struct rbt_interval_data *d, double theta,
    double level)
{
	double z = rbt_normal_quantile((1 + level) / 2);

	return (struct rbt_interval){theta - z * d->sd, theta + z * d->sd};
}

/* The probability that BCa reads off for the normal quantile z. */
static double
shifted(double bias, double acceleration, double z)
{
	double w = bias + z;

	return rbt_normal_cdf(bias + w / (1 - acceleration * w));
}

struct rbt_interval
rbt_interval_bca(const struct rbt_interval_data *d, double theta,
    double acceleration, double level)
{
	double z = rbt_normal_quantile((1 + level) / 2), bias;
	size_t below = 0;

	while (below < d->n && d->sorted[below] < theta)
		below++;
	if (below == 0 || below == d->n || isnan(acceleration))
		return rbt_interval_percentile(d, level);
	bias = rbt_normal_quantile((double)below / (double)d->n);
	return between(d, shifted(bias, acceleration, -z),
	    shifted(bias, acceleration, z));
}
