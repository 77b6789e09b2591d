/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rbt-backtest(1): simulates a rule file on a bundle or on bars from a pipe. */
#include "cli/choice.h"
#include "cli/tool.h"
#include "job/job.h"
#include "job/logbook.h"
#include "research/backtest.h"
#include "research/lookahead.h"
#include "research/report.h"
#include "research/scenario.h"

static struct rbt_job_text text;
static struct {
	const char *equity, *format;
	bool check_lookahead, sensitivity, no_trial_log;
} opt;

static int
load(struct rbt_job *job, struct rbt_rule **rule, struct rbt_err *err)
{
	int equity = rbt_choice("equity", RBT_RUNINFO_EQUITY, opt.equity, err);

	if (equity < 0)
		return -1;
	job->run.options.equity = (enum rbt_equity_every)equity;
	if (rbt_job_open(job, err) != 0)
		return -1;
	*rule = rbt_runtext_rule(&job->source, text.strategy, text.params.at,
	    text.params.n, &job->run, err);
	if (*rule == NULL)
		return -1;
	if (!rbt_rule_plan(*rule)->has_entry)
		rbt_tool_warn(job->ctx,
		    "no enter clause: nothing will be traded");
	if (rbt_job_load(job, err) != 0)
		return -1;
	rbt_runinfo_identify(&job->run);
	return 0;
}

/* What is asked of a run beside its own result. */
struct answers {
	struct rbt_lookahead lookahead;
	struct rbt_scenarios scenarios;
};

static int
ask(const struct rbt_job *job, struct answers *a, struct rbt_err *err)
{
	const struct rbt_runinfo *run = &job->run;
	const struct rbt_sim_options *o = &run->options;
	struct rbt_lookahead_strategy strategy = rbt_lookahead_rule(run->rule);

	if (opt.check_lookahead &&
	    rbt_lookahead_check(run, &strategy, &a->lookahead, err) != 0)
		return -1;
	if (!opt.sensitivity)
		return 0;
	if (o->commission.kind == RBT_COMMISSION_NONE &&
	    o->slippage.kind == RBT_SLIPPAGE_NONE)
		rbt_tool_warn(job->ctx, "--sensitivity: no costs to multiply; "
					"see --commission and --slippage");
	return rbt_scenario_run(run, &a->scenarios, err);
}

static int
write_records(const struct rbt_job *job, struct rbt_backtest *bt,
    struct answers *a, struct rbt_err *err)
{
	struct rbt_out *out = job->ctx->out;
	struct rbt_rec_writer w;

	if (rbt_backtest_stream(bt, &job->run, job->ctx->tool, out, &w, err) !=
		0 ||
	    ask(job, a, err) != 0)
		return -1;
	if (opt.check_lookahead) {
		rbt_lookahead_emit(out, &job->run, &a->lookahead);
		w.n_records++;
	}
	rbt_scenario_emit(&w, &job->run, &a->scenarios);
	rbt_rec_end(&w, "ok");
	return 0;
}

static int
write_report(const struct rbt_job *job, struct rbt_backtest *bt,
    struct answers *a, struct rbt_err *err)
{
	if (rbt_backtest_run(bt, &job->run, NULL, err) != 0 ||
	    ask(job, a, err) != 0)
		return -1;
	rbt_report_write(job->ctx->out, &job->run, bt);
	if (opt.check_lookahead)
		rbt_lookahead_report(job->ctx->out, &job->run, &a->lookahead);
	if (opt.sensitivity)
		rbt_scenario_report(job->ctx->out, &a->scenarios);
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
do_run(struct rbt_job *job, struct rbt_rule **rule, struct rbt_err *err)
{
	struct rbt_backtest bt = {0};
	struct answers answers = {0};
	int table = opt.format
			? rbt_choice("format", "ndjson table", opt.format, err)
			: job->ctx->out_is_tty;
	int rc = -1;

	if (table < 0 || load(job, rule, err) != 0)
		return -1;
	rc = table ? write_report(job, &bt, &answers, err)
		   : write_records(job, &bt, &answers, err);
	if (rc == 0)
		log_trial(job, &bt);
	rbt_backtest_release(&bt);
	return rc == 0
		   ? rbt_lookahead_verdict(&job->run, &answers.lookahead, err)
		   : -1;
}

static int
run(struct rbt_context *ctx, struct rbt_err *err)
{
	struct rbt_rule *rule = NULL;
	struct rbt_job job;
	int rc;

	rbt_job_init(&job, ctx, &text);
	rc = do_run(&job, &rule, err);
	rbt_rule_free(rule);
	rbt_job_release(&job);
	return rc;
}

/* clang-format off */
static const struct rbt_option options[] = {
	RBT_JOB_OPTIONS(text, "set a parameter; may repeat"),
	{.name = "equity", .arg = "WHEN", .value = &opt.equity,
	 RBT_JOB_WORDS(RBT_RUNINFO_EQUITY),
	 .help = "an equity record each session (default) or bar"},
	{.name = "format", .arg = "FORMAT", .value = &opt.format,
	 RBT_JOB_WORDS("ndjson table"), .help = "ndjson, or table (default on a terminal)"},
	{.name = "check-lookahead", .flag = &opt.check_lookahead,
	 .help = "run again without the future, and with another one"},
	{.name = "sensitivity", .flag = &opt.sensitivity,
	 .help = "run again with other costs, a delay, bad prices, a later start"},
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
