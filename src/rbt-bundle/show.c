/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands of rbt-bundle that only read bundles. */
#include <stdlib.h>
#include <string.h>

#include "rbt-bundle/bundle.h"

#include "cli/choice.h"
#include "cli/path.h"
#include "fmt/rec.h"
#include "store/catalog.h"
#include "store/describe.h"
#include "store/export.h"
#include "store/folder.h"
#include "store/pack.h"
#include "store/verify.h"

/* 1 for a table, 0 for records, -1. */
static int
wants_table(const struct rbt_context *ctx, struct rbt_err *err)
{
	if (bundle_opt.format == NULL)
		return ctx->out_is_tty;
	return rbt_choice("format", BUNDLE_FORMATS, bundle_opt.format, err);
}

static void
begin(struct rbt_rec_writer *w, struct rbt_context *ctx, const char *name,
    const char *sha256)
{
	struct rbt_rec_input input = {.name = name};

	if (name != NULL)
		memcpy(input.sha256, sha256, sizeof input.sha256);
	rbt_rec_begin(w, ctx->out, ctx->tool, rbt_tool_version(), -1, &input,
	    name != NULL);
}

static void
write_bundle_records(struct rbt_context *ctx, const struct rbt_describe *d,
    size_t n, bool parts)
{
	struct rbt_rec_writer w;

	begin(&w, ctx, NULL, NULL);
	for (size_t i = 0; i < n; i++) {
		rbt_describe_emit(ctx->out, &d[i]);
		w.n_records++;
		if (parts)
			w.n_records += rbt_describe_emit_parts(ctx->out, &d[i]);
	}
	rbt_rec_end(&w, "ok");
}

/* The manifest of the operand's bundle, *name is its name; both are released
 * by the caller in any case. */
static int
read_manifest(const struct rbt_context *ctx, struct rbt_manifest *m,
    char **name, struct rbt_err *err)
{
	bool previous = bundle_opt.previous;
	char *path = bundle_path_known(ctx, err);
	int rc = -1;

	*m = (struct rbt_manifest){0};
	*name = NULL;
	if (path == NULL)
		return -1;
	*name = rbt_folder_name(path);
	rc = rbt_manifest_read(m, path,
	    previous ? RBT_MANIFEST_PREVIOUS : RBT_MANIFEST_FILE, err);
	if (rc == 1)
		rbt_err_set(err, RBT_E_DATA, "%s: there is no version before",
		    *name);
	free(path);
	return rc == 0 ? 0 : -1;
}

int
bundle_info(struct rbt_context *ctx, struct rbt_err *err)
{
	int table = wants_table(ctx, err), rc;
	struct rbt_describe d;
	struct rbt_manifest m;
	char *name;

	if (table < 0)
		return -1;
	rc = read_manifest(ctx, &m, &name, err);
	d = (struct rbt_describe){name, &m};
	if (rc == 0 && table)
		rbt_describe_page(ctx->out, &d);
	else if (rc == 0)
		write_bundle_records(ctx, &d, 1, true);
	rbt_manifest_release(&m);
	free(name);
	return rc;
}

int
bundle_list(struct rbt_context *ctx, struct rbt_err *err)
{
	int table = wants_table(ctx, err), rc;
	struct rbt_catalog c = {0};
	char *folder;

	if (table < 0)
		return -1;
	if (ctx->args.n > 0)
		return rbt_err_set(err, RBT_E_USAGE, "unexpected operand '%s'",
		    ctx->args.at[0]);
	if ((folder = rbt_path_data(err)) == NULL)
		return -1;
	rc = rbt_catalog_read(&c, folder, bundle_warn, ctx, err);
	if (rc == 0 && bundle_opt.names)
		rbt_describe_names(ctx->out, c.bundles.at, c.bundles.n);
	else if (rc == 0 && table)
		rbt_describe_table(ctx->out, c.bundles.at, c.bundles.n);
	else if (rc == 0)
		write_bundle_records(ctx, c.bundles.at, c.bundles.n, false);
	rbt_catalog_release(&c);
	free(folder);
	return rc;
}

static void
tick(void *progress)
{
	rbt_progress_tick(progress);
}

/* One symbol after the other; *bad is the number of those with a problem. */
static int
verify_symbols(struct rbt_context *ctx, struct rbt_verify *v,
    struct rbt_rec_writer *w, size_t *bad, struct rbt_err *err)
{
	for (size_t i = 0; i < v->m->symbols.n; i++) {
		const struct rbt_manifest_symbol *e = &v->m->symbols.at[i];
		const char *problem = NULL;
		struct rbt_err why = {0};

		if (rbt_verify_symbol(v, e, &why) != 0) {
			if (why.code != RBT_E_NO)
				return rbt_err_set(err, why.code, "%s",
				    why.msg);
			problem = why.msg;
			++*bad;
		}
		if (w != NULL) {
			rbt_verify_emit(ctx->out, e, problem);
			w->n_records++;
		} else {
			rbt_out_printf(ctx->out, "%s: %s\n", e->symbol,
			    problem ? problem : "ok");
			rbt_out_end_line(ctx->out);
		}
	}
	return 0;
}

static int
verify_all(struct rbt_context *ctx, struct rbt_verify *v, bool table,
    const char *name, struct rbt_err *err)
{
	struct rbt_rec_writer w;
	size_t bad = 0;
	int rc;

	if (!table)
		begin(&w, ctx, name, v->m->sha256);
	rbt_progress_begin(&bundle_progress, ctx, name, &v->rows);
	rc = verify_symbols(ctx, v, table ? NULL : &w, &bad, err);
	rbt_progress_clear(&bundle_progress);
	if (rc != 0)
		return -1;
	if (!table)
		rbt_rec_end(&w, "ok");
	return bad == 0 ? 0
			: rbt_err_set(err, RBT_E_NO,
			      "%s: %zu of %zu symbols are not what was "
			      "ingested",
			      name, bad, v->m->symbols.n);
}

int
bundle_verify(struct rbt_context *ctx, struct rbt_err *err)
{
	int table = wants_table(ctx, err), rc = -1;
	struct rbt_verify v = {.tick = tick, .tick_self = &bundle_progress};
	struct rbt_err why = {0};
	struct rbt_manifest m;
	char *name = NULL, *path;

	if (table < 0 || (path = bundle_path_known(ctx, err)) == NULL)
		return -1;
	v.folder = path;
	v.m = &m;
	if (read_manifest(ctx, &m, &name, &why) != 0)
		/* A damaged manifest is an answer too. */
		rbt_err_set(err, why.code == RBT_E_DATA ? RBT_E_NO : why.code,
		    "%s", why.msg);
	else
		rc = verify_all(ctx, &v, table, name, err);
	rbt_manifest_release(&m);
	free(name);
	free(path);
	return rc;
}

static int
write_bars(struct rbt_context *ctx, const struct rbt_export *e,
    const struct rbt_bundle *b, struct rbt_err *err)
{
	const struct rbt_bundle_info *about = rbt_bundle_info(b);
	struct rbt_rec_writer w;

	if (rbt_export_check(e, b, err) != 0)
		return -1;
	begin(&w, ctx, about->name, about->sha256);
	if (rbt_export_write(e, b, &w, err) != 0)
		return -1;
	rbt_rec_end(&w, "ok");
	return 0;
}

int
bundle_export(struct rbt_context *ctx, struct rbt_err *err)
{
	struct rbt_export e = {.symbols = bundle_opt.symbols.at,
	    .n_symbols = bundle_opt.symbols.n};
	struct rbt_bundle *b;
	int rc;

	if (rbt_export_bounds(&e, bundle_opt.start, bundle_opt.end, err) != 0)
		return -1;
	if ((b = bundle_open(ctx, err)) == NULL)
		return -1;
	rc = write_bars(ctx, &e, b, err);
	rbt_bundle_free(b);
	return rc;
}

static bool
ends_in(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);

	return n >= m && strcmp(text + n - m, end) == 0;
}

int
bundle_pack(struct rbt_context *ctx, struct rbt_err *err)
{
	const char *to = ctx->out->path;
	int format =
	    rbt_choice("format", BUNDLE_ARCHIVES, bundle_opt.format, err);
	struct rbt_bundle *b;
	int rc;

	if (format < 0)
		return -1;
	if (ctx->out_is_tty)
		return rbt_err_set(err, RBT_E_USAGE,
		    "an archive is nothing for a terminal: -o FILE");
	if (bundle_opt.format == NULL && to != NULL && ends_in(to, ".zip"))
		format = RBT_PACK_ZIP;
	if ((b = bundle_open(ctx, err)) == NULL)
		return -1;
	rc = rbt_pack_write(b, (enum rbt_pack_format)format, ctx->out, err);
	rbt_bundle_free(b);
	return rc;
}
