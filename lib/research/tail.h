/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the worst returns look like: value at risk by three definitions and the
 * mean beyond it.  Losses are positive.
 */
#ifndef RBT_RESEARCH_TAIL_H
#define RBT_RESEARCH_TAIL_H

#include <stddef.h>

#include "stats/moments.h"

struct rbt_tail {
	double var;        /* historical: -(the quantile) */
	double cvar;       /* -(mean of the returns at or below it) */
	double var_normal; /* -(mean + z sd), sd with n - 1 */
	double var_cf;     /* the same with Cornish and Fisher's z */
};

/* Standard normal quantiles of the lower 5 % and 1 %. */
#define RBT_TAIL_Z05 (-1.6448536269514727)
#define RBT_TAIL_Z01 (-2.3263478740408411)

/*
 * The tail below probability p (0.05, 0.01), whose normal quantile is z, of n
 * rising values with the moments m.  NaN where n is too small or the moments
 * do not exist.  Cornish and Fisher (1938) as in Favre and Galeano (2002):
 *	z + (z^2-1) S/6 + (z^3-3z) (K-3)/24 - (2z^3-5z) S^2/36
 */
struct rbt_tail rbt_tail_of(const double *sorted, const struct rbt_moments *m,
    double p, double z);

/* |95 % quantile| / |5 % quantile|; NaN if the lower one is 0. */
double rbt_tail_ratio(const double *sorted, size_t n);

#endif
