/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where things lie in a segment, for its writer and its reader: see
 * rbt-bundle(5).  Inside lib/store only. */
#ifndef RBT_STORE_SEGMENT_LAYOUT_H
#define RBT_STORE_SEGMENT_LAYOUT_H

#include <stdbool.h>
#include <stdint.h>

#include "store/segment.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
    "segments are little-endian and used in place");

#define RBT_SEGMENT_FORMAT 2
#define RBT_SEGMENT_MAGIC  "\x89RBTSEG\n"

/* The first bytes of the file; then come the blocks. */
struct rbt_segment_header {
	char magic[8];
	uint32_t format;
	uint8_t zeros[52];
};
_Static_assert(sizeof(struct rbt_segment_header) == 64, "no padding");

/* The last bytes, because all of it is known only when all bars are. */
struct rbt_segment_trailer {
	uint64_t rows;
	int64_t period_ns;
	uint32_t columns;       /* 6, or 5 without volume */
	uint32_t volume_digits; /* 0 without volume */
};
_Static_assert(sizeof(struct rbt_segment_trailer) == 24, "no padding");

/* What is aligned to this can be mapped whatever the system's pages are. */
#define RBT_SEGMENT_ALIGN 65536u

/*
 * Where a column of a block goes that may start at `end`.  Blocks of one column
 * are mapped one behind the other, so they start at pages; but the columns of a
 * segment of one block are better off at different places of their pages, where
 * they do not compete for the same lines of the processor's cache.
 */
static inline uint64_t
rbt_segment_place(uint64_t end, bool alone, unsigned column)
{
	uint64_t unit = alone ? 4096 : RBT_SEGMENT_ALIGN;
	uint64_t want =
	    alone ? sizeof(struct rbt_segment_header) + 576 * column : 0;
	uint64_t at = end / unit * unit + want;

	return at < end ? at + unit : at;
}

/* Rows of the block of which `rows` are left with it. */
static inline size_t
rbt_segment_block(uint64_t rows)
{
	return rows < RBT_SEGMENT_BLOCK ? (size_t)rows : RBT_SEGMENT_BLOCK;
}

#endif
