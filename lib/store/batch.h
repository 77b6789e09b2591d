/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an ingest has read: the good bars of each symbol, and the sources that
 * the streams named.  Inside lib/store only.
 */
#ifndef RBT_STORE_BATCH_H
#define RBT_STORE_BATCH_H

#include "core/vec.h"
#include "market/symtab.h"
#include "store/ingest.h"
#include "store/manifest.h"
#include "store/rows.h"

/* One symbol: `all` is what the streams before gave, `now` the current one. */
struct rbt_batch_symbol {
	struct rbt_bar_check check;
	struct rbt_rows now, all;
};
struct rbt_batch_symbol_vec RBT_VEC(struct rbt_batch_symbol);

struct rbt_batch {
	const struct rbt_ingest_options *options; /* borrowed */
	struct rbt_ingest_result *result;         /* borrowed; counts */
	struct rbt_symtab names;
	struct rbt_batch_symbol_vec symbols; /* by number of names */
	struct rbt_rows_home home;           /* period 0: no bar yet */
	size_t current; /* in symbols: that of the bar read last ... */
	uint64_t run;   /* ... and of its run (fmt/jsonbar.h), or 0 */
	struct rbt_manifest_source_vec sources;
	struct rbt_arena arena; /* texts of sources */
	struct rbt_err bad;     /* scratch: what is wrong with a row */
};

void rbt_batch_release(struct rbt_batch *b);

/* See rbt_ingest_read.  Afterwards all bars are in `all`. */
int rbt_batch_read(struct rbt_batch *b, struct rbt_source src,
    struct rbt_err *err) RBT_MUST_USE;

#endif
