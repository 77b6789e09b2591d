/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The objective as a surface over the grid of parameters: its plateau, and how
 * it falls off around the robust point, which is the one whose worst neighbour
 * is best: a lone spike is never that.
 */
#ifndef RBT_RESEARCH_SURFACE_H
#define RBT_RESEARCH_SURFACE_H

#include "core/attr.h"
#include "fmt/rec.h"
#include "research/search.h"

/*
 * grid: the objective of every point, NaN where there is none.  Writes
 * `sensitivity` for the values of each parameter with the others at the robust
 * point, and `plateau`: of every parameter and every pair of them along those
 * lines, and at last of the whole grid.  RBT_E_NO if no point has an objective.
 */
int rbt_surface_finish(const struct rbt_search *s, const double *grid,
    struct rbt_rec_writer *w, struct rbt_err *err) RBT_MUST_USE;

#endif
