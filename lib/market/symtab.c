/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/symtab.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"

/* FNV-1a (Fowler, Noll, Vo), 64 bits folded by the caller's mask. */
static size_t
hash(const char *text, size_t len)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < len; i++) {
		h ^= (unsigned char)text[i];
		h *= 0x100000001b3u;
	}
	return (size_t)(h ^ (h >> 32));
}

static bool
is(const struct rbt_symtab *t, size_t i, const char *text, size_t len)
{
	return t->len[i] == len && memcmp(t->name[i], text, len) == 0;
}

/* The slot of a symbol, or the empty one where it belongs. */
static uint32_t *
find(const struct rbt_symtab *t, const char *text, size_t len)
{
	size_t mask = t->n_slots - 1, at = hash(text, len) & mask;

	while (t->slot[at] != 0 && !is(t, t->slot[at] - 1, text, len))
		at = (at + 1) & mask;
	return &t->slot[at];
}

/* Twice the slots, so that at most half of them are taken. */
static void
grow(struct rbt_symtab *t)
{
	t->cap = t->cap ? 2 * t->cap : 64;
	t->name = rbt_xrealloc(t->name, t->cap * sizeof *t->name);
	t->len = rbt_xrealloc(t->len, t->cap * sizeof *t->len);
	free(t->slot);
	t->n_slots = 2 * t->cap;
	t->slot = rbt_xcalloc(t->n_slots, sizeof *t->slot);
	for (size_t i = 0; i < t->n; i++)
		*find(t, t->name[i], t->len[i]) = (uint32_t)i + 1;
}

size_t
rbt_symtab_add(struct rbt_symtab *t, const char *text, size_t len)
{
	uint32_t *slot;

	if (t->n > 0 && is(t, t->last, text, len))
		return t->last;
	if (t->n == t->cap)
		grow(t);
	slot = find(t, text, len);
	if (*slot == 0) {
		t->name[t->n] = rbt_arena_strndup(&t->arena, text, len);
		t->len[t->n] = len;
		*slot = (uint32_t)++t->n;
	}
	t->last = *slot - 1;
	return t->last;
}

void
rbt_symtab_release(struct rbt_symtab *t)
{
	free(t->name);
	free(t->len);
	free(t->slot);
	rbt_arena_release(&t->arena);
	*t = (struct rbt_symtab){0};
}
