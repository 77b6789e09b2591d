/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected texts: RFC 8259 by hand; invalid UTF-8 is replaced as the Unicode
 * standard recommends, here one U+FFFD for each byte that fits nowhere. */
#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include "fmt/jsonw.h"

#include "fmt/jsonscan.h"
#include "fmt/jsontext.h"

#include "harness/t.h"

static struct rbt_out out;

/* What was written since the last call; borrowed until the next write. */
static const char *
taken(void)
{
	static char text[65536];

	snprintf(text, sizeof text, "%s", rbt_buf_str(&out.buf));
	rbt_buf_clear(&out.buf);
	return text;
}

static void
test_record(void)
{
	struct rbt_jsonw w;

	rbt_jsonw_begin(&w, &out, "fill");
	rbt_jsonw_str(&w, "symbol", "SPY");
	rbt_jsonw_i64(&w, "a", INT64_MIN);
	rbt_jsonw_i64(&w, "b", INT64_MAX);
	rbt_jsonw_u64(&w, "c", UINT64_MAX);
	rbt_jsonw_u64(&w, "d", 0);
	rbt_jsonw_bool(&w, "e", true);
	rbt_jsonw_bool(&w, "f", false);
	rbt_jsonw_null(&w, "g");
	rbt_jsonw_raw(&w, "h", "[1]", 3);
	rbt_jsonw_end(&w);
	T_STR(taken(),
	    "{\"type\":\"fill\",\"symbol\":\"SPY\",\"a\":-9223372036854775808,"
	    "\"b\":9223372036854775807,\"c\":18446744073709551615,\"d\":0,"
	    "\"e\":true,\"f\":false,\"g\":null,\"h\":[1]}\n");
}

static void
test_numbers(void)
{
	const rbt_period day = {RBT_DAY_NS}, minute = {60 * RBT_SEC_NS};
	struct rbt_jsonw w;

	rbt_jsonw_begin_plain(&w, &out);
	rbt_jsonw_f64(&w, "a", 0.1);
	rbt_jsonw_f64(&w, "b", -2.0);
	rbt_jsonw_f64(&w, "c", (double)NAN);
	rbt_jsonw_f64(&w, "d", HUGE_VAL);
	rbt_jsonw_f64(&w, "e", -HUGE_VAL);
	rbt_jsonw_px(&w, "f", (rbt_px){12345000000});
	rbt_jsonw_qty(&w, "g", (rbt_qty){-1});
	rbt_jsonw_money(&w, "h", (rbt_money){(rbt_i128)INT64_MAX * 100});
	rbt_jsonw_dec(&w, "i", -1205, 2);
	rbt_jsonw_time(&w, "j", rbt_ts_from_day(19724), day);
	rbt_jsonw_time(&w, "k", (rbt_ts){500000000}, minute);
	rbt_jsonw_end(&w);
	T_STR(taken(),
	    "{\"a\":0.1,\"b\":-2,\"c\":null,\"d\":null,\"e\":null,"
	    "\"f\":123.45,\"g\":-0.00000001,\"h\":92233.72036854775807,"
	    "\"i\":-12.05,\"j\":\"2024-01-02\","
	    "\"k\":\"1970-01-01T00:00:00.5Z\"}\n");
}

static void
test_nesting(void)
{
	struct rbt_jsonw w;

	rbt_jsonw_begin_plain(&w, &out);
	rbt_jsonw_end(&w);
	T_STR(taken(), "{}\n");
	rbt_jsonw_begin_plain(&w, &out);
	rbt_jsonw_arr_begin(&w, "a");
	rbt_jsonw_arr_end(&w);
	rbt_jsonw_arr_begin(&w, "b");
	rbt_jsonw_i64(&w, NULL, 1);
	rbt_jsonw_str(&w, NULL, "x");
	rbt_jsonw_obj_begin(&w, NULL);
	rbt_jsonw_str_or_null(&w, "c", NULL);
	rbt_jsonw_obj_begin(&w, "d");
	rbt_jsonw_obj_end(&w);
	rbt_jsonw_str_or_null(&w, "f", "y");
	rbt_jsonw_obj_end(&w);
	rbt_jsonw_bool(&w, NULL, false);
	rbt_jsonw_arr_end(&w);
	rbt_jsonw_i64(&w, "e", 2);
	rbt_jsonw_end(&w);
	T_STR(taken(), "{\"a\":[],\"b\":[1,\"x\",{\"c\":null,\"d\":{},\"f\":"
		       "\"y\"},false],\"e\":2}\n");
}

/* The text between the quotes of a value. */
static void
check_string(const char *s, size_t n, const char *want)
{
	struct rbt_jsonw w;
	char line[4096];

	rbt_jsonw_begin_plain(&w, &out);
	rbt_jsonw_strn(&w, "s", s, n);
	rbt_jsonw_end(&w);
	snprintf(line, sizeof line, "{\"s\":\"%s\"}\n", want);
	T_STR(taken(), line);
}

static void
test_strings(void)
{
	check_string("", 0, "");
	check_string("a\"b\\c/d", 7, "a\\\"b\\\\c/d");
	check_string("\0\x01\x1f\x7f\n\t\r", 7,
	    "\\u0000\\u0001\\u001f\x7f\\u000a\\u0009\\u000d");
	check_string("\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", 9,
	    "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");
	check_string("a\xff"
		     "b",
	    3,
	    "a\xef\xbf\xbd"
	    "b");
	check_string("\xc3", 1, "\xef\xbf\xbd");
	check_string("\xe2\x82", 2, "\xef\xbf\xbd\xef\xbf\xbd");
	check_string("\xed\xa0\x80", 3, "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
	check_string("\xc0\xaf.", 3, "\xef\xbf\xbd\xef\xbf\xbd.");
}

/* Strings of any bytes and many lengths are read back equal where they were
 * valid; the scanner judges all of them. */
static void
test_round_trip(void)
{
	struct rbt_jsonscan scan;
	struct rbt_buf back = {0};
	long bad = 0, n = 0;
	char text[1100];

	for (size_t len = 0; len <= 1030; len += len < 40 ? 1 : 9) {
		const struct rbt_jsonscan_member *m;
		struct rbt_jsonw w;

		/* Characters of 1 to 4 bytes, so that they cross every edge of
		 * the writer's chunks. */
		for (size_t i = 0; i < len; i += 11)
			memcpy(text + i,
			    "a\"\xc3\xa9\n\xe2\x82\xac\xf0\x9f\x98", 11);
		rbt_jsonw_begin_plain(&w, &out);
		rbt_jsonw_strn(&w, "s", text, len / 11 * 11);
		rbt_jsonw_end(&w);
		bad += !rbt_jsonscan_object(&scan, out.buf.data, out.buf.len);
		m = rbt_jsonscan_find(&scan, out.buf.data, "s");
		rbt_buf_clear(&back);
		rbt_jsontext_unescape(out.buf.data + m->val, m->val_len, &back);
		/* 3 lone bytes became 3 bytes each. */
		bad += back.len != len / 11 * 17;
		rbt_buf_clear(&out.buf);
		n++;
	}
	T_INT(bad, 0);
	T_OK(n > 100);
	rbt_buf_release(&back);
}

static void
test_every_byte(void)
{
	struct rbt_jsonscan scan;
	struct rbt_jsonw w;
	struct rbt_buf back = {0};
	char all[0x80];

	for (size_t i = 0; i < sizeof all; i++)
		all[i] = (char)i;
	rbt_jsonw_begin_plain(&w, &out);
	rbt_jsonw_strn(&w, "s", all, sizeof all);
	rbt_jsonw_end(&w);
	T_OK(rbt_jsonscan_object(&scan, out.buf.data, out.buf.len));
	rbt_jsontext_unescape(out.buf.data + scan.member[0].val,
	    scan.member[0].val_len, &back);
	T_INT(back.len, sizeof all);
	T_OK(back.len == sizeof all && memcmp(back.data, all, back.len) == 0);
	rbt_buf_release(&back);
}

int
main(void)
{
	struct rbt_err err = {0};

	rbt_out_open_fd(&out, STDOUT_FILENO, "standard output");
	test_record();
	test_numbers();
	test_nesting();
	test_strings();
	test_round_trip();
	test_every_byte();
	rbt_buf_clear(&out.buf);
	T_INT(rbt_out_close(&out, &err), 0);
	T_DONE(1 + 1 + 2 + 9 + 2 + 3 + 1);
}
