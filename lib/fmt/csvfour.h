/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The four prices of a row at once, in pairs, where the processor has registers
 * for that.  A pair is two words as in core/word.h: the characters of a field,
 * the last one in the highest byte, and zeros in front.
 */
#ifndef RBT_FMT_CSVFOUR_H
#define RBT_FMT_CSVFOUR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "core/attr.h"
#include "core/dec.h"
#include "fmt/csv.h"

struct rbt_csvfour {
	int64_t price[4]; /* as in rbt_px */
	size_t shown[4];  /* as in rbt_dec_roomy, and never 0 */
};

/*
 * What rbt_dec_roomy makes of the fields f[at[0]] to f[at[3]] of a roomy row if
 * each has a point with a digit in front of it, and no 0 in front of another
 * digit.  false for all else, good or bad; *out is then undefined.
 */
static inline bool rbt_csvfour_parse(const struct rbt_csv_field *f,
    const size_t at[4], struct rbt_csvfour *out) RBT_MUST_USE;

#if defined(__SSE2__)
struct rbt_csvfour_pair {
	__m128i parts;   /* the number as two of four digits each, 32 bits */
	__m128i behind;  /* the digits behind the point, and a bit before it */
	__m128i over;    /* not zero where there is no digit */
	unsigned points; /* a bit for each byte, the first in the lowest */
};

/* A field's word, 0 to 9 for digits. */
static RBT_INSIDE __m128i
rbt_csvfour_word(const struct rbt_csv_field *f)
{
	uint64_t x = rbt_word_load(f->text) ^ RBT_WORD_EACH('0');

	return _mm_cvtsi64_si128((int64_t)(x << (64 - 8 * f->len)));
}

static RBT_INSIDE struct rbt_csvfour_pair
rbt_csvfour_pair(const struct rbt_csv_field *a, const struct rbt_csv_field *b)
{
	const __m128i zero = _mm_setzero_si128();
	const __m128i tens = _mm_set1_epi32(10 | 1 << 16);
	const __m128i hundreds = _mm_set1_epi32(100 | 1 << 16);
	__m128i x =
	    _mm_unpacklo_epi64(rbt_csvfour_word(a), rbt_csvfour_word(b));
	__m128i is_point = _mm_cmpeq_epi8(x, _mm_set1_epi8('.' ^ '0'));
	__m128i one = _mm_and_si128(is_point, _mm_set1_epi8(1));
	/* One less than the point's lowest bit is all that is below it. */
	__m128i before =
	    _mm_and_si128(x, _mm_add_epi64(one, _mm_set1_epi8(-1)));
	__m128i behind = _mm_andnot_si128(is_point, _mm_xor_si128(x, before));
	__m128i digits = _mm_or_si128(_mm_slli_epi64(before, 8), behind);
	__m128i low = _mm_madd_epi16(_mm_unpacklo_epi8(digits, zero), tens);
	__m128i high = _mm_madd_epi16(_mm_unpackhi_epi8(digits, zero), tens);
	struct rbt_csvfour_pair p;

	p.parts = _mm_madd_epi16(_mm_packs_epi32(low, high), hundreds);
	p.behind = _mm_or_si128(behind, _mm_srli_epi64(one, 1));
	p.over = _mm_subs_epu8(digits, _mm_set1_epi8(9));
	p.points = (unsigned)_mm_movemask_epi8(is_point);
	return p;
}

/* Number i of the four: m is without its point, whose bit is the lowest of
 * points; `behind` as in the pair, so not 0. */
static RBT_INSIDE void
rbt_csvfour_one(struct rbt_csvfour *out, size_t i,
    const struct rbt_csv_field *f, uint64_t m, unsigned points, __m128i behind)
{
	/* Behind a point at byte n of eight there are 7 - n digits. */
	const uint64_t *scale = rbt_digits_pow10 + RBT_DEC_DIGITS - 7;
	uint64_t word = (uint64_t)_mm_cvtsi128_si64(behind);

	out->price[i] = (int64_t)(m * scale[(unsigned)__builtin_ctz(points)]);
	out->shown[i] =
	    f->len - (unsigned)__builtin_ctzll(__builtin_bswap64(word)) / 8;
}

/* Whether the number begins as it would be written. */
static RBT_INSIDE bool
rbt_csvfour_begins(const char *text)
{
	return text[0] > '0' || (text[0] == '0' && text[1] == '.');
}

static inline bool
rbt_csvfour_parse(const struct rbt_csv_field *f, const size_t at[4],
    struct rbt_csvfour *out)
{
	const struct rbt_csv_field *o = &f[at[0]], *h = &f[at[1]];
	const struct rbt_csv_field *l = &f[at[2]], *c = &f[at[3]];
	const __m128i e4 = _mm_set1_epi32(10000 | 1 << 16);
	struct rbt_csvfour_pair a, b;
	__m128i over, m, m_top;
	uint64_t low, high;
	unsigned points;

	if (((o->len - 1) | (h->len - 1) | (l->len - 1) | (c->len - 1)) > 7 ||
	    !rbt_csvfour_begins(o->text) || !rbt_csvfour_begins(h->text) ||
	    !rbt_csvfour_begins(l->text) || !rbt_csvfour_begins(c->text))
		return false;
	a = rbt_csvfour_pair(o, h);
	b = rbt_csvfour_pair(l, c);
	over = _mm_or_si128(a.over, b.over);
	over = _mm_cmpeq_epi8(over, _mm_setzero_si128());
	points = a.points | b.points << 16;
	/* No byte of points may be zero or have more than one bit. */
	if (_mm_movemask_epi8(over) != 0xffff ||
	    ((points - 0x01010101) & (points | 0x80808080)) != 0)
		return false;
	m = _mm_madd_epi16(_mm_packs_epi32(a.parts, b.parts), e4);
	m_top = _mm_unpackhi_epi64(m, m);
	low = (uint64_t)_mm_cvtsi128_si64(m);
	high = (uint64_t)_mm_cvtsi128_si64(m_top);
	rbt_csvfour_one(out, 0, o, low & UINT32_MAX, points, a.behind);
	rbt_csvfour_one(out, 1, h, low >> 32, points >> 8,
	    _mm_unpackhi_epi64(a.behind, a.behind));
	rbt_csvfour_one(out, 2, l, high & UINT32_MAX, points >> 16, b.behind);
	rbt_csvfour_one(out, 3, c, high >> 32, points >> 24,
	    _mm_unpackhi_epi64(b.behind, b.behind));
	return true;
}
#else
static inline bool
rbt_csvfour_parse(const struct rbt_csv_field *f, const size_t at[4],
    struct rbt_csvfour *out)
{
	(void)f, (void)at, (void)out;
	return false;
}
#endif

#endif
