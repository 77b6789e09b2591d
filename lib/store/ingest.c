/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/ingest.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/io.h"
#include "core/mem.h"
#include "store/batch.h"
#include "store/commit.h"
#include "store/folder.h"

struct rbt_ingest {
	struct rbt_ingest_options options;
	struct rbt_ingest_result result;
	struct rbt_batch batch;
};

struct rbt_ingest *
rbt_ingest_new(const struct rbt_ingest_options *options, const char *path)
{
	struct rbt_ingest *g = rbt_xcalloc(1, sizeof *g);

	g->options = *options;
	g->batch.options = &g->options;
	g->batch.result = &g->result;
	g->batch.home.folder = path;
	return g;
}

void
rbt_ingest_free(struct rbt_ingest *g)
{
	if (g == NULL)
		return;
	rbt_batch_release(&g->batch);
	free(g);
}

int
rbt_ingest_read(struct rbt_ingest *g, struct rbt_source src,
    struct rbt_err *err)
{
	return rbt_batch_read(&g->batch, src, err);
}

const struct rbt_ingest_result *
rbt_ingest_result(const struct rbt_ingest *g)
{
	return &g->result;
}

static void
warn_count(const struct rbt_ingest *g, int64_t n, const char *what)
{
	char text[128];

	if (n == 0)
		return;
	snprintf(text, sizeof text, "%s: %" PRId64, what, n);
	g->options.warn(g->options.warn_self, text);
}

/* What was not taken as it came, and the symbols of which no row was good. */
static void
warn_input(const struct rbt_ingest *g)
{
	const struct rbt_ingest_result *r = &g->result;
	char text[RBT_BAR_SYMBOL_MAX + 64];

	warn_count(g, r->skipped, "bad rows left out");
	warn_count(g, r->repaired, "rows with high or low widened");
	warn_count(g, r->duplicates, "exact duplicates dropped");
	warn_count(g, r->rounded, "rows rounded to 8 decimals");
	warn_count(g, r->other, "records passed over that are no bars");
	for (size_t i = 0; i < g->batch.symbols.n; i++) {
		if (rbt_rows_any(&g->batch.symbols.at[i].all))
			continue;
		snprintf(text, sizeof text, "%s: no good row, left out",
		    g->batch.names.name[i]);
		g->options.warn(g->options.warn_self, text);
	}
}

/* Whether there is anything to commit; a new bundle needs a bar. */
static int
check_batch(const struct rbt_ingest *g, struct rbt_err *err)
{
	const char *path = g->batch.home.folder;
	const struct rbt_ingest_result *r = &g->result;
	struct rbt_manifest old;
	int rc;

	if (r->lines == 0)
		return rbt_err_set(err, RBT_E_DATA, "no records in the input");
	if (r->rows > 0)
		return 0;
	if (r->skipped > 0)
		return rbt_err_set(err, RBT_E_DATA,
		    "no good row is left of %" PRId64, r->skipped);
	rc = rbt_manifest_read(&old, path, RBT_MANIFEST_FILE, err);
	rbt_manifest_release(&old);
	return rc == 1 ? rbt_err_set(err, RBT_E_DATA,
			     "no bars in the input, and no bundle at %s", path)
		       : rc;
}

/* Under the lock: sweeps what died before, commits, sweeps what is left over.
 */
static int
commit_locked(struct rbt_ingest *g, struct rbt_err *err)
{
	const char *path = g->batch.home.folder;
	struct rbt_commit c = {.batch = &g->batch, .folder = path};
	struct rbt_err why = {0};
	int rc = rbt_folder_sweep(path, err);

	if (rc == 0)
		rc = rbt_commit_run(&c, err);
	rbt_commit_release(&c);
	warn_count(g, g->result.merged.kept,
	    "rows kept although the new ones disagree");
	if (rbt_folder_sweep(path, &why) != 0 && rc == 0)
		g->options.warn(g->options.warn_self, why.msg);
	return rc;
}

int
rbt_ingest_commit(struct rbt_ingest *g, struct rbt_err *err)
{
	const char *path = g->batch.home.folder;
	int lock, rc;

	warn_input(g);
	if (check_batch(g, err) != 0 || rbt_io_mkdirs(path, err) != 0)
		return -1;
	lock = rbt_folder_lock(path, err);
	if (lock < 0)
		return -1;
	rc = commit_locked(g, err);
	rbt_folder_unlock(lock);
	return rc;
}
