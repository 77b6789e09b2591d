/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How sure one may be of a Sharpe ratio: the probabilistic Sharpe ratio and the
 * track record that it asks for.  Every ratio is per period, never annual; n
 * counts the same periods; kurtosis is plain (3 for a normal).
 *
 *	struct rbt_psr_sample s = {1.585 / sqrt(12), -2.448, 10.164, 24, 0};
 *	rbt_psr_prob(&s, 0, RBT_PSR_2012);      0.9132
 *	rbt_psr_prob(&s, 0, RBT_PSR_2025);      0.987
 *
 * Two conventions, which give different numbers and are never mixed:
 *   2012  Bailey and Lopez de Prado, "The Sharpe Ratio Efficient Frontier":
 *         the variance at the observed ratio, divisor n - 1;
 *   2025  Lopez de Prado, Lipton and Zoonekynd, "Sharpe Ratio Inference": the
 *         variance at the ratio of the null, divisor n, autocorrelation.
 */
#ifndef RBT_STATS_PSR_H
#define RBT_STATS_PSR_H

#include <stddef.h>

enum rbt_psr_rule {
	RBT_PSR_2012,
	RBT_PSR_2025,
};

struct rbt_psr_sample {
	double sharpe; /* mean / sd, per period */
	double skew, kurtosis;
	double n;   /* periods */
	double rho; /* first autocorrelation; read by the rule of 2025 only */
};

/* The sample of n returns, with rho 0.  NaN where there is no spread. */
struct rbt_psr_sample rbt_psr_sample_of(const double *x, size_t n);

/*
 * n times the variance of the estimated ratio if the true one were `sharpe`:
 * a - b S sharpe + c (K - 1)/4 sharpe^2, with a = b = c = 1 where rho is 0 and
 * else a = (1+rho)/(1-rho), b = 1 + rho/(1-rho) + rho^2/(1-rho^2),
 * c = (1+rho^2)/(1-rho^2).  Can be negative for an impossible S and K.
 */
double rbt_psr_variance(const struct rbt_psr_sample *s, double sharpe);

/* P(true ratio > sharpe0).  NaN if the variance is not positive or n < 2. */
double rbt_psr_prob(const struct rbt_psr_sample *s, double sharpe0,
    enum rbt_psr_rule rule);

/*
 * Minimum track record length: how many periods make prob(sharpe0) reach
 * `confidence` (0.5 < confidence < 1).  NaN if sharpe <= sharpe0: no length
 * does.  The rule of 2012 adds 1.
 */
double rbt_psr_min_track(const struct rbt_psr_sample *s, double sharpe0,
    double confidence, enum rbt_psr_rule rule);

#endif
