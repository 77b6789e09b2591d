/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/unpack.h"

#include <string.h>

#include "core/io.h"
#include "store/bundle.h"
#include "store/commit.h"
#include "store/folder.h"
#include "store/packed.h"
#include "store/version.h"

static void
say_nothing(void *self, const char *text)
{
	(void)self;
	(void)text;
}

/* Hands the bars over to a commit as the whole of its version. */
static void
fill_commit(struct rbt_commit *c, struct rbt_packed *p)
{
	for (size_t i = 0; i < p->symbols.n; i++) {
		struct rbt_packed_symbol *s = &p->symbols.at[i];
		struct rbt_commit_symbol symbol = {
		    .entry = {.symbol = s->symbol},
		    .rows.bars = s->bars,
		    .fresh = true,
		};

		s->bars = (struct rbt_series_builder){0};
		RBT_VEC_PUSH(&c->symbols, symbol);
	}
	c->calendar = p->calendar;
	c->want_sha256 = p->sha256;
}

/* Whether the bundle that is there can be used as it is. */
static bool
is_whole(const char *folder)
{
	struct rbt_bundle *b = rbt_bundle_open(folder, NULL);
	bool whole = b != NULL;

	for (size_t i = 0; whole && i < rbt_bundle_n(b); i++)
		whole = rbt_bundle_check(b, i, RBT_SEGMENT_ALL, NULL) == 0;
	rbt_bundle_free(b);
	return whole;
}

/* Under the lock: whether there is anything to do, and if it may be done. */
static int
commit_locked(struct rbt_commit *c, struct rbt_packed *p, bool replace,
    struct rbt_unpack_result *r, struct rbt_err *err)
{
	if (rbt_folder_sweep(c->folder, err) != 0 ||
	    rbt_manifest_read(&c->old, c->folder, RBT_MANIFEST_FILE, err) < 0)
		return -1;
	r->changed = c->old.version == 0 ||
		     strcmp(c->old.sha256, p->sha256) != 0 ||
		     !is_whole(c->folder);
	r->version = c->old.version + r->changed;
	if (!r->changed)
		return 0;
	if (c->old.version > 0 && !replace)
		return rbt_err_set(err, RBT_E_DATA,
		    "%s has other content or is damaged; --replace makes this "
		    "its next version",
		    c->folder);
	fill_commit(c, p);
	return rbt_version_write(c, err);
}

static int
commit(struct rbt_packed *p, const char *folder, bool replace,
    struct rbt_unpack_result *r, struct rbt_err *err)
{
	struct rbt_ingest_options options = {.warn = say_nothing};
	struct rbt_ingest_result counts = {0};
	struct rbt_batch batch = {.options = &options,
	    .result = &counts,
	    .home = {folder, p->period}};
	struct rbt_commit c = {.batch = &batch, .folder = folder};
	bool is_new;
	int lock, rc, swept;

	if (rbt_io_mkdirs(folder, err) != 0 ||
	    (lock = rbt_folder_lock(folder, err)) < 0)
		return -1;
	RBT_VEC_PUSH(&batch.sources, p->source);
	rc = commit_locked(&c, p, replace, r, err);
	is_new = c.old.version == 0;
	rbt_commit_release(&c);
	rbt_batch_release(&batch);
	/* What is left then goes before the next writer. */
	swept = rbt_folder_sweep(folder, NULL);
	if (rc != 0 && is_new && swept == 0)
		rbt_folder_discard(folder);
	rbt_folder_unlock(lock);
	return rc;
}

int
rbt_unpack(const char *file, const char *folder, bool replace,
    struct rbt_unpack_result *r, struct rbt_err *err)
{
	struct rbt_packed p;
	int rc = rbt_packed_read(&p, file, err);

	*r = (struct rbt_unpack_result){.symbols = p.symbols.n, .rows = p.rows};
	if (rc == 0)
		rc = commit(&p, folder, replace, r, err);
	if (rc != 0 && err != NULL && err->code == RBT_E_DATA)
		rbt_err_wrap(err, "%s", file);
	rbt_packed_release(&p);
	return rc;
}
