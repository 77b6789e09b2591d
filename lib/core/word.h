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

/* The place of the first zero byte, 8 if there is none. */
static inline size_t
rbt_word_first_zero(uint64_t x)
{
	uint64_t zero = (x - RBT_WORD_EACH(1)) & ~x & RBT_WORD_EACH(0x80);

	return zero ? (size_t)__builtin_ctzll(zero) / 8 : 8;
}

/* Whether all bytes are 0..9. */
static inline bool
rbt_word_is_digits(uint64_t x)
{
	return (((x + RBT_WORD_EACH(0x7f - 9)) | x) & RBT_WORD_EACH(0x80)) == 0;
}

/*
 * The number in the n <= 8 low bytes of x, n > 0, which are digits with at most
 * one point among them; what is above them does not matter.  *m is the number
 * without its point and *fraction how many of its digits stand behind that; a
 * point alone is 0.  false if it is not so.
 * Source of the last three lines: Daniel Lemire, "Quickly parsing eight digits"
 * (2018).
 */
static inline bool
rbt_word_decimal(uint64_t x, size_t n, uint64_t *m, size_t *fraction)
{
	uint64_t front, back;
	size_t at;

	/* The last one to the top; what comes in behind is zero. */
	x = (x ^ RBT_WORD_EACH('0')) << (64 - 8 * n);
	at = rbt_word_first_zero(x ^ RBT_WORD_EACH('.' ^ '0'));
	*fraction = 0;
	if (at < 8) {
		uint64_t before = (UINT64_C(1) << (8 * at)) - 1;

		*fraction = 7 - at;
		x = (x & ~before << 8) | (x & before) << 8;
	}
	if (!rbt_word_is_digits(x))
		return false;
	x = x * 10 + (x >> 8);
	front =
	    (x & UINT64_C(0xff000000ff)) * (100 + (UINT64_C(1000000) << 32));
	back =
	    (x >> 16 & UINT64_C(0xff000000ff)) * (1 + (UINT64_C(10000) << 32));
	*m = (front + back) >> 32;
	return true;
}

#endif
