/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rbt-bundle(1): records into bundles, and out of them. */
#include <stdlib.h>

#include "rbt-bundle/bundle.h"

#include "cli/path.h"
#include "store/catalog.h"

struct bundle_options bundle_opt;
struct rbt_progress bundle_progress;

void
bundle_warn(void *ctx, const char *text)
{
	rbt_progress_clear(&bundle_progress);
	rbt_tool_warn(ctx, "%s", text);
}

char *
bundle_path(const struct rbt_context *ctx, size_t i, size_t max,
    struct rbt_err *err)
{
	if (ctx->args.n <= i) {
		rbt_err_set(err, RBT_E_USAGE, "expected the name of a bundle");
		return NULL;
	}
	if (ctx->args.n > max) {
		rbt_err_set(err, RBT_E_USAGE, "unexpected operand '%s'",
		    ctx->args.at[max]);
		return NULL;
	}
	return rbt_path_bundle(ctx->args.at[i], err);
}

char *
bundle_path_known(const struct rbt_context *ctx, struct rbt_err *err)
{
	char *path = bundle_path(ctx, 0, 1, err);

	if (path == NULL || rbt_catalog_check(path, err) == 0)
		return path;
	free(path);
	return NULL;
}

struct rbt_bundle *
bundle_open(const struct rbt_context *ctx, struct rbt_err *err)
{
	char *path = bundle_path_known(ctx, err);
	struct rbt_bundle *b = NULL;

	if (path != NULL)
		b = rbt_bundle_open(path, err);
	free(path);
	return b;
}

#define WORDS(w) .complete = RBT_COMPLETE_WORDS, .words = w

static const struct rbt_option ingest_options[] = {
    {"calendar", 0, "NAME", "sessions to hold the dates against",
	.value = &bundle_opt.calendar, WORDS("XNYS weekdays 24/7")},
    {"on-bad", 0, "WHAT", "a bad row is: error (default), skip or repair",
	.value = &bundle_opt.on_bad, WORDS(BUNDLE_ON_BAD)},
    {"on-conflict", 0, "WHAT",
	"a row unlike the one there is: error (default), keep or replace",
	.value = &bundle_opt.on_conflict, WORDS(BUNDLE_ON_CONFLICT)},
    {"strict", 0, NULL, "more than eight decimals make a bad row",
	.flag = &bundle_opt.strict},
    {"partial", 0, NULL, "take a stream that does not end as it should",
	.flag = &bundle_opt.partial},
    {0},
};

#define FORMAT                                                                 \
	{                                                                      \
		"format", 0, "FORMAT",                                         \
		    "ndjson, or table (default on a terminal)",                \
		    .value = &bundle_opt.format, WORDS(BUNDLE_FORMATS)         \
	}

static const struct rbt_option list_options[] = {
    {"names", 0, NULL, "the names alone, one a line",
	.flag = &bundle_opt.names},
    FORMAT,
    {0},
};

static const struct rbt_option info_options[] = {
    {"previous", 0, NULL, "of the version before the current one",
	.flag = &bundle_opt.previous},
    FORMAT,
    {0},
};

static const struct rbt_option verify_options[] = {
    FORMAT,
    {0},
};

static const struct rbt_option export_options[] = {
    {"symbol", 0, "SYMBOL", "this one only; may be repeated",
	.list = &bundle_opt.symbols},
    {"start", 0, "TIME", "leave out bars before it",
	.value = &bundle_opt.start},
    {"end", 0, "TIME", "leave out bars behind it", .value = &bundle_opt.end},
    {0},
};

static const struct rbt_option pack_options[] = {
    {"format", 0, "FORMAT", "tar.zst (default), or zip as FILE.zip is",
	.value = &bundle_opt.format, WORDS(BUNDLE_ARCHIVES)},
    {0},
};

static const struct rbt_option unpack_options[] = {
    {"replace", 0, NULL, "make it the next version of a bundle that is there",
	.flag = &bundle_opt.replace},
    {0},
};

static const struct rbt_option no_options[] = {{0}};

static const struct rbt_command commands[] = {
    {"ingest", "check bars and add them to a bundle", "NAME [FILE...]",
	"rbt-fetch csv --symbol SPY spy.csv | rbt-bundle ingest us-daily",
	ingest_options, bundle_ingest, RBT_COMPLETE_BUNDLE},
    {"list", "the bundles that there are", "", "rbt-bundle list", list_options,
	bundle_list, RBT_COMPLETE_NONE},
    {"info", "symbols, spans, gaps and origin of a bundle", "NAME",
	"rbt-bundle info us-daily", info_options, bundle_info,
	RBT_COMPLETE_BUNDLE},
    {"verify", "is it, byte by byte, what was ingested?", "NAME",
	"rbt-bundle verify us-daily", verify_options, bundle_verify,
	RBT_COMPLETE_BUNDLE},
    {"export", "the bars of a bundle as records", "NAME",
	"rbt-bundle export us-daily --symbol SPY --start 2020-01-01",
	export_options, bundle_export, RBT_COMPLETE_BUNDLE},
    {"pack", "a bundle as one file, the same for the same bars", "NAME",
	"rbt-bundle pack us-daily -o us-daily.tar.zst", pack_options,
	bundle_pack, RBT_COMPLETE_BUNDLE},
    {"unpack", "check a packed bundle and store it", "FILE NAME",
	"rbt-bundle unpack us-daily.tar.zst us-daily", unpack_options,
	bundle_unpack, RBT_COMPLETE_FILE},
    {"rollback", "go back to the version before", "NAME",
	"rbt-bundle rollback us-daily", no_options, bundle_rollback,
	RBT_COMPLETE_BUNDLE},
    {"drop", "remove a bundle", "NAME", "rbt-bundle drop us-daily", no_options,
	bundle_drop, RBT_COMPLETE_BUNDLE},
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
