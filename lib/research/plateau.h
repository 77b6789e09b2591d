/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether the best point of a grid of parameters stands on a plateau or is a
 * lone spike, and which points stand among good ones.
 */
#ifndef RBT_RESEARCH_PLATEAU_H
#define RBT_RESEARCH_PLATEAU_H

#include <stddef.h>

#define RBT_PLATEAU_AXES 8

/*
 * Neighbours of a point: up to 3^axes - 1 points that are at most one step away
 * along every axis; at an edge there are fewer.  A value that is NaN does not
 * exist.  Of equals the first one counts.  What does not exist is NaN, a point
 * that does not exist the number of points.
 */
struct rbt_plateau {
	size_t best; /* the highest value */
	double best_value;
	double neighbour_mean, neighbour_min; /* around it, without it */
	double peak_ratio; /* neighbour_mean / best_value, if that is > 0 */
	size_t smooth;     /* highest mean of point and neighbours */
	double smooth_mean;
	size_t robust; /* highest minimum of point and neighbours */
	double robust_min;
	/* Points at 80 % of the best value or more: their share of all, and
	 * how many hang together with the best one, step by step along single
	 * axes, it included. */
	double share_high;
	size_t n_high;
	double share_positive, mean, sd; /* of all; divisor n */
	double z;                        /* (best_value - mean) / sd */
};

/*
 * value: the points in rows, the last of the n_axes <= RBT_PLATEAU_AXES axes
 * running fastest; axis[i] of them along axis i.
 */
void rbt_plateau_measure(const double *value, const size_t *axis, size_t n_axes,
    struct rbt_plateau *out);

#endif
