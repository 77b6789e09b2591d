/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "research/bayes.h"

#include "core/mem.h"
#include "stats/gp.h"

#define RANDOM_POINTS 512  /* to choose from, */
#define RANDOM_DRAWS  4096 /* of as many draws at most */
#define START_MIN     5    /* points of the hypercube: for each axis */

static uint64_t
start_points(const struct rbt_bayes *b)
{
	uint64_t n = START_MIN * (b->space->n_axes + 1);

	return n < b->n_points / 2 ? n : b->n_points / 2 + 1;
}

static bool
is_new(const struct rbt_bayes *b, const struct rbt_point *p)
{
	for (size_t i = 0; i < b->points.n; i++)
		if (rbt_space_compare(b->space, p, &b->points.at[i]) == 0)
			return false;
	return b->allows(b->self, p);
}

/* A random point that is new; draws from *attempt on. */
static bool
draw(const struct rbt_bayes *b, unsigned *attempt, struct rbt_point *out)
{
	while (*attempt < RANDOM_DRAWS) {
		rbt_space_random(b->space, b->seed, b->points.n, (*attempt)++,
		    out);
		if (is_new(b, out))
			return true;
	}
	return false;
}

/* Any point that is left, for the last ones of a small grid. */
static bool
first_left(const struct rbt_bayes *b, struct rbt_point *out)
{
	for (uint64_t i = 0; i < b->space->size && i < UINT32_MAX; i++) {
		rbt_space_grid(b->space, i, out);
		if (is_new(b, out))
			return true;
	}
	return false;
}

static void
coordinates(const struct rbt_space *s, const struct rbt_point *p, double *out)
{
	for (size_t a = 0; a < s->n_axes; a++)
		out[a] = s->axis[a].n > 1
			     ? (double)p->at[a] / (double)(s->axis[a].n - 1)
			     : 0;
}

/* The best point told of; what has no value is as bad as the worst. */
static struct rbt_gp *
fit(const struct rbt_bayes *b, size_t *best)
{
	size_t d = b->space->n_axes, n = b->values.n;
	double *x = rbt_xcalloc(n * d + 1, sizeof *x);
	double *y = rbt_xcalloc(n, sizeof *y), worst = (double)INFINITY;
	struct rbt_gp *g;

	for (size_t i = 0; i < n; i++)
		worst = fmin(worst, b->values.at[i]);
	*best = 0;
	for (size_t i = 0; i < n; i++) {
		coordinates(b->space, &b->points.at[i], x + i * d);
		y[i] = isnan(b->values.at[i]) ? worst : b->values.at[i];
		if (!isfinite(y[i]))
			y[i] = 0; /* no value at all */
		if (y[i] > y[*best])
			*best = i;
	}
	g = rbt_gp_fit(x, y, n, d);
	free(x);
	free(y);
	return g;
}

struct choice {
	const struct rbt_bayes *b;
	const struct rbt_gp *gp;
	double best, improvement;
	struct rbt_point point;
	bool any;
};

static void
offer(struct choice *c, const struct rbt_point *p)
{
	double x[RBT_SPACE_AXES], mean, sd, ei;

	coordinates(c->b->space, p, x);
	rbt_gp_predict(c->gp, x, &mean, &sd);
	ei = rbt_gp_improvement(mean, sd, c->best);
	if (c->any && !(ei > c->improvement))
		return;
	c->any = true;
	c->improvement = ei;
	c->point = *p;
}

/* One step up and down along each axis from the best point. */
static void
offer_neighbours(struct choice *c, const struct rbt_point *best)
{
	const struct rbt_space *s = c->b->space;

	for (size_t a = 0; a < s->n_axes; a++) {
		struct rbt_point p = *best;

		if (best->at[a] > 0) {
			p.at[a] = best->at[a] - 1;
			if (is_new(c->b, &p))
				offer(c, &p);
		}
		if (best->at[a] + 1 < s->axis[a].n) {
			p.at[a] = best->at[a] + 1;
			if (is_new(c->b, &p))
				offer(c, &p);
		}
	}
}

static bool
choose(const struct rbt_bayes *b, struct rbt_point *out)
{
	unsigned attempt = 0;
	struct choice c = {.b = b};
	struct rbt_point p;
	struct rbt_gp *g;
	size_t best;

	if (b->points.n < start_points(b)) {
		rbt_space_lhs(b->space, b->seed, b->points.n, start_points(b),
		    out);
		return is_new(b, out) || draw(b, &attempt, out) ||
		       first_left(b, out);
	}
	g = fit(b, &best);
	c.gp = g;
	c.best = isnan(b->values.at[best]) ? 0 : b->values.at[best];
	offer_neighbours(&c, &b->points.at[best]);
	for (size_t i = 0; i < RANDOM_POINTS && draw(b, &attempt, &p); i++)
		offer(&c, &p);
	rbt_gp_free(g);
	*out = c.point;
	return c.any || first_left(b, out);
}

bool
rbt_bayes_ask(struct rbt_bayes *b, uint64_t i, struct rbt_point *out)
{
	if (i > b->points.n)
		return false;
	if (i == b->points.n) {
		struct rbt_point p;

		RBT_BUG_IF(b->values.n != b->points.n);
		if (!choose(b, &p))
			return false;
		RBT_VEC_PUSH(&b->points, p);
	}
	*out = b->points.at[i];
	return true;
}

void
rbt_bayes_tell(struct rbt_bayes *b, uint64_t i, double value)
{
	RBT_BUG_IF(i != b->values.n || i >= b->points.n);
	RBT_VEC_PUSH(&b->values, value);
}

void
rbt_bayes_release(struct rbt_bayes *b)
{
	RBT_VEC_RELEASE(&b->points);
	RBT_VEC_RELEASE(&b->values);
}
