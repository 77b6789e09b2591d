/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/digits.h"

#define E(n) UINT64_C(1##n)
const uint64_t rbt_digits_pow10[20] = {
    E(),
    E(0),
    E(00),
    E(000),
    E(0000),
    E(00000),
    E(000000),
    E(0000000),
    E(00000000),
    E(000000000),
    E(0000000000),
    E(00000000000),
    E(000000000000),
    E(0000000000000),
    E(00000000000000),
    E(000000000000000),
    E(0000000000000000),
    E(00000000000000000),
    E(000000000000000000),
    E(0000000000000000000),
};

rbt_u128
rbt_digits_pow10_wide(unsigned n)
{
	return (rbt_u128)rbt_digits_pow10[n / 2] * rbt_digits_pow10[n - n / 2];
}

static const char pairs[] = "0001020304050607080910111213141516171819"
			    "2021222324252627282930313233343536373839"
			    "4041424344454647484950515253545556575859"
			    "6061626364656667686970717273747576777879"
			    "8081828384858687888990919293949596979899";

/* How many digits v has: the bits times log10(2), corrected by one look-up. */
static unsigned
count(uint64_t v)
{
	unsigned bits = 64 - (unsigned)__builtin_clzll(v | 1);
	unsigned n = bits * 1233 >> 12;

	return n + (v >= rbt_digits_pow10[n]) + (v == 0);
}

/* Digits of v < 100, one or two. */
static inline size_t
put_pair(uint64_t v, char *out)
{
	if (v < 10) {
		*out = (char)('0' + v);
		return 1;
	}
	memcpy(out, pairs + 2 * v, 2);
	return 2;
}

/* Up to four digits without a loop: most prices have no more in front. */
size_t
rbt_digits_put(uint64_t v, char *out)
{
	size_t n;

	if (v < 100)
		return put_pair(v, out);
	if (v < 10000) {
		n = put_pair(v / 100, out);
		memcpy(out + n, pairs + 2 * (v % 100), 2);
		return n + 2;
	}
	n = count(v);
	rbt_digits_pad(v, (unsigned)n, out);
	return n;
}

void
rbt_digits_pad(uint64_t v, unsigned n, char *out)
{
	while (n >= 2) {
		n -= 2;
		memcpy(out + n, pairs + 2 * (v % 100), 2);
		v /= 100;
	}
	if (n)
		out[0] = (char)('0' + v % 10);
}
