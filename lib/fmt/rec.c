/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <inttypes.h>
#include <string.h>

#include "fmt/rec.h"

#include "core/num.h"
#include "fmt/jsontext.h"
#include "fmt/utf8.h"

#define SHOWN 40 /* bytes of a wrong value that a message quotes */

void
rbt_rec_reader_init(struct rbt_rec_reader *r, struct rbt_source src)
{
	rbt_lines_init(&r->lines, src, RBT_REC_MAX_LINE);
	r->bar = (struct rbt_jsonbar){0};
	r->partial = r->in_stream = r->lost = false;
	r->n_stream = 0;
	r->name = src.name;
}

void
rbt_rec_reader_release(struct rbt_rec_reader *r)
{
	rbt_lines_release(&r->lines);
}

_Static_assert(RBT_JSONBAR_SLACK <= RBT_LINES_SLACK, "slack behind a line");

/* The bar of `len` bytes at `text` that was read into r->bar. */
static struct rbt_rec
decoded(struct rbt_rec_reader *r, const char *text, size_t len)
{
	r->scan.n = 0;
	r->n_stream++;
	return (struct rbt_rec){.line = text,
	    .len = len,
	    .type = text + sizeof "{\"type\":\"" - 1,
	    .type_len = 3,
	    .lineno = r->lines.line,
	    .bar = &r->bar,
	    .scan = &r->scan};
}

/* The next line if it is in the buffer with its end and a plain bar. */
static inline bool
bar_ahead(struct rbt_rec_reader *r, struct rbt_rec *rec)
{
	const char *text;
	size_t have = rbt_lines_ahead(&r->lines, &text);
	size_t len = rbt_jsonbar_read(&r->bar, text, have), end = len;

	if (len == 0 || r->lost)
		return false;
	if (end < have && text[end] == '\r')
		end++;
	if (end >= have || text[end] != '\n')
		return false;
	rbt_lines_pass(&r->lines, end + 1);
	*rec = decoded(r, text, len);
	return true;
}

/* Judges the line and fills *rec. */
static int
judge(struct rbt_rec_reader *r, struct rbt_rec *rec, struct rbt_err *err)
{
	struct rbt_rec_val type;
	long line, column;

	if (rec->len == 0)
		return rbt_err_set(err, RBT_E_DATA, "blank line");
	if (!rbt_jsonscan_object(&r->scan, rec->line, rec->len)) {
		rbt_utf8_place(rec->line, r->scan.at, &line, &column);
		return rbt_err_set(err, RBT_E_DATA, "column %ld: %s", column,
		    r->scan.what);
	}
	type = rbt_rec_get(rec, "type");
	if (type.kind != RBT_REC_STRING)
		return rbt_err_set(err, RBT_E_DATA, "no string \"type\"");
	rec->type = type.text;
	rec->type_len = type.len;
	return 0;
}

static int
stream_begins(struct rbt_rec_reader *r, const struct rbt_rec *rec,
    struct rbt_err *err)
{
	bool open = r->in_stream;
	int64_t version;

	r->in_stream = true;
	r->n_stream = 0;
	if (open && !r->partial)
		return rbt_err_set(err, RBT_E_DATA,
		    "the stream before has no end");
	if (rbt_rec_i64(rec, "v", &version, err) != 0)
		return -1;
	if (version != RBT_REC_VERSION)
		return rbt_err_set(err, RBT_E_DATA,
		    "records of version %" PRId64 ", expected %d", version,
		    RBT_REC_VERSION);
	return 0;
}

static int
stream_ends(struct rbt_rec_reader *r, const struct rbt_rec *rec,
    struct rbt_err *err)
{
	struct rbt_rec_val status = rbt_rec_get(rec, "status");
	int64_t n;

	r->in_stream = false;
	if (r->partial)
		return 0;
	if (rbt_rec_i64(rec, "records", &n, err) != 0)
		return -1;
	if (n != r->n_stream)
		return rbt_err_set(err, RBT_E_DATA,
		    "the stream has %" PRId64
		    " records, its end counts %" PRId64,
		    r->n_stream, n);
	if (status.kind != RBT_REC_STRING || status.len != 2 ||
	    memcmp(status.text, "ok", 2) != 0)
		return rbt_err_set(err, RBT_E_DATA,
		    "the stream ended with status '%.*s'",
		    status.len < SHOWN ? (int)status.len : SHOWN, status.text);
	return 0;
}

/* The lines that are not there whole, or no plain bars. */
static RBT_APART int
next_line(struct rbt_rec_reader *r, struct rbt_rec *rec, struct rbt_err *err)
{
	const char *text;
	size_t len, have = rbt_lines_ahead(&r->lines, &text);
	bool tried;
	char *line;
	int rc = r->lost ? 0 : rbt_lines_next(&r->lines, &line, &len, err);

	if (rc < 0) {
		r->lost = true;
		return -1;
	}
	if (rc == 0 && r->in_stream && !r->partial) {
		r->in_stream = false;
		return rbt_err_set(err, RBT_E_DATA,
		    "%s:%ld: the stream has no end after %" PRId64 " records",
		    r->name, r->lines.line, r->n_stream);
	}
	if (rc == 0)
		return 0;
	tried = len < have; /* it was there whole */
	if (len && line[len - 1] == '\r')
		len--;
	if (!tried && len > 0 && rbt_jsonbar_read(&r->bar, line, len) == len) {
		*rec = decoded(r, line, len);
		return 1;
	}
	*rec = (struct rbt_rec){.line = line,
	    .len = len,
	    .lineno = r->lines.line,
	    .scan = &r->scan};
	rc = judge(r, rec, err);
	if (rc == 0 && rbt_rec_is(rec, "stream"))
		rc = stream_begins(r, rec, err);
	else if (rc == 0 && rbt_rec_is(rec, "end") && r->in_stream)
		rc = stream_ends(r, rec, err);
	else
		r->n_stream++;
	if (rc != 0)
		return rbt_err_wrap(err, "%s:%ld", r->name, rec->lineno);
	return 1;
}

int
rbt_rec_next(struct rbt_rec_reader *r, struct rbt_rec *rec, struct rbt_err *err)
{
	return bar_ahead(r, rec) ? 1 : next_line(r, rec, err);
}

struct rbt_rec_val
rbt_rec_get(const struct rbt_rec *rec, const char *key)
{
	const struct rbt_jsonscan_member *m = NULL;

	/* Nobody asks a bar that was decoded for members, but may. */
	if (rec->scan->n > 0 ||
	    rbt_jsonscan_object(rec->scan, rec->line, rec->len))
		m = rbt_jsonscan_find(rec->scan, rec->line, key);
	if (!m)
		return (
		    struct rbt_rec_val){.kind = RBT_REC_MISSING, .text = ""};
	return (struct rbt_rec_val){
	    .kind = m->kind,
	    .text = rec->line + m->val,
	    .len = m->val_len,
	    .escaped = m->escaped,
	};
}

/* The value of a key that must be of a kind. */
static int
typed(const struct rbt_rec *rec, const char *key, int kind,
    struct rbt_rec_val *v, struct rbt_err *err)
{
	const char *quote;

	*v = rbt_rec_get(rec, key);
	if ((int)v->kind == kind)
		return 0;
	if (v->kind == RBT_REC_MISSING)
		return rbt_err_set(err, RBT_E_DATA, "missing key '%s'", key);
	quote = v->kind == RBT_REC_STRING ? "\"" : "";
	return rbt_err_set(err, RBT_E_DATA, "%s: expected %s, got %s%.*s%s",
	    key, kind == RBT_REC_STRING ? "a string" : "a number", quote,
	    v->len < SHOWN ? (int)v->len : SHOWN, v->text, quote);
}

int
rbt_rec_i64(const struct rbt_rec *rec, const char *key, int64_t *out,
    struct rbt_err *err)
{
	struct rbt_rec_val v;

	if (typed(rec, key, RBT_REC_NUMBER, &v, err) != 0)
		return -1;
	if (rbt_num_i64(v.text, v.len, INT64_MIN, INT64_MAX, out, err) != 0)
		return rbt_err_wrap(err, "%s", key);
	return 0;
}

int
rbt_rec_f64(const struct rbt_rec *rec, const char *key, double *out,
    struct rbt_err *err)
{
	struct rbt_rec_val v;

	if (typed(rec, key, RBT_REC_NUMBER, &v, err) != 0)
		return -1;
	if (rbt_num_f64(v.text, v.len, -DBL_MAX, DBL_MAX, out, err) != 0)
		return rbt_err_wrap(err, "%s", key);
	return 0;
}

int
rbt_rec_time(const struct rbt_rec *rec, const char *key, rbt_ts *out,
    struct rbt_err *err)
{
	struct rbt_rec_val v;

	if (typed(rec, key, RBT_REC_STRING, &v, err) != 0)
		return -1;
	if (rbt_ts_parse(v.text, v.len, out, err) != 0)
		return rbt_err_wrap(err, "%s", key);
	return 0;
}

int
rbt_rec_str(const struct rbt_rec *rec, const char *key, struct rbt_buf *b,
    struct rbt_err *err)
{
	struct rbt_rec_val v;

	if (typed(rec, key, RBT_REC_STRING, &v, err) != 0)
		return -1;
	rbt_buf_clear(b);
	rbt_jsontext_unescape(v.text, v.len, b);
	if (b->len && memchr(b->data, '\0', b->len))
		return rbt_err_set(err, RBT_E_DATA, "%s: holds a NUL character",
		    key);
	return 0;
}

void
rbt_rec_begin(struct rbt_rec_writer *w, struct rbt_out *out, const char *tool,
    const char *version, int64_t seed, const struct rbt_rec_input *inputs,
    size_t n_inputs)
{
	struct rbt_jsonw j;

	*w = (struct rbt_rec_writer){.out = out};
	rbt_jsonw_begin(&j, out, "stream");
	rbt_jsonw_i64(&j, "v", RBT_REC_VERSION);
	rbt_jsonw_str(&j, "tool", tool);
	rbt_jsonw_str(&j, "version", version);
	if (seed < 0)
		rbt_jsonw_null(&j, "seed");
	else
		rbt_jsonw_i64(&j, "seed", seed);
	rbt_jsonw_arr_begin(&j, "inputs");
	for (size_t i = 0; i < n_inputs; i++) {
		rbt_jsonw_obj_begin(&j, NULL);
		rbt_jsonw_str(&j, "name", inputs[i].name);
		if (inputs[i].sha256[0] != '\0')
			rbt_jsonw_str(&j, "sha256", inputs[i].sha256);
		else
			rbt_jsonw_null(&j, "sha256");
		rbt_jsonw_obj_end(&j);
	}
	rbt_jsonw_arr_end(&j);
	rbt_jsonw_end(&j);
}

void
rbt_rec_end(struct rbt_rec_writer *w, const char *status)
{
	struct rbt_jsonw j;

	rbt_jsonw_begin(&j, w->out, "end");
	rbt_jsonw_i64(&j, "records", w->n_records);
	rbt_jsonw_str(&j, "status", status);
	rbt_jsonw_i64(&j, "skipped", w->skipped);
	rbt_jsonw_end(&j);
}
