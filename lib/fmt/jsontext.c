/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fmt/jsontext.h"

#include "fmt/utf8.h"

static int
hex_digit(char ch)
{
	if (ch >= '0' && ch <= '9')
		return ch - '0';
	if (ch >= 'a' && ch <= 'f')
		return ch - 'a' + 10;
	if (ch >= 'A' && ch <= 'F')
		return ch - 'A' + 10;
	return -1;
}

int
rbt_jsontext_hex4(const char *p, const char *end)
{
	int v = 0;

	if (end - p < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		int d = hex_digit(p[i]);

		if (d < 0)
			return -1;
		v = v * 16 + d;
	}
	return v;
}

/* Gives the bytes of a scanned string without escapes, one by one. */
struct bytes {
	const char *p, *end;
	char ready[4]; /* the character of an escape */
	size_t i, n;
};

static void
next_escape(struct bytes *b)
{
	static const char names[] = "bfnrt", values[] = "\b\f\n\r\t";
	const char *name;
	uint32_t v;

	b->i = 0;
	if (b->p[1] != 'u') {
		name = strchr(names, b->p[1]);
		b->ready[0] = name ? values[name - names] : b->p[1];
		b->n = 1;
		b->p += 2;
		return;
	}
	v = (uint32_t)rbt_jsontext_hex4(b->p + 2, b->end);
	b->p += 6;
	if (v >= 0xd800 && v <= 0xdbff) {
		v = 0x10000 + ((v & 0x3ff) << 10) +
		    ((uint32_t)rbt_jsontext_hex4(b->p + 2, b->end) & 0x3ff);
		b->p += 6;
	}
	b->n = rbt_utf8_put(v, b->ready);
}

/* The next byte, or -1 at the end. */
static int
next_byte(struct bytes *b)
{
	if (b->i == b->n) {
		if (b->p == b->end)
			return -1;
		if (*b->p != '\\')
			return (unsigned char)*b->p++;
		next_escape(b);
	}
	return (unsigned char)b->ready[b->i++];
}

bool
rbt_jsontext_is_same(const char *x, size_t x_len, const char *y, size_t y_len)
{
	struct bytes a = {.p = x, .end = x + x_len};
	struct bytes b = {.p = y, .end = y + y_len};
	int byte;

	do {
		byte = next_byte(&a);
		if (byte != next_byte(&b))
			return false;
	} while (byte >= 0);
	return true;
}

void
rbt_jsontext_unescape(const char *s, size_t len, struct rbt_buf *out)
{
	struct bytes b = {.p = s, .end = s + len};
	int byte;

	while ((byte = next_byte(&b)) >= 0)
		rbt_buf_add_char(out, (char)byte);
}
