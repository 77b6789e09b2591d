/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What one path of returns does to an account: the figures that a Monte Carlo
 * takes from each of its paths, defined as in rbt-metrics(5).
 */
#ifndef RBT_RESEARCH_MCPATH_H
#define RBT_RESEARCH_MCPATH_H

#include <stddef.h>

enum rbt_mcpath_figure {
	RBT_MCPATH_GROWTH, /* last wealth over the first */
	RBT_MCPATH_CAGR,
	RBT_MCPATH_SHARPE, /* NaN without spread or with one return */
	RBT_MCPATH_DRAWDOWN,
	RBT_MCPATH_UNDER_WATER, /* share of returns that end below a peak */
	RBT_MCPATH_LOSS,        /* deepest fall below the first wealth, >= 0 */
	RBT_MCPATH_FIGURES,
};

struct rbt_mcpath {
	double per_year; /* returns a year, for the yearly figures */
	double rf;       /* risk-free rate of one return's time */
};

/*
 * The figures of n >= 1 finite returns; wealth[t] gets what became of 1 after
 * return t.  An account at or below 0 stays as it is; its CAGR is -1, and its
 * Sharpe ratio is that of the returns up to there.
 */
void rbt_mcpath_measure(const struct rbt_mcpath *p, const double *ret, size_t n,
    double *wealth, double figure[RBT_MCPATH_FIGURES]);

#endif
