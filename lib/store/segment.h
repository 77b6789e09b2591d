/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One instrument's bars in a file of columns, mapped and used in place.  The
 * bytes of a segment depend on its bars alone, so its hash is that of its
 * content.  The layout is described in rbt-bundle(5).
 */
#ifndef RBT_STORE_SEGMENT_H
#define RBT_STORE_SEGMENT_H

#include "core/attr.h"
#include "core/err.h"
#include "core/hash.h"
#include "core/io.h"
#include "market/series.h"

struct rbt_segment {
	struct rbt_map map;
	struct rbt_series series; /* points into the map; symbol is NULL */
};

/*
 * Writes the n > 0 bars of s to a file that is new or nobody's, syncs it, and
 * gives its hash.  A file that could not be written whole is left behind.
 */
int rbt_segment_write(const char *path, const struct rbt_series *s,
    char sha256[RBT_HASH_HEX], struct rbt_err *err) RBT_MUST_USE;

/*
 * Maps a segment.  Checks header, size and the place of every column, not the
 * columns.  RBT_E_DATA "PATH: ..." if it is none; g needs no release then.
 */
int rbt_segment_open(struct rbt_segment *g, const char *path,
    struct rbt_err *err) RBT_MUST_USE;
void rbt_segment_release(struct rbt_segment *g);

#endif
