/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grammar of a decimal number, read once for core/dec.h and core/num.h. */
#ifndef RBT_CORE_SCAN_H
#define RBT_CORE_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"

/*
 * (-1)^neg x (m + fraction) x 10^exp, where the fraction is 0.next... with
 * `more` set if a digit behind `next` is not zero.  Digits are left out of m
 * only when m > 3.4e37, so m x 10 would not fit 128 bits.
 */
struct rbt_scan {
	bool neg;
	rbt_u128 m;
	unsigned next;
	bool more;
	int64_t exp;
};

/*
 * Sign, digits, point, digits, exponent: the whole text, at least one digit,
 * nothing else (no spaces, NaN, infinity, hexadecimal).  false otherwise.
 */
bool rbt_scan_decimal(const char *text, size_t len,
    struct rbt_scan *out) RBT_MUST_USE;

#endif
