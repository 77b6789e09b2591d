/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A figure over all paths: its distribution, how sure the estimates of it are,
 * and where the one that was observed lies in it.
 */
#ifndef RBT_RESEARCH_MCDIST_H
#define RBT_RESEARCH_MCDIST_H

#include <stdbool.h>
#include <stddef.h>

#define RBT_MCDIST_QUANTILES 7

/* 0.01 0.05 0.25 0.5 0.75 0.95 0.99 */
extern const double rbt_mcdist_level[RBT_MCDIST_QUANTILES];

/* What does not exist is NaN. */
struct rbt_mcdist {
	size_t n; /* paths on which the figure exists */
	double observed;
	/* Share of paths below the observed one, ties for one half; NaN where
	 * all paths are equal; and its standard error. */
	double percentile, percentile_se;
	double mean, sd; /* divisor n - 1 */
	double se;       /* of the mean */
	double q[RBT_MCDIST_QUANTILES], q_se[RBT_MCDIST_QUANTILES];
};

/*
 * Of n values, not finite for a path without one; sorts the others to the
 * front.  The standard error of a quantile is half the distance between those
 * one binomial deviation below and above it: Woodruff (1952).
 */
struct rbt_mcdist rbt_mcdist_of(double *x, size_t n, double observed);

/* A share of paths, and its standard error. */
struct rbt_mcdist_share {
	double p;  /* NaN for no path */
	double se; /* from (n p + 1) / (n + 2), so that it is never 0 */
};

/* Paths whose value is above the limit, or below it, of those that have one. */
struct rbt_mcdist_share rbt_mcdist_beyond(const double *x, size_t n,
    double limit, bool above);

#endif
