/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of a row of a price file as the parts of a bar. */
#ifndef RBT_MARKET_CSVBAR_FIELD_H
#define RBT_MARKET_CSVBAR_FIELD_H

#include "core/attr.h"
#include "market/csvbar.h"

/*
 * The time, in one field or in two; `before` as in rbt_stamp_parse.  Errors of
 * all three are RBT_E_DATA without a place.
 */
int rbt_csvbar_field_time(const struct rbt_csvbar *r,
    const struct rbt_csv_row *row, struct rbt_stamp_row *before, rbt_ts *out,
    struct rbt_err *err) RBT_MUST_USE;

/* A price; `name` is for messages. */
int rbt_csvbar_field_price(const struct rbt_csvbar *r,
    const struct rbt_csv_field *f, const char *name, rbt_px *out, bool *rounded,
    struct rbt_err *err) RBT_MUST_USE;

/* All of a row whose symbol is in out.  -1 with *bad the field that is wrong.
 */
int rbt_csvbar_field_all(const struct rbt_csvbar *r,
    const struct rbt_csv_row *row, struct rbt_csvbar_row *out, size_t *bad,
    struct rbt_err *err) RBT_MUST_USE;

/*
 * What rbt_csvbar_field_all makes of a roomy row with a time that
 * rbt_ts_parse_common knows and numbers of up to eight characters without sign
 * and exponent, the volume whole, in a file without a symbol column, a clock
 * column or anything to be added to its times.  false for all other rows, good
 * or bad; *b and *texts are then undefined.
 */
bool rbt_csvbar_field_plain(const struct rbt_csvbar *r,
    const struct rbt_csv_row *row, struct rbt_bar *b,
    struct rbt_bar_texts *texts) RBT_MUST_USE;

#endif
