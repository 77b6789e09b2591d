/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/buf.h"
#include "fmt/utf8.h"
#include "strategy/rule_internal.h"

#define SHOW_MAX   72 /* characters of a line that are shown */
#define SHOW_LEFT  40 /* of them before the caret in a longer line */
#define NAME_SHOWN 200

struct line {
	uint32_t start, end; /* bytes */
	long number, column;
};

static struct line
line_of(const struct rbt_rule_text *t, uint32_t at)
{
	struct line l = {.start = at, .end = at};

	rbt_utf8_place(t->data, at, &l.number, &l.column);
	while (l.start > 0 && t->data[l.start - 1] != '\n')
		l.start--;
	while (l.end < t->len && t->data[l.end] != '\n')
		l.end++;
	if (l.end > l.start && l.end > at && t->data[l.end - 1] == '\r')
		l.end--;
	return l;
}

/* Bytes of the character at `at`, which may be wrong. */
static uint32_t
char_len(const struct rbt_rule_text *t, uint32_t at, bool *bad)
{
	size_t n = rbt_utf8_len(t->data + at, t->len - at);
	unsigned char c = (unsigned char)t->data[at];

	*bad = n == 0 || (c < ' ' && c != '\t') || c == 0x7f;
	return n > 0 ? (uint32_t)n : 1;
}

/*
 * The line and, under it, a caret at `at`.  A long line is cut on both sides;
 * tabs stay tabs in both, so that they keep the caret in place.
 */
static void
show(struct rbt_buf *b, const struct rbt_rule_text *t, uint32_t at)
{
	struct line l = line_of(t, at);
	struct rbt_buf under = {0};
	long first = l.column > SHOW_MAX ? l.column - SHOW_LEFT : 1, i = 1;
	uint32_t pos = l.start, len;
	bool bad;

	for (; i < first; i++, pos += len)
		len = char_len(t, pos, &bad);
	rbt_buf_add_str(b, first > 1 ? "\n    ..." : "\n    ");
	rbt_buf_add_str(&under, first > 1 ? "\n       " : "\n    ");
	for (; pos < l.end && i < first + SHOW_MAX; i++, pos += len) {
		len = char_len(t, pos, &bad);
		if (bad)
			rbt_buf_add_char(b, '?');
		else
			rbt_buf_add(b, t->data + pos, len);
		if (pos < at)
			rbt_buf_add_char(&under,
			    t->data[pos] == '\t' ? '\t' : ' ');
	}
	if (pos < l.end)
		rbt_buf_add_str(b, "...");
	rbt_buf_add_str(b, rbt_buf_str(&under));
	rbt_buf_add_char(b, '^');
	rbt_buf_release(&under);
}

int
rbt_rule_fail(const struct rbt_rule_text *t, uint32_t at, enum rbt_code code,
    struct rbt_err *err, const char *fmt, ...)
{
	struct line l = line_of(t, at);
	struct rbt_buf b = {0};
	char what[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);
	show(&b, t, at);
	rbt_err_set(err, code, "%.*s:%ld:%ld: %s%s", NAME_SHOWN, t->name,
	    l.number, l.column, what, rbt_buf_str(&b));
	rbt_buf_release(&b);
	return -1;
}
