/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of rbt-bundle share: options as text, and the commands. */
#ifndef RBT_BUNDLE_BUNDLE_H
#define RBT_BUNDLE_BUNDLE_H

#include "cli/progress.h"
#include "cli/tool.h"
#include "store/bundle.h"

struct bundle_options {
	const char *calendar, *on_bad, *on_conflict, *format, *start, *end;
	bool strict, partial, names, previous, replace;
	struct rbt_strings symbols;
};
extern struct bundle_options bundle_opt;

#define BUNDLE_ON_BAD      "error skip repair"
#define BUNDLE_ON_CONFLICT "error keep replace"
#define BUNDLE_FORMATS     "ndjson table"
#define BUNDLE_ARCHIVES    "tar.zst zip"

/* How far the command is; warnings wipe it first. */
extern struct rbt_progress bundle_progress;
/* A warning on behalf of the library; ctx is a struct rbt_context. */
void bundle_warn(void *ctx, const char *text);

/* The path of the bundle that operand i of at most `max` names; the caller
 * frees. */
char *bundle_path(const struct rbt_context *ctx, size_t i, size_t max,
    struct rbt_err *err) RBT_MUST_USE;
/* The same of the only operand, and there is a bundle. */
char *bundle_path_known(const struct rbt_context *ctx,
    struct rbt_err *err) RBT_MUST_USE;
struct rbt_bundle *bundle_open(const struct rbt_context *ctx,
    struct rbt_err *err) RBT_MUST_USE;

int bundle_ingest(struct rbt_context *ctx, struct rbt_err *err);
int bundle_list(struct rbt_context *ctx, struct rbt_err *err);
int bundle_info(struct rbt_context *ctx, struct rbt_err *err);
int bundle_verify(struct rbt_context *ctx, struct rbt_err *err);
int bundle_export(struct rbt_context *ctx, struct rbt_err *err);
int bundle_pack(struct rbt_context *ctx, struct rbt_err *err);
int bundle_unpack(struct rbt_context *ctx, struct rbt_err *err);
int bundle_rollback(struct rbt_context *ctx, struct rbt_err *err);
int bundle_drop(struct rbt_context *ctx, struct rbt_err *err);

#endif
