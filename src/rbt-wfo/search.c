/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search that this command line says: done here, or written as tasks. */
#include <stdlib.h>
#include <string.h>

#include "rbt-wfo/wfo.h"

#include "cli/choice.h"
#include "cli/jobs.h"
#include "core/mem.h"
#include "job/logbook.h"
#include "job/tasks.h"

int
wfo_table(const struct rbt_context *ctx, struct rbt_err *err)
{
	return wfo_opt.format
		   ? rbt_choice("format", WFO_FORMATS, wfo_opt.format, err)
		   : ctx->out_is_tty;
}

/* Loads the search of a command and hands it to `act` with the command line
 * that tells others of it. */
static int
with_search(struct rbt_context *ctx, const char *command,
    int (*act)(const struct rbt_tasks_local *local, struct rbt_err *err),
    struct rbt_err *err)
{
	struct rbt_tasks_local local = {.ctx = ctx, .state = wfo_opt.state};
	struct rbt_quest_args args;
	struct rbt_quest quest;
	int table = wfo_table(ctx, err), rc;

	if (table < 0)
		return -1;
	local.table = table == 1;
	rbt_quest_args_init(&args, command, wfo_plan_options);
	rbt_quest_init(&quest, ctx, &wfo_text);
	rc = rbt_jobs_parse(wfo_opt.jobs, &local.jobs, err);
	if (rc == 0)
		rc = rbt_quest_load(&quest, command, err);
	if (rc == 0) {
		const char **at = rbt_xcalloc(args.at.n, sizeof *at);

		for (size_t i = 0; i < args.at.n; i++)
			at[i] = args.at.at[i];
		local.search = &quest.search;
		local.args = at;
		local.n_args = args.at.n;
		rc = act(&local, err);
		free(at);
	}
	rbt_quest_release(&quest);
	rbt_quest_args_release(&args);
	return rc;
}

static int
do_logged(const struct rbt_tasks_local *local, struct rbt_err *err)
{
	struct rbt_tasks_local logged = *local;
	struct rbt_logbook book;
	int rc;

	rbt_logbook_init(&book, local->ctx, wfo_opt.no_trial_log);
	logged.log = &book.log;
	rc = rbt_tasks_do(&logged, err);
	rbt_logbook_close(&book);
	return rc;
}

static int
search(struct rbt_context *ctx, const char *command, struct rbt_err *err)
{
	return with_search(ctx, command,
	    wfo_opt.estimate ? rbt_tasks_estimate : do_logged, err);
}

int
wfo_sweep(struct rbt_context *ctx, struct rbt_err *err)
{
	return search(ctx, "sweep", err);
}

int
wfo_walk(struct rbt_context *ctx, struct rbt_err *err)
{
	return search(ctx, "walk", err);
}

int
wfo_cpcv(struct rbt_context *ctx, struct rbt_err *err)
{
	return search(ctx, "cpcv", err);
}

int
wfo_sensitivity(struct rbt_context *ctx, struct rbt_err *err)
{
	return search(ctx, "sensitivity", err);
}

static int
write_plan(const struct rbt_tasks_local *local, struct rbt_err *err)
{
	if (local->search->bayes)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--method: bayes goes from point to point and has no plan");
	rbt_tasks_plan(local);
	return 0;
}

int
wfo_plan(struct rbt_context *ctx, struct rbt_err *err)
{
	struct rbt_context without = *ctx;
	const struct rbt_job_text *run = &wfo_text.run;

	if (ctx->args.n != 1)
		return rbt_err_set(err, RBT_E_USAGE,
		    "expected one of the commands %s", RBT_SEARCH_COMMANDS);
	if (run->bundle == NULL ||
	    (run->strategy && strcmp(run->strategy, "-") == 0))
		return rbt_err_set(err, RBT_E_USAGE,
		    "expected a bundle and a strategy that others can read: "
		    "-b NAME -s FILE.rule");
	without.args.n = 0;
	return with_search(&without, ctx->args.at[0], write_plan, err);
}
