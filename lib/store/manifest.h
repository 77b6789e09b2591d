/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The manifest of a bundle: the one file that says what belongs to a version.
 * Replacing it is how a version comes to be (rbt-bundle(5)).
 */
#ifndef RBT_STORE_MANIFEST_H
#define RBT_STORE_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/attr.h"
#include "core/buf.h"
#include "core/err.h"
#include "core/time.h"
#include "core/vec.h"
#include "market/calendar.h"
#include "store/segment.h"

#define RBT_MANIFEST_FILE     "manifest.json"
#define RBT_MANIFEST_PREVIOUS "manifest.prev.json"
#define RBT_MANIFEST_SOURCES  1000 /* the newest ones are kept */

struct rbt_manifest_symbol {
	const char *symbol;
	int64_t segment; /* number of its file */
	struct rbt_segment_seal seal;
	int64_t rows; /* > 0 */
	rbt_ts first, last;
	int volume_digits; /* RBT_BAR_NO_VOLUME if no bar has volume */
	int64_t missing;   /* sessions of the calendar without a bar */
	int64_t extra;     /* days with bars that are no sessions */
	int64_t moves;     /* unusual moves, see store/survey.h */
};
struct rbt_manifest_symbol_vec RBT_VEC(struct rbt_manifest_symbol);

/* What an ingested stream said of its origin. */
struct rbt_manifest_source {
	const char *tool, *name; /* NULL: not said */
	const char *sha256;      /* of the input called name */
};
struct rbt_manifest_source_vec RBT_VEC(struct rbt_manifest_source);

/* {0} is an empty bundle of version 0.  Texts are in the arena or borrowed. */
struct rbt_manifest {
	int64_t version; /* 1 more with each change */
	rbt_period period;
	const struct rbt_calendar *calendar;
	bool calendar_assumed; /* nobody named one */
	char sha256[RBT_HASH_HEX];
	int64_t next_segment;                   /* never used before */
	struct rbt_manifest_symbol_vec symbols; /* in byte order */
	struct rbt_manifest_source_vec sources;
	struct rbt_arena arena;
};

/*
 * Reads a manifest, `file` being one of the two names above.  0; 1 if there is
 * none; -1 with RBT_E_DATA "FOLDER/manifest.json: ..." if it is damaged, which
 * the content hash shows even where the JSON is whole.  m needs release in any
 * case.
 */
int rbt_manifest_read(struct rbt_manifest *m, const char *folder,
    const char *file, struct rbt_err *err) RBT_MUST_USE;
void rbt_manifest_release(struct rbt_manifest *m);

/* Replaces folder/manifest.json in one step, with the content hash of what is
 * in m, whose symbols are in byte order. */
int rbt_manifest_write(struct rbt_manifest *m, const char *folder,
    struct rbt_err *err) RBT_MUST_USE;

/* The content hash of what is in m, whose symbols are in byte order. */
void rbt_manifest_hash(const struct rbt_manifest *m, char out[RBT_HASH_HEX]);

/* The entry of a symbol, or NULL. */
struct rbt_manifest_symbol *rbt_manifest_find(const struct rbt_manifest *m,
    const char *symbol);

/* "FOLDER/000007.seg" into *b, in place of what was there. */
const char *rbt_manifest_segment_path(struct rbt_buf *b, const char *folder,
    int64_t segment);

#endif
