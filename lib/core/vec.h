/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Growable arrays of one type, as macros over a plain struct:
 *
 *	struct rbt_fill_vec RBT_VEC(struct rbt_fill) fills = {0};
 *	RBT_VEC_PUSH(&fills, fill);
 *	for (size_t i = 0; i < fills.n; i++) use(&fills.at[i]);
 *	RBT_VEC_RELEASE(&fills);
 */
#ifndef RBT_CORE_VEC_H
#define RBT_CORE_VEC_H

#include <stdlib.h>

#include "core/mem.h"

#define RBT_VEC(type)                                                          \
	{                                                                      \
		type *at;                                                      \
		size_t n, cap;                                                 \
	}

/* Room for one more; pointers into v->at are then no longer valid. */
#define RBT_VEC_GROW(v)                                                        \
	do {                                                                   \
		if ((v)->n == (v)->cap) {                                      \
			(v)->cap = (v)->cap ? 2 * (v)->cap : 16;               \
			(v)->at =                                              \
			    rbt_xrealloc((v)->at, (v)->cap * sizeof *(v)->at); \
		}                                                              \
	} while (0)

/* Room for `more` more, likewise. */
#define RBT_VEC_RESERVE(v, more)                                               \
	do {                                                                   \
		if ((v)->cap - (v)->n < (more)) {                              \
			(v)->cap = 2 * (v)->cap + (more);                      \
			(v)->at =                                              \
			    rbt_xrealloc((v)->at, (v)->cap * sizeof *(v)->at); \
		}                                                              \
	} while (0)

#define RBT_VEC_PUSH(v, item)                                                  \
	do {                                                                   \
		RBT_VEC_GROW(v);                                               \
		(v)->at[(v)->n++] = (item);                                    \
	} while (0)

#define RBT_VEC_RELEASE(v)                                                     \
	do {                                                                   \
		free((v)->at);                                                 \
		(v)->at = NULL;                                                \
		(v)->n = (v)->cap = 0;                                         \
	} while (0)

#endif
