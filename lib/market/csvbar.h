/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bars out of delimited text: columns by the names in the header, each row
 * through rbt_bar_check.
 *
 *	struct rbt_csvbar_book book = {.period = p, .on_bad = RBT_ON_BAD_ERROR};
 *	struct rbt_csvbar r;
 *	if (rbt_csvbar_open(&r, &book, src, "SPY", err) == 0)
 *		while ((rc = rbt_csvbar_next(&r, &symbol, &bar, err)) == 1)
 *			use(symbol, &bar);
 *	rbt_csvbar_release(&r);
 *
 * Header names, letter case ignored: Date, Datetime, Time or Timestamp; Open,
 * High, Low, Close; Volume; Symbol or Ticker.  Others are not read.  Times are
 * what rbt_ts_parse takes; for a bar of a day or more the date that is written
 * there counts, whatever the time and zone behind it.
 */
#ifndef RBT_MARKET_CSVBAR_H
#define RBT_MARKET_CSVBAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/vec.h"
#include "fmt/csv.h"
#include "market/bar.h"
#include "market/symtab.h"

struct rbt_csvbar_state {
	struct rbt_bar_check check;
	int64_t rows; /* good ones */
};

/* What holds over all files of a run: a symbol may go on in the next file. */
struct rbt_csvbar_book {
	rbt_period period;      /* in */
	enum rbt_on_bad on_bad; /* in; only REPAIR makes a difference here */
	struct rbt_symtab symbols;
	struct rbt_csvbar_state_vec RBT_VEC(struct rbt_csvbar_state) states;
	/* Counted over all files. */
	int64_t rounded;    /* rows with more than eight decimals */
	int64_t repaired;   /* rows whose high or low was widened */
	int64_t duplicates; /* rows dropped by a repair */
};

void rbt_csvbar_book_release(struct rbt_csvbar_book *b);

enum rbt_csvbar_column {
	RBT_CSVBAR_TIME,
	RBT_CSVBAR_OPEN,
	RBT_CSVBAR_HIGH,
	RBT_CSVBAR_LOW,
	RBT_CSVBAR_CLOSE,
	RBT_CSVBAR_VOLUME,
	RBT_CSVBAR_SYMBOL,
	RBT_CSVBAR_COLUMNS,
};

struct rbt_csvbar {
	struct rbt_csvbar_book *book;
	struct rbt_csv csv;
	size_t column[RBT_CSVBAR_COLUMNS]; /* SIZE_MAX: not there */
	size_t n_columns;
	size_t symbol; /* number in the book if there is no symbol column */
	struct rbt_source src; /* owned; csv reads it through r */
	bool src_failed;
	bool row_error; /* out: the last -1 was a bad row; the next call goes
			   on with the row behind it */
};

/*
 * Reads the header.  `symbol` is that of all rows, or NULL if a column says it;
 * having both or none is RBT_E_DATA.  Takes the source, also when it fails:
 * release is needed in either case.  r stays where it is until then.
 */
int rbt_csvbar_open(struct rbt_csvbar *r, struct rbt_csvbar_book *book,
    struct rbt_source src, const char *symbol,
    struct rbt_err *err) RBT_MUST_USE;
void rbt_csvbar_release(struct rbt_csvbar *r);

/*
 * 1 with a good row (*symbol lives as long as the book), 0 at the end, -1 with
 * RBT_E_DATA "name:line:column: ..." for a bad field, "name:line: ..." for a
 * bad row, or with what the source says.
 */
int rbt_csvbar_next(struct rbt_csvbar *r, const char **symbol,
    struct rbt_bar *b, struct rbt_err *err) RBT_MUST_USE;

/*
 * The symbol that a file's name says, into out[0..cap-1]: the last part of the
 * path up to its first dot, in upper case ("data/brk-b.us.txt.gz" is BRK-B).
 * RBT_E_USAGE if that is no symbol.
 */
#define RBT_CSVBAR_NAME_MAX (RBT_BAR_SYMBOL_MAX + 1)
int rbt_csvbar_symbol_from_path(const char *path, char out[RBT_CSVBAR_NAME_MAX],
    struct rbt_err *err) RBT_MUST_USE;

#endif
