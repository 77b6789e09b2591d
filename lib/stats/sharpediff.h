/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether two series over the same periods have the same Sharpe ratio.
 * Ratios per period with the population's sd (divisor n).
 */
#ifndef RBT_STATS_SHARPEDIFF_H
#define RBT_STATS_SHARPEDIFF_H

#include <stddef.h>

struct rbt_sharpediff {
	double diff; /* ratio of x minus ratio of y */
	/* Jobson and Korkie (1981), corrected by Memmel (2003): independent
	 * normal returns.  p-values are two-sided. */
	double jkm_z, jkm_p;
	/* Ledoit and Wolf (2008): standard error from the long-run covariance
	 * of means and second moments, Bartlett weights. */
	double hac_se, hac_z, hac_p;
};

/* All NaN if a series has no spread; lags < n. */
struct rbt_sharpediff rbt_sharpediff_of(const double *x, const double *y,
    size_t n, size_t lags);

#endif
