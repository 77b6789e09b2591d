/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "did you mean ...": the known name that is nearest to a mistyped one. */
#ifndef RBT_CORE_NEAR_H
#define RBT_CORE_NEAR_H

#include <stddef.h>

#include "core/buf.h"

/*
 * The search for the nearest name: init with the word (borrowed), offer every
 * known name, then read `best`, which is NULL if none is near enough (a third
 * of the word's letters, at least one, may differ; Damerau-Levenshtein with
 * adjacent swaps, letter case ignored), nor has the word as a whole part
 * between its '_' or '-'.  The first of equally near names wins.
 */
struct rbt_near {
	const char *word;
	size_t len;
	size_t distance; /* of best; one above the limit while there is none */
	const char *best;
};

void rbt_near_init(struct rbt_near *n, const char *word, size_t len);
void rbt_near_offer(struct rbt_near *n, const char *name);

/* "; did you mean 'sma'?" for the end of a message, or "" without a name. */
#define RBT_NEAR_HINT 96
const char *rbt_near_hint(const char *best, char out[RBT_NEAR_HINT]);

/* Appends the hint or, where none of the n names is near, which there are:
 * "; there are: sma ema", the first RBT_NEAR_SHOWN of them. */
#define RBT_NEAR_SHOWN 8
void rbt_near_tell(struct rbt_buf *b, const char *word,
    const char *const *names, size_t n);

#endif
