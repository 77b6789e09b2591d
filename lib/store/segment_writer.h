/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The making of a segment, a block of rows at a time, with a thread that hashes
 * and writes one block while the next is collected.
 */
#ifndef RBT_STORE_SEGMENT_WRITER_H
#define RBT_STORE_SEGMENT_WRITER_H

#include <stdint.h>

#include "core/attr.h"
#include "core/err.h"
#include "store/segment.h"

/* Writes the n > 0 bars of s to a file that is new or nobody's, syncs it, and
 * gives its seal.  A file that could not be written whole is left behind. */
int rbt_segment_write(const char *path, const struct rbt_series *s,
    struct rbt_segment_seal *seal, struct rbt_err *err) RBT_MUST_USE;

/*
 * A segment of more than RBT_SEGMENT_BLOCK rows that are not all there yet, in
 * the borrowed file fd, which is empty.  `first` says whether there is volume
 * and with how many decimals, and the period; `name` is copied for messages.
 */
struct rbt_segment_writer *rbt_segment_writer_new(int fd,
    const struct rbt_series *first, const char *name);
/*
 * The next RBT_SEGMENT_BLOCK rows, or the last and fewer.  The columns must
 * stay as they are until the call after it, whatever that is.  Fails as well if
 * the block before could not be written: RBT_E_SYS "writing NAME: ...".
 */
int rbt_segment_writer_put(struct rbt_segment_writer *w,
    const struct rbt_series *block, struct rbt_err *err) RBT_MUST_USE;
/* Writes what is left, without a sync. */
int rbt_segment_writer_end(struct rbt_segment_writer *w,
    struct rbt_segment_seal *seal, struct rbt_err *err) RBT_MUST_USE;
void rbt_segment_writer_free(struct rbt_segment_writer *w); /* or NULL */

#endif
