/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Allocation.  Small allocations cannot fail: out of memory prints one line
 * and ends with status 4.  Allocations whose size comes from input go through
 * rbt_alloc_n, which checks the product and a stated limit and reports.
 */
#ifndef RBT_CORE_MEM_H
#define RBT_CORE_MEM_H

#include <stddef.h>

#include "core/attr.h"
#include "core/err.h"

/* As malloc, calloc, realloc, strdup, but never NULL; free() releases. */
void *rbt_xmalloc(size_t size);
void *rbt_xcalloc(size_t n, size_t size);
void *rbt_xrealloc(void *p, size_t size);
/* Zeroed memory at a multiple of `align`, a power of two that divides size. */
void *rbt_xaligned(size_t align, size_t size);
char *rbt_xstrdup(const char *s);
char *rbt_xstrndup(const char *s, size_t n);

/* What they do then: one line, and status 4.  A program that cannot get a few
 * bytes cannot do its cleaning up either, but for what it has set here, which
 * may not allocate and may run on any thread; NULL: nothing. */
void rbt_mem_exhausted(size_t n, size_t size) RBT_NORETURN;
void rbt_mem_on_exhausted(void (*clean)(void));

/*
 * Zeroed memory for n items of `size` bytes; free() releases.  NULL with
 * RBT_E_SYS if n * size overflows, exceeds `limit` bytes or is not there.
 */
void *rbt_alloc_n(size_t n, size_t size, size_t limit,
    struct rbt_err *err) RBT_MUST_USE;

#endif
