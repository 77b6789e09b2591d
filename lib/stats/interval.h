/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Confidence intervals of any figures of a return series, by the bootstrap.
 *
 *	rbt_bootstrap_run(x, n, &sampler, &rng, 0, b, &figures, reps);
 *	rbt_interval_prepare(reps + k * b, b, &d);     figure k
 *	rbt_interval_percentile(&d, 0.95);
 *
 * Quantiles are type 7 (stats/moments.h).  A replicate that does not exist
 * (NaN) is left out.  Source: Efron and Tibshirani, "An Introduction to the
 * Bootstrap" (1993), chapter 13.
 */
#ifndef RBT_STATS_INTERVAL_H
#define RBT_STATS_INTERVAL_H

#include <stddef.h>

#include "core/err.h"
#include "stats/resample.h"

/* n_out figures of n returns into out; NaN for one that does not exist. */
struct rbt_statistic {
	void (*compute)(void *self, const double *x, size_t n, double *out);
	void *self;
	size_t n_out;
};

/*
 * Figures of `count` resampled series of n returns, those of the substreams
 * first..first + count - 1 of r: figure k of series i is reps[k * count + i].
 * So the work may be cut among threads without changing a number.
 */
void rbt_bootstrap_run(const double *x, size_t n, const struct rbt_resample *s,
    const struct rbt_rng *r, uint64_t first, size_t count,
    const struct rbt_statistic *figures, double *reps);

struct rbt_interval {
	double low, high; /* NaN where there are less than two replicates */
};

/* The replicates of one figure, sorted in place; borrowed. */
struct rbt_interval_data {
	const double *sorted;
	size_t n; /* those that exist */
};

void rbt_interval_prepare(double *reps, size_t n, struct rbt_interval_data *d);

/* Two-sided, of the probability `level` (0..1). */
struct rbt_interval rbt_interval_percentile(const struct rbt_interval_data *d,
    double level);

#endif
