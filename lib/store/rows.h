/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bars of one symbol that a writer collects, in rising order: in memory up
 * to a block; whole blocks go to the segment that becomes of them, in a file
 * without a name, so that memory is bounded and writing does not wait for the
 * end.  Where the system has no such files, or too many are open, all stays in
 * memory.  Inside lib/store only.
 */
#ifndef RBT_STORE_ROWS_H
#define RBT_STORE_ROWS_H

#include "core/attr.h"
#include "core/err.h"
#include "market/series.h"
#include "store/segment.h"
#include "store/segment_writer.h"

/* Zeros are no bars. */
struct rbt_rows {
	struct rbt_series_builder bars;    /* behind those in the file */
	struct rbt_series_builder spare;   /* the block that is being written */
	struct rbt_segment_writer *writer; /* NULL: there is no file */
	int fd;                            /* of the file */
	size_t n_file;                     /* rows that went to it */
	struct rbt_segment segment;        /* the file, once it is whole */
	struct rbt_segment_seal seal;
};

/* Where the rows belong. */
struct rbt_rows_home {
	const char *folder; /* of the bundle; need not exist yet */
	rbt_period period;
};

/* Adds a bar behind all others, its volume with the fewest decimals, for which
 * there is room: RBT_E_DATA "volume overflow".  What is in the way of the room
 * is RBT_E_SYS. */
static inline int rbt_rows_room(struct rbt_rows *r,
    const struct rbt_rows_home *home, const struct rbt_bar *bar,
    struct rbt_err *err) RBT_MUST_USE;
static inline int rbt_rows_add(struct rbt_rows *r, const struct rbt_bar *bar,
    struct rbt_err *err) RBT_MUST_USE;

/* No more bars will come: makes the file whole if there is one. */
int rbt_rows_end(struct rbt_rows *r, const struct rbt_rows_home *home,
    struct rbt_err *err) RBT_MUST_USE;

/* Behind rbt_rows_end: whether there are bars, and all of them, valid until the
 * release. */
static inline bool rbt_rows_any(const struct rbt_rows *r);
struct rbt_series rbt_rows_view(const struct rbt_rows *r, const char *symbol,
    rbt_period period);

/* Behind rbt_rows_end: makes the segment `path` of them, synced, with its
 * seal. */
int rbt_rows_write(struct rbt_rows *r, const struct rbt_series *view,
    const char *path, struct rbt_segment_seal *seal,
    struct rbt_err *err) RBT_MUST_USE;

void rbt_rows_release(struct rbt_rows *r);

/* The room that is not there yet. */
int rbt_rows_make_room(struct rbt_rows *r, const struct rbt_rows_home *home,
    const struct rbt_bar *bar, struct rbt_err *err) RBT_MUST_USE;

static inline int
rbt_rows_room(struct rbt_rows *r, const struct rbt_rows_home *home,
    const struct rbt_bar *bar, struct rbt_err *err)
{
	if (r->bars.n != RBT_SEGMENT_BLOCK &&
	    bar->volume_digits <= r->bars.volume_digits)
		return 0;
	return rbt_rows_make_room(r, home, bar, err);
}

static inline int
rbt_rows_add(struct rbt_rows *r, const struct rbt_bar *bar, struct rbt_err *err)
{
	return rbt_series_builder_add(&r->bars, bar, err);
}

static inline bool
rbt_rows_any(const struct rbt_rows *r)
{
	return r->n_file + r->bars.n > 0;
}

#endif
