/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rbt-backtest(1): simulates a rule file on a bundle or on bars from a pipe. */
#include "cli/choice.h"
#include "cli/tool.h"
#include "job/job.h"
#include "job/logbook.h"
#include "research/backtest.h"
#include "research/report.h"

static struct rbt_job_text text;
static struct {
	const char *equity, *format;
	bool no_trial_log;
} opt;

static int
do_run(struct rbt_job *job, struct rbt_rule **rule, struct rbt_backtest *bt,
    struct rbt_err *err)
{
	const struct rbt_context *ctx = job->ctx;
	int table = opt.format
			? rbt_choice("format", "ndjson table", opt.format, err)
			: ctx->out_is_tty;
	int equity = rbt_choice("equity", RBT_RUNINFO_EQUITY, opt.equity, err);

	if (table < 0 || equity < 0)
		return -1;
	job->run.options.equity = (enum rbt_equity_every)equity;
	if (rbt_job_open(job, err) != 0)
		return -1;
	*rule = rbt_runtext_rule(&job->source, text.strategy, text.params.at,
	    text.params.n, &job->run, err);
	if (*rule == NULL)
		return -1;
	if (!rbt_rule_plan(*rule)->has_entry)
		rbt_tool_warn(ctx,
		    "no enter clause: nothing will be traded");
	if (rbt_job_load(job, err) != 0)
		return -1;
	rbt_runinfo_identify(&job->run);
	if (!table)
		return rbt_backtest_stream(bt, &job->run, ctx->tool, ctx->out,
		    err);
	if (rbt_backtest_run(bt, &job->run, NULL, err) != 0)
		return -1;
	rbt_report_write(ctx->out, &job->run, bt);
	return 0;
}

static void
log_trial(const struct rbt_job *job, const struct rbt_backtest *bt)
{
	struct rbt_logbook book;

	rbt_logbook_init(&book, job->ctx, opt.no_trial_log);
	rbt_tally_run(&book.log, &job->run, bt);
	rbt_logbook_close(&book);
}

static int
run(struct rbt_context *ctx, struct rbt_err *err)
{
	struct rbt_backtest backtest = {0};
	struct rbt_rule *rule = NULL;
	struct rbt_job job;
	int rc;

	rbt_job_init(&job, ctx, &text);
	rc = do_run(&job, &rule, &backtest, err);
	if (rc == 0)
		log_trial(&job, &backtest);
	rbt_backtest_release(&backtest);
	rbt_rule_free(rule);
	rbt_job_release(&job);
	return rc;
}

/* clang-format off */
static const struct rbt_option options[] = {
	RBT_JOB_OPTIONS(text),
	{.name = "equity", .arg = "WHEN", .value = &opt.equity,
	 RBT_JOB_WORDS(RBT_RUNINFO_EQUITY),
	 .help = "an equity record each session (default) or bar"},
	{.name = "format", .arg = "FORMAT", .value = &opt.format,
	 RBT_JOB_WORDS("ndjson table"), .help = "records, or a report (on a terminal)"},
	RBT_LOGBOOK_OPTION(opt.no_trial_log),
	{0},
};

static const struct rbt_command commands[] = {
	{.summary = "Simulates a strategy on a bundle, or on bars from a pipe.",
	 .synopsis = "",
	 .example = "rbt-backtest -b us-daily -s sma-cross.rule -p fast=12",
	 .options = options, .run = run},
	{0},
};
/* clang-format on */

static const struct rbt_tool tool = {
    .name = "rbt-backtest",
    .summary = "Simulate a strategy on a bundle.",
    .commands = commands,
};

int
main(int argc, char **argv)
{
	return rbt_tool_main(&tool, argc, argv);
}
