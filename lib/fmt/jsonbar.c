/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "fmt/jsonbar.h"

#include "core/digits.h"
#include "core/word.h"
#include "fmt/jsontext.h"

/*
 * A number of at most eight digits on each side of its point, as nearly all
 * are: the digits as the bytes of words, the first in the lowest; the whole
 * part has zeros in front and the fraction behind.
 */
struct number {
	uint64_t whole, fraction;
	unsigned n_fraction; /* digits */
};

/* Bit i: the character i at p is no digit; and bit 16. */
static inline unsigned
others(const char *p)
{
#if defined(__SSE2__)
	__m128i x = _mm_loadu_si128((const __m128i *)(const void *)p);

	/* 0 to 9 end below 0x80, all else from there up: no sum wraps. */
	x = _mm_sub_epi8(x, _mm_set1_epi8('0'));
	x = _mm_adds_epu8(x, _mm_set1_epi8(0x7f - 9));
	return (unsigned)_mm_movemask_epi8(x) | 1u << 16;
#else
	unsigned bits = 1u << 16;

	for (unsigned i = 0; i < 16; i++)
		bits |= (unsigned)(p[i] < '0' || p[i] > '9') << i;
	return bits;
#endif
}

/* Masks for words of characters: that from n on leaves the digits of the last
 * n, that from 16 - n on those of the first n. */
static const char digits_of[24] = {0, 0, 0, 0, 0, 0, 0, 0, 0xf, 0xf, 0xf, 0xf,
    0xf, 0xf, 0xf, 0xf};

/* What is behind the number at p, `stop`; NULL if it is not such a number or
 * would be written in another way. */
static RBT_INSIDE const char *
number(const char *p, char stop, struct number *out)
{
	unsigned other = others(p), n = (unsigned)__builtin_ctz(other);

	if (n - 1 > 7 || (*p == '0' && n > 1))
		return NULL;
	p += n;
	out->whole = rbt_word_load(p - 8) & rbt_word_load(digits_of + n);
	out->fraction = 0;
	out->n_fraction = 0;
	if (*p == '.') {
		other &= other - 1;
		n = (unsigned)__builtin_ctz(other) - n - 1;
		if (n - 1 > 7)
			return NULL;
		out->fraction =
		    rbt_word_load(p + 1) & rbt_word_load(digits_of + 16 - n);
		out->n_fraction = n;
		p += n + 1;
		if (p[-1] == '0')
			return NULL;
	}
	return *p == stop ? p : NULL;
}

/* The values of two words of eight digits; that of `high` in the high half. */
static inline uint64_t
values(uint64_t low, uint64_t high)
{
#if defined(__SSE2__)
	__m128i x = _mm_set_epi64x((int64_t)high, (int64_t)low);

	/* A digit and ten times the one before it in the high byte. */
	x = _mm_mullo_epi16(x, _mm_set1_epi16(1 + (10 << 8)));
	x = _mm_srli_epi16(x, 8);
	x = _mm_madd_epi16(x, _mm_set1_epi32(100 + (1 << 16)));
	x = _mm_packs_epi32(x, x);
	x = _mm_madd_epi16(x, _mm_set1_epi32(10000 + (1 << 16)));
	return (uint64_t)_mm_cvtsi128_si64(x);
#else
	return rbt_word_eight(low) | rbt_word_eight(high) << 32;
#endif
}

/* A number of any length: the values hold up to 18 digits. */
struct parts {
	uint64_t whole, fraction;
	size_t n_whole, n_fraction;
};

static inline const char *
digits(const char *p, const char *end, uint64_t *v)
{
	unsigned c;

	*v = 0;
	for (; p < end && (c = (unsigned)*p - '0') < 10; p++)
		*v = *v * 10 + c;
	return p;
}

/* What is behind the number at p, which may be longer. */
static inline const char *
parts(const char *p, const char *end, struct parts *out)
{
	const char *start = p;

	p = digits(p, end, &out->whole);
	out->n_whole = (size_t)(p - start);
	out->n_fraction = 0;
	out->fraction = 0;
	if (p == start || (*start == '0' && out->n_whole > 1))
		return NULL;
	if (p < end && *p == '.') {
		start = ++p;
		p = digits(p, end, &out->fraction);
		out->n_fraction = (size_t)(p - start);
		if (p == start || p[-1] == '0' ||
		    out->n_fraction > RBT_DEC_DIGITS)
			return NULL;
	}
	return p;
}

static RBT_APART const char *
long_price(const char *p, const char *end, rbt_px *out)
{
	struct parts n;

	p = parts(p, end, &n);
	if (!p || n.n_whole > 10) /* so 18 digits at most: it fits */
		return NULL;
	n.fraction *= rbt_digits_pow10[RBT_DEC_DIGITS - n.n_fraction];
	out->v = (int64_t)(n.whole * RBT_DEC_ONE + n.fraction);
	return p;
}

static RBT_APART const char *
long_volume(const char *p, const char *end, struct rbt_jsonbar *b)
{
	struct parts n;

	p = parts(p, end, &n);
	if (!p || n.n_whole + n.n_fraction > 18)
		return NULL;
	n.whole *= rbt_digits_pow10[n.n_fraction];
	b->volume = (int64_t)(n.whole + n.fraction);
	b->volume_digits = (int)n.n_fraction;
	return p;
}

/* A price has a comma behind it. */
static RBT_INSIDE const char *
price(const char *p, const char *end, rbt_px *out)
{
	struct number n;
	const char *next;
	uint64_t v;

	if (p >= end)
		return NULL;
	next = number(p, ',', &n);
	if (!next)
		return long_price(p, end, out);
	v = values(n.whole, n.fraction);
	out->v = (int64_t)((uint32_t)v * (uint64_t)RBT_DEC_ONE + (v >> 32));
	return next;
}

/* The volume is the last. */
static inline const char *
volume(const char *p, const char *end, struct rbt_jsonbar *b)
{
	struct number n;
	const char *next;
	uint64_t v;

	if (p >= end)
		return NULL;
	next = number(p, '}', &n);
	if (!next)
		return long_volume(p, end, b);
	b->volume_digits = (int)n.n_fraction;
	/* The zeros go to the front. */
	v = values(n.whole, n.fraction << ((64 - 8 * n.n_fraction) & 63));
	b->volume = (int64_t)((uint32_t)v * rbt_digits_pow10[b->volume_digits] +
			      (v >> 32));
	return next;
}

/* The end of the symbol at p, its closing quote, else NULL. */
static const char *
symbol_end(const char *p, const char *end)
{
	const char *start = p;

	while (p < end && rbt_jsontext_is_plain(*p) && *p != ' ' && *p != 0x7f)
		p++;
	if (p == start || p - start > RBT_JSONBAR_SYMBOL_MAX)
		return NULL;
	return p < end && *p == '"' ? p : NULL;
}

/* A date, or a time in seconds of UTC. */
static inline const char *
time(const char *p, struct rbt_jsonbar *b)
{
	size_t n = p[10] == '"' ? 10 : 20;

	return p[n] == '"' && rbt_ts_parse_common(p, n, &b->date, &b->time)
		   ? p + n
		   : NULL;
}

/* Whether the n >= 8 bytes are the same. */
static inline bool
is_same(const char *a, const char *b, size_t n)
{
	uint64_t other = rbt_word_load(a + n - 8) ^ rbt_word_load(b + n - 8);

	for (size_t i = 0; i + 8 < n; i += 8)
		other |= rbt_word_load(a + i) ^ rbt_word_load(b + i);
	return other == 0;
}

/* Macros, so that the length of each key is a constant to the compiler. */
#define STARTS(p, text) (memcmp((p), (text), sizeof(text) - 1) == 0)
#define NEXT(p, end, lead, read, out)                                          \
	(STARTS(p, lead) && ((p) = read((p) + sizeof(lead) - 1, end, out)))

#define HEAD   "{\"type\":\"bar\",\"symbol\":\""
#define TIME   "\",\"time\":\""
#define PERIOD "\",\"period\":\""
#define OPEN   "\",\"open\":"

/* The shortest bar; what is kept of one is in it. */
#define MIN_LEN                                                                \
	(sizeof HEAD TIME "A2024-01-02" PERIOD "1d" OPEN                       \
			  "1,\"high\":1,\"low\":1,\"close\":1,\"volume\":1}" - \
	    1)

#define SIZE_OF(member) sizeof((struct rbt_jsonbar *)0)->member
_Static_assert(SIZE_OF(head) > sizeof HEAD TIME - 1 + RBT_JSONBAR_SYMBOL_MAX &&
		   SIZE_OF(head) < MIN_LEN,
    "head");
_Static_assert(SIZE_OF(tail) > sizeof PERIOD OPEN - 1 + RBT_JSONBAR_PERIOD_MAX,
    "tail");

/* A new symbol up to the time, kept for the texts that follow. */
static RBT_APART const char *
head(const char *p, const char *end, struct rbt_jsonbar *b)
{
	const char *start = p;

	b->head_len = 0;
	b->run++;
	if (!STARTS(p, HEAD))
		return NULL;
	p = symbol_end(p + sizeof HEAD - 1, end);
	if (!p || (size_t)(end - p) < sizeof TIME || !STARTS(p, TIME))
		return NULL;
	b->symbol_len = (size_t)(p - start) - (sizeof HEAD - 1);
	p += sizeof TIME - 1;
	b->head_len = (size_t)(p - start);
	memcpy(b->head, start, b->head_len);
	return p;
}

/* A new period, from the time to the first price, kept likewise. */
static RBT_APART const char *
tail(const char *p, const char *end, struct rbt_jsonbar *b)
{
	const char *start = p, *text;

	b->tail_len = 0;
	b->run++;
	if (end - p < (ptrdiff_t)sizeof b->tail || !STARTS(p, PERIOD))
		return NULL;
	text = p + sizeof PERIOD - 1;
	p = memchr(text, '"', RBT_JSONBAR_PERIOD_MAX + 1);
	if (!p || !STARTS(p, OPEN) ||
	    rbt_period_parse(text, (size_t)(p - text), &b->period, NULL) != 0)
		return NULL;
	p += sizeof OPEN - 1;
	b->tail_len = (size_t)(p - start);
	memcpy(b->tail, start, b->tail_len);
	return p;
}

size_t
rbt_jsonbar_read(struct rbt_jsonbar *b, const char *text, size_t len)
{
	const char *p = text, *end = text + len;

	if (len < MIN_LEN)
		return 0;
	b->symbol = p + sizeof HEAD - 1;
	if (b->head_len > 0 && is_same(p, b->head, b->head_len))
		p += b->head_len;
	else if (!(p = head(p, end, b)))
		return 0;
	if (!(p = time(p, b)))
		return 0;
	if (b->tail_len > 0 && end - p > (ptrdiff_t)b->tail_len &&
	    is_same(p, b->tail, b->tail_len))
		p += b->tail_len;
	else if (!(p = tail(p, end, b)))
		return 0;
	if (!(p = price(p, end, &b->open)) ||
	    !NEXT(p, end, ",\"high\":", price, &b->high) ||
	    !NEXT(p, end, ",\"low\":", price, &b->low) ||
	    !NEXT(p, end, ",\"close\":", price, &b->close))
		return 0;
	if (STARTS(p, ",\"volume\":null")) {
		p += sizeof ",\"volume\":null" - 1;
		b->volume = 0;
		b->volume_digits = -1;
	} else if (!NEXT(p, end, ",\"volume\":", volume, b)) {
		return 0;
	}
	return p < end && *p == '}' ? (size_t)(p + 1 - text) : 0;
}
