/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bayesian optimisation: the next point is the one with the highest expected
 * improvement under a Gaussian process through the results so far, out of
 * random points and the steps around the best one.  It begins with a Latin
 * hypercube.  No point is tried twice.
 */
#ifndef RBT_RESEARCH_BAYES_H
#define RBT_RESEARCH_BAYES_H

#include <stdbool.h>
#include <stdint.h>

#include "core/vec.h"
#include "research/space.h"

#define RBT_BAYES_POINTS 500 /* at most; the work grows with their cube */

struct rbt_bayes {
	const struct rbt_space *space;
	uint64_t seed, n_points;
	/* Whether a point is allowed at all. */
	bool (*allows)(void *self, const struct rbt_point *p);
	void *self;
	struct RBT_VEC(struct rbt_point) points; /* asked for, in order */
	struct RBT_VEC(double) values;           /* told of them */
};

/* Point i, which was asked for before or is the next one, when the values of
 * all before it were told.  false if there is none left. */
bool rbt_bayes_ask(struct rbt_bayes *b, uint64_t i, struct rbt_point *out);
/* The value of point i, the next one in order; NaN: none. */
void rbt_bayes_tell(struct rbt_bayes *b, uint64_t i, double value);
void rbt_bayes_release(struct rbt_bayes *b);

#endif
