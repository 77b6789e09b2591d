/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Mean, spread and shape of a sample, and its quantiles.  Two passes: the mean
 * is removed before anything is squared.  What does not exist is NaN.
 */
#ifndef RBT_STATS_MOMENTS_H
#define RBT_STATS_MOMENTS_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

/* A figure that does not exist. */
#define RBT_MOMENTS_NONE ((double)NAN)

struct rbt_moments {
	size_t n;
	double mean; /* NaN if n is 0 */
	double sd;   /* divisor n - 1; exactly 0 without spread; NaN: n < 2 */
	double skew; /* m3 / m2^1.5; NaN without spread */
	double kurtosis; /* m4 / m2^2, 3 for a normal; NaN without spread */
};

/* Whether a spread (a deviation in the units of the sample) is no more than
 * 1e-12 x max(1, |mean|), which rounding alone may give. */
bool rbt_moments_flat(double spread, double mean);

/* Moments of n finite values. */
struct rbt_moments rbt_moments_of(const double *x, size_t n);

/*
 * The p-quantile (0 <= p <= 1) of n >= 1 rising values, linear between the
 * order statistics around (n - 1) p: type 7 of Hyndman and Fan (1996).
 */
double rbt_moments_quantile(const double *sorted, size_t n, double p);

/* Sorts n finite values. */
void rbt_moments_sort(double *x, size_t n);

#endif
