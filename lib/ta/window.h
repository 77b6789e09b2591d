/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two ways to look back over the last n bars without touching them all.
 *
 * rbt_ta_window keeps the recent values in one piece, so that a loop can read
 * the value that leaves beside the one that comes.  For exact integers:
 *
 *	for (size_t at = 0, m; at < n; at += m) {
 *		m = rbt_ta_window_add(&win, in, at, n - at, &now);
 *		// now.px[-keep .. m-1]
 *	}
 *
 * rbt_ta_block cuts the bars into blocks of n.  Each window is the tail of one
 * block and the head of the next, so what is wanted of it is put together from
 * a value for the tail (computed backwards once a block, for all tails) and
 * one for the head (carried along).  Nothing is ever taken away again, so no
 * rounding error outlives its window.  Source: van Herk (1992), Gil and Werman
 * (1993), there for maxima.
 */
#ifndef RBT_TA_WINDOW_H
#define RBT_TA_WINDOW_H

#include <stdbool.h>

#include "ta/column.h"

struct rbt_ta_window {
	size_t keep; /* values to keep behind the newest; set by the caller */
	size_t len, cap;
	int64_t *px; /* owned; the one of the two that the column has */
	double *f;
};

/*
 * Adds values of `in` from bar `at` on, at most n and as many as fit; returns
 * how many (at least 1 of n >= 1).  *now is a column that starts at the first
 * of them, behind which up to `keep` earlier ones stand at negative indices; it
 * lasts until the next call.
 */
size_t rbt_ta_window_add(struct rbt_ta_window *w, const struct rbt_ta_col *in,
    size_t at, size_t n, struct rbt_ta_col *now);

static inline void
rbt_ta_window_clear(struct rbt_ta_window *w)
{
	w->len = 0;
}

void rbt_ta_window_release(struct rbt_ta_window *w);

struct rbt_ta_block {
	size_t n;   /* length; set by the caller */
	size_t pos; /* bars in the current block */
	bool full;  /* there is a block before it */
};

/* How many of `left` bars still go into the current block. */
static inline size_t
rbt_ta_block_room(const struct rbt_ta_block *b, size_t left)
{
	return rbt_ta_least(left, b->n - b->pos);
}

/* Counts m bars; true if they end the block: then compute its tails. */
static inline bool
rbt_ta_block_ends(struct rbt_ta_block *b, size_t m)
{
	b->pos += m;
	if (b->pos < b->n)
		return false;
	b->pos = 0;
	b->full = true;
	return true;
}

static inline void
rbt_ta_block_clear(struct rbt_ta_block *b)
{
	b->pos = 0;
	b->full = false;
}

#endif
