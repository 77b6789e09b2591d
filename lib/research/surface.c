/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "research/surface.h"

#include "core/mem.h"
#include "research/plateau.h"

/* Below this share of the best value its neighbours make it a lone spike. */
#define ISOLATED 0.5

/* A part of the grid: some axes free, the others held where `base` is. */
struct slice {
	const struct rbt_search *s;
	struct rbt_point base;
	size_t axis[RBT_SPACE_AXES];
	size_t n_axes;
};

/* Point i of the slice. */
static struct rbt_point
point_of(const struct slice *c, size_t i)
{
	struct rbt_point p = c->base;

	for (size_t k = c->n_axes; k-- > 0;) {
		uint64_t n = c->s->space.axis[c->axis[k]].n;

		p.at[c->axis[k]] = i % n;
		i /= n;
	}
	return p;
}

static void
put_params(struct rbt_jsonw *w, const char *key, const struct slice *c,
    size_t i)
{
	struct rbt_point p = point_of(c, i);

	rbt_jsonw_obj_begin(w, key);
	for (size_t a = 0; a < c->s->space.n_axes; a++)
		rbt_jsonw_f64(w, c->s->space.axis[a].name,
		    rbt_space_value(&c->s->space, a, &p));
	rbt_jsonw_obj_end(w);
}

static void
put_plateau(const struct slice *c, const struct rbt_plateau *p,
    struct rbt_rec_writer *out)
{
	struct rbt_jsonw w;

	rbt_jsonw_begin(&w, out->out, "plateau");
	rbt_jsonw_str(&w, "search_id", c->s->id);
	rbt_jsonw_arr_begin(&w, "axes");
	for (size_t k = 0; k < c->n_axes; k++)
		rbt_jsonw_str(&w, NULL, c->s->space.axis[c->axis[k]].name);
	rbt_jsonw_arr_end(&w);
	put_params(&w, "best_params", c, p->best);
	rbt_jsonw_f64(&w, "best", p->best_value);
	rbt_jsonw_f64(&w, "neighbour_mean", p->neighbour_mean);
	rbt_jsonw_f64(&w, "neighbour_min", p->neighbour_min);
	rbt_jsonw_f64(&w, "peak_ratio", p->peak_ratio);
	rbt_jsonw_bool(&w, "isolated", !(p->peak_ratio >= ISOLATED));
	put_params(&w, "robust_params", c, p->robust);
	rbt_jsonw_f64(&w, "robust_min", p->robust_min);
	put_params(&w, "smooth_params", c, p->smooth);
	rbt_jsonw_f64(&w, "smooth_mean", p->smooth_mean);
	rbt_jsonw_f64(&w, "share_high", p->share_high);
	rbt_jsonw_u64(&w, "n_high", p->n_high);
	rbt_jsonw_f64(&w, "share_positive", p->share_positive);
	rbt_jsonw_f64(&w, "mean", p->mean);
	rbt_jsonw_f64(&w, "sd", p->sd);
	rbt_jsonw_f64(&w, "z", p->z);
	rbt_jsonw_end(&w);
	out->n_records++;
}

/* Values and plateau of a slice; those of a single axis are written too. */
static void
examine(const struct slice *c, const double *grid, struct rbt_plateau *p,
    struct rbt_rec_writer *out)
{
	const struct rbt_space *space = &c->s->space;
	size_t n = 1, width[RBT_SPACE_AXES];
	double *value;

	for (size_t k = 0; k < c->n_axes; k++)
		n *= width[k] = (size_t)space->axis[c->axis[k]].n;
	value = rbt_xcalloc(n, sizeof *value);
	for (size_t i = 0; i < n; i++) {
		struct rbt_point q = point_of(c, i);
		uint64_t at = rbt_space_index(space, &q);
		struct rbt_jsonw w;

		value[i] = grid[at];
		if (c->n_axes != 1 || out == NULL)
			continue;
		rbt_jsonw_begin(&w, out->out, "sensitivity");
		rbt_jsonw_str(&w, "search_id", c->s->id);
		rbt_jsonw_u64(&w, "id", at + 1);
		rbt_jsonw_str(&w, "param", space->axis[c->axis[0]].name);
		rbt_jsonw_f64(&w, "value",
		    rbt_space_value(space, c->axis[0], &q));
		rbt_jsonw_f64(&w, "objective", value[i]);
		rbt_jsonw_end(&w);
		out->n_records++;
	}
	rbt_plateau_measure(value, width, c->n_axes, p);
	if (out)
		put_plateau(c, p, out);
	free(value);
}

int
rbt_surface_finish(const struct rbt_search *s, const double *grid,
    struct rbt_rec_writer *w, struct rbt_err *err)
{
	struct slice all = {.s = s, .n_axes = s->space.n_axes}, part;
	struct rbt_plateau p;

	for (size_t a = 0; a < all.n_axes; a++)
		all.axis[a] = a;
	examine(&all, grid, &p, NULL);
	if (p.best == s->space.size)
		return rbt_err_set(err, RBT_E_NO,
		    "no trial has an objective: too few trades?");
	part = (struct slice){.s = s,
	    .base = point_of(&all, p.robust),
	    .n_axes = 1};
	for (size_t a = 0; a < all.n_axes; a++) {
		part.axis[0] = a;
		examine(&part, grid, &p, w);
	}
	part.n_axes = 2;
	for (size_t a = 0; a < all.n_axes && all.n_axes > 2; a++)
		for (size_t b = a + 1; b < all.n_axes; b++) {
			part.axis[0] = a;
			part.axis[1] = b;
			examine(&part, grid, &p, w);
		}
	if (all.n_axes > 1)
		examine(&all, grid, &p, w);
	return 0;
}
