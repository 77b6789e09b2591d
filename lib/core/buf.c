/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"

#include "core/err.h"
#include "core/mem.h"

void
rbt_buf_release(struct rbt_buf *b)
{
	free(b->data);
	*b = (struct rbt_buf){0};
}

void
rbt_buf_clear(struct rbt_buf *b)
{
	b->len = 0;
	if (b->data)
		b->data[0] = '\0';
}

char *
rbt_buf_reserve(struct rbt_buf *b, size_t extra)
{
	size_t need, cap;

	/* A size that wraps can never be had: ask for the impossible. */
	if (__builtin_add_overflow(b->len, extra, &need) || need >= PTRDIFF_MAX)
		need = PTRDIFF_MAX - 1;
	need++;
	if (need > b->cap) {
		cap = b->cap <= PTRDIFF_MAX / 2 ? 2 * b->cap : need;
		if (cap < 64)
			cap = 64;
		if (cap < need)
			cap = need;
		b->data = rbt_xrealloc(b->data, cap);
		b->cap = cap;
		b->data[b->len] = '\0';
	}
	return b->data + b->len;
}

void
rbt_buf_add(struct rbt_buf *b, const char *bytes, size_t len)
{
	char *p = rbt_buf_reserve(b, len);

	if (len)
		memcpy(p, bytes, len);
	p[len] = '\0';
	b->len += len;
}

void
rbt_buf_add_str(struct rbt_buf *b, const char *s)
{
	rbt_buf_add(b, s, strlen(s));
}

void
rbt_buf_add_char(struct rbt_buf *b, char c)
{
	char *p = rbt_buf_reserve(b, 1);

	p[0] = c;
	p[1] = '\0';
	b->len++;
}

void
rbt_buf_vprintf(struct rbt_buf *b, const char *fmt, va_list ap)
{
	va_list again;
	int n;

	rbt_buf_reserve(b, 1);
	va_copy(again, ap);
	n = vsnprintf(b->data + b->len, b->cap - b->len, fmt, ap);
	RBT_BUG_IF(n < 0);
	if ((size_t)n >= b->cap - b->len) {
		rbt_buf_reserve(b, (size_t)n);
		vsnprintf(b->data + b->len, b->cap - b->len, fmt, again);
	}
	va_end(again);
	b->len += (size_t)n;
}

void
rbt_buf_printf(struct rbt_buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	rbt_buf_vprintf(b, fmt, ap);
	va_end(ap);
}

const char *
rbt_buf_str(const struct rbt_buf *b)
{
	return b->data ? b->data : "";
}
