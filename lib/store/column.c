/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/column.h"

#include <stdbool.h>

#include "core/digits.h"

#define POWER_MAX 18
#define STEP      4096 /* rows between two looks at the buffer's size */

/* The largest power of ten that divides all values. */
static int
find_power(const int64_t *v, size_t n)
{
	int d = POWER_MAX;
	int64_t p = (int64_t)rbt_digits_pow10[d];

	for (size_t i = 0; i < n && d > 0; i++) {
		while (v[i] % p != 0) {
			p /= 10;
			d--;
		}
	}
	return d;
}

/* Seven bits a byte, the low ones first, a set top bit if more follow.  All
 * arithmetic is modulo 2^64: no difference is too large. */
static uint8_t *
put(uint8_t *out, uint64_t difference)
{
	uint64_t sign = 0 - (difference >> 63);
	uint64_t z = difference << 1 ^ sign;

	while (z >= 0x80) {
		*out++ = (uint8_t)(z | 0x80);
		z >>= 7;
	}
	*out++ = (uint8_t)z;
	return out;
}

void
rbt_column_pack(struct rbt_buf *out, const int64_t *v, size_t n)
{
	int d = find_power(v, n);
	int64_t p = (int64_t)rbt_digits_pow10[d];
	uint64_t last = 0;

	rbt_buf_add_char(out, (char)d);
	for (size_t i = 0; i < n; i += STEP) {
		size_t m = n - i < STEP ? n - i : STEP;
		char *start = rbt_buf_reserve(out, m * RBT_COLUMN_ROW_MAX);
		uint8_t *at = (uint8_t *)start;

		for (size_t k = i; k < i + m; k++) {
			uint64_t now = (uint64_t)(v[k] / p);

			at = put(at, now - last);
			last = now;
		}
		out->len += (size_t)(at - (uint8_t *)start);
	}
}

/* One number; false if there is none. */
static bool
take(const uint8_t **at, const uint8_t *end, uint64_t *out)
{
	const uint8_t *p = *at;
	uint64_t z = 0;

	for (int shift = 0; shift < 70 && p < end; shift += 7) {
		uint8_t byte = *p++;

		z |= (uint64_t)(byte & 0x7f) << shift;
		if (byte < 0x80) {
			*out = z >> 1 ^ (0 - (z & 1));
			*at = p;
			return true;
		}
	}
	return false;
}

int
rbt_column_unpack(const uint8_t **at, const uint8_t *end, int64_t *v, size_t n,
    struct rbt_err *err)
{
	uint64_t p, sum = 0, difference = 0;

	if (*at == end)
		return rbt_err_set(err, RBT_E_DATA, "a column ends early");
	if (**at > POWER_MAX)
		return rbt_err_set(err, RBT_E_DATA, "byte %u begins no column",
		    **at);
	p = rbt_digits_pow10[*(*at)++];
	for (size_t i = 0; i < n; i++) {
		if (!take(at, end, &difference))
			return rbt_err_set(err, RBT_E_DATA,
			    "a column ends early, in row %zu of %zu", i + 1, n);
		sum += difference;
		v[i] = (int64_t)(sum * p);
	}
	return 0;
}
