/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values: RFC 8259 section 7 by hand. */
#include "fmt/jsontext.h"

#include "harness/t.h"

static void
test_unescape(void)
{
	static const char text[] = "\\\"\\\\\\/\\b\\f\\n\\r\\t|\\u0041\\u00e9"
				   "\\u20AC\\uD83D\\uDE00\xc3\xa9.";
	struct rbt_buf b = {0};

	rbt_jsontext_unescape(text, strlen(text), &b);
	T_STR(rbt_buf_str(&b),
	    "\"\\/\b\f\n\r\t|A\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xc3\xa9.");
	rbt_buf_clear(&b);
	rbt_jsontext_unescape("x\\u0000y", 8, &b);
	T_INT(b.len, 3);
	T_OK(b.len == 3 && memcmp(b.data, "x\0y", 3) == 0);
	rbt_buf_release(&b);
}

static void
test_same(void)
{
	static const struct {
		const char *x, *y;
		bool want;
	} cases[] = {
	    {"", "", true},
	    {"a", "a", true},
	    {"a", "b", false},
	    {"a", "ab", false},
	    {"ab", "a", false},
	    {"\\u0061b", "ab", true},
	    {"a", "\\u0061b", false},
	    {"\\u00e9", "\xc3\xa9", true},
	    {"\\uD83D\\uDE00", "\xf0\x9f\x98\x80", true},
	    {"\\/", "/", true},
	    {"\\n", "\\u000a", true},
	    {"\\\\n", "\\n", false},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		T_INT(rbt_jsontext_is_same(cases[i].x, strlen(cases[i].x),
			  cases[i].y, strlen(cases[i].y)),
		    cases[i].want);
}

static void
test_hex4(void)
{
	const char *s = "09afAFg";

	T_INT(rbt_jsontext_hex4(s, s + 4), 0x09af);
	T_INT(rbt_jsontext_hex4(s + 2, s + 7), 0xafaf);
	T_INT(rbt_jsontext_hex4(s + 3, s + 7), -1);
	T_INT(rbt_jsontext_hex4(s, s + 3), -1);
}

static void
test_plain(void)
{
	int n = 0;

	for (int c = -128; c < 128; c++)
		n += rbt_jsontext_is_plain((char)c);
	T_INT(n, 128 - 32 - 2);
	T_OK(rbt_jsontext_is_plain(' ') && rbt_jsontext_is_plain('\x7f'));
	T_OK(!rbt_jsontext_is_plain('"') && !rbt_jsontext_is_plain('\\'));
}

int
main(void)
{
	test_unescape();
	test_same();
	test_hex4();
	test_plain();
	T_DONE(3 + 12 + 4 + 3);
}
