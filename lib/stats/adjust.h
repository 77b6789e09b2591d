/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * p-values of several tests, adjusted so that each can be held against the
 * level for all of them; and what is left of a Sharpe ratio then.
 */
#ifndef RBT_STATS_ADJUST_H
#define RBT_STATS_ADJUST_H

#include <stddef.h>

enum rbt_adjust_rule {
	RBT_ADJUST_BONFERRONI, /* family-wise: min(1, n p) */
	RBT_ADJUST_SIDAK,      /* independent tests: 1 - (1 - p)^n */
	RBT_ADJUST_HOLM,       /* step down; never worse than Bonferroni */
	RBT_ADJUST_HOCHBERG,   /* step up, independent or positive dependence */
	RBT_ADJUST_BH,         /* share of false discoveries, independent */
	RBT_ADJUST_BHY,        /* the same under any dependence */
};

/* Adjusts n p-values in 0..1, in their order; out may be p. */
void rbt_adjust_p(enum rbt_adjust_rule rule, const double *p, size_t n,
    double *out);

/* Two-sided normal p-value of a ratio per period over n periods. */
double rbt_adjust_sharpe_p(double sharpe, double n);
/* The ratio that has this two-sided p-value: the ratio after the haircut of
 * Harvey and Liu, "Backtesting" (2015), if p is adjusted. */
double rbt_adjust_haircut(double p, double n);

#endif
