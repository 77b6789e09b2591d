/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rbt-bundle: records into bundles, and out of them. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/choice.h"
#include "cli/path.h"
#include "cli/tool.h"
#include "fmt/rec.h"
#include "store/archive.h"
#include "store/bundle.h"
#include "store/catalog.h"
#include "store/describe.h"
#include "store/export.h"
#include "store/ingest.h"

#define ON_BAD      "error skip repair"
#define ON_CONFLICT "error keep replace"
#define FORMATS     "ndjson table"

static const char *calendar, *on_bad, *on_conflict, *format, *start, *end;
static bool strict, partial, names;
static struct rbt_strings symbols;

/* The path of the bundle that the first operand names; the caller frees. */
static char *
operand_path(const struct rbt_context *ctx, size_t max, struct rbt_err *err)
{
	if (ctx->args.n == 0) {
		rbt_err_set(err, RBT_E_USAGE, "expected the name of a bundle");
		return NULL;
	}
	if (ctx->args.n > max) {
		rbt_err_set(err, RBT_E_USAGE, "unexpected operand '%s'",
		    ctx->args.at[max]);
		return NULL;
	}
	return rbt_path_bundle(ctx->args.at[0], err);
}

static struct rbt_bundle *
open_operand(const struct rbt_context *ctx, struct rbt_err *err)
{
	char *path = operand_path(ctx, 1, err);
	struct rbt_bundle *b = NULL;

	if (path != NULL && rbt_catalog_check(path, err) == 0)
		b = rbt_bundle_open(path, err);
	free(path);
	return b;
}

static void
warn(void *ctx, const char *text)
{
	rbt_tool_warn(ctx, "%s", text);
}

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
		if (rbt_archive_source(file[i], NULL, &src, err) != 0 ||
		    rbt_ingest_read(g, src, err) != 0)
			return -1;
	}
	return 0;
}

static int
ingest(struct rbt_context *ctx, struct rbt_err *err)
{
	struct rbt_ingest_options o = {
	    .strict = strict,
	    .partial = partial,
	    .warn = warn,
	    .warn_self = ctx,
	};
	int bad = rbt_choice("on-bad", ON_BAD, on_bad, err);
	int conflict = rbt_choice("on-conflict", ON_CONFLICT, on_conflict, err);
	struct rbt_ingest *g;
	char *path;
	int rc;

	if (bad < 0 || conflict < 0)
		return -1;
	o.on_bad = (enum rbt_on_bad)bad;
	o.on_conflict = (enum rbt_on_conflict)conflict;
	if (calendar != NULL &&
	    (o.calendar = rbt_calendar_find(calendar, err)) == NULL)
		return -1;
	if ((path = operand_path(ctx, SIZE_MAX, err)) == NULL)
		return -1;
	g = rbt_ingest_new(&o);
	rc = read_inputs(g, ctx, err);
	if (rc == 0)
		rc = rbt_ingest_commit(g, path, err);
	if (rc == 0)
		say_result(ctx, rbt_ingest_result(g));
	rbt_ingest_free(g);
	free(path);
	return rc;
}

/* 1 for a table, 0 for records, -1. */
static int
wants_table(const struct rbt_context *ctx, struct rbt_err *err)
{
	if (format == NULL)
		return ctx->out_is_tty;
	return rbt_choice("format", FORMATS, format, err);
}

static void
write_bundle_records(struct rbt_context *ctx, const struct rbt_describe *d,
    size_t n, bool parts)
{
	struct rbt_rec_writer w;

	rbt_rec_begin(&w, ctx->out, ctx->tool, rbt_tool_version(), -1, NULL, 0);
	for (size_t i = 0; i < n; i++) {
		rbt_describe_emit(ctx->out, &d[i]);
		w.n_records++;
		if (parts)
			w.n_records += rbt_describe_emit_parts(ctx->out, &d[i]);
	}
	rbt_rec_end(&w, "ok");
}

static int
info(struct rbt_context *ctx, struct rbt_err *err)
{
	int table = wants_table(ctx, err);
	struct rbt_bundle *b = table < 0 ? NULL : open_operand(ctx, err);
	struct rbt_describe d;

	if (b == NULL)
		return -1;
	d.name = rbt_bundle_info(b)->name;
	d.manifest = rbt_bundle_manifest(b);
	if (table)
		rbt_describe_page(ctx->out, &d);
	else
		write_bundle_records(ctx, &d, 1, true);
	rbt_bundle_free(b);
	return 0;
}

static int
list(struct rbt_context *ctx, struct rbt_err *err)
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
	rc = rbt_catalog_read(&c, folder, warn, ctx, err);
	if (rc == 0 && names)
		rbt_describe_names(ctx->out, c.bundles.at, c.bundles.n);
	else if (rc == 0 && table)
		rbt_describe_table(ctx->out, c.bundles.at, c.bundles.n);
	else if (rc == 0)
		write_bundle_records(ctx, c.bundles.at, c.bundles.n, false);
	rbt_catalog_release(&c);
	free(folder);
	return rc;
}

static int
write_bars(struct rbt_context *ctx, const struct rbt_export *e,
    const struct rbt_bundle *b, struct rbt_err *err)
{
	const struct rbt_bundle_info *about = rbt_bundle_info(b);
	struct rbt_rec_input input = {.name = about->name};
	struct rbt_rec_writer w;

	if (rbt_export_check(e, b, err) != 0)
		return -1;
	memcpy(input.sha256, about->sha256, sizeof input.sha256);
	rbt_rec_begin(&w, ctx->out, ctx->tool, rbt_tool_version(), -1, &input,
	    1);
	if (rbt_export_write(e, b, &w, err) != 0)
		return -1;
	rbt_rec_end(&w, "ok");
	return 0;
}

static int
export_bars(struct rbt_context *ctx, struct rbt_err *err)
{
	struct rbt_export e = {.symbols = symbols.at, .n_symbols = symbols.n};
	struct rbt_bundle *b;
	int rc;

	if (rbt_export_bounds(&e, start, end, err) != 0)
		return -1;
	if ((b = open_operand(ctx, err)) == NULL)
		return -1;
	rc = write_bars(ctx, &e, b, err);
	rbt_bundle_free(b);
	return rc;
}

#define WORDS(w) .complete = RBT_COMPLETE_WORDS, .words = w

static const struct rbt_option ingest_options[] = {
    {"calendar", 0, "NAME", "sessions to hold the dates against",
	.value = &calendar, WORDS("XNYS weekdays 24/7")},
    {"on-bad", 0, "WHAT", "a bad row is: error (default), skip or repair",
	.value = &on_bad, WORDS(ON_BAD)},
    {"on-conflict", 0, "WHAT",
	"a row unlike the one there is: error (default), keep or replace",
	.value = &on_conflict, WORDS(ON_CONFLICT)},
    {"strict", 0, NULL, "more than eight decimals make a bad row",
	.flag = &strict},
    {"partial", 0, NULL, "take a stream that does not end as it should",
	.flag = &partial},
    {0},
};

/* info has them but for the first. */
static const struct rbt_option list_options[] = {
    {"names", 0, NULL, "the names alone, one a line", .flag = &names},
    {"format", 0, "FORMAT", "ndjson, or table (default on a terminal)",
	.value = &format, WORDS(FORMATS)},
    {0},
};

static const struct rbt_option export_options[] = {
    {"symbol", 0, "SYMBOL", "this one only; may be repeated", .list = &symbols},
    {"start", 0, "TIME", "leave out bars before it", .value = &start},
    {"end", 0, "TIME", "leave out bars behind it", .value = &end},
    {0},
};

static const struct rbt_command commands[] = {
    {"ingest", "check bars and add them to a bundle", "NAME [FILE...]",
	"rbt-fetch csv --symbol SPY spy.csv | rbt-bundle ingest us-daily",
	ingest_options, ingest, RBT_COMPLETE_BUNDLE},
    {"list", "the bundles that there are", "", "rbt-bundle list", list_options,
	list, RBT_COMPLETE_NONE},
    {"info", "symbols, spans, gaps and origin of a bundle", "NAME",
	"rbt-bundle info us-daily", list_options + 1, info,
	RBT_COMPLETE_BUNDLE},
    {"export", "the bars of a bundle as records", "NAME",
	"rbt-bundle export us-daily --symbol SPY --start 2020-01-01",
	export_options, export_bars, RBT_COMPLETE_BUNDLE},
    {0},
};

static const struct rbt_tool tool = {
    "rbt-bundle",
    "Ingest, check and store bars; list and export them.",
    commands,
};

int
main(int argc, char **argv)
{
	return rbt_tool_main(&tool, argc, argv);
}
