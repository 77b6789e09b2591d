/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/csvbar.h"

#include <string.h>

#define NONE SIZE_MAX

static const char *const prices[] = {"open", "high", "low", "close"};

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
same_name(const struct rbt_csv_field *f, const char *name)
{
	size_t len = strlen(name);

	if (f->len != len)
		return false;
	for (size_t i = 0; i < len; i++) {
		if (lower(f->text[i]) != name[i])
			return false;
	}
	return true;
}

/* What a header name stands for; RBT_CSVBAR_COLUMNS if nothing. */
static enum rbt_csvbar_column
column_of(const struct rbt_csv_field *f)
{
	static const struct {
		const char *name;
		enum rbt_csvbar_column column;
	} known[] = {
	    {"date", RBT_CSVBAR_TIME},
	    {"datetime", RBT_CSVBAR_TIME},
	    {"time", RBT_CSVBAR_TIME},
	    {"timestamp", RBT_CSVBAR_TIME},
	    {"open", RBT_CSVBAR_OPEN},
	    {"high", RBT_CSVBAR_HIGH},
	    {"low", RBT_CSVBAR_LOW},
	    {"close", RBT_CSVBAR_CLOSE},
	    {"volume", RBT_CSVBAR_VOLUME},
	    {"symbol", RBT_CSVBAR_SYMBOL},
	    {"ticker", RBT_CSVBAR_SYMBOL},
	};

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		if (same_name(f, known[i].name))
			return known[i].column;
	}
	return RBT_CSVBAR_COLUMNS;
}

/* Puts the place of a field in front of a filled error. */
static int
wrap_field(const struct rbt_csvbar *r, const struct rbt_csv_row *row, size_t i,
    struct rbt_err *err)
{
	long line, column;

	rbt_csv_place(row, i, &line, &column);
	return rbt_err_wrap(err, "%s:%ld:%ld", r->csv.lines.src.name, line,
	    column);
}

static int
wrap_row(const struct rbt_csvbar *r, const struct rbt_csv_row *row,
    struct rbt_err *err)
{
	return rbt_err_wrap(err, "%s:%ld", r->csv.lines.src.name, row->line);
}

static int
map_columns(struct rbt_csvbar *r, const struct rbt_csv_row *row,
    struct rbt_err *err)
{
	char quote[RBT_ERR_QUOTE], first[RBT_ERR_QUOTE];

	for (size_t c = 0; c < RBT_CSVBAR_COLUMNS; c++)
		r->column[c] = NONE;
	r->n_columns = row->n;
	for (size_t i = 0; i < row->n; i++) {
		const struct rbt_csv_field *f = &row->field[i], *g;
		enum rbt_csvbar_column c = column_of(f);

		if (c == RBT_CSVBAR_COLUMNS)
			continue;
		if (r->column[c] != NONE) {
			g = &row->field[r->column[c]];
			rbt_err_set(err, RBT_E_DATA,
			    "columns '%s' and '%s' mean the same",
			    rbt_err_quote(g->text, g->len, first),
			    rbt_err_quote(f->text, f->len, quote));
			return wrap_field(r, row, i, err);
		}
		r->column[c] = i;
	}
	return 0;
}

/* The columns that have to be there, and one source of the symbol. */
static int
check_columns(const struct rbt_csvbar *r, const struct rbt_csv_row *row,
    const char *symbol, struct rbt_err *err)
{
	char quote[RBT_ERR_QUOTE];
	const char *header = rbt_err_quote(row->raw, row->raw_len, quote);
	bool has_symbol = r->column[RBT_CSVBAR_SYMBOL] != NONE;

	if (r->column[RBT_CSVBAR_TIME] == NONE)
		return rbt_err_set(err, RBT_E_DATA,
		    "no column named date, datetime, time or timestamp in the "
		    "header '%s'",
		    header);
	for (size_t i = 0; i < 4; i++) {
		if (r->column[RBT_CSVBAR_OPEN + i] == NONE)
			return rbt_err_set(err, RBT_E_DATA,
			    "no column named %s in the header '%s'", prices[i],
			    header);
	}
	if (has_symbol && symbol != NULL)
		return rbt_err_set(err, RBT_E_DATA,
		    "the file has a symbol column, so the symbol '%s' cannot "
		    "be given",
		    symbol);
	if (!has_symbol && symbol == NULL)
		return rbt_err_set(err, RBT_E_DATA,
		    "no symbol: no column named symbol or ticker in the header "
		    "'%s', and none was given",
		    header);
	return 0;
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

int
rbt_csvbar_open(struct rbt_csvbar *r, struct rbt_csvbar_book *book,
    struct rbt_source src, const char *symbol, struct rbt_err *err)
{
	struct rbt_csv_row row;
	int rc;

	r->book = book;
	r->symbol = NONE;
	r->src = src;
	r->src_failed = r->row_error = false;
	src.self = r;
	src.read = source_read;
	src.close = source_close;
	rbt_csv_init(&r->csv, src, 0);
	rc = rbt_csv_next(&r->csv, &row, err);
	if (rc == 0)
		return rbt_err_set(err, RBT_E_DATA, "%s: empty file", src.name);
	if (rc < 0)
		return -1;
	if (map_columns(r, &row, err) != 0)
		return -1;
	if (check_columns(r, &row, symbol, err) != 0)
		return wrap_row(r, &row, err);
	if (symbol != NULL)
		r->symbol = book_add(book, symbol, strlen(symbol));
	return 0;
}

void
rbt_csvbar_release(struct rbt_csvbar *r)
{
	rbt_csv_release(&r->csv);
}

static int
parse_time(const struct rbt_csv_field *f, rbt_period p, rbt_ts *out,
    struct rbt_err *err)
{
	if (rbt_ts_parse(f->text, f->len, out, err) != 0)
		return -1;
	if (rbt_period_is_daily(p) && f->len > 10)
		return rbt_ts_parse(f->text, 10, out, err);
	return 0;
}

/* The fields of a row as a bar.  -1 with *bad the field that is none. */
static int
parse_row(const struct rbt_csvbar *r, const struct rbt_csv_row *row,
    struct rbt_bar *b, bool *rounded, size_t *bad, struct rbt_err *err)
{
	const struct rbt_csv_field *f = row->field;
	const size_t *at = r->column;
	rbt_px *const px[] = {&b->open, &b->high, &b->low, &b->close};

	*bad = at[RBT_CSVBAR_TIME];
	if (parse_time(&f[*bad], r->book->period, &b->time, err) != 0)
		return -1;
	for (size_t i = 0; i < 4; i++) {
		*bad = at[RBT_CSVBAR_OPEN + i];
		if (rbt_px_from_text(f[*bad].text, f[*bad].len, prices[i],
			px[i], rounded, err) != 0)
			return -1;
	}
	*bad = at[RBT_CSVBAR_VOLUME];
	if (*bad == NONE)
		return rbt_bar_volume_from_text(b, NULL, 0, rounded, err);
	return rbt_bar_volume_from_text(b, f[*bad].text, f[*bad].len, rounded,
	    err);
}

/* As rbt_csvbar_next for one row, with 2 for a row that a repair dropped. */
static int
next_row(struct rbt_csvbar *r, const struct rbt_csv_row *row,
    const char **symbol, struct rbt_bar *b, struct rbt_err *err)
{
	struct rbt_csvbar_book *book = r->book;
	struct rbt_csvbar_state *state;
	bool rounded = false, repaired = false;
	size_t bad, i = r->symbol;
	int rc;

	if (row->n != r->n_columns) {
		rbt_err_set(err, RBT_E_DATA,
		    "expected %zu fields as in the header, got %zu",
		    r->n_columns, row->n);
		return wrap_row(r, row, err);
	}
	if (i == NONE) {
		const struct rbt_csv_field *f;

		bad = r->column[RBT_CSVBAR_SYMBOL];
		f = &row->field[bad];
		if (rbt_bar_symbol_check(f->text, f->len, err) != 0)
			return wrap_field(r, row, bad, err);
		i = book_add(book, f->text, f->len);
	}
	if (parse_row(r, row, b, &rounded, &bad, err) != 0)
		return wrap_field(r, row, bad, err);
	state = &book->states.at[i];
	rc = rbt_bar_check(&state->check, b, book->period,
	    book->on_bad == RBT_ON_BAD_REPAIR, &repaired, err);
	if (rc < 0)
		return wrap_row(r, row, err);
	if (rc > 0) {
		book->duplicates++;
		return 2;
	}
	state->rows++;
	book->rounded += rounded;
	book->repaired += repaired;
	*symbol = book->symbols.name[i];
	return 1;
}

int
rbt_csvbar_next(struct rbt_csvbar *r, const char **symbol, struct rbt_bar *b,
    struct rbt_err *err)
{
	struct rbt_csv_row row;
	int rc;

	do {
		rc = rbt_csv_next(&r->csv, &row, err);
		if (rc <= 0) {
			r->row_error = rc < 0 && !r->csv.lost && !r->src_failed;
			return rc;
		}
		rc = next_row(r, &row, symbol, b, err);
	} while (rc == 2);
	r->row_error = rc < 0;
	return rc;
}

void
rbt_csvbar_book_release(struct rbt_csvbar_book *b)
{
	rbt_symtab_release(&b->symbols);
	RBT_VEC_RELEASE(&b->states);
}

int
rbt_csvbar_symbol_from_path(const char *path, char out[RBT_CSVBAR_NAME_MAX],
    struct rbt_err *err)
{
	const char *slash = strrchr(path, '/');
	const char *base = slash == NULL ? path : slash + 1;
	size_t len = strcspn(base, ".");

	if (rbt_bar_symbol_check(base, len, NULL) != 0)
		return rbt_err_set(err, RBT_E_USAGE,
		    "the name of the file '%s' gives no symbol", path);
	for (size_t i = 0; i < len; i++)
		out[i] = base[i] >= 'a' && base[i] <= 'z'
			     ? (char)(base[i] - 'a' + 'A')
			     : base[i];
	out[len] = '\0';
	return 0;
}
