/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of rbt-wfo share: options as text, and the commands. */
#ifndef RBT_WFO_WFO_H
#define RBT_WFO_WFO_H

#include "cli/tool.h"
#include "job/quest.h"

/* What says which search it is, and what says how it is done. */
extern struct rbt_quest_text wfo_text;
struct wfo_options {
	const char *jobs, *state, *format;
	bool estimate, no_trial_log;
};
extern struct wfo_options wfo_opt;

#define WFO_FORMATS "ndjson table"
/* Whether --format or a terminal asks for tables; -1 if it is no format. */
int wfo_table(const struct rbt_context *ctx, struct rbt_err *err) RBT_MUST_USE;

/* Everything that makes a search, and nothing that does not. */
extern const struct rbt_option wfo_plan_options[];

int wfo_sweep(struct rbt_context *ctx, struct rbt_err *err);
int wfo_walk(struct rbt_context *ctx, struct rbt_err *err);
int wfo_cpcv(struct rbt_context *ctx, struct rbt_err *err);
int wfo_sensitivity(struct rbt_context *ctx, struct rbt_err *err);
int wfo_plan(struct rbt_context *ctx, struct rbt_err *err);

int wfo_run(struct rbt_context *ctx, struct rbt_err *err);
int wfo_reduce(struct rbt_context *ctx, struct rbt_err *err);

#endif
