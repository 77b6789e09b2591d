/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The minimum of a smooth function of a few variables, for maximum likelihood:
 * the simplex of Nelder and Mead, started again until that gains nothing.
 */
#ifndef RBT_STATS_MINIMUM_H
#define RBT_STATS_MINIMUM_H

#include <stddef.h>

#include "core/err.h"

/* Value at x; not finite where there is none, which the search avoids. */
typedef double rbt_minimum_fn(void *self, const double *x);

/*
 * Stores in x[n] a minimum, and its value: the one that follows from the best
 * of n_starts points, at starts[0..n - 1], starts[n..2n - 1] and so on, after a
 * rough search from each.  `step` is the size of the first simplex in every
 * direction.  Fails with RBT_E_NO if the search does not settle, with RBT_E_SYS
 * if memory fails; x then means nothing.
 */
int rbt_minimum_find(rbt_minimum_fn *fn, void *self, size_t n, double step,
    const double *starts, size_t n_starts, double *x, double *value,
    struct rbt_err *err);

#endif
