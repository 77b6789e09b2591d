/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Mean and standard deviation of values that come one at a time and are not
 * kept.  The sum of squares is about the mean so far (Welford, 1962), so values
 * far from zero keep their digits.
 *
 *	struct rbt_spread s = {0};
 *	rbt_spread_add(&s, 0.03);
 *	rbt_spread_sd(&s);
 */
#ifndef RBT_STATS_SPREAD_H
#define RBT_STATS_SPREAD_H

#include <stddef.h>

/* {0} is none. */
struct rbt_spread {
	size_t n;
	double mean, squares;
};

/* A finite value. */
void rbt_spread_add(struct rbt_spread *s, double x);
/* Divisor n - 1; exactly 0 without spread (rbt_moments_flat); NaN for n < 2. */
double rbt_spread_sd(const struct rbt_spread *s);

#endif
