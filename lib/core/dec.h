/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Exact decimals.  A price or a quantity is a signed 64-bit count of 1e-8; an
 * amount of money is a signed 128-bit count of 1e-16, so price x quantity is
 * exact and the ledger never rounds a trade.  They are structs, so that mixing
 * one with another or with a double does not compile.  Every operation that
 * can overflow says so.
 *
 * Range: prices and quantities to 92,233,720,368.54775807; money to 1.7e22.
 */
#ifndef RBT_CORE_DEC_H
#define RBT_CORE_DEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/digits.h"
#include "core/err.h"
#include "core/word.h"

#define RBT_DEC_DIGITS 8           /* decimals of a price or quantity */
#define RBT_DEC_ONE    100000000LL /* 1.0 as a price or quantity */

typedef struct {
	int64_t v;
} rbt_px;
typedef struct {
	int64_t v;
} rbt_qty;
typedef struct {
	rbt_i128 v;
} rbt_money;

/* How rbt_dec_parse ended. */
enum rbt_dec_status {
	RBT_DEC_EXACT,
	RBT_DEC_ROUNDED, /* more decimals than `digits`: rounded half to even */
	RBT_DEC_SYNTAX,  /* not a decimal number; *out untouched */
	RBT_DEC_RANGE,   /* does not fit 64 bits; *out untouched */
};

/*
 * The decimal in text[0..len-1] as a count of 10^-digits, digits 0..18: sign,
 * digits, point, digits, optional exponent (e or E).  At least one digit; no
 * spaces; no NaN or infinity.  Digits behind a long fraction are read to the
 * end.
 */
static inline enum rbt_dec_status rbt_dec_parse(const char *text, size_t len,
    int digits, int64_t *out);

/*
 * The same with an error message that names `what` ("price overflow", "expected
 * a number, got '12x'").  *rounded is set to true, never to false, if digits
 * were lost; rounded may be NULL, then a number that needs rounding is an
 * error.
 */
static inline int rbt_px_from_text(const char *text, size_t len,
    const char *what, rbt_px *out, bool *rounded,
    struct rbt_err *err) RBT_MUST_USE;
static inline int rbt_qty_from_text(const char *text, size_t len,
    const char *what, rbt_qty *out, bool *rounded,
    struct rbt_err *err) RBT_MUST_USE;
/* Money to 1e-16; more decimals are an error. */
int rbt_money_from_text(const char *text, size_t len, const char *what,
    rbt_money *out, struct rbt_err *err) RBT_MUST_USE;

/* Longest texts with their NUL. */
#define RBT_DEC_MAX   32
#define RBT_MONEY_MAX 48

/* Exact text of v x 10^-digits (0..18) without trailing zeros.  Returns the
 * length. */
size_t rbt_dec_format(int64_t v, int digits, char out[RBT_DEC_MAX]);
/* The same of a price. */
static inline size_t rbt_px_format(rbt_px p, char out[RBT_DEC_MAX]);
size_t rbt_money_format(rbt_money m, char out[RBT_MONEY_MAX]);
/* Money rounded half to even to `digits` (0..16) decimals, all of them shown.
 */
size_t rbt_money_format_fixed(rbt_money m, int digits, char out[RBT_MONEY_MAX]);

/* Correctly rounded doubles of exact decimals, the only way across. */
double rbt_px_to_f64(rbt_px p);
double rbt_money_to_f64(rbt_money m);
/* num / den, correctly rounded (one rounding); den > 0. */
double rbt_dec_ratio(rbt_i128 num, rbt_i128 den);

/* Exact x in units of 1e-8, half to even; false if not finite or out of range.
 */
bool rbt_dec_from_f64(double x, int64_t *out) RBT_MUST_USE;

/* a x b / c rounded half to even, or towards minus infinity; c > 0.  The
 * product may need up to 190 bits.  false if the result does not fit. */
bool rbt_dec_muldiv(rbt_i128 a, int64_t b, rbt_i128 c,
    rbt_i128 *out) RBT_MUST_USE;
bool rbt_dec_muldiv_floor(rbt_i128 a, int64_t b, rbt_i128 c,
    rbt_i128 *out) RBT_MUST_USE;

/* num / den rounded half to even; den > 0. */
rbt_i128 rbt_dec_div_even(rbt_i128 num, rbt_i128 den);

/* price x quantity, always exact and always in range. */
static inline rbt_money
rbt_money_of(rbt_px p, rbt_qty q)
{
	return (rbt_money){(rbt_i128)p.v * q.v};
}

/* false on overflow; *out is then untouched. */
static inline bool
rbt_money_add(rbt_money a, rbt_money b, rbt_money *out)
{
	rbt_i128 r;

	if (__builtin_add_overflow(a.v, b.v, &r))
		return false;
	out->v = r;
	return true;
}

static inline bool
rbt_money_sub(rbt_money a, rbt_money b, rbt_money *out)
{
	rbt_i128 r;

	if (__builtin_sub_overflow(a.v, b.v, &r))
		return false;
	out->v = r;
	return true;
}

/* The numbers that rbt_dec_short does not take. */
enum rbt_dec_status rbt_dec_parse_long(const char *text, size_t len, int digits,
    int64_t *out);
int rbt_dec_e8_from_long(const char *text, size_t len, const char *what,
    int64_t *out, bool *rounded, struct rbt_err *err) RBT_MUST_USE;

/*
 * As rbt_dec_short below for 1 to 8 characters, where text has eight that may
 * be read.  The first *shown of them, if not 0, are what rbt_dec_format makes
 * of the number.
 */
static RBT_INSIDE bool
rbt_dec_roomy(const char *text, size_t len, int digits, int64_t *out,
    size_t *shown)
{
	uint64_t x = rbt_word_load(text);
	struct rbt_word_number number;

	if (len - 1 > 7 || digits > 10 || !rbt_word_number(x, len, &number) ||
	    number.fraction > (size_t)digits)
		return false;
	*shown = len - number.idle;
	if ((x & 0xff) - '1' > 8) { /* 0 or a point in front */
		if (text[0] == '.' && len == 1)
			return false;
		if (text[0] == '.' || (len > 1 && text[1] != '.'))
			*shown = 0;
	}
	*out = (int64_t)(number.m *
			 rbt_digits_pow10[(size_t)digits - number.fraction]);
	return true;
}

/* Nearly every price: 4 to 8 digits and point, no sign.  Where the number is
 * one and needs no rounding. */
static inline bool
rbt_dec_short(const char *text, size_t len, int digits, int64_t *out)
{
	size_t fraction;
	uint64_t m;

	if (len - 4 > 4 || digits > 10 ||
	    !rbt_word_decimal(rbt_word_load_short(text, len), len, &m,
		&fraction) ||
	    fraction > (size_t)digits)
		return false;
	/* Eight digits and a scale of ten: it fits. */
	*out = (int64_t)(m * rbt_digits_pow10[(size_t)digits - fraction]);
	return true;
}

static inline enum rbt_dec_status
rbt_dec_parse(const char *text, size_t len, int digits, int64_t *out)
{
	if (rbt_dec_short(text, len, digits, out))
		return RBT_DEC_EXACT;
	return rbt_dec_parse_long(text, len, digits, out);
}

static inline int
rbt_px_from_text(const char *text, size_t len, const char *what, rbt_px *out,
    bool *rounded, struct rbt_err *err)
{
	if (rbt_dec_short(text, len, RBT_DEC_DIGITS, &out->v))
		return 0;
	return rbt_dec_e8_from_long(text, len, what, &out->v, rounded, err);
}

static inline int
rbt_qty_from_text(const char *text, size_t len, const char *what, rbt_qty *out,
    bool *rounded, struct rbt_err *err)
{
	if (rbt_dec_short(text, len, RBT_DEC_DIGITS, &out->v))
		return 0;
	return rbt_dec_e8_from_long(text, len, what, &out->v, rounded, err);
}

/* The text of v x 10^-8 if four digits on either side of the point hold it, as
 * they do most prices.  Returns the length, 0 if they do not. */
static inline size_t
rbt_dec_format_short(uint64_t v, char out[RBT_DEC_MAX])
{
	uint64_t e4 = v / 10000, digits, fraction;
	size_t n;

	if (e4 >= RBT_DEC_ONE || e4 * 10000 != v)
		return 0;
	digits = rbt_digits_eight((uint32_t)e4);
	/* Zeros in front, but for the digit before the point, are left out. */
	n = (size_t)__builtin_ctzll(digits | UINT64_C(1) << 24) / 8;
	rbt_word_store((digits | RBT_WORD_EACH('0')) >> (8 * n), out);
	n = 4 - n;
	fraction = digits >> 32;
	out[n] = '.';
	rbt_word_store(fraction | RBT_WORD_EACH('0'), out + n + 1);
	if (fraction) /* and those at the end */
		n += 9 - (size_t)__builtin_clzll(fraction) / 8;
	out[n] = '\0';
	return n;
}

static inline size_t
rbt_px_format(rbt_px p, char out[RBT_DEC_MAX])
{
	size_t n = rbt_dec_format_short((uint64_t)p.v, out);

	return n > 0 ? n : rbt_dec_format(p.v, RBT_DEC_DIGITS, out);
}

#endif
