/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fmt/jsonbar.h"

#include "core/digits.h"
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

static inline const char *
price(const char *p, const char *end, rbt_px *out)
{
	struct number n;

	p = number(p, end, &n);
	if (!p || n.n_whole > 10) /* so 18 digits at most: it fits */
		return NULL;
	n.fraction *= rbt_digits_pow10[RBT_DEC_DIGITS - n.n_fraction];
	out->v = (int64_t)(n.whole * RBT_DEC_ONE + n.fraction);
	return p;
}

static inline const char *
volume(const char *p, const char *end, struct rbt_jsonbar *b)
{
	struct number n;

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

static inline const char *
symbol(const char *p, const char *end, struct rbt_jsonbar *b)
{
	b->symbol = p;
	p = string_end(p, end);
	if (!p)
		return NULL;
	b->symbol_len = (size_t)(p - b->symbol);
	return p + 1;
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
	return rbt_ts_parse(p, n, &b->time, NULL) == 0 ? p + n + 1 : NULL;
}

static inline const char *
period(const char *p, const char *end, struct rbt_jsonbar *b)
{
	const char *start = p;

	p = string_end(p, end);
	if (!p ||
	    rbt_period_parse(start, (size_t)(p - start), &b->period, NULL) != 0)
		return NULL;
	return p + 1;
}

/* Macros, so that the length of each key is a constant to the compiler. */
#define STARTS(p, end, text)                                                   \
	((size_t)((end) - (p)) >= sizeof(text) - 1 &&                          \
	    memcmp((p), (text), sizeof(text) - 1) == 0)
#define NEXT(p, end, lead, read, out)                                          \
	(STARTS(p, end, lead) && ((p) = read((p) + sizeof(lead) - 1, end, out)))

bool
rbt_jsonbar_read(struct rbt_jsonbar *b, const char *text, size_t len)
{
	const char *p = text, *end = text + len;

	if (!NEXT(p, end, "{\"type\":\"bar\",\"symbol\":\"", symbol, b) ||
	    !NEXT(p, end, ",\"time\":\"", time, b) ||
	    !NEXT(p, end, ",\"period\":\"", period, b) ||
	    !NEXT(p, end, ",\"open\":", price, &b->open) ||
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
