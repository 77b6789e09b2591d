/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values: written by hand from the contract in rec.h. */
#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/mem.h"
#include "fmt/rec.h"

#include "harness/source.h"
#include "harness/t.h"

#define STREAM "{\"type\":\"stream\",\"v\":1}\n"
#define BAR                                                                    \
	"{\"type\":\"bar\",\"symbol\":\"SPY\",\"time\":\"2024-01-02\","        \
	"\"period\":\"1d\",\"open\":1.5,\"high\":2,\"low\":1,\"close\":1.75,"  \
	"\"volume\":null}\n"
#define END(n, status)                                                         \
	"{\"type\":\"end\",\"records\":" n ",\"status\":\"" status "\"}\n"

/* Everything a reader says about a text: types and errors, one a line. */
static const char *
told(const char *text, size_t piece, bool partial)
{
	static struct rbt_buf b;
	struct rbt_rec_reader r;
	struct rbt_rec rec;
	struct rbt_err err = {0};
	struct t_source s;
	int rc;

	rbt_buf_clear(&b);
	rbt_rec_reader_init(&r, t_source_of(&s, "in", text));
	s.piece = piece;
	r.partial = partial;
	while ((rc = rbt_rec_next(&r, &rec, &err)) != 0) {
		if (rc == 1)
			rbt_buf_printf(&b, "%ld %.*s\n", rec.lineno,
			    (int)rec.type_len, rec.type);
		else
			rbt_buf_printf(&b, "%s\n", err.msg);
		rbt_err_clear(&err);
	}
	rbt_rec_reader_release(&r);
	return rbt_buf_str(&b);
}

static void
test_lines(void)
{
	T_STR(told("", 7, false), "");
	T_STR(told(BAR, 7, false), "1 bar\n");
	T_STR(told("{\"x\":1,\"type\":\"a\"}\r\n {\"type\":\"b\"} ", 7, false),
	    "1 a\n2 b\n");
	T_STR(told("\n" BAR "{\"type\":1}\n{\"typ\":\"x\"}\nx\n\r\n" BAR, 7,
		  false),
	    "in:1: blank line\n2 bar\nin:3: no string \"type\"\n"
	    "in:4: no string \"type\"\nin:5: column 1: expected '{'\n"
	    "in:6: blank line\n7 bar\n");
	T_STR(told("{\"type\":\"a\",\"\xc3\xa9\":01}\n", 7, false),
	    "in:1: column 17: number with a leading zero\n");
	T_STR(told("{\"type\":\"a\",\"type\":\"b\"}\n", 7, false),
	    "in:1: column 14: second key 'type'\n");
	T_STR(told("{\"type\":\"a\",\"n\":1,\"n\":1}\n", 7, false),
	    "in:1: column 20: second key 'n'\n");
	T_STR(told("{\"type\":\"a\"}{\"type\":\"b\"}\n", 7, false),
	    "in:1: column 13: text behind the object\n");
}

static void
test_streams(void)
{
	const char *no_end = "1 stream\n2 bar\n"
			     "in:2: the stream has no end after 1 records\n";

	T_STR(told(STREAM BAR BAR END("2", "ok"), 7, false),
	    "1 stream\n2 bar\n3 bar\n4 end\n");
	T_STR(told(STREAM END("0", "ok") BAR STREAM BAR END("1", "ok"), 7,
		  false),
	    "1 stream\n2 end\n3 bar\n4 stream\n5 bar\n6 end\n");
	T_STR(told(STREAM BAR, 7, false), no_end);
	T_STR(told(STREAM BAR, 7, true), "1 stream\n2 bar\n");
	T_STR(told(STREAM BAR END("2", "ok"), 7, false),
	    "1 stream\n2 bar\n"
	    "in:3: the stream has 1 records, its end counts 2\n");
	T_STR(told(STREAM BAR END("2", "ok"), 7, true),
	    "1 stream\n2 bar\n3 end\n");
	T_STR(told(STREAM BAR END("1", "error"), 7, false),
	    "1 stream\n2 bar\nin:3: the stream ended with status 'error'\n");
	T_STR(told(STREAM BAR END("1", "partial"), 7, false),
	    "1 stream\n2 bar\nin:3: the stream ended with status 'partial'\n");
	T_STR(told(STREAM BAR END("1", "error"), 7, true),
	    "1 stream\n2 bar\n3 end\n");
	T_STR(told(STREAM STREAM BAR END("1", "ok"), 7, false),
	    "1 stream\nin:2: the stream before has no end\n3 bar\n4 end\n");
	T_STR(told(STREAM BAR STREAM BAR, 7, true),
	    "1 stream\n2 bar\n3 stream\n4 bar\n");
	/* A bad line counts, so that a reader may leave it out. */
	T_STR(told(STREAM "x\n" END("1", "ok"), 7, false),
	    "1 stream\nin:2: column 1: expected '{'\n3 end\n");
	T_STR(told(STREAM "{\"type\":\"end\"}\n", 7, false),
	    "1 stream\nin:2: missing key 'records'\n");
	T_STR(told(STREAM "{\"type\":\"end\",\"records\":0}\n", 7, false),
	    "1 stream\nin:2: the stream ended with status ''\n");
	T_STR(told("{\"type\":\"stream\",\"v\":2}\n" END("0", "ok"), 7, false),
	    "in:1: records of version 2, expected 1\n2 end\n");
	/* A stream cut in its last line. */
	T_STR(told(STREAM "{\"type\":\"ba", 7, false),
	    "1 stream\nin:2: column 12: text ends early: expected '\"'\n"
	    "in:2: the stream has no end after 1 records\n");
}

static void
test_pieces(void)
{
	static const size_t pieces[] = {1, 2, 3, 5, 7, 13, 1u << 20};
	const char *text = STREAM BAR "\nx\n" BAR END("4", "ok") BAR;

	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++)
		T_STR(told(text, pieces[i], false),
		    "1 stream\n2 bar\nin:3: blank line\n"
		    "in:4: column 1: expected '{'\n5 bar\n6 end\n7 bar\n");
}

/* Ends of lines behind a bar, with which no other way may be told. */
static void
test_ends(void)
{
	static const size_t pieces[] = {1, 2, 3, 5, 7, 13, 1u << 20};
	char bar[] = BAR, *text = NULL;
	struct rbt_buf b = {0};

	bar[sizeof BAR - 2] = '\0'; /* without its line end */
	rbt_buf_printf(&b, "%s\r\n%s\n%s\r\r\n%s x\n%sx\n\n%s \n%s\r\n%s", bar,
	    bar, bar, bar, bar, bar, bar, bar);
	text = rbt_xstrdup(rbt_buf_str(&b));
	rbt_buf_clear(&b);
	rbt_buf_printf(&b,
	    "1 bar\n2 bar\n3 bar\n"
	    "in:4: column %zu: text behind the object\n"
	    "in:5: column %zu: text behind the object\n"
	    "in:6: blank line\n7 bar\n8 bar\n9 bar\n",
	    strlen(bar) + 2, strlen(bar) + 1);
	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++)
		T_STR(told(text, pieces[i], false), rbt_buf_str(&b));
	free(text);
	rbt_buf_release(&b);
}

static void
test_long_line(void)
{
	size_t len = RBT_REC_MAX_LINE + 64;
	char *text = malloc(len);

	memset(text, 'x', len);
	memcpy(text, STREAM, sizeof STREAM - 1);
	text[len - 1] = '\0';
	T_STR(told(text, 1u << 20, false),
	    "1 stream\nin:2: line longer than 16777216 bytes\n"
	    "in:1: the stream has no end after 0 records\n");
	free(text);
}

/* The first record of a text; release the reader. */
static void
first(struct rbt_rec_reader *r, struct rbt_rec *rec, struct t_source *s,
    const char *text)
{
	struct rbt_err err = {0};

	rbt_rec_reader_init(r, t_source_of(s, "in", text));
	T_INT(rbt_rec_next(r, rec, &err), 1);
	T_STR(err.msg, "");
}

static void
test_get(void)
{
	struct rbt_rec_reader r;
	struct rbt_rec rec;
	struct t_source s;
	struct rbt_rec_val v;

	first(&r, &rec, &s,
	    "{\"type\":\"x\",\"s\":\"a\\tb\",\"n\":-1.50,\"t\":true,\"z\":null,"
	    "\"l\":[1, 2],\"o\":{\"s\":1}}\n");
	T_OK(rbt_rec_is(&rec, "x"));
	T_OK(!rbt_rec_is(&rec, "xy"));
	T_OK(!rbt_rec_is(&rec, ""));
	v = rbt_rec_get(&rec, "s");
	T_OK(v.kind == RBT_REC_STRING && v.escaped && v.len == 4);
	v = rbt_rec_get(&rec, "n");
	T_OK(v.kind == RBT_REC_NUMBER && !v.escaped && v.len == 5 &&
	     memcmp(v.text, "-1.50", 5) == 0);
	T_INT(rbt_rec_get(&rec, "t").kind, RBT_REC_BOOL);
	T_INT(rbt_rec_get(&rec, "z").kind, RBT_REC_NULL);
	v = rbt_rec_get(&rec, "l");
	T_OK(v.kind == RBT_REC_OTHER && v.len == 6 &&
	     memcmp(v.text, "[1, 2]", 6) == 0);
	T_INT(rbt_rec_get(&rec, "o").kind, RBT_REC_OTHER);
	v = rbt_rec_get(&rec, "nope");
	T_OK(v.kind == RBT_REC_MISSING && v.len == 0);
	rbt_rec_reader_release(&r);
}

static void
test_typed(void)
{
	struct rbt_rec_reader r;
	struct rbt_rec rec;
	struct t_source s;
	struct rbt_buf b = {0};
	rbt_ts t = {0};
	int64_t i = 0;
	double f = 0;

	first(&r, &rec, &s,
	    "{\"type\":\"x\",\"p\":123.45678901,\"i\":-9223372036854775808,"
	    "\"f\":1e-3,\"t\":\"2024-01-02T00:00:01Z\","
	    "\"s\":\"a\\\"\\u00e9\",\"plain\":\"abc\"}\n");
	T_INT(rbt_rec_i64(&rec, "i", &i, NULL), 0);
	T_OK(i == INT64_MIN);
	T_INT(rbt_rec_f64(&rec, "f", &f, NULL), 0);
	T_NEAR(f, 0.001, 0, 0);
	T_INT(rbt_rec_f64(&rec, "p", &f, NULL), 0);
	T_NEAR(f, 123.45678901, 0, 0);
	T_INT(rbt_rec_time(&rec, "t", &t, NULL), 0);
	T_INT(t.ns, (19724 * 86400LL + 1) * 1000000000LL);
	T_INT(rbt_rec_str(&rec, "s", &b, NULL), 0);
	T_STR(rbt_buf_str(&b), "a\"\xc3\xa9");
	T_INT(rbt_rec_str(&rec, "plain", &b, NULL), 0);
	T_STR(rbt_buf_str(&b), "abc");
	rbt_buf_release(&b);
	rbt_rec_reader_release(&r);
}

static void
test_wrong_types(void)
{
	struct rbt_rec_reader r;
	struct rbt_rec rec;
	struct t_source s;
	struct rbt_buf b = {0};
	struct rbt_err err = {0};
	rbt_ts t = {7};
	int64_t i = 7;
	double f = 7;

	first(&r, &rec, &s,
	    "{\"type\":\"x\",\"s\":\"x\",\"n\":1.5,\"z\":null,\"big\":1e400,"
	    "\"nul\":\"a\\u0000b\",\"l\":[1]}\n");
	T_INT(rbt_rec_f64(&rec, "s", &f, &err), -1);
	T_INT(err.code, RBT_E_DATA);
	T_STR(err.msg, "s: expected a number, got \"x\"");
	rbt_err_clear(&err);
	T_INT(rbt_rec_f64(&rec, "open", &f, &err), -1);
	T_STR(err.msg, "missing key 'open'");
	rbt_err_clear(&err);
	T_INT(rbt_rec_i64(&rec, "n", &i, &err), -1);
	T_STR(err.msg, "n: expected a whole number, got '1.5'");
	rbt_err_clear(&err);
	T_INT(rbt_rec_f64(&rec, "big", &f, &err), -1);
	T_OK(strncmp(err.msg, "big: ", 5) == 0);
	rbt_err_clear(&err);
	T_INT(rbt_rec_f64(&rec, "z", &f, &err), -1);
	T_STR(err.msg, "z: expected a number, got null");
	rbt_err_clear(&err);
	T_INT(rbt_rec_time(&rec, "s", &t, &err), -1);
	T_OK(strncmp(err.msg, "s: ", 3) == 0);
	rbt_err_clear(&err);
	T_INT(rbt_rec_str(&rec, "l", &b, &err), -1);
	T_STR(err.msg, "l: expected a string, got [1]");
	rbt_err_clear(&err);
	T_INT(rbt_rec_str(&rec, "nul", &b, &err), -1);
	T_STR(err.msg, "nul: holds a NUL character");
	T_OK(t.ns == 7 && i == 7 && f == 7);
	rbt_buf_release(&b);
	rbt_rec_reader_release(&r);
}

static void
test_writer(void)
{
	struct rbt_rec_input in[2] = {{.name = "a \"b\""}, {.name = "c"}};
	struct rbt_rec_writer w;
	struct rbt_out out;
	struct rbt_err err = {0};

	memset(in[0].sha256, 'a', 64);
	memset(in[1].sha256, 'b', 64);
	rbt_out_open_fd(&out, STDOUT_FILENO, "standard output");
	rbt_rec_begin(&w, &out, "rbt-x", "1.2.3", 7, in, 2);
	rbt_out_write(&out, BAR, sizeof BAR - 1);
	w.n_records++;
	w.skipped = 3;
	rbt_rec_end(&w, "ok");
	rbt_rec_begin(&w, &out, "rbt-y", "1.2.3", -1, NULL, 0);
	rbt_rec_end(&w, "ok");
	T_STR(rbt_buf_str(&out.buf),
	    "{\"type\":\"stream\",\"v\":1,\"tool\":\"rbt-x\","
	    "\"version\":\"1.2.3\",\"seed\":7,\"inputs\":["
	    "{\"name\":\"a \\\"b\\\"\",\"sha256\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaa"
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"},{\"name\":\"c\","
	    "\"sha256\":"
	    "\"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
	    "bbbbbbbbbb\"}]}\n" BAR
	    "{\"type\":\"end\",\"records\":1,\"status\":\"ok\",\"skipped\":3}\n"
	    "{\"type\":\"stream\",\"v\":1,\"tool\":\"rbt-y\","
	    "\"version\":\"1.2.3\",\"seed\":null,\"inputs\":[]}\n"
	    "{\"type\":\"end\",\"records\":0,\"status\":\"ok\",\"skipped\":0}"
	    "\n");
	T_STR(told(rbt_buf_str(&out.buf), 7, false),
	    "1 stream\n2 bar\n3 end\n4 stream\n5 end\n");
	rbt_buf_clear(&out.buf);
	T_INT(rbt_out_close(&out, &err), 0);
}

int
main(void)
{
	test_lines();
	test_streams();
	test_pieces();
	test_ends();
	test_long_line();
	test_get();
	test_typed();
	test_wrong_types();
	test_writer();
	T_DONE(8 + 16 + 7 + 7 + 1 + 12 + 14 + 20 + 3);
}
