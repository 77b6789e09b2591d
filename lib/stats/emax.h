/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The best of N trials without skill: the expected maximum of N independent
 * standard normals, and how long a backtest must be for it not to impress.
 */
#ifndef RBT_STATS_EMAX_H
#define RBT_STATS_EMAX_H

/*
 * (1-g) z(1 - 1/N) + g z(1 - 1/(N e)), g = 0.5772... (Euler); for real N, at
 * least 0, and 0 for N <= 1.  Bailey, Borwein, Lopez de Prado and Zhu (2014).
 * Too high by 0.04 at N = 10 and 0.02 at N = 100.
 */
double rbt_emax_approx(double n_trials);

/*
 * Minimum backtest length in years: below it the best of N trials without
 * skill is expected to show an annual Sharpe ratio of `target` (> 0).
 * (rbt_emax_approx(N) / target)^2, less than 2 ln(N) / target^2.
 */
double rbt_emax_min_years(double n_trials, double target);

#endif
