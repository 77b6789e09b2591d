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

#endif
