/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows of delimited text.  The first byte picks the delimiter and the size of
 * the pieces in which the rest arrives.
 */
#include "fuzz/fuzz.h"

#include "fmt/csv.h"
#include "fmt/utf8.h"

static void
check_field(const struct rbt_csv_field *f)
{
	size_t n;

	FUZZ_CHECK(f->text != NULL && f->len <= RBT_CSV_MAX_FIELD);
	for (size_t i = 0; i < f->len; i += n) {
		n = rbt_utf8_len(f->text + i, f->len - i);
		FUZZ_CHECK(n > 0 && f->text[i] != '\0');
	}
}

static void
check_place(const struct rbt_csv_row *row, size_t i)
{
	long line, column;

	rbt_csv_place(row, i, &line, &column);
	FUZZ_CHECK(line >= row->line && column >= 1);
}

/* Appends the row with every field in quotes; false if a field holds a CRLF,
 * which would not come back as it is. */
static bool
quote_row(const struct rbt_csv_row *row, struct rbt_buf *out)
{
	for (size_t i = 0; i < row->n; i++)
		for (size_t k = 1; k < row->field[i].len; k++)
			if (memcmp(row->field[i].text + k - 1, "\r\n", 2) == 0)
				return false;
	for (size_t i = 0; i < row->n; i++) {
		const struct rbt_csv_field *f = &row->field[i];

		if (i > 0)
			rbt_buf_add_char(out, row->delim);
		rbt_buf_add_char(out, '"');
		for (size_t k = 0; k < f->len; k++) {
			if (f->text[k] == '"')
				rbt_buf_add_char(out, '"');
			rbt_buf_add_char(out, f->text[k]);
		}
		rbt_buf_add_char(out, '"');
	}
	rbt_buf_add_char(out, '\n');
	return true;
}

static void
describe_row(const struct rbt_csv_row *row, struct rbt_buf *out)
{
	for (size_t i = 0; i < row->n; i++) {
		rbt_buf_printf(out, " %zu:", row->field[i].len);
		rbt_buf_add(out, row->field[i].text, row->field[i].len);
	}
	rbt_buf_add_char(out, '\n');
}

/* What the readings of one input give. */
struct reading {
	struct rbt_buf all;    /* rows and errors as text */
	struct rbt_buf fields; /* of the rows in quotes */
	struct rbt_buf quotes; /* those rows */
};

static void
release(struct reading *r)
{
	rbt_buf_release(&r->all);
	rbt_buf_release(&r->fields);
	rbt_buf_release(&r->quotes);
}

static void
take_row(struct reading *g, const struct rbt_csv_row *row)
{
	FUZZ_CHECK(row->n > 0);
	for (size_t i = 0; i < row->n; i++)
		check_field(&row->field[i]);
	check_place(row, row->n / 2);
	rbt_buf_printf(&g->all, "%ld %c", row->line, row->delim);
	describe_row(row, &g->all);
	if (quote_row(row, &g->quotes))
		describe_row(row, &g->fields);
}

static void
read_all(const void *data, size_t size, size_t piece, char *delim,
    struct reading *g)
{
	struct fuzz_source s;
	struct rbt_csv_row row;
	struct rbt_csv r;
	struct rbt_err err = {0};
	int rc;

	rbt_csv_init(&r, fuzz_source_of(&s, data, size, piece), *delim);
	while ((rc = rbt_csv_next(&r, &row, &err)) != 0) {
		if (rc == 1) {
			take_row(g, &row);
			continue;
		}
		FUZZ_CHECK(rc == -1);
		fuzz_check_error(&err, RBT_E_DATA);
		rbt_buf_printf(&g->all, "! %s\n", err.msg);
		rbt_err_clear(&err);
	}
	*delim = r.delim;
	rbt_csv_release(&r);
}

/* The pieces do not show, and the same fields come back from the rows in
 * quotes: what is split in place and what libcsv splits must agree. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char delims[] = {0, ',', ';', '\t', '|'};
	unsigned how = fuzz_byte(&data, &size);
	char delim = delims[how % 5], found = delim;
	struct reading whole = {0}, pieces = {0}, quoted = {0};

	read_all(data, size, 0, &found, &whole);
	read_all(data, size, 1 + how % 13, &delim, &pieces);
	FUZZ_CHECK(found == delim && fuzz_same(&whole.all, &pieces.all));
	read_all(rbt_buf_str(&whole.quotes), whole.quotes.len, 0, &delim,
	    &quoted);
	FUZZ_CHECK(fuzz_same(&whole.fields, &quoted.fields));
	FUZZ_CHECK(fuzz_same(&whole.quotes, &quoted.quotes));
	release(&whole);
	release(&pieces);
	release(&quoted);
	return 0;
}
