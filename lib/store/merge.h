/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two series of one instrument into one. */
#ifndef RBT_STORE_MERGE_H
#define RBT_STORE_MERGE_H

#include <stdint.h>

#include "core/attr.h"
#include "core/err.h"
#include "market/series.h"
#include "store/rows.h"

/* What becomes of a row that disagrees with the one already there. */
enum rbt_on_conflict {
	RBT_ON_CONFLICT_ERROR,
	RBT_ON_CONFLICT_KEEP,    /* the old row stays */
	RBT_ON_CONFLICT_REPLACE, /* the new row takes its place */
};

struct rbt_merge_counts {
	int64_t added, same, kept, replaced; /* new rows, by their fate */
};

/*
 * Adds the bars of `old` and `fresh`, in the order of time, to *out, which is
 * empty, and ends it; adds their numbers to *c.  Bars of one time are equal if
 * their prices and volumes are.  RBT_E_DATA names symbol, time and what
 * differs.
 */
int rbt_merge(const struct rbt_series *old, const struct rbt_series *fresh,
    enum rbt_on_conflict policy, const struct rbt_rows_home *home,
    struct rbt_rows *out, struct rbt_merge_counts *c,
    struct rbt_err *err) RBT_MUST_USE;

#endif
