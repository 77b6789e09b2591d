/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* RTLD_NEXT */
#include <dlfcn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "cli/memory.h"

#include "core/mem.h"

#if !RBT_MEMORY_IS_OURS

void
rbt_memory_init(void)
{
}

#else

static struct {
	void *(*malloc)(size_t);
	void *(*calloc)(size_t, size_t);
	void *(*realloc)(void *, size_t);
	bool is_resolving;
} next;

/* ISO C has no cast from an object pointer to a function pointer. */
static void
resolve(const char *name, void *function)
{
	void *p = dlsym(RTLD_NEXT, name);

	memcpy(function, &p, sizeof p);
}

/* Called by the first allocation, which comes before main and its threads. */
void
rbt_memory_init(void)
{
	if (next.realloc != NULL)
		return;
	next.is_resolving = true;
	resolve("malloc", &next.malloc);
	resolve("calloc", &next.calloc);
	resolve("realloc", &next.realloc);
	next.is_resolving = false;
}

/* Whether nothing can be asked yet: old versions of dlsym allocate, and can do
 * without. */
static bool
is_early(void)
{
	if (next.is_resolving)
		return true;
	rbt_memory_init();
	return false;
}

void *
malloc(size_t size)
{
	void *p;

	if (is_early())
		return NULL;
	p = next.malloc(size);
	if (p == NULL && size > 0)
		rbt_mem_exhausted(1, size);
	return p;
}

void *
calloc(size_t n, size_t size)
{
	void *p;

	if (is_early())
		return NULL;
	p = next.calloc(n, size);
	if (p == NULL && n > 0 && size > 0)
		rbt_mem_exhausted(n, size);
	return p;
}

void *
realloc(void *old, size_t size)
{
	void *p;

	if (is_early())
		return NULL;
	p = next.realloc(old, size);
	if (p == NULL && size > 0)
		rbt_mem_exhausted(1, size);
	return p;
}

#endif
