/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UTF-8 as RFC 3629 defines it: no overlong forms, no surrogates. */
#ifndef RBT_FMT_UTF8_H
#define RBT_FMT_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Bytes (1 to 4) of the character at p, of which n > 0 bytes are there; 0 if
 * it is not valid. */
size_t rbt_utf8_len(const char *p, size_t n);

/* Writes code point c (no surrogate, <= 0x10ffff), 1 to 4 bytes. */
size_t rbt_utf8_put(uint32_t c, char out[4]);

/* The place of offset `at` in text, for messages: line and character from 1. */
void rbt_utf8_place(const char *text, size_t at, long *line, long *column);

#endif
