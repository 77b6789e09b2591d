/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a walk-forward keeps of its trainings, and how steady its choices are.
 */
#ifndef RBT_RESEARCH_EFFICIENCY_H
#define RBT_RESEARCH_EFFICIENCY_H

#include <stddef.h>

/*
 * Walk-forward efficiency (Pardo, "The Evaluation and Optimization of Trading
 * Strategies", 2008): the mean of a figure over the tests, by its mean over the
 * trainings; annual returns, as a rule.  What is undefined in a window is left
 * out of its mean.  NaN if a mean is undefined or that of the trainings is not
 * above zero.
 */
double rbt_efficiency_ratio(const double *train, const double *test, size_t n);

/*
 * How steady the chosen values of one parameter are: 1 - sd / (width / 2), the
 * sd with divisor n and the width that of its range, so 1 is always the same
 * value and 0 a jump from end to end.  NaN for no value; 1 for no width.
 */
double rbt_efficiency_stability(const double *value, size_t n, double width);

#endif
