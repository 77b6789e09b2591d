/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "fmt/jsonw.h"

#include "core/err.h"
#include "core/num.h"
#include "fmt/jsontext.h"
#include "fmt/utf8.h"

#define ESCAPED_MAX 6   /* "\u001f" of one byte */
#define CHUNK       256 /* bytes of a string that are escaped at a time */
#define CHUNK_MAX   ((CHUNK + 3) * ESCAPED_MAX)

/* Where a value goes: room for the comma, the key and n bytes more. */
static char *
member(struct rbt_jsonw *w, const char *key, size_t n, char **start)
{
	size_t key_len = key ? strlen(key) : 0;
	char *p = rbt_out_reserve(w->out, key_len + n + 8);

	*start = p;
	if (w->comma[w->depth])
		*p++ = ',';
	w->comma[w->depth] = true;
	if (key) {
		*p++ = '"';
		memcpy(p, key, key_len);
		p += key_len;
		*p++ = '"';
		*p++ = ':';
	}
	return p;
}

static void
literal(struct rbt_jsonw *w, const char *key, const char *text, size_t len)
{
	char *start, *p = member(w, key, len, &start);

	memcpy(p, text, len);
	rbt_out_commit(w->out, (size_t)(p - start) + len);
}

static void
push(struct rbt_jsonw *w, const char *key, char bracket)
{
	literal(w, key, &bracket, 1);
	RBT_BUG_IF(w->depth + 1 == RBT_JSONW_DEPTH);
	w->comma[++w->depth] = false;
}

static void
pop(struct rbt_jsonw *w, char bracket)
{
	RBT_BUG_IF(w->depth == 0);
	w->depth--;
	rbt_out_write(w->out, &bracket, 1);
}

/* Writes the character at s, of which n bytes are there; *used says how many it
 * took.  Returns the length written, at most ESCAPED_MAX. */
static size_t
escape(const char *s, size_t n, char *out, size_t *used)
{
	static const char hex[] = "0123456789abcdef";
	size_t len = rbt_utf8_len(s, n);

	*used = len ? len : 1;
	if (len == 0)
		return rbt_utf8_put(0xfffd, out);
	if (len > 1) {
		memcpy(out, s, len);
		return len;
	}
	out[0] = '\\';
	if (*s == '"' || *s == '\\') {
		out[1] = *s;
		return 2;
	}
	memcpy(out + 1, "u00", 3);
	out[4] = hex[(unsigned char)*s >> 4];
	out[5] = hex[*s & 15];
	return ESCAPED_MAX;
}

/* Writes CHUNK bytes of the string from *at on, or what is left, at most
 * CHUNK_MAX bytes.  Returns the end of them. */
static char *
string_chunk(char *p, const char *s, size_t len, size_t *at)
{
	/* The last character may reach over the end of the chunk. */
	size_t i = *at, end = len - i > CHUNK ? i + CHUNK : len;

	while (i < end) {
		size_t used = 1;

		if (rbt_jsontext_is_plain(s[i]))
			*p++ = s[i];
		else
			p += escape(s + i, len - i, p, &used);
		i += used;
	}
	*at = i;
	return p;
}

void
rbt_jsonw_begin(struct rbt_jsonw *w, struct rbt_out *out, const char *type)
{
	rbt_jsonw_begin_plain(w, out);
	rbt_jsonw_str(w, "type", type);
}

void
rbt_jsonw_begin_plain(struct rbt_jsonw *w, struct rbt_out *out)
{
	w->out = out;
	w->depth = 0;
	w->comma[0] = false;
	rbt_out_write(out, "{", 1);
}

void
rbt_jsonw_end(struct rbt_jsonw *w)
{
	RBT_BUG_IF(w->depth != 0);
	rbt_out_write(w->out, "}\n", 2);
	rbt_out_end_line(w->out);
}

void
rbt_jsonw_str(struct rbt_jsonw *w, const char *key, const char *s)
{
	rbt_jsonw_strn(w, key, s, strlen(s));
}

void
rbt_jsonw_str_or_null(struct rbt_jsonw *w, const char *key, const char *s)
{
	if (s)
		rbt_jsonw_str(w, key, s);
	else
		rbt_jsonw_null(w, key);
}

void
rbt_jsonw_strn(struct rbt_jsonw *w, const char *key, const char *s, size_t len)
{
	char *start, *p = member(w, key, CHUNK_MAX + 2, &start);
	size_t at = 0;

	*p++ = '"';
	for (;;) {
		p = string_chunk(p, s, len, &at);
		if (at == len)
			break;
		rbt_out_commit(w->out, (size_t)(p - start));
		start = p = rbt_out_reserve(w->out, CHUNK_MAX + 1);
	}
	*p++ = '"';
	rbt_out_commit(w->out, (size_t)(p - start));
}

void
rbt_jsonw_i64(struct rbt_jsonw *w, const char *key, int64_t v)
{
	rbt_jsonw_dec(w, key, v, 0);
}

void
rbt_jsonw_u64(struct rbt_jsonw *w, const char *key, uint64_t v)
{
	char text[20]; /* the digits of 2^64 - 1 */
	size_t i = sizeof text;

	do {
		text[--i] = (char)('0' + v % 10);
		v /= 10;
	} while (v);
	literal(w, key, text + i, sizeof text - i);
}

void
rbt_jsonw_f64(struct rbt_jsonw *w, const char *key, double v)
{
	char *start, *p;

	if (!isfinite(v)) {
		rbt_jsonw_null(w, key);
		return;
	}
	p = member(w, key, RBT_NUM_F64_MAX, &start);
	p += rbt_num_format_f64(v, p);
	rbt_out_commit(w->out, (size_t)(p - start));
}

void
rbt_jsonw_bool(struct rbt_jsonw *w, const char *key, bool v)
{
	if (v)
		literal(w, key, "true", 4);
	else
		literal(w, key, "false", 5);
}

void
rbt_jsonw_null(struct rbt_jsonw *w, const char *key)
{
	literal(w, key, "null", 4);
}

void
rbt_jsonw_px(struct rbt_jsonw *w, const char *key, rbt_px v)
{
	rbt_jsonw_dec(w, key, v.v, RBT_DEC_DIGITS);
}

void
rbt_jsonw_qty(struct rbt_jsonw *w, const char *key, rbt_qty v)
{
	rbt_jsonw_dec(w, key, v.v, RBT_DEC_DIGITS);
}

void
rbt_jsonw_money(struct rbt_jsonw *w, const char *key, rbt_money v)
{
	char *start, *p = member(w, key, RBT_MONEY_MAX, &start);

	p += rbt_money_format(v, p);
	rbt_out_commit(w->out, (size_t)(p - start));
}

void
rbt_jsonw_dec(struct rbt_jsonw *w, const char *key, int64_t v, int digits)
{
	char *start, *p = member(w, key, RBT_DEC_MAX, &start);

	p += rbt_dec_format(v, digits, p);
	rbt_out_commit(w->out, (size_t)(p - start));
}

void
rbt_jsonw_time(struct rbt_jsonw *w, const char *key, rbt_ts t, rbt_period p)
{
	char *start, *s = member(w, key, RBT_TS_MAX + 2, &start);

	*s++ = '"';
	s += rbt_ts_format_for(t, p, s);
	*s++ = '"';
	rbt_out_commit(w->out, (size_t)(s - start));
}

void
rbt_jsonw_raw(struct rbt_jsonw *w, const char *key, const char *json,
    size_t len)
{
	literal(w, key, json, len);
}

void
rbt_jsonw_obj_begin(struct rbt_jsonw *w, const char *key)
{
	push(w, key, '{');
}

void
rbt_jsonw_obj_end(struct rbt_jsonw *w)
{
	pop(w, '}');
}

void
rbt_jsonw_arr_begin(struct rbt_jsonw *w, const char *key)
{
	push(w, key, '[');
}

void
rbt_jsonw_arr_end(struct rbt_jsonw *w)
{
	pop(w, ']');
}
