/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parameter sets of a search.  A parameter with a range is an axis of a
 * grid: min, min + step, ... up to max, exact decimals.  Every method picks
 * points of that grid, and point i can be computed from i alone.
 */
#ifndef RBT_RESEARCH_SPACE_H
#define RBT_RESEARCH_SPACE_H

#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/buf.h"
#include "core/err.h"
#include "core/vec.h"
#include "fmt/jsonw.h"
#include "strategy/rule.h"

#define RBT_SPACE_AXES    16
#define RBT_SPACE_METHODS "grid random lhs bayes"

enum rbt_space_method {
	RBT_SPACE_GRID,   /* all points, the last axis running fastest */
	RBT_SPACE_RANDOM, /* independent draws */
	RBT_SPACE_LHS,    /* Latin hypercube: every axis evenly covered */
	RBT_SPACE_BAYES,  /* each from the results before it (bayes.h) */
};

struct rbt_axis {
	const char *name; /* borrowed from the rule */
	int64_t min_e8, step_e8;
	uint64_t n; /* values, at least 1 */
};

/* {0} has no axis and one point. */
struct rbt_space {
	struct rbt_axis axis[RBT_SPACE_AXES];
	size_t n_axes;
	uint64_t size; /* points; UINT64_MAX if there are more */
};

/* A point: the number of its value on each axis. */
struct rbt_point {
	uint64_t at[RBT_SPACE_AXES];
};

/*
 * The space of a rule (not bound, and kept).  Each of the n texts is
 * "NAME=VALUE", which is set in the rule and makes no axis, or "NAME=LO..HI" or
 * "NAME=LO..HI:STEP", an axis in place of the rule's own.  RBT_E_USAGE for a
 * name or a number that is none, for values outside of the rule's range, and
 * for more than RBT_SPACE_AXES axes.
 */
int rbt_space_init(struct rbt_space *s, struct rbt_rule *rule,
    const char *const *params, size_t n, struct rbt_err *err) RBT_MUST_USE;

/* Point i < s->size of the grid. */
void rbt_space_grid(const struct rbt_space *s, uint64_t i,
    struct rbt_point *out);
/* Its place in the grid; s->size is one number. */
uint64_t rbt_space_index(const struct rbt_space *s, const struct rbt_point *p);
/* Draw `attempt` (from 0) of point i. */
void rbt_space_random(const struct rbt_space *s, uint64_t seed, uint64_t i,
    unsigned attempt, struct rbt_point *out);
/* Point i of n: on each axis the i-th of n equal parts in a random order. */
void rbt_space_lhs(const struct rbt_space *s, uint64_t seed, uint64_t i,
    uint64_t n, struct rbt_point *out);

/* The value on axis a as a number and as text that `-p` takes. */
double rbt_space_value(const struct rbt_space *s, size_t a,
    const struct rbt_point *p);
const char *rbt_space_text(const struct rbt_space *s, size_t a,
    const struct rbt_point *p, char out[RBT_DEC_MAX]);
/* -1, 0 or 1: the order of the values, axis by axis. */
int rbt_space_compare(const struct rbt_space *s, const struct rbt_point *a,
    const struct rbt_point *b);

/* Writes the member "space": [{"name","min","max","step"}, ...]. */
void rbt_space_put(struct rbt_jsonw *w, const struct rbt_space *s);

#endif
