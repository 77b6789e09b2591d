/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts of numbers.  The first byte picks the number of decimals.  The exact
 * parsers, the one of doubles and the C library's strtod have to agree.
 */
#include <float.h>
#include <math.h>

#include "fuzz/fuzz.h"

#include "core/dec.h"
#include "core/num.h"

static rbt_i128
pow10_of(int digits)
{
	rbt_i128 p = 1;

	while (digits-- > 0)
		p *= 10;
	return p;
}

/* An exact decimal comes back from its text and, divided by its scale, is the
 * nearest double; a rounded one is half a unit off at most. */
static void
check_dec(const char *text, size_t len, int digits)
{
	char again[RBT_DEC_MAX];
	int64_t v = 42, w = 0;
	enum rbt_dec_status status = rbt_dec_parse(text, len, digits, &v);
	double x, y;
	size_t n;

	if (status == RBT_DEC_SYNTAX || status == RBT_DEC_RANGE) {
		FUZZ_CHECK(v == 42);
		return;
	}
	n = rbt_dec_format(v, digits, again);
	FUZZ_CHECK(n == strlen(again) && n < RBT_DEC_MAX);
	FUZZ_CHECK(rbt_dec_parse(again, n, digits, &w) == RBT_DEC_EXACT);
	FUZZ_CHECK(v == w);
	FUZZ_CHECK(rbt_num_f64(text, len, -DBL_MAX, DBL_MAX, &x, NULL) == 0);
	y = rbt_dec_ratio(v, pow10_of(digits));
	if (status == RBT_DEC_EXACT)
		FUZZ_CHECK(x == y);
	else
		FUZZ_CHECK(fabs(x - y) <=
			   0.5000001 * pow(10, -digits) + fabs(x) * 1e-15);
}

static void
check_money(const char *text, size_t len)
{
	char again[RBT_MONEY_MAX];
	rbt_money m, back;
	struct rbt_err err = {0};
	size_t n;

	if (rbt_money_from_text(text, len, "cash", &m, &err) != 0) {
		fuzz_check_error(&err, RBT_E_DATA);
		return;
	}
	n = rbt_money_format(m, again);
	FUZZ_CHECK(n == strlen(again));
	FUZZ_CHECK(rbt_money_from_text(again, n, "cash", &back, NULL) == 0);
	FUZZ_CHECK(back.v == m.v);
	n = rbt_money_format_fixed(m, 16, again);
	FUZZ_CHECK(rbt_money_from_text(again, n, "cash", &back, NULL) == 0);
	FUZZ_CHECK(back.v == m.v);
}

/* A price without a place for rounding is the exact one. */
static void
check_px(const char *text, size_t len)
{
	bool rounded = false;
	rbt_px loose = {0}, strict = {0};
	struct rbt_err err = {0};
	int rc = rbt_px_from_text(text, len, "price", &loose, &rounded, &err);

	if (rc != 0)
		fuzz_check_error(&err, RBT_E_DATA);
	FUZZ_CHECK((rbt_px_from_text(text, len, "price", &strict, NULL, NULL) ==
		       0) == (rc == 0 && !rounded));
	FUZZ_CHECK(rc != 0 || rounded || loose.v == strict.v);
}

static void
check_f64(const char *text, size_t len)
{
	char *copy = rbt_xstrndup(text, len), *end;
	char again[RBT_NUM_F64_MAX];
	double x = 0, y = 0;
	struct rbt_err err = {0};

	if (rbt_num_f64(text, len, -DBL_MAX, DBL_MAX, &x, &err) == 0) {
		y = strtod(copy, &end);
		FUZZ_CHECK(end == copy + len && x == y);
		FUZZ_CHECK(rbt_num_format_f64(x, again) < RBT_NUM_F64_MAX);
		FUZZ_CHECK(rbt_num_f64(again, strlen(again), -DBL_MAX, DBL_MAX,
			       &y, NULL) == 0);
		FUZZ_CHECK(x == y);
	} else {
		fuzz_check_error(&err, RBT_E_DATA);
	}
	free(copy);
}

static void
check_i64(const char *text, size_t len)
{
	char *copy = rbt_xstrndup(text, len), *end;
	int64_t v;

	if (rbt_num_i64(text, len, INT64_MIN, INT64_MAX, &v, NULL) == 0) {
		FUZZ_CHECK(strtoll(copy, &end, 10) == v);
		FUZZ_CHECK(end == copy + len);
	}
	FUZZ_CHECK(rbt_num_i64(text, len, 1, 10, &v, NULL) != 0 ||
		   (v >= 1 && v <= 10));
	free(copy);
}

/* The bytes as a double. */
static void
check_bits(const uint8_t *data)
{
	char text[RBT_NUM_F64_MAX];
	double x, y;
	int64_t v;

	memcpy(&x, data, sizeof x);
	if (!isfinite(x))
		return;
	rbt_num_format_f64(x, text);
	FUZZ_CHECK(
	    rbt_num_f64(text, strlen(text), -DBL_MAX, DBL_MAX, &y, NULL) == 0);
	FUZZ_CHECK(x == y);
	if (rbt_dec_from_f64(x, &v))
		FUZZ_CHECK(fabs(x - rbt_px_to_f64((rbt_px){v})) <=
			   0.5000001e-8 + fabs(x) * 1e-15);
	else
		FUZZ_CHECK(fabs(x) > 9e10);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned how = fuzz_byte(&data, &size);
	const char *text = size > 0 ? (const char *)data : "";

	check_dec(text, size, (int)(how % 19));
	check_money(text, size);
	check_px(text, size);
	check_f64(text, size);
	check_i64(text, size);
	if (size >= sizeof(double))
		check_bits(data);
	return 0;
}
