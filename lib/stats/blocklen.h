/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Automatic block length for the bootstrap: Politis and White (2004) with the
 * correction of Patton, Politis and White (2009).
 */
#ifndef RBT_STATS_BLOCKLEN_H
#define RBT_STATS_BLOCKLEN_H

#include <stddef.h>

struct rbt_blocklen {
	double stationary; /* mean length; may be below 1: take 1 then */
	double circular;
};

/*
 * For the mean of n values.  Values and choices as in the `arch` package:
 * K = max(5, log10 n) lags below 2 sqrt(log10(n)/n) end the correlogram, its
 * first insignificant lag counts, lengths end at min(3 sqrt(n), n/3) rounded
 * up.  1 without spread or with n < 16.
 */
struct rbt_blocklen rbt_blocklen_of(const double *x, size_t n);

/* The longer of the lengths for x and for |x|: for figures of a spread or a
 * drawdown, whose memory is longer than that of the mean. */
struct rbt_blocklen rbt_blocklen_longer(const double *x, size_t n);

#endif
