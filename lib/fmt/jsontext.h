/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text of JSON strings: the bytes between the quotes of a string that was
 * scanned (fmt/jsonscan.h) and is therefore well formed.
 */
#ifndef RBT_FMT_JSONTEXT_H
#define RBT_FMT_JSONTEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/buf.h"

/* Whether c stands for itself: ASCII, no control character, no quote and no
 * backslash. */
static inline bool
rbt_jsontext_is_plain(char c)
{
	return (unsigned char)c - 0x20u < 0x60 && c != '"' && c != '\\';
}

/* The value of the four hexadecimal digits at p, or -1. */
int rbt_jsontext_hex4(const char *p, const char *end);

/* Appends the string without its escapes. */
void rbt_jsontext_unescape(const char *s, size_t len, struct rbt_buf *out);

/* Whether two strings are equal without their escapes. */
bool rbt_jsontext_is_same(const char *x, size_t x_len, const char *y,
    size_t y_len);

#endif
