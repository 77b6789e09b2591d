/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The second half of a combinatorial purged cross-validation: the best of each
 * split's training in each of its test folds, put together to the paths, each
 * of which goes through every fold once.
 */
#ifndef RBT_RESEARCH_CROSSVAL_H
#define RBT_RESEARCH_CROSSVAL_H

#include "core/attr.h"
#include "research/search.h"
#include "research/trial.h"

/* Writes path by path a `window` for each fold and a `path`. */
int rbt_crossval_finish(const struct rbt_search *s, const struct rbt_best *best,
    struct rbt_rec_writer *w, struct rbt_err *err) RBT_MUST_USE;

#endif
