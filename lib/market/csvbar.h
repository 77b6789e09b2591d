/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bars out of delimited text: columns by market/csvhead.h, times by
 * market/stamp.h, each row through rbt_bar_check.
 *
 *	struct rbt_csvbar_book book = {.stamp.period = p};
 *	struct rbt_csvbar r;
 *	struct rbt_csvbar_row row;
 *	if (rbt_csvbar_open(&r, &book, src, "SPY", RBT_STAMP_NO_DAY, err) == 0)
 *		while ((rc = rbt_csvbar_read(&r, &row, err)) == 1) {
 *			rc = rbt_csvbar_accept(&book, &row, err);
 *			if (rc < 0)
 *				break;
 *			if (rc == 1)
 *				use(book.symbols.name[row.symbol], &row.bar);
 *		}
 *	rbt_csvbar_release(&r);
 *	rbt_csvbar_book_release(&book);
 *
 * Text around the data, see rbt_csvhead_is_prose, is passed over in front of
 * the first bar and behind the last one.
 */
#ifndef RBT_MARKET_CSVBAR_H
#define RBT_MARKET_CSVBAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/vec.h"
#include "fmt/csv.h"
#include "fmt/numeral.h"
#include "market/bar.h"
#include "market/csvhead.h"
#include "market/stamp.h"
#include "market/symtab.h"

struct rbt_csvbar_state {
	struct rbt_bar_check check;
	int64_t rows; /* good ones */
	struct rbt_stamp_row before;
};

/* What holds over all files of a run: a symbol may go on in the next file. */
struct rbt_csvbar_book {
	/* In.  {0} but for the period is what a plain file needs. */
	char delim; /* 0: detected */
	int64_t skip_lines;
	enum rbt_numeral numeral;
	struct rbt_csvhead_list columns;
	bool wide; /* a column of closes for each symbol, named by the header */
	struct rbt_stamp stamp;
	enum rbt_on_bad on_bad; /* only REPAIR makes a difference here */

	struct rbt_symtab symbols;
	struct rbt_csvbar_state_vec RBT_VEC(struct rbt_csvbar_state) states;
	/* Counted over all files. */
	int64_t rounded;    /* rows with more than eight decimals */
	int64_t repaired;   /* rows whose high or low was widened */
	int64_t duplicates; /* rows dropped by a repair */
};

/* Releases symbols and states; what came in is the caller's. */
void rbt_csvbar_book_release(struct rbt_csvbar_book *b);

/* A row as it stands in the file, not yet checked against others. */
struct rbt_csvbar_row {
	size_t symbol; /* number in the book */
	struct rbt_bar bar;
	bool rounded;
	long line;
};

struct rbt_csvbar {
	struct rbt_csvbar_book *book;
	struct rbt_csv csv;
	struct rbt_csvhead head;
	size_t symbol; /* number in the book if there is no symbol column */
	int64_t day;   /* of all rows, or RBT_STAMP_NO_DAY */
	/* Of a wide table: each column's symbol in the book or SIZE_MAX, the
	 * next column of the row, its time, and the row before. */
	struct RBT_VEC(size_t) wide;
	size_t cell;
	rbt_ts time;
	struct rbt_stamp_row before;
	struct rbt_source src; /* owned; csv reads it through r */
	bool src_failed;
	/* Out: what is known of the bar last read, until the next call. */
	struct rbt_bar_texts texts;
	bool plain;             /* see rbt_csvbar_field_plain */
	bool begun;             /* a row of data was seen */
	int ahead;              /* what is already read: 2 nothing, else the
				   result of rbt_csv_next: */
	struct rbt_csv_row row; /* if that was 1 */
	struct rbt_err why;     /* if that was -1 */
	struct rbt_err prose;   /* what is wrong with the first of n_prose */
	int64_t n_prose;        /* out, at the end: rows of the footer; before:
				   rows of text since the last row of data */
	int64_t n_bad; /* out: the last -1 stands for so many bad rows; the
			  next call goes on with the row behind.  0: there is
			  no going on */
};

/*
 * Reads the header.  `symbol` is that of all rows, or NULL if a column says it;
 * having both or none is RBT_E_DATA.  `day` is that of all rows, whose times
 * are then times of day, or RBT_STAMP_NO_DAY.  Takes the source, also when it
 * fails: release is needed in either case.  r stays where it is until then.
 */
int rbt_csvbar_open(struct rbt_csvbar *r, struct rbt_csvbar_book *book,
    struct rbt_source src, const char *symbol, int64_t day,
    struct rbt_err *err) RBT_MUST_USE;
void rbt_csvbar_release(struct rbt_csvbar *r);

/*
 * 1 with a row, 0 at the end, -1 with RBT_E_DATA "name:line:column: ..." for a
 * bad field, "name:line: ..." for a bad row, or with what the source says.
 */
int rbt_csvbar_read(struct rbt_csvbar *r, struct rbt_csvbar_row *row,
    struct rbt_err *err) RBT_MUST_USE;

/*
 * The row as the next one of its symbol: 1 if it is good (bar may have been
 * repaired), 0 if a repair drops it, -1 with RBT_E_DATA without a place.
 */
static inline int rbt_csvbar_accept(struct rbt_csvbar_book *book,
    struct rbt_csvbar_row *row, struct rbt_err *err) RBT_MUST_USE;

/* The same for the rows that rbt_bar_check_good does not take. */
int rbt_csvbar_accept_any(struct rbt_csvbar_book *book,
    struct rbt_csvbar_row *row, struct rbt_err *err) RBT_MUST_USE;

static inline int
rbt_csvbar_accept(struct rbt_csvbar_book *book, struct rbt_csvbar_row *row,
    struct rbt_err *err)
{
	struct rbt_csvbar_state *state = &book->states.at[row->symbol];

	if (!rbt_bar_check_good(&state->check, &row->bar, book->stamp.period))
		return rbt_csvbar_accept_any(book, row, err);
	state->rows++;
	book->rounded += row->rounded;
	return 1;
}

#endif
