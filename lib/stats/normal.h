/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The standard normal distribution, and silence from the library behind it. */
#ifndef RBT_STATS_NORMAL_H
#define RBT_STATS_NORMAL_H

/* P(Z <= z), and its inverse for 0 <= p <= 1 (infinite at the ends). */
double rbt_normal_cdf(double z);
double rbt_normal_quantile(double p);

/*
 * Makes GSL return codes where it would end the process.  Whoever calls a part
 * of GSL that can fail calls this first; any number of threads may.
 */
void rbt_normal_quiet(void);

#endif
