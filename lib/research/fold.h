/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Combinatorial purged cross-validation (López de Prado, "Advances in Financial
 * Machine Learning", 2018, chapters 7 and 12): every choice of k test folds out
 * of N, with the rows taken out of the training whose outcome reaches into a
 * test.  Rows are 0 .. n-1, ranges half-open.
 */
#ifndef RBT_RESEARCH_FOLD_H
#define RBT_RESEARCH_FOLD_H

#include <stdbool.h>
#include <stddef.h>

#include "core/vec.h"

#define RBT_FOLD_MAX 64 /* folds */

struct rbt_fold {
	size_t from, to;
};

struct rbt_folds RBT_VEC(struct rbt_fold);

/* Fold i of n_folds: n / n_folds rows each, what is left over goes to the last
 * one. */
struct rbt_fold rbt_fold_of(size_t n, size_t n_folds, size_t i);

/* The number of ways to choose k of n <= RBT_FOLD_MAX, or SIZE_MAX if that is
 * too large. */
size_t rbt_fold_splits(size_t n, size_t k);

/* choice: k rising numbers below n; the next one in lexicographic order; false
 * behind the last. */
bool rbt_fold_next(size_t *choice, size_t k, size_t n);

/*
 * Appends the ranges to train on: rows outside of every test whose interval
 * row .. label_end[row] does not meet any test's, which begins at its first row
 * and ends `embargo` rows behind the last label_end of its rows.
 */
void rbt_fold_train(const size_t *label_end, size_t n,
    const struct rbt_fold *test, size_t n_test, size_t embargo,
    struct rbt_folds *out);

#endif
