/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/gzip.h"

#include <string.h>

#define POLYNOMIAL  0xedb88320u /* RFC 1952, section 8 */
#define TRAILER     8
#define MAX_PENDING 4096 /* far more than the trailers of a block's members */

static uint32_t
read32(const uint8_t *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	       (uint32_t)p[3] << 24;
}

/* table[k][b] is the CRC of byte b with k zero bytes behind it. */
static uint32_t table[8][256];

static void
make_table(void)
{
	for (uint32_t b = 0; b < 256; b++) {
		uint32_t c = b;

		for (int i = 0; i < 8; i++)
			c = c & 1 ? c >> 1 ^ POLYNOMIAL : c >> 1;
		table[0][b] = c;
	}
	for (uint32_t b = 0; b < 256; b++) {
		for (int k = 1; k < 8; k++)
			table[k][b] = table[k - 1][b] >> 8 ^
				      table[0][table[k - 1][b] & 0xff];
	}
}

/* The CRC-32 of what gave `crc` and n more bytes, eight at a time. */
static uint32_t
crc_of(uint32_t crc, const uint8_t *p, size_t n)
{
	uint32_t c = ~crc, high;

	if (table[0][1] == 0)
		make_table();
	for (; n >= 8; p += 8, n -= 8) {
		c ^= read32(p);
		high = read32(p + 4);
		c = table[7][c & 0xff] ^ table[6][c >> 8 & 0xff] ^
		    table[5][c >> 16 & 0xff] ^ table[4][c >> 24] ^
		    table[3][high & 0xff] ^ table[2][high >> 8 & 0xff] ^
		    table[1][high >> 16 & 0xff] ^ table[0][high >> 24];
	}
	for (; n > 0; p++, n--)
		c = c >> 8 ^ table[0][(c ^ *p) & 0xff];
	return ~c;
}

static void
drop(struct rbt_gzip *g, size_t first, size_t n)
{
	struct rbt_gzip_trailer_vec *t = &g->trailers;

	t->n -= n;
	memmove(t->at + first, t->at + first + n,
	    (t->n - first) * sizeof *t->at);
}

/* That of an empty member says nothing about output, and would fit before its
 * turn: it is left out, so what is wrong about it is put to the next member. */
static void
push(struct rbt_gzip *g, const uint8_t *p)
{
	struct rbt_gzip_trailer t = {read32(p), read32(p + 4)};

	if (t.length == 0 && t.crc == 0)
		return;
	if (g->trailers.n == MAX_PENDING)
		drop(g, 0, 1);
	RBT_VEC_PUSH(&g->trailers, t);
}

/* The trailers in front of all headers that lie in the n bytes. */
static void
scan(struct rbt_gzip *g, const uint8_t *bytes, size_t n)
{
	const uint8_t *p = bytes + TRAILER, *end = bytes + n;

	while (end - p >= 3 &&
	       (p = memchr(p, 0x1f, (size_t)(end - p) - 2)) != NULL) {
		if (p[1] == 0x8b && p[2] == 8)
			push(g, p - TRAILER);
		p++;
	}
}

void
rbt_gzip_stored(struct rbt_gzip *g, const void *bytes, size_t n)
{
	uint8_t joint[2 * RBT_GZIP_CARRY];
	size_t k = n < RBT_GZIP_CARRY ? n : RBT_GZIP_CARRY;
	size_t len = g->n_carry + k;

	/* Where the blocks meet: headers that begin in the last two bytes of
	 * the one before up to the eighth of this one. */
	memcpy(joint, g->carry, g->n_carry);
	memcpy(joint + g->n_carry, bytes, k);
	if (len > TRAILER)
		scan(g, joint, len);
	if (n > TRAILER)
		scan(g, bytes, n);
	if (n >= RBT_GZIP_CARRY) {
		memcpy(g->carry, (const uint8_t *)bytes + n - RBT_GZIP_CARRY,
		    RBT_GZIP_CARRY);
		g->n_carry = RBT_GZIP_CARRY;
		return;
	}
	g->n_carry = len < RBT_GZIP_CARRY ? len : RBT_GZIP_CARRY;
	memcpy(g->carry, joint + len - g->n_carry, g->n_carry);
}

/* How much more output the next pending trailer wants, at least `least`; false
 * if it is more than n. */
static bool
soonest(const struct rbt_gzip *g, size_t least, size_t n, uint32_t *distance)
{
	bool found = false;

	for (size_t i = 0; i < g->trailers.n; i++) {
		uint32_t d = g->trailers.at[i].length - g->length;

		if (d < least || d > n || (found && d >= *distance))
			continue;
		*distance = d;
		found = true;
	}
	return found;
}

/* Ends the member if a trailer fits what came out of it.  Those in front of
 * that one were bytes that only look like one; those that do not fit may be
 * later members'. */
static bool
end_member(struct rbt_gzip *g)
{
	for (size_t i = 0; i < g->trailers.n; i++) {
		if (g->trailers.at[i].length != g->length ||
		    g->trailers.at[i].crc != g->crc)
			continue;
		g->crc = g->length = 0;
		drop(g, 0, i + 1);
		return true;
	}
	return false;
}

void
rbt_gzip_output(struct rbt_gzip *g, const void *bytes, size_t n)
{
	const uint8_t *p = bytes;
	uint32_t d = 0;
	size_t least = 0;

	while (soonest(g, least, n, &d)) {
		g->crc = crc_of(g->crc, p, d);
		g->length += d;
		p += d;
		n -= d;
		least = end_member(g) ? 0 : 1;
	}
	g->crc = crc_of(g->crc, p, n);
	g->length += (uint32_t)n;
}

bool
rbt_gzip_is_whole(struct rbt_gzip *g)
{
	const uint8_t *p = g->carry;

	if (g->n_carry < TRAILER)
		return false;
	p += g->n_carry - TRAILER;
	if (read32(p) == 0 && read32(p + 4) == 0)
		rbt_gzip_output(g, "", 0);
	return g->crc == read32(p) && g->length == read32(p + 4);
}

void
rbt_gzip_release(struct rbt_gzip *g)
{
	RBT_VEC_RELEASE(&g->trailers);
}
