/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/mem.h"

static void (*clean_up)(void);

void
rbt_mem_on_exhausted(void (*clean)(void))
{
	clean_up = clean;
}

void
rbt_mem_exhausted(size_t n, size_t size)
{
	if (clean_up)
		clean_up();
	fprintf(stderr, "out of memory (%zu x %zu bytes)\n", n, size);
	_exit(rbt_err_exit(RBT_E_SYS));
}

void *
rbt_xmalloc(size_t size)
{
	void *p = malloc(size ? size : 1);

	if (!p)
		rbt_mem_exhausted(1, size);
	return p;
}

void *
rbt_xcalloc(size_t n, size_t size)
{
	void *p = n && size ? calloc(n, size) : calloc(1, 1);

	if (!p)
		rbt_mem_exhausted(n, size);
	return p;
}

void *
rbt_xrealloc(void *p, size_t size)
{
	void *q = realloc(p, size ? size : 1);

	if (!q)
		rbt_mem_exhausted(1, size);
	return q;
}

void *
rbt_xaligned(size_t align, size_t size)
{
	void *p = aligned_alloc(align, size);

	if (!p)
		rbt_mem_exhausted(1, size);
	return memset(p, 0, size);
}

char *
rbt_xstrdup(const char *s)
{
	return rbt_xstrndup(s, strlen(s));
}

char *
rbt_xstrndup(const char *s, size_t n)
{
	char *p;

	if (n == (size_t)-1)
		rbt_mem_exhausted(1, n);
	p = rbt_xmalloc(n + 1);
	if (n)
		memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

void *
rbt_alloc_n(size_t n, size_t size, size_t limit, struct rbt_err *err)
{
	size_t total;
	void *p;

	if (__builtin_mul_overflow(n, size, &total) || total > limit) {
		rbt_err_set(err, RBT_E_SYS,
		    "%zu x %zu bytes of memory: more than the limit of %zu", n,
		    size, limit);
		return NULL;
	}
	p = calloc(total ? total : 1, 1);
	if (!p)
		rbt_err_set(err, RBT_E_SYS, "out of memory (%zu x %zu bytes)",
		    n, size);
	return p;
}
