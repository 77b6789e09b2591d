/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A bundle: a folder with a manifest and one columnar segment an instrument,
 * mapped into memory and read in place (rbt-bundle(5)).
 *
 *	struct rbt_bundle *b = rbt_bundle_open(path, err);
 *	for (size_t i = 0; i < rbt_bundle_n(b); i++)
 *		use(rbt_bundle_series(b, i));
 *	rbt_bundle_free(b);
 */
#ifndef RBT_STORE_BUNDLE_H
#define RBT_STORE_BUNDLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/buf.h"
#include "core/err.h"
#include "market/calendar.h"
#include "market/series.h"
#include "store/manifest.h"

/* What the manifest says of a bundle; strings are owned by it. */
struct rbt_bundle_info {
	const char *name;
	const char *calendar;
	bool calendar_assumed; /* nobody named one */
	int64_t version;       /* 1, 2, ...: one more with each change */
	char sha256[65];       /* of the content, not of the order of ingest */
	rbt_period period;
	int64_t rows, missing; /* sessions of the calendar without a bar */
};

/*
 * Opens the current version at `path` (a folder).  Checks the manifest and each
 * segment's header and size, not every byte.  NULL with RBT_E_DATA ("no bundle
 * at PATH", "segment 000003.seg: ...").  rbt_bundle_free releases the maps.
 */
struct rbt_bundle *rbt_bundle_open(const char *path,
    struct rbt_err *err) RBT_MUST_USE;
void rbt_bundle_free(struct rbt_bundle *b);

const struct rbt_bundle_info *rbt_bundle_info(const struct rbt_bundle *b);
/* Instruments in byte order of their symbols. */
size_t rbt_bundle_n(const struct rbt_bundle *b);
/* Borrowed, valid as long as b. */
const struct rbt_series *rbt_bundle_series(const struct rbt_bundle *b,
    size_t i);
/* Index of a symbol, or -1. */
ptrdiff_t rbt_bundle_find(const struct rbt_bundle *b, const char *symbol);
/* Calendar sessions inside instrument i's span that have no bar. */
int64_t rbt_bundle_missing(const struct rbt_bundle *b, size_t i);

/* All that the manifest says, its symbols in the order of the instruments. */
const struct rbt_manifest *rbt_bundle_manifest(const struct rbt_bundle *b);

/*
 * Compares columns of instrument i (a set of store/segment.h) with their
 * checksums, at the speed of memory; to be called before they are used.
 * RBT_E_DATA if they differ.
 */
int rbt_bundle_check(const struct rbt_bundle *b, size_t i, unsigned columns,
    struct rbt_err *err) RBT_MUST_USE;

#endif
