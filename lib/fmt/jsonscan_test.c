/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected verdicts: the grammar of RFC 8259 applied by hand, in the manner of
 * the collection JSONTestSuite (y_, n_ and, where the RFC leaves the choice,
 * i_ cases; the choice is in the header).  Values below stand inside {"a":...}.
 */
#include <stdlib.h>

#include "fmt/jsonscan.h"

#include "harness/t.h"

struct text {
	const char *s;
	size_t n;
};
#define TEXT(s)                                                                \
	{                                                                      \
		s, sizeof(s) - 1                                               \
	}
#define N_OF(a) (sizeof(a) / sizeof(a)[0])

/* From a buffer of exactly n bytes, so that reading on is noticed. */
static bool
scan(struct rbt_jsonscan *s, const char *text, size_t n)
{
	char *copy = malloc(n ? n : 1);
	bool ok;

	memcpy(copy, text, n);
	ok = rbt_jsonscan_object(s, copy, n);
	free(copy);
	return ok;
}

static void
check(struct text value, bool want)
{
	struct rbt_jsonscan s;
	char buf[256] = "{\"a\":";
	bool ok;

	memcpy(buf + 5, value.s, value.n);
	buf[5 + value.n] = '}';
	ok = scan(&s, buf, value.n + 6);
	if (ok != want)
		printf("\tvalue %.*s: %s\n", (int)value.n, value.s,
		    ok ? "accepted" : s.what);
	T_OK(ok == want && (ok ? s.n == 1 : s.at <= value.n + 6));
}

static const struct text good_values[] = {
    TEXT("0"),
    TEXT("-0"),
    TEXT("1"),
    TEXT("-1"),
    TEXT("10"),
    TEXT("123"),
    TEXT("0.5"),
    TEXT("-0.0"),
    TEXT("1.25"),
    TEXT("1e5"),
    TEXT("1E5"),
    TEXT("1e+5"),
    TEXT("1e-5"),
    TEXT("1E+05"),
    TEXT("0e0"),
    TEXT("0.1e1"),
    TEXT("123456789012345678901234567890"),
    TEXT("1e400"),
    TEXT("-1e-400"),
    TEXT("0.00000000000000000000000000000000000000000001"),
    TEXT("true"),
    TEXT("false"),
    TEXT("null"),
    TEXT("\"\""),
    TEXT("\" \""),
    TEXT("\"x\""),
    TEXT("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""),
    TEXT("\"\\u0000\""),
    TEXT("\"\\u00e9\\uABCD\\uabcd\""),
    TEXT("\"\\uD83D\\uDE00\""),
    TEXT("\"\\uDBFF\\uDFFF\""),
    TEXT("\"\\u2028\""),
    TEXT("\"/\""),
    TEXT("\"\x7f\""),
    TEXT("\"\xc3\xa9\""),
    TEXT("\"\xe2\x80\xa8\""),
    TEXT("\"\xf0\x9f\x98\x80\""),
    TEXT("\"\xef\xbf\xbf\""),
    TEXT("\"// no comment /* */\""),
    TEXT("\"a\\u0020b\""),
    TEXT("[]"),
    TEXT("[ ]"),
    TEXT("[1]"),
    TEXT("[1,2]"),
    TEXT("[ 1 , 2 ]"),
    TEXT("[[]]"),
    TEXT("[[],[[]]]"),
    TEXT("[null,true,\"x\",{},[]]"),
    TEXT("{}"),
    TEXT("{ }"),
    TEXT("{\"b\":1}"),
    TEXT("{\"b\":{\"b\":{\"b\":[]}}}"),
    TEXT("{\"b\":[{}],\"c\":{}}"),
    TEXT("{\"\":0}"),
    TEXT("{\"\\u0061\":1}"),
    TEXT("{\"b\" : 1 , \"c\"\t:\r2}"),
    TEXT(" 1"),
    TEXT("1 "),
    TEXT("\t1\n"),
    TEXT("\r\n1\r\n"),
    TEXT("[1\n,2]"),
};

static const struct text bad_values[] = {
    /* numbers */
    TEXT("+1"),
    TEXT("01"),
    TEXT("-01"),
    TEXT("00"),
    TEXT("1."),
    TEXT(".5"),
    TEXT("-.5"),
    TEXT("1.e5"),
    TEXT("1e"),
    TEXT("1e+"),
    TEXT("1E-"),
    TEXT("1e5.5"),
    TEXT("-"),
    TEXT("--1"),
    TEXT("1-"),
    TEXT("1+1"),
    TEXT("1 000"),
    TEXT("0x10"),
    TEXT("1_000"),
    TEXT("1,5"),
    TEXT("NaN"),
    TEXT("nan"),
    TEXT("-NaN"),
    TEXT("Infinity"),
    TEXT("-Infinity"),
    TEXT("inf"),
    TEXT("1f"),
    TEXT("0e"),
    TEXT("2.e-3"),
    TEXT("1eE2"),
    TEXT("\xef\xbc\x91"),
    TEXT("- 1"),
    TEXT("1a"),
    /* words */
    TEXT("True"),
    TEXT("TRUE"),
    TEXT("tru"),
    TEXT("truee"),
    TEXT("nul"),
    TEXT("nulll"),
    TEXT("Null"),
    TEXT("fals"),
    TEXT("undefined"),
    TEXT("x"),
    TEXT("true false"),
    TEXT("*"),
    TEXT("'x'"),
    TEXT("`x`"),
    TEXT("#"),
    /* strings */
    TEXT("\""),
    TEXT("\"x"),
    TEXT("x\""),
    TEXT("\"x\"y"),
    TEXT("\"\\"),
    TEXT("\"\\\""),
    TEXT("\"\\x41\""),
    TEXT("\"\\a\""),
    TEXT("\"\\'\""),
    TEXT("\"\\0\""),
    TEXT("\"\\u\""),
    TEXT("\"\\u1\""),
    TEXT("\"\\u12\""),
    TEXT("\"\\u123\""),
    TEXT("\"\\u12G4\""),
    TEXT("\"\\U1234\""),
    TEXT("\"\\u 123\""),
    TEXT("\"\\uD800\""),
    TEXT("\"\\uDC00\""),
    TEXT("\"\\uD800\\u0041\""),
    TEXT("\"\\uD800x\""),
    TEXT("\"\\uD800\\n\""),
    TEXT("\"\\uD800\\uD800\""),
    TEXT("\"\\uDC00\\uD800\""),
    TEXT("\"\\uD800\\u\""),
    TEXT("\"\\\xc3\xa9\""),
    TEXT("\"\n\""),
    TEXT("\"\t\""),
    TEXT("\"\0\""),
    TEXT("\"\x1f\""),
    TEXT("\"\r\""),
    TEXT("\"\\\0\""),
    TEXT("\"\x80\""),
    TEXT("\"\xff\""),
    TEXT("\"\xc0\xaf\""),
    TEXT("\"\xed\xa0\x80\""),
    TEXT("\"\xe2\x82\""),
    TEXT("\"\xf4\x90\x80\x80\""),
    TEXT("\"\xc3"),
    TEXT("\"\xf8\x88\x80\x80\""),
    /* lists and objects */
    TEXT(""),
    TEXT(" "),
    TEXT("["),
    TEXT("]"),
    TEXT("[1"),
    TEXT("[1,"),
    TEXT("[1,]"),
    TEXT("[,1]"),
    TEXT("[,]"),
    TEXT("[1,,2]"),
    TEXT("[1 2]"),
    TEXT("[1:2]"),
    TEXT("[1}"),
    TEXT("[}"),
    TEXT("{]"),
    TEXT("{"),
    TEXT("{\"b\""),
    TEXT("{\"b\":"),
    TEXT("{\"b\":}"),
    TEXT("{\"b\":1"),
    TEXT("{\"b\":1,"),
    TEXT("{\"b\":1,}"),
    TEXT("{,\"b\":1}"),
    TEXT("{\"b\" 1}"),
    TEXT("{\"b\",1}"),
    TEXT("{\"b\"::1}"),
    TEXT("{b:1}"),
    TEXT("{'b':1}"),
    TEXT("{1:1}"),
    TEXT("{null:1}"),
    TEXT("{\"b\":1 \"c\":2}"),
    TEXT("{\"b\":1;\"c\":2}"),
    TEXT("{\"b\":1]"),
    TEXT("{\"b\":1}}"),
    TEXT("[1]]"),
    TEXT("[[1]"),
    TEXT("{[]:1}"),
    TEXT("{{}}"),
    TEXT("[{]}"),
    TEXT("{\"b\\x\":1}"),
    TEXT("{\"b\xff\":1}"),
    TEXT("[1]x"),
    TEXT("{}1"),
    /* what is not white space or not JSON */
    TEXT("/* */1"),
    TEXT("1//"),
    TEXT("\f1"),
    TEXT("\v1"),
    TEXT("\xc2\xa0"),
    TEXT("\xe2\x80\xa8"
	 "1"),
    TEXT("\0"),
    TEXT("1\0"),
    TEXT("\xef\xbb\xbf"
	 "1"),
};

static void
test_values(void)
{
	for (size_t i = 0; i < N_OF(good_values); i++)
		check(good_values[i], true);
	for (size_t i = 0; i < N_OF(bad_values); i++)
		check(bad_values[i], false);
}

static void
test_whole_text(void)
{
	static const struct {
		struct text t;
		const char *what; /* NULL: good */
		size_t at;
	} cases[] = {
	    {TEXT("{}"), NULL, 0},
	    {TEXT(" \t\r\n{ } \t\r\n"), NULL, 0},
	    {TEXT("{\"a\":1,\"b\":2}"), NULL, 0},
	    {TEXT(""), "text ends early: expected '{'", 0},
	    {TEXT("  "), "text ends early: expected '{'", 2},
	    {TEXT("[]"), "expected '{'", 0},
	    {TEXT("1"), "expected '{'", 0},
	    {TEXT("\"x\""), "expected '{'", 0},
	    {TEXT("\xef\xbb\xbf{}"), "expected '{'", 0},
	    {TEXT("{}{}"), "text behind the object", 2},
	    {TEXT("{} x"), "text behind the object", 3},
	    {TEXT("{}\0"), "text behind the object", 2},
	    {TEXT("{,}"), "expected a key in quotes", 1},
	    {TEXT("{\"a\":1,}"), "expected a key in quotes", 7},
	    {TEXT("{\"a\":1 \"b\":2}"), "expected ',' or '}'", 7},
	    {TEXT("{\"a\":1"), "text ends early: expected ',' or '}'", 6},
	    {TEXT("{\"a\":NaN}"), "expected a value", 5},
	    {TEXT("{\"a\":01}"), "number with a leading zero", 5},
	    {TEXT("{\"a\":\"\xff\"}"), "invalid UTF-8", 6},
	    {TEXT("{\"a\":\"\\ud800\"}"), "half a surrogate pair", 8},
	    {TEXT("{\"a\":1,\"b\":2,\"a\":3}"), "second key 'a'", 14},
	    {TEXT("{\"a\":1,\"\\u0061\":3}"), "second key '\\u0061'", 8},
	    {TEXT("{\"\\u0061\":1,\"a\":3}"), "second key 'a'", 13},
	    {TEXT("{\"\":1,\"\":3}"), "second key ''", 7},
	    {TEXT("{\"\xc3\xa9\":1,\"\\u00e9\":3}"), "second key '\\u00e9'", 9},
	    {TEXT("{\"a\":{\"a\":1},\"b\":{\"a\":1}}"), NULL, 0},
	};
	struct rbt_jsonscan s;

	for (size_t i = 0; i < N_OF(cases); i++) {
		bool ok = scan(&s, cases[i].t.s, cases[i].t.n);

		T_STR(ok ? "good" : s.what,
		    cases[i].what ? cases[i].what : "good");
		T_INT(ok ? 0 : s.at, cases[i].at);
	}
}

/* Lists in lists up to the limit, the outermost object counted. */
static void
test_depth(void)
{
	struct rbt_jsonscan s;
	char buf[512];

	for (size_t n = 30; n <= 33; n++) {
		size_t len = (size_t)snprintf(buf, sizeof buf, "{\"a\":");

		memset(buf + len, '[', n);
		memset(buf + len + n, ']', n);
		buf[len + 2 * n] = '}';
		T_INT(scan(&s, buf, len + 2 * n + 1), n < RBT_JSONSCAN_DEPTH);
	}
	T_STR(s.what, "nested too deeply");
	memcpy(buf, "{\"a\":", 5);
	memset(buf + 5, '[', sizeof buf - 5);
	T_OK(!scan(&s, buf, sizeof buf));
	T_STR(s.what, "nested too deeply");
}

static void
test_many_keys(void)
{
	static char buf[8192];
	struct rbt_jsonscan s;
	const struct rbt_jsonscan_member *m;
	size_t n = 1;

	buf[0] = '{';
	for (int i = 0; i < RBT_JSONSCAN_KEYS; i++)
		n += (size_t)snprintf(buf + n, sizeof buf - n, "%s\"k%d\":%d",
		    i ? "," : "", i, i);
	buf[n] = '}';
	T_OK(rbt_jsonscan_object(&s, buf, n + 1));
	T_INT(s.n, RBT_JSONSCAN_KEYS);
	m = rbt_jsonscan_find(&s, buf, "k255");
	T_OK(m && m->val_len == 3 && memcmp(buf + m->val, "255", 3) == 0);
	T_OK(!rbt_jsonscan_find(&s, buf, "k256"));
	snprintf(buf + n, sizeof buf - n, ",\"k7\":0}");
	T_OK(!rbt_jsonscan_object(&s, buf, strlen(buf)));
	T_STR(s.what, "too many keys");
	n -= strlen(",\"k255\":255");
	snprintf(buf + n, sizeof buf - n, ",\"k7\":0}");
	T_OK(!rbt_jsonscan_object(&s, buf, strlen(buf)));
	T_STR(s.what, "second key 'k7'");
}

static void
test_members(void)
{
	static const char text[] =
	    "{\"s\":\"x\\ty\",\"n\" : -1.5e3 ,\"t\":true,\"f\":false,"
	    "\"z\":null,\"l\":[1,{\"q\":2}],\"o\":{\"r\":{}},\"e\":\"\","
	    "\"\\u006b\":7}";
	static const struct {
		const char *key, *val;
		enum rbt_jsonscan_kind kind;
	} want[] = {
	    {"s", "x\\ty", RBT_JSONSCAN_STRING},
	    {"n", "-1.5e3", RBT_JSONSCAN_NUMBER},
	    {"t", "true", RBT_JSONSCAN_BOOL},
	    {"f", "false", RBT_JSONSCAN_BOOL},
	    {"z", "null", RBT_JSONSCAN_NULL},
	    {"l", "[1,{\"q\":2}]", RBT_JSONSCAN_OTHER},
	    {"o", "{\"r\":{}}", RBT_JSONSCAN_OTHER},
	    {"e", "", RBT_JSONSCAN_STRING},
	    {"k", "7", RBT_JSONSCAN_NUMBER},
	};
	struct rbt_jsonscan s;

	T_OK(rbt_jsonscan_object(&s, text, sizeof text - 1));
	T_INT(s.n, 9);
	T_INT(s.n_all, 11);
	for (size_t i = 0; i < N_OF(want); i++) {
		const struct rbt_jsonscan_member *m =
		    rbt_jsonscan_find(&s, text, want[i].key);

		T_OK(m && m->kind == want[i].kind);
		T_OK(m && m->val_len == strlen(want[i].val) &&
		     memcmp(text + m->val, want[i].val, m->val_len) == 0);
		T_OK(m && m->escaped == (want[i].key[0] == 's'));
	}
	T_OK(!rbt_jsonscan_find(&s, text, "q"));
	T_OK(!rbt_jsonscan_find(&s, text, ""));
}

/* Limits of int64_t, in objects and in lists. */
static void
test_wide(void)
{
	static const struct {
		struct text t;
		bool wide;
	} cases[] = {
	    {TEXT("{\"a\":9223372036854775807}"), false},
	    {TEXT("{\"a\":9223372036854775808}"), true},
	    {TEXT("{\"a\":-9223372036854775808}"), false},
	    {TEXT("{\"a\":[-9223372036854775809]}"), true},
	    {TEXT("{\"a\":10000000000000000000}"), true},
	    {TEXT("{\"a\":999999999999999999}"), false},
	    {TEXT("{\"a\":99999999999999999999.5}"), false},
	    {TEXT("{\"a\":1e30}"), false},
	};
	struct rbt_jsonscan s;

	for (size_t i = 0; i < N_OF(cases); i++) {
		T_OK(scan(&s, cases[i].t.s, cases[i].t.n));
		T_INT(s.wide_integer, cases[i].wide);
	}
}

int
main(void)
{
	test_values();
	test_whole_text();
	test_depth();
	test_many_keys();
	test_members();
	test_wide();
	T_DONE(N_OF(good_values) + N_OF(bad_values) + 52 + 7 + 8 + 32 + 16);
}
