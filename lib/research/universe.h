/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The instruments of a run: chosen by name out of those that are there. */
#ifndef RBT_RESEARCH_UNIVERSE_H
#define RBT_RESEARCH_UNIVERSE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/attr.h"
#include "core/err.h"
#include "core/vec.h"
#include "market/series.h"

/* In byte order of their symbols; columns and symbols are borrowed. */
struct rbt_universe RBT_VEC(struct rbt_series);

/* The member of that name, or NULL with RBT_E_USAGE that suggests the nearest
 * one. */
const struct rbt_series *rbt_universe_find(const struct rbt_universe *u,
    const char *name, size_t len, struct rbt_err *err) RBT_MUST_USE;

/*
 * Appends to *out the members of `all` that `names` lists ("A,B"), in byte
 * order and once each; NULL takes all.  RBT_E_USAGE for an unknown or an empty
 * name.
 */
int rbt_universe_select(const struct rbt_universe *all, const char *names,
    struct rbt_universe *out, struct rbt_err *err) RBT_MUST_USE;

/* The first and the last bar with start <= time < end; false if there is none.
 */
bool rbt_universe_span(const struct rbt_universe *u, rbt_ts start, rbt_ts end,
    rbt_ts *from, rbt_ts *to);

#endif
