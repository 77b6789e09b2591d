/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows of price files put in order: by symbol, in the order of its bytes, then
 * by time; rows of one time stay as they came.
 */
#ifndef RBT_MARKET_ROWSORT_H
#define RBT_MARKET_ROWSORT_H

#include <stddef.h>
#include <stdint.h>

#include "core/vec.h"
#include "market/csvbar.h"
#include "market/symtab.h"

struct rbt_rowsort_item {
	struct rbt_csvbar_row row;
	uint32_t rank; /* of the symbol among all; set by rbt_rowsort_run */
	uint32_t file; /* the caller's number of it */
};

/* {0} is empty; RBT_VEC_PUSH adds items, RBT_VEC_RELEASE frees them. */
struct rbt_rowsort RBT_VEC(struct rbt_rowsort_item);

/* Orders the items; the symbols are those of their numbers. */
void rbt_rowsort_run(struct rbt_rowsort *s, const struct rbt_symtab *symbols);

#endif
