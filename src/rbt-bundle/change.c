/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands of rbt-bundle that change a bundle. */
#include "rbt-bundle/bundle.h"

#include <inttypes.h>
#include <stdlib.h>

#include "cli/choice.h"
#include "store/archive.h"
#include "store/folder.h"
#include "store/ingest.h"
#include "store/unpack.h"
#include "store/version.h"

/* What became of it. */
static void
say_result(struct rbt_context *ctx, const struct rbt_ingest_result *r)
{
	const struct rbt_merge_counts *n = &r->merged;

	if (r->changed && r->calendar_assumed)
		rbt_tool_note(ctx,
		    "calendar %s is assumed from the dates; --calendar names "
		    "another",
		    rbt_calendar_name(r->calendar));
	rbt_tool_note(ctx,
	    "%s: version %" PRId64 "%s: %" PRId64 " rows added, %" PRId64
	    " replaced, %" PRId64 " already there; %zu symbol%s, %" PRId64
	    " rows",
	    ctx->args.at[0], r->version, r->changed ? "" : " unchanged",
	    n->added, n->replaced, n->same, r->symbols,
	    r->symbols == 1 ? "" : "s", r->total_rows);
}

/* Standard input, or the files behind the name of the bundle. */
static int
read_inputs(struct rbt_ingest *g, const struct rbt_context *ctx,
    struct rbt_err *err)
{
	static const char *const standard[] = {"-"};
	const char *const *file = ctx->args.at + 1;
	size_t n = ctx->args.n - 1;
	struct rbt_source src;

	if (n == 0) {
		file = standard;
		n = 1;
	}
	for (size_t i = 0; i < n; i++) {
		if (rbt_archive_source(file[i], NULL, &src, err) != 0)
			return -1;
		src = rbt_progress_source(&bundle_progress, src);
		if (rbt_ingest_read(g, src, err) != 0)
			return -1;
	}
	return 0;
}

static int
parse_ingest(struct rbt_ingest_options *o, struct rbt_err *err)
{
	const struct bundle_options *b = &bundle_opt;
	int bad = rbt_choice("on-bad", BUNDLE_ON_BAD, b->on_bad, err);
	int conflict =
	    rbt_choice("on-conflict", BUNDLE_ON_CONFLICT, b->on_conflict, err);

	if (bad < 0 || conflict < 0)
		return -1;
	o->on_bad = (enum rbt_on_bad)bad;
	o->on_conflict = (enum rbt_on_conflict)conflict;
	if (b->calendar != NULL)
		o->calendar = rbt_calendar_find(b->calendar, err);
	return b->calendar != NULL && o->calendar == NULL ? -1 : 0;
}

int
bundle_ingest(struct rbt_context *ctx, struct rbt_err *err)
{
	struct rbt_ingest_options o = {
	    .strict = bundle_opt.strict,
	    .partial = bundle_opt.partial,
	    .warn = bundle_warn,
	    .warn_self = ctx,
	};
	struct rbt_ingest *g;
	char *path;
	int rc;

	if (parse_ingest(&o, err) != 0 ||
	    (path = bundle_path(ctx, 0, SIZE_MAX, err)) == NULL)
		return -1;
	g = rbt_ingest_new(&o, path);
	rbt_progress_begin(&bundle_progress, ctx, ctx->args.at[0],
	    &rbt_ingest_result(g)->rows);
	rc = read_inputs(g, ctx, err);
	if (rc == 0)
		rc = rbt_ingest_commit(g, err);
	rbt_progress_clear(&bundle_progress);
	if (rc == 0)
		say_result(ctx, rbt_ingest_result(g));
	rbt_ingest_free(g);
	free(path);
	return rc;
}

int
bundle_unpack(struct rbt_context *ctx, struct rbt_err *err)
{
	struct rbt_unpack_result r;
	char *path;
	int rc;

	if (ctx->args.n < 2)
		return rbt_err_set(err, RBT_E_USAGE,
		    "expected a file and the name of a bundle");
	if ((path = bundle_path(ctx, 1, 2, err)) == NULL)
		return -1;
	rc = rbt_unpack(ctx->args.at[0], path, bundle_opt.replace, &r, err);
	if (rc == 0)
		rbt_tool_note(ctx,
		    "%s: version %" PRId64 "%s: %zu symbol%s, %" PRId64 " rows",
		    ctx->args.at[1], r.version, r.changed ? "" : " unchanged",
		    r.symbols, r.symbols == 1 ? "" : "s", r.rows);
	free(path);
	return rc;
}

/* The path of a bundle that is one: nothing is put into, or taken from, a
 * folder with a manifest of somebody else. */
static char *
path_to_change(const struct rbt_context *ctx, struct rbt_err *err)
{
	char *path = bundle_path_known(ctx, err);
	struct rbt_manifest m;
	int rc;

	if (path == NULL)
		return NULL;
	rc = rbt_manifest_read(&m, path, RBT_MANIFEST_FILE, err);
	rbt_manifest_release(&m);
	if (rc == 0)
		return path;
	free(path);
	return NULL;
}

int
bundle_rollback(struct rbt_context *ctx, struct rbt_err *err)
{
	char *path = path_to_change(ctx, err);
	int64_t version = 0;
	int lock, rc = -1;

	if (path == NULL)
		return -1;
	lock = rbt_folder_lock(path, err);
	if (lock >= 0) {
		rc = rbt_version_rollback(path, &version, err);
		rbt_folder_unlock(lock);
	}
	if (rc == 0)
		rbt_tool_note(ctx,
		    "%s: version %" PRId64 " is what version %" PRId64 " was",
		    ctx->args.at[0], version, version - 2);
	free(path);
	return rc;
}

int
bundle_drop(struct rbt_context *ctx, struct rbt_err *err)
{
	char *path = path_to_change(ctx, err);
	bool left = false;
	int lock, rc = -1;

	if (path == NULL)
		return -1;
	lock = rbt_folder_lock(path, err);
	if (lock >= 0) {
		rc = rbt_folder_drop(path, &left, err);
		rbt_folder_unlock(lock);
	}
	if (rc == 0 && left)
		rbt_tool_warn(ctx,
		    "%s: the folder is left, there are other files in it",
		    path);
	free(path);
	return rc;
}
