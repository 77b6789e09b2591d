/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A table of symbols: text to a number from 0 in the order of first sight, so
 * that whatever belongs to a symbol can live in plain arrays.
 *
 *	struct rbt_symtab t = {0};
 *	size_t i = rbt_symtab_add(&t, text, len);
 *	if (i == states.n)
 *		RBT_VEC_PUSH(&states, (struct state){0});
 *	rbt_symtab_release(&t);
 */
#ifndef RBT_MARKET_SYMTAB_H
#define RBT_MARKET_SYMTAB_H

#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"

/* {0} is empty and valid. */
struct rbt_symtab {
	const char **name; /* n names, NUL-terminated, in the arena */
	size_t *len;       /* of each name */
	size_t n, cap;
	uint32_t *slot; /* n_slots of number + 1, 0 empty; a power of two */
	size_t n_slots;
	size_t last; /* the number given last: rows come in runs */
	struct rbt_arena arena;
};

/* The number of a symbol, which is added (and copied) if it is new. */
size_t rbt_symtab_add(struct rbt_symtab *t, const char *text, size_t len);
void rbt_symtab_release(struct rbt_symtab *t);

#endif
