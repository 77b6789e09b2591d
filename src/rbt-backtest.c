/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rbt-backtest(1): simulates a rule file on a bundle or on bars from a pipe. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/choice.h"
#include "cli/path.h"
#include "cli/tool.h"
#include "core/io.h"
#include "research/backtest.h"
#include "research/barstream.h"
#include "research/report.h"
#include "research/runtext.h"
#include "store/bundle.h"
#include "store/catalog.h"

#define MAX_STRATEGY (1u << 20) /* bytes of a rule file */

static struct {
	const char *bundle, *strategy, *calendar;
	const char *fill, *intrabar, *equity, *format;
	struct rbt_runtext run;
	struct rbt_strings params;
} opt;

/* Everything that a run holds; all of it lives until the end. */
struct job {
	struct rbt_context *ctx;
	struct rbt_runinfo run;
	struct rbt_buf text; /* of the strategy */
	struct rbt_rule *rule;
	struct rbt_bundle *bundle; /* or bars: */
	struct rbt_barstream bars;
	struct rbt_universe all; /* of the bundle */
	struct rbt_backtest backtest;
};

static int
parse_options(struct rbt_runinfo *run, struct rbt_err *err)
{
	struct rbt_sim_options *o = &run->options;
	int fill = rbt_choice("fill", RBT_RUNINFO_FILL, opt.fill, err);
	int intrabar =
	    rbt_choice("intrabar", RBT_RUNINFO_INTRABAR, opt.intrabar, err);
	int equity = rbt_choice("equity", RBT_RUNINFO_EQUITY, opt.equity, err);

	*o = (struct rbt_sim_options)RBT_SIM_OPTIONS_INIT;
	if (fill < 0 || intrabar < 0 || equity < 0)
		return -1;
	o->fill = (enum rbt_fill_rule)fill;
	o->intrabar = (enum rbt_intrabar)intrabar;
	o->equity = (enum rbt_equity_every)equity;
	return rbt_runtext_parse(&opt.run, run, err);
}

/* The strategy's file: a path, or the name of one that comes with rbt. */
static int
read_strategy(struct job *job, struct rbt_err *err)
{
	struct rbt_buf relative = {0};
	char *shared = NULL;
	const char *path = opt.strategy;
	int rc;

	if (strcmp(path, "-") != 0 && access(path, F_OK) != 0) {
		rbt_buf_printf(&relative, "strategies/%s", path);
		shared = rbt_path_share(relative.data);
		rbt_buf_release(&relative);
		if (shared == NULL)
			return rbt_err_set(err, RBT_E_USAGE,
			    "--strategy: there is no file '%s'", path);
		path = shared;
	}
	rc = rbt_io_read_file(path, MAX_STRATEGY, &job->text, err);
	free(shared);
	return rc;
}

static int
load_strategy(struct job *job, struct rbt_err *err)
{
	if (job->ctx->args.n > 0)
		return rbt_err_set(err, RBT_E_USAGE, "unexpected operand '%s'",
		    job->ctx->args.at[0]);
	if (opt.strategy == NULL)
		return rbt_err_set(err, RBT_E_USAGE,
		    "expected a strategy: -s FILE.rule");
	if (opt.bundle == NULL && strcmp(opt.strategy, "-") == 0)
		return rbt_err_set(err, RBT_E_USAGE,
		    "-s -: the bars are on standard input; use -b");
	if (read_strategy(job, err) != 0)
		return -1;
	job->rule = rbt_runtext_rule(&job->text, opt.strategy, opt.params.at,
	    opt.params.n, &job->run, err);
	if (job->rule == NULL)
		return -1;
	if (!rbt_rule_plan(job->rule)->has_entry)
		rbt_tool_warn(job->ctx,
		    "no enter clause: nothing will be traded");
	return 0;
}

static int
load_bundle(struct job *job, struct rbt_err *err)
{
	const struct rbt_bundle_info *info;
	char *path = rbt_path_bundle(opt.bundle, err);

	if (path == NULL)
		return -1;
	if (rbt_catalog_check(path, err) == 0)
		job->bundle = rbt_bundle_open(path, err);
	free(path);
	if (job->bundle == NULL)
		return -1;
	info = rbt_bundle_info(job->bundle);
	job->run.bundle = info->name;
	job->run.bundle_version = info->version;
	memcpy(job->run.bundle_sha256, info->sha256, sizeof info->sha256);
	job->run.calendar =
	    rbt_calendar_find(opt.calendar ? opt.calendar : info->calendar,
		err);
	for (size_t i = 0; i < rbt_bundle_n(job->bundle); i++)
		RBT_VEC_PUSH(&job->all, *rbt_bundle_series(job->bundle, i));
	return job->run.calendar ? 0 : -1;
}

static int
load_bars(struct job *job, struct rbt_err *err)
{
	struct rbt_barstream *b = &job->bars;
	const char *calendar = opt.calendar;

	if (isatty(STDIN_FILENO))
		return rbt_err_set(err, RBT_E_USAGE,
		    "expected a bundle, -b NAME, or bars on standard input");
	if (rbt_barstream_read(b, rbt_source_fd(STDIN_FILENO, "stdin"), err) !=
	    0)
		return -1;
	if (b->rounded)
		rbt_tool_warn(job->ctx, "%lld bars rounded to eight decimals",
		    (long long)b->rounded);
	if (calendar == NULL) {
		calendar = b->weekend ? "24/7" : "weekdays";
		rbt_tool_note(job->ctx, "calendar %s assumed; see --calendar",
		    calendar);
	}
	job->run.bundle = "stdin";
	memcpy(job->run.bundle_sha256, b->sha256, sizeof b->sha256);
	job->run.calendar = rbt_calendar_find(calendar, err);
	return job->run.calendar ? 0 : -1;
}

/* Counts the sessions without a bar of what is traded, and holds the columns
 * that the run reads against their checksums: no other is touched. */
static int
check_bars(struct job *job, struct rbt_err *err)
{
	const struct rbt_universe *u = &job->run.universe;
	const struct rbt_series *benchmark = job->run.benchmark;
	unsigned columns = rbt_rule_reads_volume(job->rule)
			       ? RBT_SEGMENT_ALL
			       : RBT_SEGMENT_PRICES;

	job->run.missing_bars = job->bundle ? 0 : -1;
	for (size_t i = 0; job->bundle && i < u->n; i++) {
		size_t at =
		    (size_t)rbt_bundle_find(job->bundle, u->at[i].symbol);

		if (rbt_bundle_check(job->bundle, at, columns, err) != 0)
			return -1;
		job->run.missing_bars += rbt_bundle_missing(job->bundle, at);
	}
	if (job->bundle && benchmark)
		return rbt_bundle_check(job->bundle,
		    (size_t)rbt_bundle_find(job->bundle, benchmark->symbol),
		    RBT_SEGMENT_PRICES, err);
	return 0;
}

static int
do_job(struct job *job, struct rbt_err *err)
{
	int table = opt.format
			? rbt_choice("format", "ndjson table", opt.format, err)
			: job->ctx->out_is_tty;

	if (table < 0 || parse_options(&job->run, err) != 0 ||
	    load_strategy(job, err) != 0)
		return -1;
	if ((opt.bundle ? load_bundle(job, err) : load_bars(job, err)) != 0 ||
	    rbt_runtext_choose(&opt.run,
		job->bundle ? &job->all : &job->bars.series, &job->run,
		err) != 0 ||
	    check_bars(job, err) != 0)
		return -1;
	rbt_runinfo_identify(&job->run);
	if (!table)
		return rbt_backtest_stream(&job->backtest, &job->run,
		    job->ctx->tool, job->ctx->out, err);
	if (rbt_backtest_run(&job->backtest, &job->run, NULL, err) != 0)
		return -1;
	rbt_report_write(job->ctx->out, &job->run, &job->backtest);
	return 0;
}

static int
run(struct rbt_context *ctx, struct rbt_err *err)
{
	struct job job = {.ctx = ctx, .run.version = rbt_tool_version()};
	int rc = do_job(&job, err);

	rbt_backtest_release(&job.backtest);
	RBT_VEC_RELEASE(&job.run.universe);
	RBT_VEC_RELEASE(&job.all);
	rbt_barstream_release(&job.bars);
	rbt_bundle_free(job.bundle);
	rbt_rule_free(job.rule);
	rbt_buf_release(&job.text);
	return rc;
}

#define WORDS(list) .complete = RBT_COMPLETE_WORDS, .words = (list)
/* clang-format off */
static const struct rbt_option options[] = {
	{.name = "bundle", .letter = 'b', .arg = "NAME", .value = &opt.bundle,
	 .complete = RBT_COMPLETE_BUNDLE,
	 .help = "the bundle; without it bars come from standard input"},
	{.name = "strategy", .letter = 's', .arg = "FILE",
	 .value = &opt.strategy, .complete = RBT_COMPLETE_FILE,
	 .help = "the rule file"},
	{.name = "param", .letter = 'p', .arg = "NAME=VALUE",
	 .list = &opt.params, .help = "set a parameter; may repeat"},
	{.name = "cash", .arg = "AMOUNT", .value = &opt.run.cash,
	 .help = "money at the start (default 100000)"},
	{.name = "start", .arg = "DATE", .value = &opt.run.start,
	 .help = "first day that trades"},
	{.name = "end", .arg = "DATE", .value = &opt.run.end,
	 .help = "last day that trades, inclusive"},
	{.name = "symbols", .arg = "LIST", .value = &opt.run.symbols,
	 .help = "trade only these: A,B,C"},
	{.name = "fill", .arg = "RULE", .value = &opt.fill,
	 WORDS(RBT_RUNINFO_FILL),
	 .help = "when market orders fill (default next-open)"},
	{.name = "intrabar", .arg = "RULE", .value = &opt.intrabar,
	 WORDS(RBT_RUNINFO_INTRABAR),
	 .help = "stop and target in one bar: the first of them"},
	{.name = "commission", .arg = "SPEC", .value = &opt.run.commission,
	 .help = "none, bps=10, per-share=0.005,min=1,max=1% or per-order=1"},
	{.name = "slippage", .arg = "SPEC", .value = &opt.run.slippage,
	 .help = "none, bps=5 or fixed=0.02"},
	{.name = "lot", .arg = "UNITS", .value = &opt.run.lot,
	 .help = "sizes are multiples of it; 0 for fractions (default 1)"},
	{.name = "equity", .arg = "WHEN", .value = &opt.equity,
	 WORDS(RBT_RUNINFO_EQUITY),
	 .help = "an equity record each session (default) or bar"},
	{.name = "rf", .arg = "RATE", .value = &opt.run.rf,
	 .help = "risk-free rate a year for Sharpe, 0.02 is 2 % (default 0)"},
	{.name = "benchmark", .arg = "SYMBOL", .value = &opt.run.benchmark,
	 .help = "compare with this symbol of the data: alpha and beta"},
	{.name = "calendar", .arg = "NAME", .value = &opt.calendar,
	 WORDS("XNYS weekdays 24/7"), .help = "in place of the bundle's own"},
	{.name = "format", .arg = "FORMAT", .value = &opt.format,
	 WORDS("ndjson table"), .help = "records, or a report (on a terminal)"},
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
