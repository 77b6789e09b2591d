/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Eight characters at once, as the bytes of one word with the first in the
 * lowest: what the parsers of millions of numbers do without a loop, so
 * without a branch that depends on how long a number is.
 */
#ifndef RBT_CORE_WORD_H
#define RBT_CORE_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The byte in all eight places. */
#define RBT_WORD_EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* The eight characters at p. */
static inline uint64_t
rbt_word_load(const char *p)
{
	uint64_t x;

	memcpy(&x, p, 8);
#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
	x = __builtin_bswap64(x);
#endif
	return x;
}

/* The reverse: eight characters to p. */
static inline void
rbt_word_store(uint64_t x, char *p)
{
#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
	x = __builtin_bswap64(x);
#endif
	memcpy(p, &x, 8);
}

/* The n characters at p, 4 to 8, in the low bytes and zeros in the others. */
static inline uint64_t
rbt_word_load_short(const char *p, size_t n)
{
	uint32_t head, tail;

	memcpy(&head, p, 4);
	memcpy(&tail, p + n - 4, 4);
#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
	head = __builtin_bswap32(head);
	tail = __builtin_bswap32(tail);
#endif
	/* Where the two overlap they agree. */
	return head | (uint64_t)tail << (8 * (n - 4));
}

/* A number of at most eight characters, digits with at most one point. */
struct rbt_word_number {
	uint64_t m;      /* without the point; a point alone is 0 */
	size_t fraction; /* how many of its digits stand behind the point */
	size_t idle;     /* characters at the end that could be left out: zeros
			    behind the point, and a point with no other behind */
};

/* The number of eight digits, each the value of a byte.
 * Source: Daniel Lemire, "Quickly parsing eight digits" (2018). */
static inline uint64_t
rbt_word_eight(uint64_t x)
{
	uint64_t front, back;

	x = x * 10 + (x >> 8);
	front =
	    (x & UINT64_C(0xff000000ff)) * (100 + (UINT64_C(1000000) << 32));
	back =
	    (x >> 16 & UINT64_C(0xff000000ff)) * (1 + (UINT64_C(10000) << 32));
	return (front + back) >> 32;
}

/*
 * The number in the n <= 8 low bytes of x, n > 0; what is above them does not
 * matter.  false if there is none.
 */
static inline bool
rbt_word_number(uint64_t x, size_t n, struct rbt_word_number *out)
{
	uint64_t other;

	/* The last one to the top; what comes in before is zero. */
	x = (x ^ RBT_WORD_EACH('0')) << (64 - 8 * n);
	/* Bit 7 of the first that is no digit, and perhaps of later ones. */
	other = ((x + RBT_WORD_EACH(0x7f - 9)) | x) & RBT_WORD_EACH(0x80);
	out->fraction = out->idle = 0;
	if (other != 0) {
		unsigned at = (unsigned)__builtin_ctzll(other);
		uint64_t before = x & ((other >> 7) - 1);
		uint64_t behind = x & -(2 * other);

		if ((other & (other - 1)) != 0 ||
		    (x >> (at - 7) & 0xff) != ('.' ^ '0'))
			return false;
		out->fraction = (63 - at) / 8;
		/* Up to the top bit of what stands before the point, where bits
		 * are counted from below, which processors do faster. */
		out->idle = (size_t)__builtin_ctzll(
				__builtin_bswap64(behind | other >> 8 | 1)) /
			    8;
		x = before << 8 | behind;
	}
	out->m = rbt_word_eight(x);
	return true;
}

/* The same where only the number matters: *m and *fraction as above. */
static inline bool
rbt_word_decimal(uint64_t x, size_t n, uint64_t *m, size_t *fraction)
{
	struct rbt_word_number number;

	if (!rbt_word_number(x, n, &number))
		return false;
	*m = number.m;
	*fraction = number.fraction;
	return true;
}

#endif
