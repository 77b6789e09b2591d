/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "core/dec.h"

#include "core/digits.h"
#include "core/scan.h"

#define MONEY_DIGITS 16
#define E16          UINT64_C(10000000000000000)

static rbt_u128
magnitude(rbt_i128 v)
{
	return v < 0 ? -(rbt_u128)v : (rbt_u128)v;
}

/* Whether +-mag fits `bits` bits in two's complement; if so, into *out. */
static bool
signed_fit(rbt_u128 mag, bool neg, unsigned bits, rbt_i128 *out)
{
	rbt_u128 limit = (rbt_u128)1 << (bits - 1);

	if (mag > limit || (mag == limit && !neg))
		return false;
	*out = neg ? (rbt_i128)-mag : (rbt_i128)mag;
	return true;
}

/* Whether q + rest/den rounds up, half to even; rest < den < 2^127. */
static bool
rounds_up(rbt_u128 q, rbt_u128 rest, rbt_u128 den)
{
	return 2 * rest > den || (2 * rest == den && (q & 1));
}

/* ---- text to decimal ---- */

/* A scanned number in units of 10^-digits.  false: more than 128 bits. */
static bool
scan_scale(const struct rbt_scan *s, int digits, rbt_u128 *out, bool *rounded)
{
	int64_t exp = s->exp + digits;
	bool tail = s->next != 0 || s->more;
	rbt_u128 unit, q, rest;
	bool up;

	*rounded = false;
	*out = s->m;
	if (s->m == 0)
		return true;
	if (exp > 0)
		return exp <= 38 &&
		       !__builtin_mul_overflow(s->m,
			   rbt_digits_pow10_wide((unsigned)exp), out) &&
		       !tail;
	if (exp == 0) {
		*rounded = tail;
		up = s->next > 5 || (s->next == 5 && (s->more || (s->m & 1)));
		return !__builtin_add_overflow(s->m, up, out);
	}
	if (exp < -38) { /* m < 3.5e38, so this is below 0.35 units */
		*rounded = true;
		*out = 0;
		return true;
	}
	unit = rbt_digits_pow10_wide((unsigned)-exp);
	q = s->m / unit;
	rest = s->m % unit;
	*rounded = rest != 0 || tail;
	up = 2 * rest > unit || (2 * rest == unit && (tail || (q & 1)));
	*out = q + up;
	return true;
}

static enum rbt_dec_status
parse_wide(const char *text, size_t len, int digits, unsigned bits,
    rbt_i128 *out)
{
	struct rbt_scan s;
	rbt_u128 mag;
	bool rounded;

	if (!rbt_scan_decimal(text, len, &s))
		return RBT_DEC_SYNTAX;
	if (!scan_scale(&s, digits, &mag, &rounded) ||
	    !signed_fit(mag, s.neg, bits, out))
		return RBT_DEC_RANGE;
	return rounded ? RBT_DEC_ROUNDED : RBT_DEC_EXACT;
}

/* A few digits, a point and a few digits: one pass and one multiplication. */
enum rbt_dec_status
rbt_dec_parse_long(const char *text, size_t len, int digits, int64_t *out)
{
	const char *p = text, *end = text + len, *start;
	enum rbt_dec_status status;
	uint64_t m = 0;
	size_t n, fraction = 0;
	unsigned c;
	bool neg = false;
	rbt_i128 wide;

	if (p < end && (*p == '-' || *p == '+'))
		neg = *p++ == '-';
	start = p;
	for (; p < end && (c = (unsigned)*p - '0') < 10; p++)
		m = m * 10 + c;
	n = (size_t)(p - start);
	if (p < end && *p == '.') {
		start = ++p;
		for (; p < end && (c = (unsigned)*p - '0') < 10; p++)
			m = m * 10 + c;
		fraction = (size_t)(p - start);
		n += fraction;
	}
	if (p == end && n - 1 < 18 && fraction <= (size_t)digits) {
		m *= rbt_digits_pow10[(size_t)digits - fraction];
		/* 18 digits and the scale together below 19 digits: it fits. */
		if (n + (size_t)digits - fraction <= 18) {
			*out = neg ? -(int64_t)m : (int64_t)m;
			return RBT_DEC_EXACT;
		}
	}
	status = parse_wide(text, len, digits, 64, &wide);
	if (status == RBT_DEC_EXACT || status == RBT_DEC_ROUNDED)
		*out = (int64_t)wide;
	return status;
}

/* 0, or -1 with the message that belongs to the status. */
static int
status_check(enum rbt_dec_status status, const char *text, size_t len,
    const char *what, int digits, bool *rounded, struct rbt_err *err)
{
	char quote[RBT_ERR_QUOTE];

	switch (status) {
	case RBT_DEC_SYNTAX:
		return rbt_err_set(err, RBT_E_DATA,
		    "%s: expected a number, got '%s'", what,
		    rbt_err_quote(text, len, quote));
	case RBT_DEC_RANGE:
		return rbt_err_set(err, RBT_E_DATA, "%s overflow: %s", what,
		    rbt_err_quote(text, len, quote));
	case RBT_DEC_ROUNDED:
		if (!rounded)
			return rbt_err_set(err, RBT_E_DATA,
			    "%s: more than %d decimals: %s", what, digits,
			    rbt_err_quote(text, len, quote));
		*rounded = true;
		return 0;
	case RBT_DEC_EXACT:
	default:
		return 0;
	}
}

int
rbt_dec_e8_from_long(const char *text, size_t len, const char *what,
    int64_t *out, bool *rounded, struct rbt_err *err)
{
	int64_t v = 0;
	enum rbt_dec_status s =
	    rbt_dec_parse_long(text, len, RBT_DEC_DIGITS, &v);

	if (s != RBT_DEC_EXACT &&
	    status_check(s, text, len, what, RBT_DEC_DIGITS, rounded, err) != 0)
		return -1;
	*out = v;
	return 0;
}

int
rbt_money_from_text(const char *text, size_t len, const char *what,
    rbt_money *out, struct rbt_err *err)
{
	rbt_i128 v;
	enum rbt_dec_status s = parse_wide(text, len, MONEY_DIGITS, 128, &v);

	if (status_check(s, text, len, what, MONEY_DIGITS, NULL, err) != 0)
		return -1;
	out->v = v;
	return 0;
}

/* ---- decimal to text ---- */

/* A whole number of up to 39 digits; returns the end. */
static char *
put_whole(rbt_u128 v, char *p)
{
	const uint64_t e19 = rbt_digits_pow10[19];
	rbt_u128 high;

	if (v >> 64 == 0)
		return p + rbt_digits_put((uint64_t)v, p);
	high = v / e19;
	p = put_whole(high, p); /* at most two levels deep */
	rbt_digits_pad((uint64_t)(v - high * e19), 19, p);
	return p + 19;
}

/* sign, whole part and `digits` decimals, fewer if trimmed; with the NUL. */
static size_t
put(bool neg, rbt_u128 whole, uint64_t fraction, int digits, bool trim,
    char *out)
{
	char *p = out;

	if (neg)
		*p++ = '-';
	p = put_whole(whole, p);
	if (digits > 0 && !(trim && fraction == 0)) {
		*p++ = '.';
		rbt_digits_pad(fraction, (unsigned)digits, p);
		p += digits;
		while (trim && p[-1] == '0')
			p--;
	}
	*p = '\0';
	return (size_t)(p - out);
}

/* v < 10^8 without a loop; returns the end.  May write eight bytes. */
static inline char *
put_short(uint32_t v, char *p)
{
	uint64_t digits = rbt_digits_eight(v);
	/* The last digit stays if it is 0 too. */
	int zeros = __builtin_ctzll(digits | UINT64_C(1) << 56) / 8;

	rbt_word_store((digits | RBT_WORD_EACH('0')) >> (8 * zeros), p);
	return p + 8 - zeros;
}

/* The same as put, for the eight decimals that nearly every number has,
 * trimmed, and for a whole part of up to eight digits. */
static inline size_t
put_e8(uint64_t mag, char *out)
{
	uint64_t one = RBT_DEC_ONE;
	uint64_t fraction = rbt_digits_eight((uint32_t)(mag % one));
	char *p = put_short((uint32_t)(mag / one), out);

	*p = '.';
	rbt_word_store(fraction | RBT_WORD_EACH('0'), p + 1);
	if (fraction)
		p += 9 - __builtin_clzll(fraction) / 8;
	*p = '\0';
	return (size_t)(p - out);
}

size_t
rbt_dec_format(int64_t v, int digits, char out[RBT_DEC_MAX])
{
	uint64_t mag = v < 0 ? -(uint64_t)v : (uint64_t)v;
	uint64_t unit = rbt_digits_pow10[digits];
	size_t n;

	*out = '-';
	if (digits == RBT_DEC_DIGITS &&
	    (n = rbt_dec_format_short(mag, out + (v < 0))) > 0)
		return (v < 0) + n;
	if (digits == RBT_DEC_DIGITS && mag < E16)
		return (v < 0) + put_e8(mag, out + (v < 0));
	if (digits == 0 && mag < RBT_DEC_ONE) {
		char *end = put_short((uint32_t)mag, out + (v < 0));

		*end = '\0';
		return (size_t)(end - out);
	}
	return put(v < 0, mag / unit, mag % unit, digits, true, out);
}

static size_t
put_money(rbt_i128 v, int digits, bool trim, char *out)
{
	rbt_u128 mag = magnitude(v);
	uint64_t unit = rbt_digits_pow10[digits];
	rbt_u128 whole = mag / unit;

	return put(v < 0, whole, (uint64_t)(mag - whole * unit), digits, trim,
	    out);
}

size_t
rbt_money_format(rbt_money m, char out[RBT_MONEY_MAX])
{
	return put_money(m.v, MONEY_DIGITS, true, out);
}

size_t
rbt_money_format_fixed(rbt_money m, int digits, char out[RBT_MONEY_MAX])
{
	uint64_t unit = rbt_digits_pow10[MONEY_DIGITS - digits];

	return put_money(rbt_dec_div_even(m.v, (rbt_i128)unit), digits, false,
	    out);
}

/* ---- decimals and doubles ---- */

static unsigned
bit_length(rbt_u128 v)
{
	uint64_t high = (uint64_t)(v >> 64), low = (uint64_t)v;

	if (high)
		return 128 - (unsigned)__builtin_clzll(high);
	return low ? 64 - (unsigned)__builtin_clzll(low) : 0;
}

/* (q + something below one if `more`) x 2^exp as a double; q >= 2^54. */
static double
round_to_f64(rbt_u128 q, bool more, int exp)
{
	unsigned shift = bit_length(q) - 53;
	rbt_u128 rest = q & (((rbt_u128)1 << shift) - 1);
	rbt_u128 half = (rbt_u128)1 << (shift - 1);
	uint64_t m = (uint64_t)(q >> shift);

	if (rest > half || (rest == half && (more || (m & 1))))
		m++;
	return ldexp((double)m, exp + (int)shift);
}

/*
 * Long division: 64 more bits of n / d, where both have their top bit set, by
 * one step with words of 64 bits (Knuth, TAOCP 2, 4.3.1, algorithm D: the
 * estimate from the divisor's high word is at most 2 too large).  Sets *more if
 * a remainder is left.
 */
static rbt_u128
divide_bits(rbt_u128 n, rbt_u128 d, bool *more)
{
	rbt_u128 first = n >= d, rest = n >= d ? n - d : n;
	uint64_t high = (uint64_t)(d >> 64), q = UINT64_MAX;
	rbt_u128 left, low;

	if ((uint64_t)(rest >> 64) < high)
		q = (uint64_t)(rest / high);
	left = rest - (rbt_u128)q * high;
	low = (rbt_u128)q * (uint64_t)d;
	/* The remainder is left x 2^64 - low, and may be below zero. */
	if (left >> 64 == 0 && low > left << 64) {
		rbt_u128 lack = low - (left << 64);

		q--;
		if (lack > d) {
			lack -= d;
			q--;
		}
		*more = lack != d;
	} else {
		*more = left << 64 != low;
	}
	return first << 64 | q;
}

double
rbt_dec_ratio(rbt_i128 num, rbt_i128 den)
{
	const rbt_u128 exact = (rbt_u128)1 << 53;
	rbt_u128 n = magnitude(num), d = (rbt_u128)den, q;
	int n_shift, d_shift;
	bool more;
	double x;

	if (n <= exact && d <= exact) {
		/* Both convert exactly, so the division rounds once. */
		x = (double)(uint64_t)n / (double)(uint64_t)d;
		return num < 0 ? -x : x;
	}
	if (n == 0)
		return 0;
	n_shift = 128 - (int)bit_length(n);
	n <<= n_shift;
	if (d >> 63 == 0) {
		/* The quotient has 65 bits or more: enough to round. */
		q = n / d;
		x = round_to_f64(q, q * d != n, -n_shift);
	} else {
		d_shift = 128 - (int)bit_length(d);
		q = divide_bits(n, d << d_shift, &more);
		x = round_to_f64(q, more, d_shift - n_shift - 64);
	}
	return num < 0 ? -x : x;
}

double
rbt_px_to_f64(rbt_px p)
{
	return rbt_dec_ratio(p.v, RBT_DEC_ONE);
}

double
rbt_money_to_f64(rbt_money m)
{
	return rbt_dec_ratio(m.v, (rbt_i128)RBT_DEC_ONE * RBT_DEC_ONE);
}

bool
rbt_dec_from_f64(double x, int64_t *out)
{
	rbt_u128 scaled, q, unit;
	rbt_i128 v;
	int exp;

	if (!isfinite(x))
		return false;
	/* |x| = m x 2^exp with a whole m < 2^53, so m x 1e8 is exact. */
	scaled =
	    (rbt_u128)(uint64_t)ldexp(frexp(fabs(x), &exp), 53) * RBT_DEC_ONE;
	exp -= 53;
	if (scaled == 0 || exp < -81) { /* below half a unit: m x 1e8 < 2^80 */
		*out = 0;
		return true;
	}
	if (exp >= 0)
		return false;
	unit = (rbt_u128)1 << -exp;
	q = scaled >> -exp;
	q += rounds_up(q, scaled & (unit - 1), unit);
	if (!signed_fit(q, x < 0, 64, &v))
		return false;
	*out = (int64_t)v;
	return true;
}

/* ---- multiplication and division ---- */

/* a x b / c as a whole quotient and a rest; false if it needs over 128 bits. */
static bool
muldiv(rbt_u128 a, uint64_t b, rbt_u128 c, rbt_u128 *quotient, rbt_u128 *rest)
{
	rbt_u128 low = (rbt_u128)(uint64_t)a * b;
	rbt_u128 high = (a >> 64) * b + (low >> 64);
	rbt_u128 q = 0, r = high >> 64; /* bits 128 and up of the product */

	low = high << 64 | (uint64_t)low;
	if (r == 0) {
		*quotient = low / c;
		*rest = low % c;
		return true;
	}
	if (r >= c)
		return false;
	for (int i = 0; i < 128; i++) {
		r = r << 1 | low >> 127; /* r < c < 2^127 */
		low <<= 1;
		q <<= 1;
		if (r >= c) {
			r -= c;
			q |= 1;
		}
	}
	*quotient = q;
	*rest = r;
	return true;
}

/* The sign that rounding and range need is put back here. */
static bool
muldiv_round(rbt_i128 a, int64_t b, rbt_i128 c, bool to_floor, rbt_i128 *out)
{
	bool neg = (a < 0) != (b < 0), up;
	uint64_t b_mag = b < 0 ? -(uint64_t)b : (uint64_t)b;
	rbt_u128 q, rest;

	if (!muldiv(magnitude(a), b_mag, (rbt_u128)c, &q, &rest))
		return false;
	up = to_floor ? neg && rest != 0 : rounds_up(q, rest, (rbt_u128)c);
	if (__builtin_add_overflow(q, up, &q))
		return false;
	return signed_fit(q, neg, 128, out);
}

bool
rbt_dec_muldiv(rbt_i128 a, int64_t b, rbt_i128 c, rbt_i128 *out)
{
	return muldiv_round(a, b, c, false, out);
}

bool
rbt_dec_muldiv_floor(rbt_i128 a, int64_t b, rbt_i128 c, rbt_i128 *out)
{
	return muldiv_round(a, b, c, true, out);
}

rbt_i128
rbt_dec_div_even(rbt_i128 num, rbt_i128 den)
{
	rbt_u128 n = magnitude(num), d = (rbt_u128)den, q = n / d;

	q += rounds_up(q, n - q * d, d);
	return num < 0 ? (rbt_i128)-q : (rbt_i128)q;
}
