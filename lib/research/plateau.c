/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "research/plateau.h"

#include "core/mem.h"
#include "core/vec.h"

#define HIGH 0.8 /* share of the best value */

struct grid {
	const double *value;
	const size_t *axis;
	size_t n_axes, n;
};

/* What the values around a point come to. */
struct around {
	double sum, min;
	size_t n;
};

static void
coordinates(const struct grid *g, size_t at, size_t *out)
{
	for (size_t a = g->n_axes; a-- > 0; at /= g->axis[a])
		out[a] = at % g->axis[a];
}

/* The point that is off[a] - 1 steps away along each axis; false if there is
 * none. */
static bool
step(const struct grid *g, const size_t *from, const size_t *off, size_t *to)
{
	size_t at = 0;

	for (size_t a = 0; a < g->n_axes; a++) {
		size_t c = from[a] + off[a]; /* one too many */

		if (c == 0 || c > g->axis[a])
			return false;
		at = at * g->axis[a] + c - 1;
	}
	*to = at;
	return true;
}

/* Counts off from all 0 to all 2; false behind that. */
static bool
next_offset(const struct grid *g, size_t *off)
{
	size_t a = g->n_axes;

	while (a > 0 && off[a - 1] == 2)
		off[--a] = 0;
	if (a == 0)
		return false;
	off[a - 1]++;
	return true;
}

/* The values of the neighbours, and of the point if asked for. */
static struct around
look_around(const struct grid *g, size_t at, bool itself)
{
	size_t from[RBT_PLATEAU_AXES], off[RBT_PLATEAU_AXES] = {0}, to;
	struct around r = {.min = (double)INFINITY};

	coordinates(g, at, from);
	do {
		if (!step(g, from, off, &to) || (to == at && !itself) ||
		    isnan(g->value[to]))
			continue;
		r.sum += g->value[to];
		r.min = fmin(r.min, g->value[to]);
		r.n++;
	} while (next_offset(g, off));
	return r;
}

static void
find_best(const struct grid *g, struct rbt_plateau *p)
{
	for (size_t i = 0; i < g->n; i++) {
		struct around r;

		if (isnan(g->value[i]))
			continue;
		if (p->best == g->n || g->value[i] > p->best_value) {
			p->best = i;
			p->best_value = g->value[i];
		}
		r = look_around(g, i, true);
		if (p->smooth == g->n || r.sum / (double)r.n > p->smooth_mean) {
			p->smooth = i;
			p->smooth_mean = r.sum / (double)r.n;
		}
		if (p->robust == g->n || r.min > p->robust_min) {
			p->robust = i;
			p->robust_min = r.min;
		}
	}
}

static bool
is_high(const struct grid *g, const struct rbt_plateau *p, size_t at)
{
	return g->value[at] >= HIGH * p->best_value;
}

/* The high points that hang together with the best one. */
static size_t
flood(const struct grid *g, const struct rbt_plateau *p)
{
	struct RBT_VEC(size_t) queue = {0};
	bool *seen = rbt_xcalloc(g->n, sizeof *seen);
	size_t n;

	RBT_VEC_PUSH(&queue, p->best);
	seen[p->best] = true;
	for (size_t i = 0; i < queue.n; i++) {
		size_t from[RBT_PLATEAU_AXES], off[RBT_PLATEAU_AXES], to;

		coordinates(g, queue.at[i], from);
		for (size_t k = 0; k < 2 * g->n_axes; k++) {
			for (size_t a = 0; a < g->n_axes; a++)
				off[a] = a != k / 2 ? 1 : k % 2 * 2;
			if (!step(g, from, off, &to) || seen[to] ||
			    !is_high(g, p, to))
				continue;
			seen[to] = true;
			RBT_VEC_PUSH(&queue, to);
		}
	}
	n = queue.n;
	RBT_VEC_RELEASE(&queue);
	free(seen);
	return n;
}

/* Shares, mean and spread of what exists, n of them. */
static void
spread(const struct grid *g, struct rbt_plateau *p)
{
	size_t n = 0, n_positive = 0, n_high = 0;
	double sum = 0, squares = 0;

	for (size_t i = 0; i < g->n; i++) {
		if (isnan(g->value[i]))
			continue;
		n++;
		sum += g->value[i];
		n_positive += g->value[i] > 0;
		n_high += is_high(g, p, i);
	}
	p->mean = sum / (double)n;
	for (size_t i = 0; i < g->n; i++)
		if (!isnan(g->value[i]))
			squares +=
			    (g->value[i] - p->mean) * (g->value[i] - p->mean);
	p->sd = sqrt(squares / (double)n);
	p->share_positive = (double)n_positive / (double)n;
	if (p->sd > 0)
		p->z = (p->best_value - p->mean) / p->sd;
	if (p->best_value > 0) {
		p->share_high = (double)n_high / (double)n;
		p->n_high = flood(g, p);
	}
}

void
rbt_plateau_measure(const double *value, const size_t *axis, size_t n_axes,
    struct rbt_plateau *out)
{
	struct grid g = {value, axis, n_axes, 1};
	const double none = (double)NAN;
	struct around r;

	for (size_t a = 0; a < n_axes; a++)
		g.n *= axis[a];
	*out = (struct rbt_plateau){g.n, none, none, none, none, g.n, none, g.n,
	    none, none, 0, none, none, none, none};
	find_best(&g, out);
	if (out->best == g.n)
		return;
	r = look_around(&g, out->best, false);
	if (r.n > 0) {
		out->neighbour_mean = r.sum / (double)r.n;
		out->neighbour_min = r.min;
	}
	if (out->best_value > 0)
		out->peak_ratio = out->neighbour_mean / out->best_value;
	spread(&g, out);
}
