/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tasks of a search, as lines that may come from anywhere. */
#include <stdlib.h>
#include <string.h>

#include "rbt-wfo/wfo.h"

#include "cli/jobs.h"
#include "cli/option.h"
#include "core/mem.h"
#include "job/logbook.h"
#include "job/tasks.h"

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
	memset(&wfo_text, 0, sizeof wfo_text);
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
	for (size_t i = 0; i < n; i++)
		argv[1 + i] = args[i];
	rc = rbt_option_parse(wfo_plan_options, (int)n + 1, argv, &t->owned,
	    err);
	if (rc == 0 && t->owned.operands.n != 1)
		rc = rbt_err_set(err, RBT_E_DATA, "args: expected a command");
	rbt_quest_init(&t->quest, t->ctx, &wfo_text);
	t->loaded = true;
	if (rc == 0)
		rc = rbt_quest_load(&t->quest, t->owned.operands.at[0], err);
	free(argv);
	return rc == 0 ? &t->quest.search : NULL;
}

int
wfo_run(struct rbt_context *ctx, struct rbt_err *err)
{
	struct told told = {.ctx = ctx};
	struct rbt_tasks_source source = {&told, told_load};
	unsigned jobs;
	int rc = rbt_jobs_parse(wfo_opt.jobs, &jobs, err);

	if (rc == 0)
		rc = rbt_tasks_run(ctx, &source, jobs, err);
	told_release(&told);
	return rc;
}

int
wfo_reduce(struct rbt_context *ctx, struct rbt_err *err)
{
	struct told told = {.ctx = ctx};
	struct rbt_tasks_source source = {&told, told_load};
	int table = wfo_table(ctx, err);
	struct rbt_logbook book;
	int rc = -1;

	rbt_logbook_init(&book, ctx, wfo_opt.no_trial_log);
	if (table >= 0)
		rc = rbt_tasks_reduce(ctx, &source, table == 1, &book.log, err);
	rbt_logbook_close(&book);
	told_release(&told);
	return rc;
}
