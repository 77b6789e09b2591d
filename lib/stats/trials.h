/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Many trials, one winner: how many independent ones they amount to, and the
 * deflated Sharpe ratio of the winner.
 */
#ifndef RBT_STATS_TRIALS_H
#define RBT_STATS_TRIALS_H

#include "stats/panel.h"
#include "stats/psr.h"

struct rbt_trials {
	size_t n;          /* series with a spread; others do not count */
	double sharpe_var; /* variance of their ratios per period, n - 1 */
	/* Mean correlation of their pairs; 0 with less than two. */
	double mean_corr;
	/*
	 * Effective number, which is what deflates: r + (1 - r) n, with r =
	 * mean_corr held in 0..1; n of independent trials, 1 of copies of one.
	 */
	double effective;
};

/* Ratios and correlations of the series; all 0 if none has a spread. */
struct rbt_trials rbt_trials_of(const struct rbt_panel *p);

/*
 * Deflated Sharpe ratio: rbt_psr_prob against the expected best of N trials
 * without skill, sharpe0 = sqrt(sharpe_var) rbt_emax_approx(N), which is
 * stored unless sharpe0 is NULL.  N <= 1 gives rbt_psr_prob against 0.
 * sharpe_var is per period: an annual one divided by the periods of a year.
 * Source: Bailey and Lopez de Prado, "The Deflated Sharpe Ratio" (2014).
 */
double rbt_trials_deflate(const struct rbt_psr_sample *best, double sharpe_var,
    double n_trials, enum rbt_psr_rule rule, double *sharpe0);

#endif
