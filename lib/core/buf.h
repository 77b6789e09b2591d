/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A growable byte string, always NUL-terminated.  Reused per record (clear,
 * not release), so loops allocate nothing once it is warm.  struct rbt_buf b =
 * {0} is a valid empty buffer whose data is NULL until the first write.
 */
#ifndef RBT_CORE_BUF_H
#define RBT_CORE_BUF_H

#include <stdarg.h>
#include <stddef.h>

#include "core/attr.h"

struct rbt_buf {
	char *data; /* owned; data[len] is NUL once anything was written */
	size_t len;
	size_t cap;
};

void rbt_buf_release(struct rbt_buf *b);
void rbt_buf_clear(struct rbt_buf *b);

/* Room for `extra` more bytes and the NUL; returns the write position. */
char *rbt_buf_reserve(struct rbt_buf *b, size_t extra);

void rbt_buf_add(struct rbt_buf *b, const char *bytes, size_t len);
void rbt_buf_add_str(struct rbt_buf *b, const char *s);
void rbt_buf_add_char(struct rbt_buf *b, char c);
void rbt_buf_printf(struct rbt_buf *b, const char *fmt, ...) RBT_PRINTF(2, 3);
void rbt_buf_vprintf(struct rbt_buf *b, const char *fmt, va_list ap)
    RBT_PRINTF(2, 0);

/* The text, never NULL; borrowed until the next change of b. */
const char *rbt_buf_str(const struct rbt_buf *b);

#endif
