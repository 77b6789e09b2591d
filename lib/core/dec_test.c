/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts of decimals.  The table's values were computed with the fractions
 * module of Python 3, whose round() is half to even; the loops compare with
 * arithmetic on the digits themselves.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "core/dec.h"
#include "core/rng.h"

#include "harness/money.h"
#include "harness/t.h"

static const struct {
	const char *text;
	enum rbt_dec_status status;
	int64_t v;
} texts[] = {
    {"0", RBT_DEC_EXACT, 0},
    {"-0", RBT_DEC_EXACT, 0},
    {"+1", RBT_DEC_EXACT, 100000000},
    {"412.35", RBT_DEC_EXACT, 41235000000},
    {"100", RBT_DEC_EXACT, 10000000000},
    {".5", RBT_DEC_EXACT, 50000000},
    {"5.", RBT_DEC_EXACT, 500000000},
    {"-0.00000001", RBT_DEC_EXACT, -1},
    {"1e-8", RBT_DEC_EXACT, 1},
    {"1.5E3", RBT_DEC_EXACT, 150000000000},
    {"1E+2", RBT_DEC_EXACT, 10000000000},
    {"12.5e-1", RBT_DEC_EXACT, 125000000},
    {"0.000000005", RBT_DEC_ROUNDED, 0},
    {"0.000000015", RBT_DEC_ROUNDED, 2},
    {"0.0000000050000000000000000000000000000000000000000001", RBT_DEC_ROUNDED,
	1},
    {"-0.000000005", RBT_DEC_ROUNDED, 0},
    {"-0.000000015", RBT_DEC_ROUNDED, -2},
    {"0.000000025", RBT_DEC_ROUNDED, 2},
    {"1.234567895", RBT_DEC_ROUNDED, 123456790},
    {"1.234567885", RBT_DEC_ROUNDED, 123456788},
    {"1.2345678849999999999999999999999999999999999999", RBT_DEC_ROUNDED,
	123456788},
    {"92233720368.54775807", RBT_DEC_EXACT, 9223372036854775807},
    {"92233720368.54775808", RBT_DEC_RANGE, 0},
    {"-92233720368.54775808", RBT_DEC_EXACT, -9223372036854775807 - 1},
    {"-92233720368.54775809", RBT_DEC_RANGE, 0},
    {"92233720368.547758074999", RBT_DEC_ROUNDED, 9223372036854775807},
    {"92233720368.547758075", RBT_DEC_RANGE, 0},
    {"92233720368.5", RBT_DEC_EXACT, 9223372036850000000},
    {"99999999999", RBT_DEC_RANGE, 0},
    {"1e11", RBT_DEC_RANGE, 0},
    {"1e999999999999999999999", RBT_DEC_RANGE, 0},
    {"0e999999999999999999999", RBT_DEC_EXACT, 0},
    {"1e-999999999999999999999", RBT_DEC_ROUNDED, 0},
    {"000000000000000000000000000000000000000000000000001.25", RBT_DEC_EXACT,
	125000000},
    {"0.0000000000000000000000000000000000000000000000000000000000001",
	RBT_DEC_ROUNDED, 0},
    {"1000000000000000000000000000000000000000000000000000000000000e-60",
	RBT_DEC_EXACT, 100000000},
    {"10000000000000000000000000000000000000000000000000000000000005e-69",
	RBT_DEC_ROUNDED, 1},
    {"1000000000000000000000000000000000000000000000000000000000000e-50",
	RBT_DEC_EXACT, 1000000000000000000},
    {"123456789012345678", RBT_DEC_RANGE, 0},
    {"0.123456789012345678", RBT_DEC_ROUNDED, 12345679},
    {"1234567890.12345678", RBT_DEC_EXACT, 123456789012345678},
    {"12345678901.12345678", RBT_DEC_EXACT, 1234567890112345678},
    {"340282366920938463463374607431768211455e-38", RBT_DEC_ROUNDED, 340282367},
    {"340282366920938463463374607431768211456e-38", RBT_DEC_ROUNDED, 340282367},
    {"9999999999999999999999999999999999999999e-39", RBT_DEC_ROUNDED,
	1000000000},
    {"4999999999999999e-24", RBT_DEC_ROUNDED, 0},
    {"5000000000000001e-24", RBT_DEC_ROUNDED, 1},
    {"0.1e-7", RBT_DEC_EXACT, 1},
    {"7e-39", RBT_DEC_ROUNDED, 0},
    {"34e-46", RBT_DEC_ROUNDED, 0},
    {"49999999999999999999999999999999999999e-46", RBT_DEC_ROUNDED, 0},
    {"50000000000000000000000000000000000000e-46", RBT_DEC_ROUNDED, 0},
    {"50000000000000000000000000000000000001e-46", RBT_DEC_ROUNDED, 1},
    {"150000000000000000000000000000000000000e-46", RBT_DEC_ROUNDED, 2},
    {"0000000000000000000000000000003.000000000000000000000000000000",
	RBT_DEC_EXACT, 300000000},
};
#define N_TEXTS (long)(sizeof texts / sizeof texts[0])

static void
test_table(void)
{
	for (long i = 0; i < N_TEXTS; i++) {
		int64_t v = 0;

		T_INT(rbt_dec_parse(texts[i].text, strlen(texts[i].text), 8,
			  &v),
		    texts[i].status);
		T_INT(v, texts[i].v);
	}
}

static void
test_syntax(void)
{
	static const char *const bad[] = {"", "-", ".", "+.", "e5", ".e5", "1e",
	    "1e+", "1 ", " 1", "1,5", "0x10", "nan", "inf", "--1", "1.2.3",
	    "1e5.0", "1e5e5", "-e", "12x", "1:", "1/"};
	int64_t v = 42;

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		T_INT(rbt_dec_parse(bad[i], strlen(bad[i]), 8, &v),
		    RBT_DEC_SYNTAX);
	T_INT(rbt_dec_parse("1\0002", 3, 8, &v), RBT_DEC_SYNTAX);
	T_INT(rbt_dec_parse("1e99", 4, 8, &v), RBT_DEC_RANGE);
	T_INT(v, 42);
	/* Only len bytes count. */
	T_INT(rbt_dec_parse("412.35,9", 6, 8, &v), RBT_DEC_EXACT);
	T_INT(v, 41235000000);
	T_INT(rbt_dec_parse("412.35", 6, 0, &v), RBT_DEC_ROUNDED);
	T_INT(v, 412);
	T_INT(rbt_dec_parse("-0.5", 4, 0, &v), RBT_DEC_ROUNDED);
	T_INT(v, 0);
}

/*
 * The decimal digits (a point in front of the last `decimals`), rounded half
 * to even to 8 decimals by school arithmetic on the characters.
 */
static int64_t
slow_round(const char *digits, size_t n, size_t decimals)
{
	int64_t v = 0;
	size_t keep = n - decimals + 8, i;
	int after = 0;

	for (i = 0; i < keep; i++)
		v = v * 10 + (i < n ? digits[i] - '0' : 0);
	if (keep >= n || digits[keep] < '5')
		return v;
	for (i = keep + 1; i < n; i++)
		after |= digits[i] != '0';
	return v + (digits[keep] > '5' || after || v % 2 != 0);
}

static void
test_random_texts(void)
{
	struct rbt_rng r;
	int bad = 0;

	rbt_rng_init(&r, 1, "dec");
	for (int i = 0; i < 200000; i++) {
		size_t n = 1 + rbt_rng_below(&r, 30), decimals, whole;
		char digits[40], text[64];
		int64_t v, want;

		whole = rbt_rng_below(&r, n < 10 ? n + 1 : 11);
		decimals = n - whole;
		for (size_t j = 0; j < n; j++) /* many 0, 5 and 9 */
			digits[j] = "0123456789005599"[rbt_rng_below(&r, 16)];
		snprintf(text, sizeof text, "%s%.*s.%.*s", i % 2 ? "-" : "",
		    (int)whole, digits, (int)decimals, digits + whole);
		want = slow_round(digits, n, decimals) * (i % 2 ? -1 : 1);
		if (rbt_dec_parse(text, strlen(text), 8, &v) >
			RBT_DEC_ROUNDED ||
		    v != want)
			bad++;
		/* The same number with the point moved by the exponent. */
		snprintf(text, sizeof text, "%s%.*se-%zu", i % 2 ? "-" : "",
		    (int)n, digits, decimals);
		if (rbt_dec_parse(text, strlen(text), 8, &v) >
			RBT_DEC_ROUNDED ||
		    v != want)
			bad++;
	}
	T_INT(bad, 0);
}

/* Digits and what may stand among them: an exponent of nothing leads around the
 * quick ways. */
static void
test_short_texts(void)
{
	static const char some[] = "0159.-+e/:\xff ";
	size_t k = sizeof some - 1;
	struct rbt_rng r;
	long bad = 0, good = 0, roomy = 0, known = 0;

	rbt_rng_init(&r, 3, "dec");
	for (int i = 0; i < 500000; i++) {
		size_t n = 1 + rbt_rng_below(&r, 12);
		int digits = (int)rbt_rng_below(&r, 19);
		enum rbt_dec_status a, b;
		char text[16] = "", *copy;
		int64_t x = 7, y = 7, z = 7;
		char back[RBT_DEC_MAX];
		size_t shown;

		for (size_t j = 0; j < n; j++) /* digits nearly always */
			text[j] = rbt_rng_below(&r, 8)
				      ? (char)('0' + rbt_rng_below(&r, 10))
				      : some[rbt_rng_below(&r, k)];
		if (memchr(text, 'e', n))
			continue;
		/* Of exactly its length, so that reading on is noticed. */
		copy = malloc(n);
		memcpy(copy, text, n);
		a = rbt_dec_parse(copy, n, digits, &x);
		free(copy);
		if (rbt_dec_roomy(text, n, digits, &z, &shown)) {
			bad += a != RBT_DEC_EXACT || z != x;
			if (shown > 0)
				bad +=
				    rbt_dec_format(z, digits, back) != shown ||
				    memcmp(text, back, shown) != 0;
			known += shown > 0;
			roomy++;
		}
		memcpy(text + n, "e0", 2);
		b = rbt_dec_parse(text, n + 2, digits, &y);
		bad += a != b || x != y;
		good += a == RBT_DEC_EXACT;
	}
	T_INT(bad, 0);
	T_OK(good > 100000);
	T_OK(roomy > 50000);
	T_OK(known > 30000);
}

static void
check_format(int64_t v, int digits, const char *want)
{
	char out[RBT_DEC_MAX];
	size_t n = rbt_dec_format(v, digits, out);

	T_STR(out, want);
	T_INT(n, strlen(want));
}

/* Whether printf writes the same, with zeros behind the point. */
static bool
is_written_so(int64_t v, int digits, const char *text)
{
	uint64_t unit = 1, mag = v < 0 ? -(uint64_t)v : (uint64_t)v;
	char want[64], padded[64];
	const char *point = strchr(text, '.');
	int have = point ? (int)strlen(point + 1) : 0;

	for (int i = 0; i < digits; i++)
		unit *= 10;
	snprintf(want, sizeof want, "%s%" PRIu64 ".%0*" PRIu64,
	    v < 0 ? "-" : "", mag / unit, digits, mag % unit);
	snprintf(padded, sizeof padded, "%s%s%0*d", text, point ? "" : ".",
	    digits - have, 0);
	if (digits == have)
		padded[strlen(padded) - 1] = '\0';
	return strncmp(want, padded, digits ? sizeof want : strlen(text)) == 0;
}

static void
test_format(void)
{
	struct rbt_rng r;
	char out[RBT_DEC_MAX];
	int bad = 0;

	check_format(41235000000, 8, "412.35");
	check_format(10000000000, 8, "100");
	check_format(-1, 8, "-0.00000001");
	check_format(0, 8, "0");
	check_format(0, 0, "0");
	check_format(10, 8, "0.0000001");
	check_format(INT64_MAX, 8, "92233720368.54775807");
	check_format(INT64_MIN, 8, "-92233720368.54775808");
	check_format(INT64_MIN, 0, "-9223372036854775808");
	check_format(INT64_MIN, 18, "-9.223372036854775808");
	check_format(1200, 2, "12");
	check_format(-5, 1, "-0.5");

	rbt_rng_init(&r, 2, "dec");
	for (int i = 0; i < 100000; i++) {
		uint64_t u = rbt_rng_u64(&r) >> rbt_rng_below(&r, 64);
		int digits = (int)rbt_rng_below(&r, 19);
		int64_t v = (int64_t)u, back;
		size_t n = rbt_dec_format(v, digits, out);

		bad += rbt_dec_parse(out, n, digits, &back) != RBT_DEC_EXACT ||
		       back != v || (strchr(out, '.') && out[n - 1] == '0');
		bad += !is_written_so(v, digits, out);
	}
	T_INT(bad, 0);
	/* Every number of zeros at either end of a fraction. */
	for (int64_t v = 0; v < 100000000; v += v < 30000 ? 1 : 991) {
		rbt_dec_format(v, 8, out);
		bad += !is_written_so(v, 8, out);
		rbt_dec_format(-v * 1000, 8, out);
		bad += !is_written_so(-v * 1000, 8, out);
		rbt_dec_format(99999999 - v, 8, out);
		bad += !is_written_so(99999999 - v, 8, out);
		(void)rbt_px_format((rbt_px){v * 10000}, out);
		bad += !is_written_so(v * 10000, 8, out);
		(void)rbt_px_format((rbt_px){-v * 10007}, out);
		bad += !is_written_so(-v * 10007, 8, out);
	}
	T_INT(bad, 0);
}

static void
test_text_errors(void)
{
	struct rbt_err err = {0};
	bool rounded = false;
	rbt_px px = {0};
	rbt_qty qty = {0};
	rbt_money money = {0};

	T_INT(rbt_px_from_text("12.5", 4, "price", &px, NULL, &err), 0);
	T_INT(px.v, 1250000000);
	T_INT(rbt_px_from_text("12x", 3, "price", &px, &rounded, &err), -1);
	T_STR(err.msg, "price: expected a number, got '12x'");
	T_INT(err.code, RBT_E_DATA);
	rbt_err_clear(&err);
	T_INT(rbt_qty_from_text("1e30", 4, "volume", &qty, NULL, &err), -1);
	T_STR(err.msg, "volume overflow: 1e30");
	rbt_err_clear(&err);
	T_INT(rbt_px_from_text("0.123456789", 11, "price", &px, NULL, &err),
	    -1);
	T_STR(err.msg, "price: more than 8 decimals: 0.123456789");
	T_INT(px.v, 1250000000);
	rbt_err_clear(&err);
	T_INT(rbt_qty_from_text("0.1", 3, "size", &qty, &rounded, &err), 0);
	T_OK(!rounded);
	T_INT(rbt_px_from_text("0.123456789", 11, "p", &px, &rounded, &err), 0);
	T_OK(rounded);
	T_INT(px.v, 12345679);
	T_INT(rbt_px_from_text("1", 1, "p", &px, &rounded, &err), 0);
	T_OK(rounded); /* true stays */
	T_INT(rbt_money_from_text("1e-17", 5, "cash", &money, &err), -1);
	T_STR(err.msg, "cash: more than 16 decimals: 1e-17");
	rbt_err_clear(&err);
	T_INT(rbt_money_from_text("2e22", 4, "cash", &money, &err), -1);
	T_STR(err.msg, "cash overflow: 2e22");
}

/* The text of the amount in `text`, which has to come out as want. */
static void
check_money(const char *text, const char *want, const char *cents)
{
	char out[RBT_MONEY_MAX];
	rbt_money m = {0};

	T_INT(rbt_money_from_text(text, strlen(text), "m", &m, NULL), 0);
	T_INT(rbt_money_format(m, out), strlen(want));
	T_STR(out, want);
	T_INT(rbt_money_format_fixed(m, 2, out), strlen(cents));
	T_STR(out, cents);
}

static void
test_money(void)
{
	char out[RBT_MONEY_MAX];
	rbt_money m, sum = {7};

	check_money("0", "0", "0.00");
	check_money("-100000.50", "-100000.5", "-100000.50");
	check_money("1e-16", "0.0000000000000001", "0.00");
	check_money("-0.004", "-0.004", "0.00");
	check_money("0.005", "0.005", "0.00");
	check_money("0.015", "0.015", "0.02");
	check_money("0.0050000000000001", "0.0050000000000001", "0.01");
	check_money("1844.6744073709551616", "1844.6744073709551616",
	    "1844.67");
	check_money("184467440737095516160.1", "184467440737095516160.1",
	    "184467440737095516160.10");
	/* 2^127 - 1 and -2^127 */
	check_money("17014118346046923173168.7303715884105727",
	    "17014118346046923173168.7303715884105727",
	    "17014118346046923173168.73");
	check_money("-17014118346046923173168.7303715884105728",
	    "-17014118346046923173168.7303715884105728",
	    "-17014118346046923173168.73");
	m = rbt_money_of((rbt_px){41235000000}, (rbt_qty){300000000});
	rbt_money_format(m, out);
	T_STR(out, "1237.05");
	rbt_money_format_fixed(m, 0, out);
	T_STR(out, "1237");
	rbt_money_format_fixed(m, 16, out);
	T_STR(out, "1237.0500000000000000");
	rbt_money_format(t_money_e8(-150000000), out);
	T_STR(out, "-1.5");

	m.v = (rbt_i128)(~(rbt_u128)0 >> 1); /* the largest */
	T_OK(!rbt_money_add(m, (rbt_money){1}, &sum));
	T_OK(!rbt_money_sub((rbt_money){-2}, m, &sum));
	T_INT(sum.v, 7);
	T_OK(rbt_money_sub(m, m, &sum) && sum.v == 0);
	T_OK(rbt_money_add(m, (rbt_money){0}, &sum) && sum.v == m.v);
}

int
main(void)
{
	test_table();
	test_syntax();
	test_random_texts();
	test_short_texts();
	test_format();
	test_text_errors();
	test_money();
	T_DONE(2 * N_TEXTS + 22 + 9 + 1 + 4 + 26 + 21 + 55 + 9);
}
