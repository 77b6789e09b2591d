/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/csvbar.h"

#include <string.h>

#include "market/csvbar_field.h"

#define NONE    RBT_CSVHEAD_NONE
#define NOTHING 2 /* rbt_csvbar.ahead */

/* Puts the place of a field in front of a filled error. */
static int
wrap_field(const struct rbt_csvbar *r, const struct rbt_csv_row *row, size_t i,
    struct rbt_err *err)
{
	long line, column;

	rbt_csv_place(row, i, &line, &column);
	return rbt_err_wrap(err, "%s:%ld:%ld", r->src.name, line, column);
}

static int
wrap_row(const struct rbt_csvbar *r, long line, struct rbt_err *err)
{
	return rbt_err_wrap(err, "%s:%ld", r->src.name, line);
}

/* One source of the symbol; `row` is the header if there is one. */
static int
check_symbol(const struct rbt_csvbar *r, const char *symbol,
    const struct rbt_csv_row *row, struct rbt_err *err)
{
	char quote[RBT_ERR_QUOTE];
	bool has = r->head.column[RBT_CSVHEAD_SYMBOL] != NONE;

	if (r->book->wide && symbol != NULL) {
		rbt_err_set(err, RBT_E_DATA,
		    "the header names the symbols, so the symbol '%s' cannot "
		    "be given",
		    symbol);
		return wrap_row(r, row->line, err);
	}
	if (r->book->wide || has == (symbol == NULL))
		return 0;
	if (has)
		rbt_err_set(err, RBT_E_DATA,
		    "the file has a symbol column, so the symbol '%s' cannot "
		    "be given",
		    symbol);
	else if (row->n == 0 || r->head.assumed)
		rbt_err_set(err, RBT_E_DATA,
		    "no symbol: there is no column of it, and none was given");
	else
		rbt_err_set(err, RBT_E_DATA,
		    "no symbol: no column named symbol or ticker in the header "
		    "'%s', and none was given",
		    rbt_err_quote(row->raw, row->raw_len, quote));
	return wrap_row(r, row->n == 0 ? 1 : row->line, err);
}

/* The number of a symbol in the book, with its state. */
static size_t
book_add(struct rbt_csvbar_book *book, const char *text, size_t len)
{
	size_t i = rbt_symtab_add(&book->symbols, text, len);

	if (i == book->states.n)
		RBT_VEC_PUSH(&book->states, (struct rbt_csvbar_state){0});
	return i;
}

/* The header of a table with a column for each symbol. */
static int
open_wide(struct rbt_csvbar *r, struct rbt_err *err)
{
	const struct rbt_csv_row *row = &r->row;

	for (size_t i = 0; i < row->n; i++) {
		const struct rbt_csv_field *f = &row->field[i];
		size_t symbol = NONE;

		if (i != r->head.time && i != r->head.clock) {
			if (rbt_bar_symbol_check(f->text, f->len, err) != 0)
				return wrap_field(r, row, i, err);
			symbol = book_add(r->book, f->text, f->len);
		}
		RBT_VEC_PUSH(&r->wide, symbol);
	}
	r->cell = r->wide.n;
	return 0;
}

/* The source's own functions, so that its failure is not taken for a bad row.
 */
static ptrdiff_t
source_read(void *self, char *buf, size_t cap, struct rbt_err *err)
{
	struct rbt_csvbar *r = self;
	ptrdiff_t n = r->src.read(r->src.self, buf, cap, err);

	r->src_failed = n < 0;
	return n;
}

static void
source_close(void *self)
{
	struct rbt_csvbar *r = self;

	if (r->src.close != NULL)
		r->src.close(r->src.self);
}

/* Whether fields may be what rbt_csvbar_field_plain takes them for; and no
 * repair shall change a bar whose texts stay as they are. */
static bool
is_plain(const struct rbt_csvbar *r)
{
	const struct rbt_csvbar_book *b = r->book;

	return r->symbol != NONE && r->head.clock == NONE &&
	       r->day == RBT_STAMP_NO_DAY && b->stamp.zone == NULL &&
	       !b->stamp.at_close && b->numeral == RBT_NUMERAL_PLAIN &&
	       b->on_bad != RBT_ON_BAD_REPAIR;
}

int
rbt_csvbar_open(struct rbt_csvbar *r, struct rbt_csvbar_book *book,
    struct rbt_source src, const char *symbol, int64_t day, struct rbt_err *err)
{
	int rc;

	*r = (struct rbt_csvbar){.book = book,
	    .symbol = NONE,
	    .day = day,
	    .src = src,
	    .ahead = NOTHING};
	src.self = r;
	src.read = source_read;
	src.close = source_close;
	rbt_csv_init(&r->csv, src, book->delim);
	if (rbt_csv_skip(&r->csv, book->skip_lines, err) != 0)
		return -1;
	rc = rbt_csvhead_read(&r->head, &book->columns,
	    rbt_period_is_daily(book->stamp.period), book->wide, &r->csv,
	    &r->row, err);
	if (rc < 0 || check_symbol(r, symbol, &r->row, err) != 0)
		return -1;
	if (book->wide)
		return open_wide(r, err);
	if (rc == 1)
		r->ahead = 1;
	if (symbol != NULL)
		r->symbol = book_add(book, symbol, strlen(symbol));
	r->plain = is_plain(r);
	return 0;
}

void
rbt_csvbar_release(struct rbt_csvbar *r)
{
	rbt_csv_release(&r->csv);
	RBT_VEC_RELEASE(&r->wide);
}

/* A row's number of fields. */
static int
check_shape(struct rbt_csvbar *r, const struct rbt_csv_row *row,
    struct rbt_err *err)
{
	const struct rbt_csvhead_list *list = &r->book->columns;
	bool listed = list->items.n > 0 && !list->by_name;

	if (r->head.n_columns == 0 && row->n >= list->items.n)
		r->head.n_columns = row->n;
	if (row->n == r->head.n_columns)
		return 0;
	if (r->head.n_columns == 0)
		rbt_err_set(err, RBT_E_DATA,
		    "%zu columns are named, but the row has %zu", list->items.n,
		    row->n);
	else
		rbt_err_set(err, RBT_E_DATA,
		    "expected %zu fields as in the %s, got %zu",
		    r->head.n_columns,
		    listed || r->head.assumed ? "first row" : "header", row->n);
	return wrap_row(r, row->line, err);
}

/* The next cell of a wide row that is not empty.  1, 0 at its end, -1. */
static int
take_cell(struct rbt_csvbar *r, struct rbt_csvbar_row *out, struct rbt_err *err)
{
	const struct rbt_csv_field *f;
	struct rbt_bar *b = &out->bar;
	size_t i = r->cell;

	while (i < r->wide.n &&
	       (r->wide.at[i] == NONE || r->row.field[i].len == 0))
		i++;
	r->cell = i + 1;
	if (i >= r->wide.n)
		return 0;
	f = &r->row.field[i];
	*out = (struct rbt_csvbar_row){.symbol = r->wide.at[i],
	    .line = r->row.line};
	b->time = r->time;
	if (rbt_csvbar_field_price(r, f, "close", &b->close, &out->rounded,
		err) != 0)
		return wrap_field(r, &r->row, i, err);
	b->open = b->high = b->low = b->close;
	return rbt_bar_volume_from_text(b, NULL, 0, &out->rounded, err) == 0
		   ? 1
		   : -1;
}

/* Starts a row of a wide table. */
static int
take_wide(struct rbt_csvbar *r, struct rbt_err *err)
{
	r->cell = r->wide.n;
	if (check_shape(r, &r->row, err) != 0)
		return -1;
	if (rbt_csvbar_field_time(r, &r->row, &r->before, &r->time, err) != 0)
		return wrap_field(r, &r->row, r->head.time, err);
	r->cell = 0;
	return 0;
}

/* A row of the file as an unchecked bar. */
static int
take_row(struct rbt_csvbar *r, const struct rbt_csv_row *row,
    struct rbt_csvbar_row *out, struct rbt_err *err)
{
	size_t bad = r->head.column[RBT_CSVHEAD_SYMBOL];

	r->texts = (struct rbt_bar_texts){0};
	if (check_shape(r, row, err) != 0)
		return -1;
	*out = (struct rbt_csvbar_row){.symbol = r->symbol, .line = row->line};
	if (bad != NONE) {
		const struct rbt_csv_field *f = &row->field[bad];

		if (rbt_bar_symbol_check(f->text, f->len, err) != 0)
			return wrap_field(r, row, bad, err);
		out->symbol = book_add(r->book, f->text, f->len);
	}
	if (rbt_csvbar_field_all(r, row, out, &bad, err) != 0)
		return wrap_field(r, row, bad, err);
	return 0;
}

/* As take_row, quickly, of nearly every row; false for the others, good or bad.
 */
static inline bool
take_plain(struct rbt_csvbar *r, const struct rbt_csv_row *row,
    struct rbt_csvbar_row *out)
{
	if (!r->plain || !row->roomy || row->n != r->head.n_columns)
		return false;
	out->symbol = r->symbol;
	out->line = row->line;
	out->rounded = false;
	return rbt_csvbar_field_plain(r, row, &out->bar, &r->texts);
}

/* The next row of the file, or the one that was read ahead. */
static inline int
read_row(struct rbt_csvbar *r, struct rbt_err *err)
{
	int rc = r->ahead;

	r->ahead = NOTHING;
	if (rc == NOTHING)
		return rbt_csv_next(&r->csv, &r->row, err);
	if (rc < 0)
		*err = r->why;
	return rc;
}

/* A row of text: a title, or it stands behind the data or among them. */
RBT_APART static void
pass_over(struct rbt_csvbar *r)
{
	char quote[RBT_ERR_QUOTE];

	if (!r->begun)
		return;
	if (r->n_prose++ > 0)
		return;
	rbt_err_clear(&r->prose);
	rbt_err_set(&r->prose, RBT_E_DATA, "%s:%ld: expected a bar, got '%s'",
	    r->src.name, r->row.line,
	    rbt_err_quote(r->row.raw, r->row.raw_len, quote));
}

/* Text was followed by more than text: it counts as bad rows after all. */
RBT_APART static int
give_back(struct rbt_csvbar *r, int rc, struct rbt_err *err)
{
	if (rc < 0) {
		r->why = *err;
		rbt_err_clear(err);
	}
	r->ahead = rc;
	r->n_bad = r->n_prose;
	r->n_prose = 0;
	return rbt_err_set(err, RBT_E_DATA, "%s", r->prose.msg);
}

/* Of the row that read_row gave, or of those behind it, the first that is no
 * text, in r->row.  1, 0 at the end, -1. */
static int
pass_prose(struct rbt_csvbar *r, int rc, struct rbt_err *err)
{
	while (rc == 1 && rbt_csvhead_is_prose(&r->head, &r->row)) {
		pass_over(r);
		rc = read_row(r, err);
	}
	if (rc != 0 && r->n_prose > 0)
		return give_back(r, rc, err);
	r->begun |= rc == 1;
	r->n_bad = rc == 1 || (rc < 0 && !r->csv.lost && !r->src_failed);
	return rc;
}

/* rbt_csvbar_read of a wide table. */
RBT_APART static int
read_wide(struct rbt_csvbar *r, struct rbt_csvbar_row *row, struct rbt_err *err)
{
	for (;;) {
		int rc = r->cell < r->wide.n ? take_cell(r, row, err) : 0;

		if (rc != 0)
			return rc;
		rc = pass_prose(r, read_row(r, err), err);
		if (rc != 1)
			return rc;
		if (take_wide(r, err) != 0)
			return -1;
	}
}

/* rbt_csvbar_read behind read_row, of what take_plain does not take. */
RBT_APART static int
read_any(struct rbt_csvbar *r, int rc, struct rbt_csvbar_row *row,
    struct rbt_err *err)
{
	rc = pass_prose(r, rc, err);
	if (rc == 1 && take_row(r, &r->row, row, err) != 0)
		return -1;
	return rc;
}

int
rbt_csvbar_read(struct rbt_csvbar *r, struct rbt_csvbar_row *row,
    struct rbt_err *err)
{
	int rc;

	if (r->book->wide)
		return read_wide(r, row, err);
	rc = read_row(r, err);
	if (rc != 1 || r->n_prose > 0 || !take_plain(r, &r->row, row))
		return read_any(r, rc, row, err);
	r->begun = true;
	r->n_bad = 1;
	return 1;
}

/* What could be done about a bar that is good by itself but not behind `last`;
 * NULL: nothing that is known here. */
static const char *
remedy(const struct rbt_bar *last, const struct rbt_bar *bar, rbt_period period)
{
	if (bar->time.ns < last->time.ns)
		return "--sort sorts them";
	if (rbt_period_is_daily(period) &&
	    (bar->open.v != last->open.v || bar->close.v != last->close.v))
		return "--period says how long a bar is if not a day";
	return NULL;
}

/* Adds to the error of a bar what could be done about it. */
RBT_APART static int
add_remedy(const struct rbt_csvbar_book *book, const struct rbt_bar *last,
    const struct rbt_bar *bar, struct rbt_err *err)
{
	bool repair = book->on_bad == RBT_ON_BAD_REPAIR, repaired = false;
	const char *text = remedy(last, bar, book->stamp.period);
	struct rbt_bar_check none = {0};
	struct rbt_bar alone = *bar;
	char what[sizeof err->msg];

	if (text == NULL || rbt_bar_check_any(&none, &alone, book->stamp.period,
				repair, &repaired, NULL) != 0)
		return -1;
	memcpy(what, err->msg, sizeof what);
	rbt_err_clear(err);
	return rbt_err_set(err, RBT_E_DATA, "%.900s (%s)", what, text);
}

int
rbt_csvbar_accept_any(struct rbt_csvbar_book *book, struct rbt_csvbar_row *row,
    struct rbt_err *err)
{
	struct rbt_csvbar_state *state = &book->states.at[row->symbol];
	bool repaired = false;
	int rc;

	rc = rbt_bar_check_any(&state->check, &row->bar, book->stamp.period,
	    book->on_bad == RBT_ON_BAD_REPAIR, &repaired, err);
	if (rc < 0 && state->check.any)
		return add_remedy(book, &state->check.last, &row->bar, err);
	if (rc < 0)
		return -1;
	if (rc > 0) {
		book->duplicates++;
		return 0;
	}
	state->rows++;
	book->rounded += row->rounded;
	book->repaired += repaired;
	return 1;
}

void
rbt_csvbar_book_release(struct rbt_csvbar_book *b)
{
	rbt_symtab_release(&b->symbols);
	RBT_VEC_RELEASE(&b->states);
}
