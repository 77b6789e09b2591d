/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Gaussian process regression, for searches that choose each point from the
 * results before it: Matern kernel of order 5/2 with one length for all axes,
 * values standardised, a noise of one percent of their spread (Rasmussen and
 * Williams, "Gaussian Processes for Machine Learning", 2006, algorithm 2.1).
 */
#ifndef RBT_STATS_GP_H
#define RBT_STATS_GP_H

#include <stddef.h>

struct rbt_gp;

/*
 * Fits n >= 1 values y at the points x, n rows of d coordinates in 0..1, all
 * finite; both are copied.  The length is that of 0.05, 0.1, 0.2, 0.4, 0.8
 * under which the values are likeliest; of equals the smallest.  rbt_gp_free
 * releases.
 */
struct rbt_gp *rbt_gp_fit(const double *x, const double *y, size_t n, size_t d);
void rbt_gp_free(struct rbt_gp *g);

/* Mean and standard deviation of the value at a point of d coordinates, the
 * noise left out. */
void rbt_gp_predict(const struct rbt_gp *g, const double *x, double *mean,
    double *sd);

/* Expected improvement over `best` of a normal value: 0 where sd is 0 and the
 * mean is not above it (Mockus, 1975). */
double rbt_gp_improvement(double mean, double sd, double best);

#endif
