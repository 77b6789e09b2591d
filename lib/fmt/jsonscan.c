/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "fmt/jsonscan.h"

#include "fmt/jsontext.h"
#include "fmt/utf8.h"

/* What a byte is inside a string. */
enum {
	ORD,
	QUOTE,
	BACKSLASH,
	CONTROL,
	HIGH
};

#define X16(c) c, c, c, c, c, c, c, c, c, c, c, c, c, c, c, c
static const unsigned char class_of[256] = {
    X16(CONTROL),
    X16(CONTROL),
    ORD,
    ORD,
    QUOTE,
    ORD,
    ORD,
    ORD,
    ORD,
    ORD,
    ORD,
    ORD,
    ORD,
    ORD,
    ORD,
    ORD,
    ORD,
    ORD,
    X16(ORD),
    X16(ORD),
    ORD,
    ORD,
    ORD,
    ORD,
    ORD,
    ORD,
    ORD,
    ORD,
    ORD,
    ORD,
    ORD,
    ORD,
    BACKSLASH,
    ORD,
    ORD,
    ORD,
    X16(ORD),
    X16(ORD),
    X16(HIGH),
    X16(HIGH),
    X16(HIGH),
    X16(HIGH),
    X16(HIGH),
    X16(HIGH),
    X16(HIGH),
    X16(HIGH),
};

/* The text and where the verdict goes. */
struct cursor {
	const char *text, *end;
	struct rbt_jsonscan *s;
	uint64_t seen; /* a bit for each key so far, see key_bit */
};

/* The containers inside a member's value that are open. */
struct nest {
	uint32_t objects; /* bit d: the one at depth d is an object */
	unsigned depth;
};

/* Every scanner takes the place where its token begins and returns the place
 * behind it, or NULL after `fail`. */
static const char *
fail(struct cursor *c, const char *p, const char *what)
{
	c->s->at = (size_t)(p - c->text);
	snprintf(c->s->what, sizeof c->s->what, "%s%s",
	    p == c->end ? "text ends early: " : "", what);
	return NULL;
}

static inline const char *
space(const struct cursor *c, const char *p)
{
	while (
	    p < c->end && (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r'))
		p++;
	return p;
}

static inline bool
is_digit(const struct cursor *c, const char *p)
{
	return p < c->end && (unsigned)(*p - '0') < 10;
}

static inline const char *
digits(const struct cursor *c, const char *p)
{
	while (is_digit(c, p))
		p++;
	return p;
}

/* p is behind "\u". */
static const char *
unicode_escape(struct cursor *c, const char *p)
{
	int v = rbt_jsontext_hex4(p, c->end);
	int low;

	if (v < 0)
		return fail(c, p, "expected four hexadecimal digits");
	p += 4;
	if (v < 0xd800 || v > 0xdfff)
		return p;
	if (v > 0xdbff || c->end - p < 6 || p[0] != '\\' || p[1] != 'u')
		return fail(c, p - 4, "half a surrogate pair");
	low = rbt_jsontext_hex4(p + 2, c->end);
	if (low < 0xdc00 || low > 0xdfff)
		return fail(c, p - 4, "half a surrogate pair");
	return p + 6;
}

/* p is behind the opening quote; returns the closing one. */
static const char *
string_end(struct cursor *c, const char *p, bool *escaped)
{
	size_t n;

	while (p) {
		while (p < c->end && class_of[(unsigned char)*p] == ORD)
			p++;
		if (p == c->end)
			return fail(c, p, "expected '\"'");
		switch (class_of[(unsigned char)*p]) {
		case QUOTE:
			return p;
		case HIGH:
			n = rbt_utf8_len(p, (size_t)(c->end - p));
			if (n == 0)
				return fail(c, p, "invalid UTF-8");
			p += n;
			break;
		case BACKSLASH:
			*escaped = true;
			if (++p < c->end && *p == 'u')
				p = unicode_escape(c, p + 1);
			else if (p < c->end && *p && strchr("\"\\/bfnrt", *p))
				p++;
			else
				return fail(c, p, "unknown escape");
			break;
		default:
			return fail(c, p, "control character in a string");
		}
	}
	return NULL;
}

/* Notes a whole number outside -2^63 .. 2^63 - 1. */
static void
check_width(struct cursor *c, const char *p, size_t n)
{
	bool negative = *p == '-';
	const char *limit =
	    negative ? "9223372036854775808" : "9223372036854775807";

	p += negative;
	n -= negative;
	if (n > 19 || (n == 19 && memcmp(p, limit, 19) > 0))
		c->s->wide_integer = true;
}

static const char *
number_end(struct cursor *c, const char *start)
{
	const char *p = start;
	bool whole = true;

	if (*p == '-')
		p++;
	if (!is_digit(c, p))
		return fail(c, p,
		    *start == '-' ? "expected a digit" : "expected a value");
	if (*p == '0' && is_digit(c, p + 1))
		return fail(c, p, "number with a leading zero");
	p = digits(c, p);
	if (p < c->end && *p == '.') {
		whole = false;
		if (!is_digit(c, ++p))
			return fail(c, p, "expected a digit");
		p = digits(c, p);
	}
	if (p < c->end && (*p == 'e' || *p == 'E')) {
		whole = false;
		p++;
		if (p < c->end && (*p == '+' || *p == '-'))
			p++;
		if (!is_digit(c, p))
			return fail(c, p, "expected a digit");
		p = digits(c, p);
	}
	if (whole && p - start >= 19)
		check_width(c, start, (size_t)(p - start));
	return p;
}

static const char *
word(struct cursor *c, const char *p, const char *text, size_t n)
{
	if ((size_t)(c->end - p) < n || memcmp(p, text, n) != 0)
		return fail(c, p, "expected a value");
	return p + n;
}

/* A string (its quotes included), number, true, false or null. */
static const char *
scalar(struct cursor *c, const char *p, uint8_t *kind, bool *escaped)
{
	if (p == c->end)
		return fail(c, p, "expected a value");
	switch (*p) {
	case '"':
		*kind = RBT_JSONSCAN_STRING;
		p = string_end(c, p + 1, escaped);
		return p ? p + 1 : NULL;
	case 't':
		*kind = RBT_JSONSCAN_BOOL;
		return word(c, p, "true", 4);
	case 'f':
		*kind = RBT_JSONSCAN_BOOL;
		return word(c, p, "false", 5);
	case 'n':
		*kind = RBT_JSONSCAN_NULL;
		return word(c, p, "null", 4);
	default:
		*kind = RBT_JSONSCAN_NUMBER;
		return number_end(c, p);
	}
}

/* A key with its quotes and the colon; returns the place of the value. */
static const char *
key(struct cursor *c, const char *p, struct rbt_jsonscan_member *m)
{
	p = space(c, p);
	if (p == c->end || *p != '"')
		return fail(c, p, "expected a key in quotes");
	m->key = (uint32_t)(++p - c->text);
	m->key_escaped = false;
	p = string_end(c, p, &m->key_escaped);
	if (!p)
		return NULL;
	m->key_len = (uint32_t)(p - c->text) - m->key;
	c->s->n_all++;
	p = space(c, p + 1);
	if (p == c->end || *p != ':')
		return fail(c, p, "expected ':'");
	return space(c, p + 1);
}

/* p is at a bracket that opens; returns the first value inside, or the bracket
 * that closes and *empty. */
static const char *
open_nest(struct cursor *c, struct nest *nest, const char *p, bool *empty)
{
	struct rbt_jsonscan_member unused;
	bool object = *p == '{';

	if (++nest->depth == RBT_JSONSCAN_DEPTH)
		return fail(c, p, "nested too deeply");
	nest->objects &= ~(UINT32_C(1) << nest->depth);
	nest->objects |= (uint32_t)object << nest->depth;
	p = space(c, p + 1);
	*empty = p < c->end && *p == (object ? '}' : ']');
	return object && !*empty ? key(c, p, &unused) : p;
}

/* Behind a value: closes what closes here.  Returns the next value, or what is
 * behind the outermost bracket when depth has become 0. */
static const char *
close_nest(struct cursor *c, struct nest *nest, const char *p)
{
	struct rbt_jsonscan_member unused;

	while (nest->depth) {
		bool object = nest->objects >> nest->depth & 1;

		p = space(c, p);
		if (p < c->end && *p == ',') {
			p = space(c, p + 1);
			return object ? key(c, p, &unused) : p;
		}
		if (p == c->end || *p != (object ? '}' : ']'))
			return fail(c, p,
			    object ? "expected ',' or '}'"
				   : "expected ',' or ']'");
		p++;
		nest->depth--;
	}
	return p;
}

/* p is at '{' or '['. */
static const char *
container(struct cursor *c, const char *p)
{
	struct nest nest = {0};
	uint8_t kind;
	bool escaped;

	do {
		bool empty = true;

		if (p < c->end && (*p == '{' || *p == '['))
			p = open_nest(c, &nest, p, &empty);
		else
			p = scalar(c, p, &kind, &escaped);
		if (p && empty)
			p = close_nest(c, &nest, p);
	} while (p && nest.depth);
	return p;
}

static bool
is_same_key(const char *text, const struct rbt_jsonscan_member *a,
    const struct rbt_jsonscan_member *b)
{
	const char *x = text + a->key, *y = text + b->key;

	if (a->key_escaped || b->key_escaped)
		return rbt_jsontext_is_same(x, a->key_len, y, b->key_len);
	return a->key_len == b->key_len && memcmp(x, y, a->key_len) == 0;
}

/* The bit of a key in c->seen: equal keys have equal bits, so keys are only
 * compared one by one when a bit is taken.  An escaped key takes all. */
static uint64_t
key_bit(const struct cursor *c, const struct rbt_jsonscan_member *m)
{
	const unsigned char *k = (const unsigned char *)c->text + m->key;

	if (m->key_escaped)
		return UINT64_MAX;
	if (m->key_len == 0)
		return 1;
	return UINT64_C(1) << ((k[0] * 5u + k[m->key_len - 1] * 11u +
				   m->key_len * 3u) &
			       63);
}

static bool
is_duplicate(struct cursor *c, const struct rbt_jsonscan_member *m)
{
	uint64_t bit = key_bit(c, m);
	bool taken = c->seen & bit;

	c->seen |= bit;
	for (size_t i = 0; taken && i < c->s->n; i++)
		if (is_same_key(c->text, &c->s->member[i], m))
			return true;
	return false;
}

/* A member of the outermost object. */
static const char *
member(struct cursor *c, const char *p)
{
	struct rbt_jsonscan_member *m = &c->s->member[c->s->n];
	const char *val;

	if (c->s->n == RBT_JSONSCAN_KEYS)
		return fail(c, p, "too many keys");
	p = val = key(c, p, m);
	if (!p)
		return NULL;
	if (is_duplicate(c, m)) {
		fail(c, c->text + m->key, "");
		snprintf(c->s->what, sizeof c->s->what, "second key '%.*s'",
		    m->key_len < 64 ? (int)m->key_len : 64, c->text + m->key);
		return NULL;
	}
	m->escaped = false;
	m->kind = RBT_JSONSCAN_OTHER;
	if (p < c->end && (*p == '{' || *p == '['))
		p = container(c, p);
	else
		p = scalar(c, p, &m->kind, &m->escaped);
	if (!p)
		return NULL;
	m->val = (uint32_t)(val - c->text) + (m->kind == RBT_JSONSCAN_STRING);
	m->val_len =
	    (uint32_t)(p - c->text) - m->val - (m->kind == RBT_JSONSCAN_STRING);
	c->s->n++;
	return p;
}

bool
rbt_jsonscan_object(struct rbt_jsonscan *s, const char *text, size_t len)
{
	struct cursor c = {.text = text, .end = text + len, .s = s};
	const char *p;

	s->n = s->n_all = s->next = 0;
	s->wide_integer = false;
	p = space(&c, text);
	if (p == c.end || *p != '{')
		return fail(&c, p, "expected '{'");
	p = space(&c, p + 1);
	if (p < c.end && *p == '}') {
		p++;
	} else {
		while ((p = member(&c, p))) {
			p = space(&c, p);
			if (p < c.end && *p == ',') {
				p++;
				continue;
			}
			if (p == c.end || *p != '}')
				return fail(&c, p, "expected ',' or '}'");
			p++;
			break;
		}
	}
	if (!p)
		return false;
	p = space(&c, p);
	return p == c.end || fail(&c, p, "text behind the object");
}

static bool
is_named(const char *text, const struct rbt_jsonscan_member *m,
    const char *name)
{
	const char *key = text + m->key;

	if (m->key_escaped)
		return rbt_jsontext_is_same(key, m->key_len, name,
		    strlen(name));
	for (uint32_t i = 0; i < m->key_len; i++)
		if (key[i] != name[i])
			return false;
	return name[m->key_len] == '\0';
}

const struct rbt_jsonscan_member *
rbt_jsonscan_find(struct rbt_jsonscan *s, const char *text, const char *name)
{
	size_t at = s->next;

	for (size_t i = 0; i < s->n; i++, at++) {
		if (at >= s->n)
			at = 0;
		if (is_named(text, &s->member[at], name)) {
			s->next = at + 1;
			return &s->member[at];
		}
	}
	return NULL;
}
