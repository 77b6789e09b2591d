/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Probability of backtest overfitting by combinatorially symmetric
 * cross-validation: of all ways to take half of S blocks of time as the sample,
 * how often is the trial that is best in it below the median outside it?
 * On noise the answer is about one half, not zero.
 * Source: Bailey, Borwein, Lopez de Prado and Zhu, "The Probability of Backtest
 * Overfitting", Journal of Computational Finance 20(4), 2017.
 */
#ifndef RBT_STATS_PBO_H
#define RBT_STATS_PBO_H

#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"
#include "stats/panel.h"

#define RBT_PBO_BLOCKS_MAX 20

struct rbt_pbo_options {
	int blocks; /* S, even, 2..RBT_PBO_BLOCKS_MAX; 16 is the paper's */
	/* Rows that S does not divide: the first ones are left out unless the
	 * last ones are to be. */
	bool drop_last;
	/* omega = rank / N instead of rank / (N + 1): infinite logits. */
	bool rank_over_n;
	double loss_below; /* out-of-sample ratio that counts as a loss: 0 */
};

/* One split.  Ratios are per period, mean / sd with n - 1, 0 without spread. */
struct rbt_pbo_split {
	uint32_t in_sample; /* bit b: block b is in the sample */
	uint32_t best;      /* first of the best in the sample */
	double is, oos;     /* its ratios in and out of the sample */
	double rank;        /* of oos among all; 1 is the worst, ties average */
	double omega, logit;
};

struct rbt_pbo {
	size_t n_splits, n_rows; /* rows used */
	double pbo;              /* share of logits <= 0 */
	double pbo_below;        /* share of logits < 0 */
	double prob_loss;
	/* Degradation: least squares of oos on is over the splits; NaN where
	 * all is are equal. */
	double slope, intercept, r2;
	double mean_logit, median_logit; /* infinite ones included */
	double mean_is, mean_oos;
};

/* C(S, S/2): 70 of 8, 12870 of 16. */
size_t rbt_pbo_count(int blocks);

/*
 * splits may be NULL, else holds rbt_pbo_count() of them, in lexicographic
 * order of their blocks.  Fails with RBT_E_USAGE for bad options and with
 * RBT_E_DATA for less than two series or less than two rows a block.
 */
int rbt_pbo_compute(const struct rbt_panel *p, const struct rbt_pbo_options *o,
    struct rbt_pbo *out, struct rbt_pbo_split *splits, struct rbt_err *err);

#endif
