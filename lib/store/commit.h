/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The making of a new version of a bundle from what was read.  Inside lib/store
 * only; the caller holds the lock of the folder.
 */
#ifndef RBT_STORE_COMMIT_H
#define RBT_STORE_COMMIT_H

#include "core/attr.h"
#include "core/buf.h"
#include "core/err.h"
#include "core/vec.h"
#include "store/batch.h"
#include "store/manifest.h"
#include "store/rows.h"
#include "store/segment.h"

/* A symbol of the version that is being made. */
struct rbt_commit_symbol {
	struct rbt_manifest_symbol entry;
	struct rbt_manifest_symbol was; /* entry of the old version or zeros */
	struct rbt_rows rows;           /* what goes into a new segment */
	bool fresh;                     /* there is one */
};
struct rbt_commit_symbol_vec RBT_VEC(struct rbt_commit_symbol);

struct rbt_commit {
	struct rbt_batch *batch;              /* borrowed; its rows are taken */
	const char *folder;                   /* borrowed; exists */
	struct rbt_manifest old;              /* version 0: there is none */
	struct rbt_commit_symbol_vec symbols; /* of the new version */
	const struct rbt_calendar *calendar;
	bool calendar_assumed;
	bool resurvey;           /* another calendar than before */
	const char *want_sha256; /* of the content; NULL: any */
	struct rbt_buf text;     /* scratch */
};

/*
 * Merges, and writes a new version if anything is new; fills the counts of the
 * batch's result.  c has batch and folder set and the rest zero; release it in
 * any case.  On failure new segments may be left behind for a sweep.
 */
int rbt_commit_run(struct rbt_commit *c, struct rbt_err *err) RBT_MUST_USE;
void rbt_commit_release(struct rbt_commit *c);

/* Maps the old segment of an entry and compares its checksums. */
int rbt_commit_open_old(struct rbt_commit *c,
    const struct rbt_manifest_symbol *e, struct rbt_segment *g,
    struct rbt_err *err) RBT_MUST_USE;

#endif
