/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values: written by hand from the contract in jsonr.h. */
#include <stdlib.h>

#include "fmt/jsonr.h"

#include "harness/t.h"

static const char doc_text[] =
    "{\n"
    "  \"version\": 1, \"name\": \"us \\u00e9\", \"done\": true,\n"
    "  \"segments\": [\n"
    "    {\"rows\": 10, \"digits\": [8, 0]},\n"
    "    {\"rows\": \"x\", \"price\": 1.10, \"big\": 1e400},\n"
    "    null, 7\n"
    "  ],\n"
    "  \"min\": -9223372036854775808, \"max\": 9223372036854775807,\n"
    "  \"nul\": \"a\\u0000b\", \"none\": null, \"o\": {\"p\": {\"q\": [[1]]}}\n"
    "}\n";

static void
test_values(void)
{
	struct rbt_jsonr doc;
	struct rbt_jsonr_val list, seg, digits, item;
	const char *s = "";
	int64_t i = 0;
	bool done = false;
	size_t n = 0;

	T_INT(rbt_jsonr_parse(&doc, doc_text, sizeof doc_text - 1, NULL), 0);
	T_INT(rbt_jsonr_i64(&doc.root, "version", 1, 1, &i, NULL), 0);
	T_INT(i, 1);
	T_INT(rbt_jsonr_i64(&doc.root, "min", INT64_MIN, 0, &i, NULL), 0);
	T_OK(i == INT64_MIN);
	T_INT(rbt_jsonr_i64(&doc.root, "max", 0, INT64_MAX, &i, NULL), 0);
	T_OK(i == INT64_MAX);
	T_INT(rbt_jsonr_str(&doc.root, "name", &s, NULL), 0);
	T_STR(s, "us \xc3\xa9");
	T_INT(rbt_jsonr_bool(&doc.root, "done", &done, NULL), 0);
	T_OK(done);
	T_INT(rbt_jsonr_arr(&doc.root, "segments", &list, &n, NULL), 0);
	T_INT(n, 4);
	seg = rbt_jsonr_item(&list, 0);
	T_INT(rbt_jsonr_i64(&seg, "rows", 0, 100, &i, NULL), 0);
	T_INT(i, 10);
	T_INT(rbt_jsonr_arr(&seg, "digits", &digits, &n, NULL), 0);
	T_INT(n, 2);
	item = rbt_jsonr_item(&digits, 0);
	T_INT(rbt_jsonr_i64(&item, NULL, 0, 8, &i, NULL), 0);
	T_INT(i, 8);
	seg = rbt_jsonr_item(&list, 1);
	T_INT(rbt_jsonr_num(&seg, "price", &s, NULL), 0);
	T_STR(s, "1.10");
	T_INT(rbt_jsonr_num(&seg, "big", &s, NULL), 0);
	T_STR(s, "1e400");
	T_INT(rbt_jsonr_num(&doc.root, "max", &s, NULL), 0);
	T_STR(s, "9223372036854775807");
	T_OK(rbt_jsonr_has(&doc.root, "name"));
	T_OK(!rbt_jsonr_has(&doc.root, "none"));
	T_OK(!rbt_jsonr_has(&doc.root, "nope"));
	T_OK(!rbt_jsonr_has(&item, "x"));
	rbt_jsonr_release(&doc);
	rbt_jsonr_release(&doc);
}

#define FAILS(call, want)                                                      \
	do {                                                                   \
		struct rbt_err err = {0};                                      \
		T_INT(call, -1);                                               \
		T_STR(err.msg, want);                                          \
	} while (0)

static void
test_wrong_values(void)
{
	struct rbt_jsonr doc;
	struct rbt_jsonr_val *r = &doc.root, list, seg[4], o, p, q, in[2];
	const char *s = "kept";
	int64_t i = 7;
	bool b = true;
	size_t n = 7;

	T_INT(rbt_jsonr_parse(&doc, doc_text, sizeof doc_text - 1, NULL), 0);
	T_INT(rbt_jsonr_arr(r, "segments", &list, &n, NULL), 0);
	for (size_t k = 0; k < 4; k++)
		seg[k] = rbt_jsonr_item(&list, k);
	FAILS(rbt_jsonr_i64(&seg[1], "rows", 0, 9, &i, &err),
	    "segments[1].rows: expected a whole number, got \"x\"");
	FAILS(rbt_jsonr_i64(&seg[1], "price", 0, 9, &i, &err),
	    "segments[1].price: expected a whole number, got 1.10");
	FAILS(rbt_jsonr_i64(&seg[0], "rows", 0, 9, &i, &err),
	    "segments[0].rows: 10 is outside 0..9");
	FAILS(rbt_jsonr_i64(&seg[2], "rows", 0, 9, &i, &err),
	    "segments[2]: expected an object, got null");
	FAILS(rbt_jsonr_i64(&seg[3], "rows", 0, 9, &i, &err),
	    "segments[3]: expected an object, got 7");
	FAILS(rbt_jsonr_i64(r, "rows", 0, 9, &i, &err), "rows: missing");
	FAILS(rbt_jsonr_str(r, "version", &s, &err),
	    "version: expected a string, got 1");
	FAILS(rbt_jsonr_str(r, "none", &s, &err),
	    "none: expected a string, got null");
	FAILS(rbt_jsonr_str(r, "nul", &s, &err), "nul: holds a NUL character");
	FAILS(rbt_jsonr_str(r, "o", &s, &err),
	    "o: expected a string, got an object");
	FAILS(rbt_jsonr_bool(r, "version", &b, &err),
	    "version: expected true or false, got 1");
	FAILS(rbt_jsonr_num(r, "name", &s, &err),
	    "name: expected a number, got \"us \xc3\xa9\"");
	FAILS(rbt_jsonr_num(r, "segments", &s, &err),
	    "segments: expected a number, got a list");
	FAILS(rbt_jsonr_arr(r, "done", &list, &n, &err),
	    "done: expected a list, got true");
	FAILS(rbt_jsonr_obj(r, "segments", &o, &err),
	    "segments: expected an object, got a list");
	FAILS(rbt_jsonr_fail(r, NULL, &err, "no %s", "good"), "no good");
	FAILS(rbt_jsonr_fail(r, "name", &err, "%d", 5), "name: 5");
	T_INT(rbt_jsonr_obj(r, "o", &o, NULL), 0);
	T_INT(rbt_jsonr_obj(&o, "p", &p, NULL), 0);
	T_INT(rbt_jsonr_arr(&p, "q", &q, &n, NULL), 0);
	in[0] = rbt_jsonr_item(&q, 0);
	in[1] = rbt_jsonr_item(&in[0], 0);
	FAILS(rbt_jsonr_str(&in[1], NULL, &s, &err),
	    "o.p.q[0][0]: expected a string, got 1");
	T_STR(s, "kept");
	T_OK(i == 7 && b && n == 1);
	rbt_jsonr_release(&doc);
}

static void
check_refused(const char *text, const char *want)
{
	size_t n = strlen(text);
	char *copy = malloc(n ? n : 1); /* exact, so that reading on shows */
	struct rbt_err err = {0};
	struct rbt_jsonr doc;

	memcpy(copy, text, n);
	T_INT(rbt_jsonr_parse(&doc, copy, n, &err), -1);
	T_STR(err.msg, want);
	free(copy);
}

/* What json-c takes although it is not JSON, or changes silently. */
static void
test_refused(void)
{
	check_refused("", "line 1, column 1: text ends early: expected '{'");
	check_refused("[1]", "line 1, column 1: expected '{'");
	check_refused("{\"a\":\n NaN}", "line 2, column 2: expected a value");
	check_refused("{\"a\":-Infinity}",
	    "line 1, column 7: expected a digit");
	check_refused("{\"a\":1.}", "line 1, column 8: expected a digit");
	check_refused("{\"a\":'x'}", "line 1, column 6: expected a value");
	check_refused("{\"a\":\"\n\"}",
	    "line 1, column 7: control character in a string");
	check_refused("{\"a\":\"\\ud800\"}",
	    "line 1, column 9: half a surrogate pair");
	check_refused("{\"a\":1,\"a\":2}", "line 1, column 9: second key 'a'");
	check_refused("{\"o\":[{\"a\":1,\"a\":2}]}",
	    "a key stands twice in an object");
	check_refused("{\"o\":{\"a\":1,\"\\u0061\":2}}",
	    "a key stands twice in an object");
	check_refused("{\"a\":9223372036854775808}",
	    "a whole number does not fit 64 bits");
	check_refused("{\"a\":[99999999999999999999]}",
	    "a whole number does not fit 64 bits");
	check_refused("{\"a\":-9223372036854775809}",
	    "a whole number does not fit 64 bits");
	check_refused("{} {}", "line 1, column 4: text behind the object");
	check_refused("{\"a\":1} x",
	    "line 1, column 9: text behind the object");
}

static void
test_keys(void)
{
	static const char text[] = "{\"b\":1,\"a\":{},\"c\":[2]}";
	struct rbt_jsonr doc;
	struct rbt_jsonr_val a, list;
	size_t n;

	T_INT(rbt_jsonr_parse(&doc, text, sizeof text - 1, NULL), 0);
	T_STR(rbt_jsonr_key(&doc.root, 0), "b");
	T_STR(rbt_jsonr_key(&doc.root, 2), "c");
	T_OK(rbt_jsonr_key(&doc.root, 3) == NULL);
	T_OK(rbt_jsonr_key(&doc.root, 99) == NULL);
	T_INT(rbt_jsonr_obj(&doc.root, "a", &a, NULL), 0);
	T_OK(rbt_jsonr_key(&a, 0) == NULL);
	T_INT(rbt_jsonr_arr(&doc.root, "c", &list, &n, NULL), 0);
	T_OK(rbt_jsonr_key(&list, 0) == NULL);
	rbt_jsonr_release(&doc);
}

static void
test_depth(void)
{
	struct rbt_jsonr doc;
	struct rbt_err err = {0};
	char text[128] = "{\"a\":";

	memset(text + 5, '[', 31);
	memset(text + 36, ']', 31);
	text[67] = '}';
	T_INT(rbt_jsonr_parse(&doc, text, 68, NULL), 0);
	rbt_jsonr_release(&doc);
	memset(text + 5, '[', 32);
	memset(text + 37, ']', 32);
	text[69] = '}';
	T_INT(rbt_jsonr_parse(&doc, text, 70, &err), -1);
	T_STR(err.msg, "line 1, column 37: nested too deeply");
}

/* Said before a byte is read. */
static void
test_size(void)
{
	struct rbt_jsonr doc;
	struct rbt_err err = {0};

	T_INT(rbt_jsonr_parse(&doc, "", (size_t)RBT_JSONR_MAX + 1, &err), -1);
	T_INT(err.code, RBT_E_SYS);
	T_STR(err.msg, "document of more than 67108864 bytes");
}

int
main(void)
{
	test_values();
	test_wrong_values();
	test_refused();
	test_keys();
	test_depth();
	test_size();
	T_DONE(29 + 43 + 32 + 9 + 3 + 3);
}
