/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Powers of ten, and unsigned integers to decimal digits, two at a time. */
#ifndef RBT_CORE_DIGITS_H
#define RBT_CORE_DIGITS_H

#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"

/* 10^0 .. 10^19, all that fit 64 bits. */
extern const uint64_t rbt_digits_pow10[20];

/* 10^n, n <= 38. */
rbt_u128 rbt_digits_pow10_wide(unsigned n);

/* The digits of v without a NUL, at most 20.  Returns their number. */
size_t rbt_digits_put(uint64_t v, char *out);

/* Exactly n digits of v < 10^n, zeros in front; n may be 0. */
void rbt_digits_pad(uint64_t v, unsigned n, char *out);

/* The two digits of v < 100. */
static inline void
rbt_digits_two(unsigned v, char out[2])
{
	out[0] = (char)('0' + v / 10);
	out[1] = (char)('0' + v % 10);
}

/*
 * The eight digits of v < 10^8 as the bytes of a word, the first in the lowest
 * byte: halves, quarters and at last single digits beside each other.  Source
 * of the method: Paul Khuong, "How to print integers really fast" (2017).
 */
static inline uint64_t
rbt_digits_eight(uint32_t v)
{
	uint64_t halves = v / 10000 | (uint64_t)(v % 10000) << 32;
	/* 10486 / 2^20 is 1/100 and 103 / 2^10 is 1/10, near enough. */
	uint64_t high = halves * 10486 >> 20 & UINT64_C(0x0000007f0000007f);
	uint64_t quarters = high | (halves - 100 * high) << 16;
	uint64_t tens = quarters * 103 >> 10 & UINT64_C(0x000f000f000f000f);

	return tens | (quarters - 10 * tens) << 8;
}

#endif
