/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rbt-wfo(1): searches parameters and says what is left of them elsewhere. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/option.h"
#include "cli/tool.h"
#include "core/mem.h"
#include "core/num.h"
#include "core/work.h"
#include "job/overfit.h"
#include "job/quest.h"
#include "job/tasks.h"

static struct rbt_quest_text text;
static struct {
	const char *jobs, *state;
	bool estimate;
} opt;

/* clang-format off */
#define LOCAL_OPTIONS \
	{.name = "jobs", .letter = 'j', .arg = "N", .value = &opt.jobs, \
	 .help = "threads (default: one for each processor)"}, \
	{.name = "state", .arg = "FILE", .value = &opt.state, \
	 .complete = RBT_COMPLETE_FILE, \
	 .help = "keep what is done there, and go on from it"}, \
	{.name = "estimate", .flag = &opt.estimate, \
	 .help = "say how long it would take, and stop"}

static const struct rbt_option sweep_options[] = {
	RBT_JOB_OPTIONS(text.run), RBT_QUEST_OPTIONS(text), LOCAL_OPTIONS, {0},
};

static const struct rbt_option walk_options[] = {
	RBT_JOB_OPTIONS(text.run), RBT_QUEST_OPTIONS(text),
	RBT_QUEST_WINDOW_OPTIONS(text), RBT_QUEST_GAP_OPTIONS(text),
	LOCAL_OPTIONS, {0},
};

static const struct rbt_option cpcv_options[] = {
	RBT_JOB_OPTIONS(text.run), RBT_QUEST_OPTIONS(text),
	RBT_QUEST_FOLD_OPTIONS(text), RBT_QUEST_GAP_OPTIONS(text),
	LOCAL_OPTIONS, {0},
};

/* Everything that makes a search, and nothing that does not. */
static const struct rbt_option plan_options[] = {
	RBT_JOB_OPTIONS(text.run), RBT_QUEST_OPTIONS(text),
	RBT_QUEST_WINDOW_OPTIONS(text), RBT_QUEST_FOLD_OPTIONS(text),
	RBT_QUEST_GAP_OPTIONS(text), {0},
};

static const struct rbt_option run_options[] = {
	{.name = "jobs", .letter = 'j', .arg = "N", .value = &opt.jobs,
	 .help = "threads (default: one for each processor)"},
	{0},
};

static const struct rbt_option no_options[] = {{0}};
/* clang-format on */

static int
parse_jobs(unsigned *jobs, struct rbt_err *err)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);
	struct rbt_err why = {0};
	int64_t given = n < 1                   ? 1
			: n > RBT_WORK_JOBS_MAX ? RBT_WORK_JOBS_MAX
						: n;

	if (opt.jobs && rbt_num_i64(opt.jobs, strlen(opt.jobs), 1,
			    RBT_WORK_JOBS_MAX, &given, &why) != 0)
		return rbt_err_set(err, RBT_E_USAGE, "--jobs: %s", why.msg);
	*jobs = (unsigned)given;
	return 0;
}

/* Loads the search of a command and hands it to `act` with the command line
 * that tells others of it. */
static int
with_search(struct rbt_context *ctx, const char *command,
    int (*act)(const struct rbt_tasks_local *local, struct rbt_err *err),
    struct rbt_err *err)
{
	struct rbt_tasks_local local = {.ctx = ctx, .state = opt.state};
	struct rbt_quest_args args;
	struct rbt_quest quest;
	int rc;

	rbt_quest_args_init(&args, command, plan_options);
	rbt_quest_init(&quest, ctx, &text);
	rc = parse_jobs(&local.jobs, err);
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
search(struct rbt_context *ctx, const char *command, struct rbt_err *err)
{
	return with_search(ctx, command,
	    opt.estimate ? rbt_tasks_estimate : rbt_tasks_do, err);
}

static int
sweep(struct rbt_context *ctx, struct rbt_err *err)
{
	return search(ctx, "sweep", err);
}

static int
walk(struct rbt_context *ctx, struct rbt_err *err)
{
	return search(ctx, "walk", err);
}

static int
cpcv(struct rbt_context *ctx, struct rbt_err *err)
{
	return search(ctx, "cpcv", err);
}

static int
sensitivity(struct rbt_context *ctx, struct rbt_err *err)
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

static int
plan(struct rbt_context *ctx, struct rbt_err *err)
{
	struct rbt_context without = *ctx;
	const char *strategy = text.run.strategy;

	if (ctx->args.n != 1)
		return rbt_err_set(err, RBT_E_USAGE,
		    "expected one of the commands %s", RBT_SEARCH_COMMANDS);
	if (text.run.bundle == NULL || (strategy && strcmp(strategy, "-") == 0))
		return rbt_err_set(err, RBT_E_USAGE,
		    "expected a bundle and a strategy that others can read: "
		    "-b NAME -s FILE.rule");
	without.args.n = 0;
	return with_search(&without, ctx->args.at[0], write_plan, err);
}

/* A search that a line of tasks or results names. */
struct told {
	const struct rbt_context *ctx;
	bool loaded;
	struct rbt_option_text owned;
	struct rbt_quest quest;
};

static void
told_release(struct told *t)
{
	if (t->loaded)
		rbt_quest_release(&t->quest);
	rbt_option_text_release(&t->owned);
	memset(&text, 0, sizeof text);
	t->loaded = false;
}

static const struct rbt_search *
told_load(void *self, char *const *args, size_t n, struct rbt_err *err)
{
	struct told *t = self;
	char **argv = rbt_xcalloc(n + 2, sizeof *argv);
	static char name[] = "rbt-wfo";
	int rc;

	told_release(t);
	argv[0] = name;
	memcpy(argv + 1, args, n * sizeof *args);
	rc = rbt_option_parse(plan_options, (int)n + 1, argv, &t->owned, err);
	if (rc == 0 && t->owned.operands.n != 1)
		rc = rbt_err_set(err, RBT_E_DATA, "args: expected a command");
	rbt_quest_init(&t->quest, t->ctx, &text);
	t->loaded = true;
	if (rc == 0)
		rc = rbt_quest_load(&t->quest, t->owned.operands.at[0], err);
	free(argv);
	return rc == 0 ? &t->quest.search : NULL;
}

static int
run(struct rbt_context *ctx, struct rbt_err *err)
{
	struct told told = {.ctx = ctx};
	struct rbt_tasks_source source = {&told, told_load};
	unsigned jobs;
	int rc = parse_jobs(&jobs, err);

	if (rc == 0)
		rc = rbt_tasks_run(ctx, &source, jobs, err);
	told_release(&told);
	return rc;
}

static int
reduce(struct rbt_context *ctx, struct rbt_err *err)
{
	struct told told = {.ctx = ctx};
	struct rbt_tasks_source source = {&told, told_load};
	int rc = rbt_tasks_reduce(ctx, &source, err);

	told_release(&told);
	return rc;
}

/* clang-format off */
static const struct rbt_command commands[] = {
	{.name = "sweep", .summary = "try parameters over the whole span",
	 .synopsis = "", .options = sweep_options, .run = sweep,
	 .example = "rbt-wfo sweep -b us-daily -s sma-cross.rule"},
	{.name = "walk", .summary = "choose in each window, test behind it",
	 .synopsis = "", .options = walk_options, .run = walk,
	 .example = "rbt-wfo walk -b us-daily -s sma-cross.rule --train 2y "
		    "--test 6m"},
	{.name = "cpcv", .summary = "combinatorial purged cross-validation",
	 .synopsis = "", .options = cpcv_options, .run = cpcv,
	 .example = "rbt-wfo cpcv -b us-daily -s sma-cross.rule --folds 6 "
		    "--test-folds 2 --purge 5b"},
	{.name = "sensitivity", .summary = "plateaus and spikes of the grid",
	 .synopsis = "", .options = sweep_options, .run = sensitivity,
	 .example = "rbt-wfo sensitivity -b us-daily -s sma-cross.rule"},
	{.name = "overfit", .summary = "how much of a result may be luck",
	 .synopsis = "", .options = rbt_overfit_option_table,
	 .run = rbt_overfit_command,
	 .example = "rbt-wfo sweep -b us-daily -s sma-cross.rule --returns | "
		    "rbt-wfo overfit"},
	{.name = "plan", .summary = "write the tasks of a search",
	 .synopsis = "COMMAND", .options = plan_options, .run = plan,
	 .example = "rbt-wfo plan walk -b us-daily -s sma-cross.rule "
		    "--train 2y --test 6m > tasks.ndjson"},
	{.name = "run", .summary = "do tasks from standard input",
	 .synopsis = "", .options = run_options, .run = run,
	 .example = "split -n r/3 tasks.ndjson part. && "
		    "rbt-wfo run < part.aa > done.aa"},
	{.name = "reduce", .summary = "put results together",
	 .synopsis = "", .options = no_options, .run = reduce,
	 .example = "cat done.* | rbt-wfo reduce > wfo.ndjson"},
	{0},
};
/* clang-format on */

static const struct rbt_tool tool = {
    .name = "rbt-wfo",
    .summary = "Search parameters, and test them where they were not chosen.",
    .commands = commands,
};

/* Options without a command are those of a walk. */
int
main(int argc, char **argv)
{
	static char command[] = "walk";
	char **args;
	int status;

	if (argc < 3 || argv[1][0] != '-')
		return rbt_tool_main(&tool, argc, argv);
	args = rbt_xcalloc((size_t)argc + 2, sizeof *args);
	args[0] = argv[0];
	args[1] = command;
	memcpy(args + 2, argv + 1, ((size_t)argc - 1) * sizeof *args);
	status = rbt_tool_main(&tool, argc + 1, args);
	free(args);
	return status;
}
