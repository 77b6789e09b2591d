/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bars out of delimited text, and those bars as records.  The first byte picks
 * the period, what is done about bad rows, whether a symbol is given and
 * whether a second byte follows, which says how the text is written.
 */
#include "fuzz/fuzz.h"

#include "fuzz/bars.h"
#include "harness/csvbar.h"

static const char *
symbol_of(unsigned how)
{
	return how & 4 ? "SPY" : NULL;
}

static void
set_format(struct rbt_csvbar_book *book, unsigned format)
{
	static const char *const lists[] = {NULL,
	    "date,time,open,high,low,close", "time,close,volume",
	    "close=Price,date=Day"};

	book->delim = format & 1 ? ';' : 0;
	book->numeral = (enum rbt_numeral)((format >> 1 & 3) % 3);
	book->stamp.order = (enum rbt_stamp_order)((format >> 3 & 3) % 3);
	book->wide = (format & 0x60) == 0x60;
	book->skip_lines = format >> 7;
	if (!book->wide && lists[format >> 5 & 3] != NULL)
		FUZZ_CHECK(rbt_csvhead_list_parse(&book->columns,
			       lists[format >> 5 & 3], NULL) == 0);
}

/* Reads all; good bars go to *bars, errors as text to *said. */
static void
read_all(const uint8_t *data, size_t size, unsigned how, size_t piece,
    struct fuzz_bars *bars, struct rbt_buf *said)
{
	struct rbt_csvbar_book book = {.stamp.period = fuzz_period(how >> 4)};
	struct rbt_csvbar r;
	struct fuzz_source s;
	struct rbt_err err = {0};
	struct rbt_csvbar_row row;
	int rc;

	book.on_bad = (enum rbt_on_bad)((how & 3) % 3);
	if (how & 8)
		set_format(&book, fuzz_byte(&data, &size));
	bars->period = book.stamp.period;
	rc = rbt_csvbar_open(&r, &book, fuzz_source_of(&s, data, size, piece),
	    symbol_of(how), RBT_STAMP_NO_DAY, &err);
	while (rc == 0 && ((rc = t_csvbar_next(&r, &row, &err)) == 1 ||
			      (rc < 0 && r.n_bad > 0))) {
		if (rc == 1)
			fuzz_bars_add(bars, book.symbols.name[row.symbol],
			    &row.bar, &r.texts);
		else
			rbt_buf_printf(said, "%s\n", err.msg);
		rbt_err_clear(&err);
		rc = 0;
	}
	if (rc < 0) {
		fuzz_check_error(&err, RBT_E_DATA);
		rbt_buf_printf(said, "! %s\n", err.msg);
	}
	rbt_csvbar_release(&r);
	rbt_csvhead_list_release(&book.columns);
	rbt_csvbar_book_release(&book);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_bars_try(read_all, data, size);
	return 0;
}
