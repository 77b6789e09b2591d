/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "research/bayes.h"

#include <math.h>

#include "harness/t.h"

static bool
below_diagonal(void *self, const struct rbt_point *p)
{
	(void)self;
	return p->at[0] < p->at[1];
}

/* A hill with its top at 30, 70 of a grid of 100 x 100. */
static double
hill(const struct rbt_point *p)
{
	double a = (double)p->at[0] - 30, b = (double)p->at[1] - 70;

	return exp(-(a * a + b * b) / 800);
}

/* The best of n points. */
static double
climb(uint64_t seed, uint64_t n, bool *good)
{
	const struct rbt_space s = {.axis = {{"a", 0, 1, 100},
					{"b", 0, 1, 100}},
	    .n_axes = 2,
	    .size = 10000};
	struct rbt_bayes b = {.space = &s,
	    .seed = seed,
	    .n_points = n,
	    .allows = below_diagonal};
	struct rbt_point p, again;
	double best = 0;

	for (uint64_t i = 0; i < n; i++) {
		*good = *good && rbt_bayes_ask(&b, i, &p) &&
			below_diagonal(NULL, &p) &&
			rbt_bayes_ask(&b, i, &again) &&
			rbt_space_compare(&s, &p, &again) == 0;
		rbt_bayes_tell(&b, i, p.at[0] > 60 ? (double)NAN : hill(&p));
		best = fmax(best, hill(&p));
	}
	rbt_bayes_release(&b);
	return best;
}

/* Every point of a small grid comes once, then there is none. */
static void
test_all(void)
{
	const struct rbt_space s = {.axis = {{"a", 0, 1, 4}, {"b", 0, 1, 4}},
	    .n_axes = 2,
	    .size = 16};
	struct rbt_bayes b = {.space = &s,
	    .n_points = 100,
	    .allows = below_diagonal};
	struct rbt_point p;
	uint64_t i = 0;
	unsigned seen = 0;

	for (; rbt_bayes_ask(&b, i, &p); i++) {
		seen |= 1u << rbt_space_index(&s, &p);
		rbt_bayes_tell(&b, i, (double)NAN);
	}
	T_INT(i, 6);
	T_OK(!rbt_bayes_ask(&b, 7, &p));
	T_INT(seen, 0x08ce);
	rbt_bayes_release(&b);
}

int
main(void)
{
	bool good = true;

	/* Forty points out of 4950.  Of 25 points the value is above 0.99, so
	 * as many random ones find one of those once in five times. */
	for (uint64_t seed = 0; seed < 5; seed++)
		T_OK(climb(seed, 40, &good) > 0.99);
	T_OK(climb(3, 25, &good) == climb(3, 25, &good));
	T_OK(good);
	test_all();
	T_DONE(5 + 2 + 3);
}
