/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a packed bundle holds, read into memory and judged.  Inside lib/store
 * only. */
#ifndef RBT_STORE_PACKED_H
#define RBT_STORE_PACKED_H

#include "core/arena.h"
#include "core/attr.h"
#include "core/err.h"
#include "core/hash.h"
#include "core/vec.h"
#include "market/calendar.h"
#include "market/series.h"
#include "store/manifest.h"

struct rbt_packed_symbol {
	const char *symbol; /* in the arena */
	int64_t n;          /* rows that the index says */
	struct rbt_series_builder bars;
};

struct rbt_packed {
	rbt_period period;
	const struct rbt_calendar *calendar;
	char sha256[RBT_HASH_HEX]; /* of the content, says the index */
	int64_t rows;
	struct RBT_VEC(struct rbt_packed_symbol) symbols; /* in byte order */
	struct rbt_manifest_source source;                /* the file itself */
	struct rbt_arena arena;
};

/*
 * Reads an archive of rbt_pack_write.  Every entry and every row was judged
 * then, the content hash was not.  RBT_E_DATA "..." without the name of the
 * file; RBT_E_SYS with it.  p needs release in any case.
 */
int rbt_packed_read(struct rbt_packed *p, const char *file,
    struct rbt_err *err) RBT_MUST_USE;
void rbt_packed_release(struct rbt_packed *p);

#endif
