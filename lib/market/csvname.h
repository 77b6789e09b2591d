/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the last part of a price file's path says about the rows in it. */
#ifndef RBT_MARKET_CSVNAME_H
#define RBT_MARKET_CSVNAME_H

#include <stdint.h>

#include "core/attr.h"
#include "core/err.h"
#include "market/bar.h"

/*
 * The symbol: up to its first dot, in upper case ("data/brk-b.us.txt.gz" is
 * BRK-B), into out.  RBT_E_USAGE if that is no symbol, or the path is "-".
 */
#define RBT_CSVNAME_MAX (RBT_BAR_SYMBOL_MAX + 1)
int rbt_csvname_symbol(const char *path, char out[RBT_CSVNAME_MAX],
    struct rbt_err *err) RBT_MUST_USE;

/* The day since 1970: the first eight digits in a row ("20140501_quote.zip").
 * RBT_E_USAGE if they are no day, or the path is "-". */
int rbt_csvname_day(const char *path, int64_t *day,
    struct rbt_err *err) RBT_MUST_USE;

#endif
