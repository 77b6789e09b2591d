/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Columns as packed bundles hold them (rbt-bundle(5)): divided by the largest
 * power of ten that divides them all, then the differences from row to row,
 * each in as many bytes as it needs.
 */
#ifndef RBT_STORE_COLUMN_H
#define RBT_STORE_COLUMN_H

#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/buf.h"
#include "core/err.h"

#define RBT_COLUMN_ROW_MAX 10 /* bytes of a row at most; 1 at least */

/* Appends n values, whatever they are. */
void rbt_column_pack(struct rbt_buf *out, const int64_t *v, size_t n);

/*
 * Reads n values and moves *at behind them.  RBT_E_DATA "a column ends early"
 * or "... is no column"; what is in v and *at is of no use then.
 */
int rbt_column_unpack(const uint8_t **at, const uint8_t *end, int64_t *v,
    size_t n, struct rbt_err *err) RBT_MUST_USE;

#endif
