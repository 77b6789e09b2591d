/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One instrument's bars in a file of columns, mapped and used in place.  The
 * bytes of a segment depend on its bars alone, so its hash is that of its
 * content.  The layout is described in rbt-bundle(5).
 */
#ifndef RBT_STORE_SEGMENT_H
#define RBT_STORE_SEGMENT_H

#include <stdint.h>

#include "core/attr.h"
#include "core/err.h"
#include "core/hash.h"
#include "core/io.h"
#include "market/series.h"

/* The columns in their order, and sets of them. */
enum {
	RBT_SEGMENT_TIME,
	RBT_SEGMENT_OPEN,
	RBT_SEGMENT_HIGH,
	RBT_SEGMENT_LOW,
	RBT_SEGMENT_CLOSE,
	RBT_SEGMENT_VOLUME,
	RBT_SEGMENT_COLUMNS,
};
#define RBT_SEGMENT_ALL    ((1u << RBT_SEGMENT_COLUMNS) - 1)
#define RBT_SEGMENT_PRICES (RBT_SEGMENT_ALL & ~(1u << RBT_SEGMENT_VOLUME))

/*
 * Rows that lie together: all blocks of a segment but the last have so many.
 * Each block of a column is a mapping, of which Linux lets a process have 65530
 * unless told otherwise: with these 2.8 billion rows can be open at a time.
 */
#define RBT_SEGMENT_BLOCK ((size_t)1 << 18)

/* What a file that was written has to be. */
struct rbt_segment_seal {
	char sha256[RBT_HASH_HEX];            /* of its bytes */
	uint64_t column[RBT_SEGMENT_COLUMNS]; /* rbt_checksum of each one; 0 for
						 a volume that is not there */
};

struct rbt_segment {
	struct rbt_map map;       /* of the columns, each in one piece */
	struct rbt_series series; /* points into the map; symbol is NULL */
};

/*
 * Maps a segment.  Checks its size and what its first and last bytes say of it,
 * not the columns.  RBT_E_DATA "PATH: ..." if it is none; g needs no release
 * then.  The second form borrows an open file, and `name` for messages.
 */
int rbt_segment_open(struct rbt_segment *g, const char *path,
    struct rbt_err *err) RBT_MUST_USE;
int rbt_segment_open_fd(struct rbt_segment *g, int fd, const char *name,
    struct rbt_err *err) RBT_MUST_USE;

/*
 * Compares those columns of the set that are there with the seal: the name of
 * the first that differs, or NULL.  Reads no other bytes, at the speed of
 * memory.
 */
const char *rbt_segment_damage(const struct rbt_segment *g,
    const struct rbt_segment_seal *seal, unsigned columns);

void rbt_segment_release(struct rbt_segment *g);

/* Column i of a series, NULL for a volume that is not there. */
const int64_t *rbt_segment_column(const struct rbt_series *s, unsigned i);

#endif
