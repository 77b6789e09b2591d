/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory for things that live exactly as long as a run or a record.  An
 * object in an arena owns no heap memory outside it, and no pointer into an
 * arena outlives its release.  struct rbt_arena a = {0} is empty and valid.
 */
#ifndef RBT_CORE_ARENA_H
#define RBT_CORE_ARENA_H

#include <stddef.h>

struct rbt_arena_block;
struct rbt_arena {
	struct rbt_arena_block *head; /* newest block */
};

/* Zeroed, aligned for any type.  Cannot fail (see core/mem.h). */
void *rbt_arena_alloc(struct rbt_arena *a, size_t size);
void *rbt_arena_alloc_n(struct rbt_arena *a, size_t n, size_t size);
char *rbt_arena_strndup(struct rbt_arena *a, const char *s, size_t n);
/* Empties it, and keeps its newest block for what comes next. */
void rbt_arena_clear(struct rbt_arena *a);
void rbt_arena_release(struct rbt_arena *a);

#endif
