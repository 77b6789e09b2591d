/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Streams of records: one JSON object a line.  The reader hands out each line
 * with its type; values are looked up as spans of text, so numbers go from text
 * straight to exact decimals and nothing is allocated per line.
 *
 *	struct rbt_rec_reader r;
 *	rbt_rec_reader_init(&r, rbt_source_fd(0, "stdin"));
 *	while ((rc = rbt_rec_next(&r, &rec, err)) == 1)
 *		if (rbt_rec_is(&rec, "bar")) ...
 *	rbt_rec_reader_release(&r);
 *
 * A stream that a tool started begins with a `stream` record and ends with an
 * `end` record.  The reader checks them: a `stream` that is not followed by an
 * `end` with the right count and status "ok" is an error (RBT_E_DATA), unless
 * `partial` is set.  Both records are handed out too.  Several streams may
 * follow each other.
 */
#ifndef RBT_FMT_REC_H
#define RBT_FMT_REC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/dec.h"
#include "core/io.h"
#include "core/time.h"
#include "fmt/jsonbar.h"
#include "fmt/jsonscan.h"
#include "fmt/jsonw.h"

#define RBT_REC_VERSION  1           /* the "v" of a stream record */
#define RBT_REC_MAX_LINE (16u << 20) /* bytes */

/* Text inside the current line; for a string the bytes between the quotes. */
struct rbt_rec_val {
	enum {
		RBT_REC_MISSING, /* no such key */
		RBT_REC_NULL = RBT_JSONSCAN_NULL,
		RBT_REC_BOOL = RBT_JSONSCAN_BOOL,
		RBT_REC_NUMBER = RBT_JSONSCAN_NUMBER,
		RBT_REC_STRING = RBT_JSONSCAN_STRING, /* see `escaped` */
		RBT_REC_OTHER = RBT_JSONSCAN_OTHER,   /* object or list */
	} kind;
	const char *text;
	size_t len;
	bool escaped; /* a string that holds a backslash */
};

/* Borrowed from its reader until the next call of rbt_rec_next. */
struct rbt_rec {
	const char *line; /* without the line end */
	size_t len;
	const char *type; /* inside line, not NUL-terminated */
	size_t type_len;
	long lineno;                   /* from 1 */
	const struct rbt_jsonbar *bar; /* the line decoded, or NULL */
	struct rbt_jsonscan *scan;     /* its members; none yet of a bar */
};

struct rbt_rec_reader {
	struct rbt_lines lines;
	struct rbt_jsonbar bar;   /* the current line, if it is one ... */
	struct rbt_jsonscan scan; /* ... else, or when asked for, its members */
	bool partial;             /* in: take a stream that has no proper end */
	bool in_stream;           /* a `stream` was seen and no `end` yet */
	bool lost;                /* out: reading failed, nothing can follow */
	int64_t n_stream;         /* lines since `stream` */
	const char *name;         /* for messages */
};

void rbt_rec_reader_init(struct rbt_rec_reader *r, struct rbt_source src);
void rbt_rec_reader_release(struct rbt_rec_reader *r);

/*
 * 1 with a record, 0 at the end, -1 with RBT_E_DATA "name:line: ..." for a line
 * that is no JSON object with a string "type" or a broken stream, or RBT_E_SYS.
 * The whole line is judged (fmt/jsonscan.h): UTF-8, a key that stands twice,
 * more than RBT_JSONSCAN_KEYS keys or RBT_JSONSCAN_DEPTH levels.  Blank lines
 * are errors.  After a bad line the next call goes on with the line behind it;
 * after a line that is too long or a failed read `lost` is set and there is no
 * more: never skip that.  A stream that ends in the middle is reported once.
 */
int rbt_rec_next(struct rbt_rec_reader *r, struct rbt_rec *rec,
    struct rbt_err *err) RBT_MUST_USE;

/* Here, because each record is asked more than once and a constant is quick. */
static inline bool
rbt_rec_is(const struct rbt_rec *rec, const char *type)
{
	size_t n = strlen(type);

	return rec->type_len == n && memcmp(rec->type, type, n) == 0;
}

/* The value of a key of the outer object. */
struct rbt_rec_val rbt_rec_get(const struct rbt_rec *rec, const char *key);

/*
 * Typed values; RBT_E_DATA names the key ("open: expected a number, got
 * \"x\"", "missing key 'open'"); *out is then untouched.  A string is unescaped
 * into *b in place of what was there; one that holds U+0000 is an error.
 */
int rbt_rec_i64(const struct rbt_rec *rec, const char *key, int64_t *out,
    struct rbt_err *err) RBT_MUST_USE;
int rbt_rec_f64(const struct rbt_rec *rec, const char *key, double *out,
    struct rbt_err *err) RBT_MUST_USE;
int rbt_rec_time(const struct rbt_rec *rec, const char *key, rbt_ts *out,
    struct rbt_err *err) RBT_MUST_USE;
int rbt_rec_str(const struct rbt_rec *rec, const char *key, struct rbt_buf *b,
    struct rbt_err *err) RBT_MUST_USE;

/* A named input and the hash of its content, for the `stream` record; an empty
 * hash (a pipe's, not known beforehand) is written as null. */
struct rbt_rec_input {
	const char *name;
	char sha256[65];
};

/*
 * Writing a stream: begin writes `stream`, end writes `end` with the number of
 * lines since (count them in n_records) and "ok", "partial" or "error".
 */
struct rbt_rec_writer {
	struct rbt_out *out;
	int64_t n_records;
	int64_t skipped;
};

/* seed < 0 is written as null. */
void rbt_rec_begin(struct rbt_rec_writer *w, struct rbt_out *out,
    const char *tool, const char *version, int64_t seed,
    const struct rbt_rec_input *inputs, size_t n_inputs);
void rbt_rec_end(struct rbt_rec_writer *w, const char *status);

#endif
