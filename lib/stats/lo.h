/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sharpe ratios of returns that hang together in time: the standard error and
 * the scale to a year.  Source: A. W. Lo, "The Statistics of Sharpe Ratios",
 * Financial Analysts Journal 58(4), 2002; the error for skewed and fat-tailed
 * independent returns is Mertens' (2002).
 */
#ifndef RBT_STATS_LO_H
#define RBT_STATS_LO_H

#include <stddef.h>

struct rbt_lo {
	double sharpe;     /* per period, mean / sd with n - 1 */
	double se;         /* of sharpe, by GMM; NaN without spread */
	double eta;        /* scale to q periods; sqrt(q) if independent */
	double sharpe_ann; /* sharpe eta */
	double se_ann;     /* se eta: the error of eta itself is not in it */
};

/*
 * Any stationary returns: moments (r - m) and (r - m)^2 - s^2, their long-run
 * covariance with Bartlett weights 1 - j/(lags + 1).  NaN without spread.
 */
double rbt_lo_se(const double *x, size_t n, size_t lags);

/* q / sqrt(q + 2 sum over k < q of (q - k) rho_k), with rho_k, k = 1..n_rho,
 * in rho[0..] and 0 beyond.  NaN if the root is of a number <= 0. */
double rbt_lo_eta(int q, const double *rho, size_t n_rho);

/* The first `lags` autocorrelations of x, divisor n: rho[0..lags-1]. */
void rbt_lo_autocorr(const double *x, size_t n, size_t lags, double *rho);

/* Lags that n returns carry: 4 (n/100)^(2/9), rounded down (Newey and West
 * 1994).  Many sample autocorrelations would add up to noise. */
size_t rbt_lo_lags(size_t n);

/* All of it with that many lags, for a year of q periods; lags < n. */
struct rbt_lo rbt_lo_of(const double *x, size_t n, int q, size_t lags);

#endif
