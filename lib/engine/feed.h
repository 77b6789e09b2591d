/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The signals of one instrument, bar by bar, drawn from the source in blocks.
 */
#ifndef RBT_ENGINE_FEED_H
#define RBT_ENGINE_FEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/err.h"
#include "strategy/signal.h"

struct rbt_feed {
	struct rbt_signal_block block;
	size_t from, n;  /* the bars of the block */
	uint8_t *bits;   /* owned copies, NULL if the block is borrowed */
	double *columns; /* three of them */
};

/*
 * Signals of instrument i of the source from its bar 0 on.  The source may
 * reuse its memory with every call, so the blocks of several instruments are
 * copied; `alone` says that there is no other.
 */
void rbt_feed_init(struct rbt_feed *f, bool alone);
void rbt_feed_release(struct rbt_feed *f);

/* The last bar of the block that holds bar k; draws blocks until one does. */
int rbt_feed_reach(struct rbt_feed *f, const struct rbt_signal_source *source,
    size_t i, const struct rbt_series *s, size_t k,
    struct rbt_err *err) RBT_MUST_USE;

/* Bits of bar k, which the current block holds. */
static inline uint8_t
rbt_feed_bits(const struct rbt_feed *f, size_t k)
{
	return f->block.bits[k - f->from];
}

/* X of a protective order at bar k; column is one of the block's. */
static inline double
rbt_feed_distance(const struct rbt_feed *f, const double *column, size_t k)
{
	return column == NULL ? 0 : column[k - f->from];
}

#endif
