/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fmt/jsonbar.h"

#include "fmt/jsontext.h"

/* The text and where its members go. */
struct cursor {
	const char *text, *end;
	struct rbt_jsonscan *s;
};

static inline const char *
member(struct cursor *c, const char *lead, const char *val, const char *end,
    size_t key_len, enum rbt_jsonscan_kind kind)
{
	c->s->member[c->s->n++] = (struct rbt_jsonscan_member){
	    .key = (uint32_t)(lead + 2 - c->text),
	    .key_len = (uint32_t)key_len,
	    .val = (uint32_t)(val - c->text),
	    .val_len = (uint32_t)(end - val),
	    .kind = (uint8_t)kind,
	};
	return end;
}

/* The value behind the n bytes ',"key":"' at lead; returns what is behind it,
 * NULL if it is not a string without escapes in ASCII. */
static const char *
text_member(struct cursor *c, const char *lead, size_t n)
{
	const char *val = lead + n, *p = val;

	while (p < c->end && rbt_jsontext_is_plain(*p))
		p++;
	if (p == c->end || *p != '"')
		return NULL;
	member(c, lead, val, p, n - 5, RBT_JSONSCAN_STRING);
	return p + 1;
}

static inline const char *
digits(const struct cursor *c, const char *p)
{
	while (p < c->end && (unsigned)(*p - '0') < 10)
		p++;
	return p;
}

/* The same for ',"key":' and a number without sign and exponent, small enough
 * to be no wide_integer. */
static const char *
number_member(struct cursor *c, const char *lead, size_t n)
{
	const char *val = lead + n, *p = digits(c, val);

	if (p == val || (*val == '0' && p - val > 1) || p - val > 18)
		return NULL;
	if (p < c->end && *p == '.') {
		const char *fraction = ++p;

		p = digits(c, p);
		if (p == fraction)
			return NULL;
	}
	return member(c, lead, val, p, n - 4, RBT_JSONSCAN_NUMBER);
}

/* Macros, so that the length of each key is a constant to the compiler. */
#define STARTS(c, p, text)                                                     \
	((size_t)((c)->end - (p)) >= sizeof(text) - 1 &&                       \
	    memcmp((p), (text), sizeof(text) - 1) == 0)
#define NEXT(c, p, lead, scan)                                                 \
	(STARTS(c, p, lead) && ((p) = scan(c, p, sizeof(lead) - 1)))

bool
rbt_jsonbar_scan(struct rbt_jsonscan *s, const char *text, size_t len)
{
	struct cursor cursor = {.text = text, .end = text + len, .s = s};
	struct cursor *c = &cursor;
	const char *p = text;

	s->n = 0;
	if (!NEXT(c, p, "{\"type\":\"", text_member) ||
	    !NEXT(c, p, ",\"symbol\":\"", text_member) ||
	    !NEXT(c, p, ",\"time\":\"", text_member) ||
	    !NEXT(c, p, ",\"period\":\"", text_member) ||
	    !NEXT(c, p, ",\"open\":", number_member) ||
	    !NEXT(c, p, ",\"high\":", number_member) ||
	    !NEXT(c, p, ",\"low\":", number_member) ||
	    !NEXT(c, p, ",\"close\":", number_member))
		return false;
	if (STARTS(c, p, ",\"volume\":null"))
		p = member(c, p, p + 10, p + 14, 6, RBT_JSONSCAN_NULL);
	else if (!NEXT(c, p, ",\"volume\":", number_member))
		return false;
	s->n_all = s->n;
	return c->end - p == 1 && *p == '}';
}
