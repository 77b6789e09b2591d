/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Streams of `bar` records into a bundle: everything is read and checked first,
 * then one commit makes a new version or, if nothing is new, none.
 *
 *	struct rbt_ingest *g = rbt_ingest_new(&options, path);
 *	if (rbt_ingest_read(g, rbt_source_fd(0, "stdin"), err) == 0 &&
 *	    rbt_ingest_commit(g, err) == 0)
 *		use(rbt_ingest_result(g));
 *	rbt_ingest_free(g);
 */
#ifndef RBT_STORE_INGEST_H
#define RBT_STORE_INGEST_H

#include <stdbool.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/err.h"
#include "core/lines.h"
#include "market/bar.h"
#include "market/calendar.h"
#include "store/merge.h"

#define RBT_INGEST_SHOWN 20 /* lines of one kind of warning, then a total */

struct rbt_ingest_options {
	const struct rbt_calendar *calendar; /* NULL: the bundle's; for a new
						one what the dates suggest */
	enum rbt_on_bad on_bad;
	enum rbt_on_conflict on_conflict;
	bool strict;  /* more than eight decimals are a bad row */
	bool partial; /* take a stream that has no proper end */
	/* Called with one line of text; never NULL. */
	void (*warn)(void *self, const char *text);
	void *warn_self;
};

struct rbt_ingest_result {
	/* Of what was read. */
	int64_t lines, rows; /* all; good bars */
	int64_t skipped;     /* bad rows left out */
	int64_t repaired;    /* rows whose high or low was widened */
	int64_t duplicates;  /* rows dropped by a repair */
	int64_t rounded;     /* rows with more than eight decimals */
	int64_t other;       /* records that are no bars */
	/* Of the commit. */
	struct rbt_merge_counts merged;
	bool changed;    /* there is a new version */
	int64_t version; /* the current one */
	int64_t total_rows;
	size_t symbols;
	const struct rbt_calendar *calendar;
	bool calendar_assumed;
};

/* For the bundle at `path`, which is borrowed and made at the commit if it is
 * not there. */
struct rbt_ingest *rbt_ingest_new(const struct rbt_ingest_options *options,
    const char *path);
void rbt_ingest_free(struct rbt_ingest *g);

/*
 * Reads a source to its end and closes it, also on failure.  Each stream in it
 * has to be in rising order by symbol; where several have bars of one time, the
 * conflict rule decides.  RBT_E_DATA "stdin:12: ..." for a bad row (unless rows
 * are skipped), a second period, a stream without its end; then g is only good
 * for rbt_ingest_free.
 */
int rbt_ingest_read(struct rbt_ingest *g, struct rbt_source src,
    struct rbt_err *err) RBT_MUST_USE;

/*
 * Merges what was read into the bundle.  On failure, or if the process dies,
 * the old version stays.
 */
int rbt_ingest_commit(struct rbt_ingest *g, struct rbt_err *err) RBT_MUST_USE;

const struct rbt_ingest_result *rbt_ingest_result(const struct rbt_ingest *g);

#endif
