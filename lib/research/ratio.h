/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ratios of a list of returns, as defined in rbt-metrics(5). */
#ifndef RBT_RESEARCH_RATIO_H
#define RBT_RESEARCH_RATIO_H

#include "stats/moments.h"

/* NaN where one does not exist. */
struct rbt_ratio {
	double volatility, sharpe, sortino; /* a year */
	double omega;
};

/* Of the returns x whose moments are m, q of them a year, with a risk-free
 * rate of `rf` for each. */
struct rbt_ratio rbt_ratio_of(const double *x, const struct rbt_moments *m,
    double q, double rf);

#endif
