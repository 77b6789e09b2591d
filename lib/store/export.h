/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bars of a bundle as records. */
#ifndef RBT_STORE_EXPORT_H
#define RBT_STORE_EXPORT_H

#include <stddef.h>

#include "core/attr.h"
#include "core/err.h"
#include "fmt/rec.h"
#include "store/bundle.h"

/* What to leave out: other symbols (n_symbols 0: none), other times. */
struct rbt_export {
	const char *const *symbols;
	size_t n_symbols;
	rbt_ts from, to; /* both inclusive */
};

/*
 * Sets from and to from texts, NULL for no bound: RFC 3339 times or dates; a
 * date alone as an end is the whole of that day.  RBT_E_USAGE names the option.
 */
int rbt_export_bounds(struct rbt_export *e, const char *start, const char *end,
    struct rbt_err *err) RBT_MUST_USE;

/* Whether every symbol is there.  RBT_E_USAGE names the first that is not, and
 * the nearest one. */
int rbt_export_check(const struct rbt_export *e, const struct rbt_bundle *b,
    struct rbt_err *err) RBT_MUST_USE;

/*
 * Writes bars by symbol, then time, and counts them in w.  The hash of each
 * segment is checked first: RBT_E_DATA if it is damaged.
 */
int rbt_export_write(const struct rbt_export *e, const struct rbt_bundle *b,
    struct rbt_rec_writer *w, struct rbt_err *err) RBT_MUST_USE;

#endif
