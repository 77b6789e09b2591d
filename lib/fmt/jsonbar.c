/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fmt/jsonbar.h"

#include "core/digits.h"
#include "core/word.h"
#include "fmt/jsontext.h"

/* The number at p: digits, and behind a point digits that do not end in 0. */
struct number {
	uint64_t whole, fraction;
	size_t n_whole, n_fraction; /* digits; the values hold up to 18 */
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

/* What is behind the number at p, NULL if it is none or not written so. */
static inline const char *
number(const char *p, const char *end, struct number *out)
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

/* The number in the n <= 8 low bytes of x, which stands at p, as `number`
 * judges it. */
static inline bool
short_number(uint64_t x, const char *p, size_t n, uint64_t *m, size_t *fraction)
{
	return n > 0 && p[0] != '.' && p[n - 1] != '.' &&
	       (p[0] != '0' || n == 1 || p[1] == '.') &&
	       rbt_word_decimal(x, n, m, fraction) &&
	       (*fraction == 0 || p[n - 1] != '0');
}

/* A price has a comma and more behind it. */
static inline const char *
price(const char *p, const char *end, rbt_px *out)
{
	struct number n;

	if (end - p > 8) {
		uint64_t x = rbt_word_load(p), m;
		size_t len = rbt_word_first_zero(x ^ RBT_WORD_EACH(',')), f;

		if (p[len] == ',' && short_number(x, p, len, &m, &f)) {
			m *= rbt_digits_pow10[RBT_DEC_DIGITS - f];
			out->v = (int64_t)m;
			return p + len;
		}
	}
	p = number(p, end, &n);
	if (!p || n.n_whole > 10) /* so 18 digits at most: it fits */
		return NULL;
	n.fraction *= rbt_digits_pow10[RBT_DEC_DIGITS - n.n_fraction];
	out->v = (int64_t)(n.whole * RBT_DEC_ONE + n.fraction);
	return p;
}

/* The volume is the last: up to eight characters are read from their end. */
static inline const char *
volume(const char *p, const char *end, struct rbt_jsonbar *b)
{
	size_t len = (size_t)(end - p) - 1, fraction;
	struct number n;
	uint64_t m;

	if (len <= 8 && len > 0 &&
	    short_number(rbt_word_load(p + len - 8) >> (64 - 8 * len), p, len,
		&m, &fraction)) {
		b->volume = (int64_t)m;
		b->volume_digits = (int)fraction;
		return p + len;
	}
	p = number(p, end, &n);
	if (!p || n.n_whole + n.n_fraction > 18)
		return NULL;
	n.whole *= rbt_digits_pow10[n.n_fraction];
	b->volume = (int64_t)(n.whole + n.fraction);
	b->volume_digits = (int)n.n_fraction;
	return p;
}

/* The end of the string at p if it has no escapes, its closing quote; else
 * NULL. */
static inline const char *
string_end(const char *p, const char *end)
{
	while (p < end && rbt_jsontext_is_plain(*p))
		p++;
	return p < end && *p == '"' ? p : NULL;
}

/* A date, or a time in seconds of UTC. */
static inline const char *
time(const char *p, const char *end, struct rbt_jsonbar *b)
{
	size_t n;

	if (end - p > 10 && p[10] == '"')
		n = 10;
	else if (end - p > 20 && p[20] == '"')
		n = 20;
	else
		return NULL;
	return rbt_ts_parse_common(p, n, &b->date, &b->time) ? p + n + 1 : NULL;
}

/* Copies start..end-1 if it fits; its length, or 0. */
static size_t
keep(char *to, size_t size, const char *start, const char *end)
{
	size_t n = (size_t)(end - start);

	if (n > size)
		return 0;
	memcpy(to, start, n);
	return n;
}

/* Macros, so that the length of each key is a constant to the compiler. */
#define STARTS(p, end, text)                                                   \
	((size_t)((end) - (p)) >= sizeof(text) - 1 &&                          \
	    memcmp((p), (text), sizeof(text) - 1) == 0)
#define NEXT(p, end, lead, read, out)                                          \
	(STARTS(p, end, lead) && ((p) = read((p) + sizeof(lead) - 1, end, out)))

#define HEAD "{\"type\":\"bar\",\"symbol\":\""

/* Up to the time. */
static inline const char *
head(const char *p, const char *end, struct rbt_jsonbar *b)
{
	const char *start = p;

	b->symbol = p + sizeof HEAD - 1;
	if (b->head_len > 0 && (size_t)(end - p) > b->head_len &&
	    memcmp(p, b->head, b->head_len) == 0)
		return p + b->head_len;
	b->head_len = 0;
	if (!STARTS(p, end, HEAD))
		return NULL;
	p = string_end(b->symbol, end);
	if (!p || !STARTS(p, end, "\",\"time\":\""))
		return NULL;
	b->symbol_len = (size_t)(p - b->symbol);
	p += sizeof "\",\"time\":\"" - 1;
	b->head_len = keep(b->head, sizeof b->head, start, p);
	return p;
}

/* From there to the first price. */
static inline const char *
tail(const char *p, const char *end, struct rbt_jsonbar *b)
{
	const char *start = p, *text;

	if (b->tail_len > 0 && (size_t)(end - p) > b->tail_len &&
	    memcmp(p, b->tail, b->tail_len) == 0)
		return p + b->tail_len;
	b->tail_len = 0;
	if (!STARTS(p, end, ",\"period\":\""))
		return NULL;
	text = p + sizeof ",\"period\":\"" - 1;
	p = string_end(text, end);
	if (!p || !STARTS(p, end, "\",\"open\":") ||
	    rbt_period_parse(text, (size_t)(p - text), &b->period, NULL) != 0)
		return NULL;
	p += sizeof "\",\"open\":" - 1;
	b->tail_len = keep(b->tail, sizeof b->tail, start, p);
	return p;
}

bool
rbt_jsonbar_read(struct rbt_jsonbar *b, const char *text, size_t len)
{
	const char *p = text, *end = text + len;

	if (!(p = head(p, end, b)) || !(p = time(p, end, b)) ||
	    !(p = tail(p, end, b)) || !(p = price(p, end, &b->open)) ||
	    !NEXT(p, end, ",\"high\":", price, &b->high) ||
	    !NEXT(p, end, ",\"low\":", price, &b->low) ||
	    !NEXT(p, end, ",\"close\":", price, &b->close))
		return false;
	if (STARTS(p, end, ",\"volume\":null")) {
		p += sizeof ",\"volume\":null" - 1;
		b->volume = 0;
		b->volume_digits = -1;
	} else if (!NEXT(p, end, ",\"volume\":", volume, b)) {
		return false;
	}
	return end - p == 1 && *p == '}';
}
