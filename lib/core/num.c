/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/num.h"

#include "core/digits.h"
#include "core/mem.h"
#include "core/scan.h"

/* The powers of ten that a double holds exactly. */
static const double pow10_exact[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7,
    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22};

int
rbt_num_i64(const char *text, size_t len, int64_t min, int64_t max,
    int64_t *out, struct rbt_err *err)
{
	const char *p = text, *end = text + len;
	char quote[RBT_ERR_QUOTE];
	bool neg = false, overflow = false;
	int64_t v = 0;

	if (p < end && (*p == '-' || *p == '+'))
		neg = *p++ == '-';
	if (p == end)
		goto syntax;
	for (; p < end; p++) {
		int d = *p - '0';

		if (d < 0 || d > 9)
			goto syntax;
		/* Counting down for negative numbers reaches INT64_MIN. */
		overflow |= __builtin_mul_overflow(v, 10, &v) ||
			    __builtin_add_overflow(v, neg ? -d : d, &v);
	}
	if (overflow || v < min || v > max)
		return rbt_err_set(err, RBT_E_DATA, "%s is outside %lld..%lld",
		    rbt_err_quote(text, len, quote), (long long)min,
		    (long long)max);
	*out = v;
	return 0;
syntax:
	return rbt_err_set(err, RBT_E_DATA, "expected a whole number, got '%s'",
	    rbt_err_quote(text, len, quote));
}

/*
 * strtod of a text that is known to be a plain decimal.  The locale is "C":
 * no program of this project sets another.
 */
static double
convert(const char *text, size_t len)
{
	char small[128], *copy = small;
	double x;

	if (len >= sizeof small)
		copy = rbt_xmalloc(len + 1);
	memcpy(copy, text, len);
	copy[len] = '\0';
	x = strtod(copy, NULL);
	if (copy != small)
		free(copy);
	return x;
}

int
rbt_num_f64(const char *text, size_t len, double min, double max, double *out,
    struct rbt_err *err)
{
	const rbt_u128 exact = (rbt_u128)1 << 53;
	char quote[RBT_ERR_QUOTE];
	struct rbt_scan s;
	double x;

	if (!rbt_scan_decimal(text, len, &s))
		return rbt_err_set(err, RBT_E_DATA,
		    "expected a number, got '%s'",
		    rbt_err_quote(text, len, quote));
	if (s.m <= exact && s.exp >= -22 && s.exp <= 22) {
		/* Both parts are exact doubles, so one operation rounds once
		 * (W. D. Clinger, "How to Read Floating Point Numbers
		 * Accurately", 1990). */
		x = (double)(uint64_t)s.m;
		x = s.exp < 0 ? x / pow10_exact[-s.exp]
			      : x * pow10_exact[s.exp];
		x = s.neg ? -x : x;
	} else {
		x = convert(text, len);
	}
	if (!(x >= min && x <= max) || isinf(x))
		return rbt_err_set(err, RBT_E_DATA,
		    "%s is outside %.15g..%.15g",
		    rbt_err_quote(text, len, quote), min, max);
	*out = x;
	return 0;
}

int
rbt_num_option_i64(const char *option, const char *text, int64_t min,
    int64_t max, int64_t *out, struct rbt_err *err)
{
	struct rbt_err why = {0};

	if (text != NULL)
		(void)!rbt_num_i64(text, strlen(text), min, max, out, &why);
	return rbt_err_option(err, option, &why);
}

int
rbt_num_option_f64(const char *option, const char *text, double min, double max,
    double *out, struct rbt_err *err)
{
	struct rbt_err why = {0};

	if (text != NULL)
		(void)!rbt_num_f64(text, strlen(text), min, max, out, &why);
	return rbt_err_option(err, option, &why);
}

/* ---- double to text ---- */

/* A positive double as m x 2^-shift, and its decimal position. */
struct parts {
	uint64_t m;
	unsigned shift;
	int point; /* digits before the decimal point; 0 or less: 0.0... */
};

/* x x 10^places as a whole number, rounded half to even, exactly. */
static uint64_t
scale(const struct parts *x, unsigned places)
{
	rbt_u128 v = x->m * rbt_digits_pow10_wide(places);
	rbt_u128 rest = v & (((rbt_u128)1 << x->shift) - 1);
	rbt_u128 half = (rbt_u128)1 << (x->shift - 1);
	uint64_t q = (uint64_t)(v >> x->shift);

	return q + (rest > half || (rest == half && (q & 1)));
}

/* Whether digits x 10^-places is nearest to x among all doubles. */
static bool
reads_back(const struct parts *x, uint64_t digits, unsigned places)
{
	rbt_u128 unit = rbt_digits_pow10_wide(places);
	rbt_u128 a = (rbt_u128)digits << x->shift, b = x->m * unit;
	rbt_u128 diff = a > b ? a - b : b - a;

	/* Half a step is unit/2 here; below a power of two, half of that. */
	if (a < b && x->m == UINT64_C(1) << 52)
		return 4 * diff <= unit;
	return 2 * diff < unit || (2 * diff == unit && (x->m & 1) == 0);
}

/* digits x 10^-places without trailing zeros. */
static char *
put_digits(uint64_t digits, unsigned places, char *p)
{
	char text[20];
	size_t n = rbt_digits_put(digits, text), whole;

	while (places > 0 && text[n - 1] == '0') {
		n--;
		places--;
	}
	if (n <= places) {
		*p++ = '0';
		*p++ = '.';
		memset(p, '0', places - n);
		p += places - n;
		whole = 0;
	} else {
		whole = n - places;
		memcpy(p, text, whole);
		p += whole;
		if (places)
			*p++ = '.';
	}
	memcpy(p, text + whole, n - whole);
	return p + (n - whole);
}

/* 1e-4 <= x < 1e15, where "%.15g" and up use no exponent. */
static char *
put_plain(double x, char *p)
{
	struct parts parts;
	uint64_t digits;
	unsigned places;
	int exp;

	/* frexp and ldexp are exact. */
	parts.m = (uint64_t)ldexp(frexp(x, &exp), 53);
	parts.shift = (unsigned)(53 - exp); /* 3..66 */
	/* 2^(exp-1) <= x, so this is floor(log10 x) + 1 or one less. */
	parts.point = (int)floor((exp - 1) * 0.30102999) + 1;
	if (scale(&parts, (unsigned)(17 - parts.point)) >= rbt_digits_pow10[17])
		parts.point++;
	for (int n = 15;; n++) {
		places = (unsigned)(n - parts.point);
		digits = scale(&parts, places);
		if (n == 17 || reads_back(&parts, digits, places))
			return put_digits(digits, places, p);
	}
}

size_t
rbt_num_format_f64(double x, char out[RBT_NUM_F64_MAX])
{
	double mag = fabs(x);
	char *p = out;

	if (x < 0)
		*p++ = '-';
	if (mag < 1e15 && mag == (double)(uint64_t)mag) {
		p += rbt_digits_put((uint64_t)mag, p);
	} else if (mag >= 1e-4 && mag < 1e15) {
		p = put_plain(mag, p);
	} else {
		for (int n = 15; n <= 17; n++) {
			snprintf(p, RBT_NUM_F64_MAX - 1, "%.*g", n, mag);
			if (strtod(p, NULL) == mag)
				break;
		}
		p += strlen(p);
	}
	*p = '\0';
	return (size_t)(p - out);
}
