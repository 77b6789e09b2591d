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

/* What a file that was written has to be. */
struct rbt_segment_seal {
	char sha256[RBT_HASH_HEX];            /* of its bytes */
	uint64_t column[RBT_SEGMENT_COLUMNS]; /* rbt_checksum of each one; 0 for
						 a volume that is not there */
};

struct rbt_segment {
	struct rbt_map map;
	struct rbt_series series; /* points into the map; symbol is NULL */
};

/*
 * Writes the n > 0 bars of s to a file that is new or nobody's, syncs it, and
 * gives its seal.  A file that could not be written whole is left behind.
 * `spent` is NULL or the builder that s is a view of: then each of its columns
 * is freed when it is written, so that the system has memory for the file, and
 * s and spent are good for nothing but release.
 */
int rbt_segment_write(const char *path, const struct rbt_series *s,
    struct rbt_series_builder *spent, struct rbt_segment_seal *seal,
    struct rbt_err *err) RBT_MUST_USE;

/*
 * Maps a segment.  Checks header, size and the place of every column, not the
 * columns.  RBT_E_DATA "PATH: ..." if it is none; g needs no release then.
 */
int rbt_segment_open(struct rbt_segment *g, const char *path,
    struct rbt_err *err) RBT_MUST_USE;
/*
 * Compares those columns of the set that are there with the seal: the name of
 * the first that differs, or NULL.  Reads no other bytes, at the speed of
 * memory.
 */
const char *rbt_segment_damage(const struct rbt_segment *g,
    const struct rbt_segment_seal *seal, unsigned columns);

void rbt_segment_release(struct rbt_segment *g);

#endif
