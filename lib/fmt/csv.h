/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows of delimited text.  A row without a quote is split in place; a row with
 * one goes through libcsv in its strict mode and may span lines.  Fields lose
 * outer blanks unless they are quoted.  Blank lines are skipped but counted.
 *
 *	struct rbt_csv r;
 *	struct rbt_csv_row row;
 *	rbt_csv_init(&r, src, 0);
 *	while ((rc = rbt_csv_next(&r, &row, err)) == 1)
 *		use(row.field[0].text, row.field[0].len);
 *	rbt_csv_release(&r);
 *
 * A UTF-8 byte order mark is dropped; that of UTF-16 is an error.  Lines end
 * in LF or CRLF; inside quotes CRLF becomes LF.  NUL bytes, text that is not
 * UTF-8 and lone carriage returns are errors.  How many fields a row should
 * have is the caller's business.
 */
#ifndef RBT_FMT_CSV_H
#define RBT_FMT_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/err.h"
#include "core/io.h"
#include "core/vec.h"

#define RBT_CSV_MAX_ROW   (1u << 20) /* bytes of a row, all its lines */
#define RBT_CSV_MAX_FIELD (64u << 10)

struct rbt_csv_field {
	const char *text; /* never NULL, not NUL-terminated */
	size_t len;
};
struct rbt_csv_field_vec RBT_VEC(struct rbt_csv_field);

/* Borrowed until the next call of rbt_csv_next. */
struct rbt_csv_row {
	const struct rbt_csv_field *field;
	size_t n;        /* fields, at least 1 */
	long line;       /* where the row begins, from 1 */
	const char *raw; /* the text of the row without its line end */
	size_t raw_len;
	char delim;
	bool roomy; /* eight bytes may be read from the start of any field */
};

struct rbt_csv_quoted; /* the state of libcsv, made at the first quote */

struct rbt_csv {
	struct rbt_lines lines;
	char delim;                  /* 0 until it is detected */
	unsigned char class_of[256]; /* what a byte means */
	bool lost; /* out: nothing can follow, see rbt_csv_next */
	struct rbt_csv_field_vec fields;
	struct rbt_csv_quoted *quoted; /* owned */
};

/*
 * delim is ',' ';' '\t' or '|'; 0 takes the one of these that stands most often
 * outside quotes in the first row that is not blank (the earlier of two that
 * stand equally often; ',' if there is none) and leaves it in r->delim.  The
 * source is closed by release.
 */
void rbt_csv_init(struct rbt_csv *r, struct rbt_source src, char delim);
void rbt_csv_release(struct rbt_csv *r);

/* The next row shows the delimiter anew. */
void rbt_csv_redetect(struct rbt_csv *r);

/* Passes over n lines of any kind, or all there are.  -1 as rbt_csv_next. */
int rbt_csv_skip(struct rbt_csv *r, int64_t n,
    struct rbt_err *err) RBT_MUST_USE;

/*
 * 1 with a row, 0 at the end, -1 with RBT_E_DATA "name:line:column: ..." for a
 * bad row or RBT_E_SYS.  After a bad row the next call goes on behind it, but
 * after a quote that is never closed, a row that is too long or a failed read
 * `lost` is set and there is no more: never skip that.
 */
int rbt_csv_next(struct rbt_csv *r, struct rbt_csv_row *row,
    struct rbt_err *err) RBT_MUST_USE;

/*
 * Where field i < row->n stands: the line, and the character of that line from
 * 1.  For messages: it counts through the row.
 */
void rbt_csv_place(const struct rbt_csv_row *row, size_t i, long *line,
    long *column);

#endif
