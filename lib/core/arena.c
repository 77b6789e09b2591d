/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"

#include "core/mem.h"

#define BLOCK_SIZE ((size_t)16 << 10)

struct rbt_arena_block {
	struct rbt_arena_block *next;
	size_t used, cap;
	alignas(max_align_t) unsigned char data[];
};

static struct rbt_arena_block *
block_new(size_t cap)
{
	/* calloc, so that memory handed out needs no clearing. */
	struct rbt_arena_block *b = rbt_xcalloc(1, sizeof *b + cap);

	b->cap = cap;
	return b;
}

void *
rbt_arena_alloc(struct rbt_arena *a, size_t size)
{
	const size_t align = alignof(max_align_t);
	struct rbt_arena_block *b = a->head;
	void *p;

	if (size > SIZE_MAX / 2)
		return rbt_xmalloc(size); /* ends the program */
	size = (size + align - 1) / align * align;
	if (!b || size > b->cap - b->used) {
		b = block_new(size > BLOCK_SIZE / 4 ? size : BLOCK_SIZE);
		if (a->head && size > BLOCK_SIZE / 4) {
			/* A block of its own; the head keeps its room. */
			b->next = a->head->next;
			a->head->next = b;
		} else {
			b->next = a->head;
			a->head = b;
		}
	}
	p = b->data + b->used;
	b->used += size;
	return p;
}

void *
rbt_arena_alloc_n(struct rbt_arena *a, size_t n, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(n, size, &total))
		total = SIZE_MAX;
	return rbt_arena_alloc(a, total);
}

char *
rbt_arena_strndup(struct rbt_arena *a, const char *s, size_t n)
{
	char *p = rbt_arena_alloc_n(a, n + 1, 1);

	if (n)
		memcpy(p, s, n);
	return p;
}

static void
free_all(struct rbt_arena_block *b)
{
	for (struct rbt_arena_block *next; b; b = next) {
		next = b->next;
		free(b);
	}
}

void
rbt_arena_clear(struct rbt_arena *a)
{
	struct rbt_arena_block *b = a->head;

	if (b == NULL)
		return;
	free_all(b->next);
	b->next = NULL;
	memset(b->data, 0, b->used);
	b->used = 0;
}

void
rbt_arena_release(struct rbt_arena *a)
{
	free_all(a->head);
	a->head = NULL;
}
