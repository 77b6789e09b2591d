/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the tools that run a strategy have in common: their options, and the
 * way from those to a strategy, to bars and to the description of a run.
 *
 *	static struct rbt_job_text text;
 *	static const struct rbt_option options[] = {
 *	    RBT_JOB_OPTIONS(text, "set a parameter"), {0}};
 *
 *	struct rbt_job job;
 *	rbt_job_init(&job, ctx, &text);
 *	if (rbt_job_open(&job, err) == 0 && parse(job.source) &&
 *	    rbt_job_load(&job, err) == 0)
 *		use(&job.run);
 *	rbt_job_release(&job);
 */
#ifndef RBT_JOB_JOB_H
#define RBT_JOB_JOB_H

#include "cli/tool.h"
#include "core/attr.h"
#include "research/barstream.h"
#include "research/runtext.h"
#include "store/bundle.h"

/* Option values as they were given. */
struct rbt_job_text {
	const char *bundle, *strategy, *calendar;
	const char *fill, *intrabar;
	struct rbt_runtext run;
	struct rbt_strings params;
};

#define RBT_JOB_WORDS(list) .complete = RBT_COMPLETE_WORDS, .words = (list)

/* clang-format off */
/* What is run, on what; of_param is the help of --param. */
#define RBT_JOB_OPTIONS(t, of_param) \
	{.name = "bundle", .letter = 'b', .arg = "NAME", \
	 .value = &(t).bundle, .complete = RBT_COMPLETE_BUNDLE, \
	 .help = "the bundle; without it bars come from standard input"}, \
	{.name = "strategy", .letter = 's', .arg = "FILE", \
	 .value = &(t).strategy, .complete = RBT_COMPLETE_FILE, \
	 .help = "the rule file"}, \
	{.name = "param", .letter = 'p', .arg = "NAME=VALUE", \
	 .list = &(t).params, .help = (of_param)}, \
	{.name = "cash", .arg = "AMOUNT", .value = &(t).run.cash, \
	 .help = "money at the start (default 100000)"}, \
	{.name = "start", .arg = "DATE", .value = &(t).run.start, \
	 .help = "first day that trades, or a bar's time"}, \
	{.name = "end", .arg = "DATE", .value = &(t).run.end, \
	 .help = "last one, inclusive"}, \
	{.name = "symbols", .arg = "LIST", .value = &(t).run.symbols, \
	 .help = "trade only these: A,B,C"}, \
	{.name = "fill", .arg = "RULE", .value = &(t).fill, \
	 RBT_JOB_WORDS(RBT_RUNINFO_FILL), \
	 .help = "when market orders fill (default next-open)"}, \
	{.name = "intrabar", .arg = "RULE", .value = &(t).intrabar, \
	 RBT_JOB_WORDS(RBT_RUNINFO_INTRABAR), \
	 .help = "stop and target in one bar: the first of them"}, \
	{.name = "commission", .arg = "SPEC", .value = &(t).run.commission, \
	 .help = "none, bps=10, per-share=0.005,min=1,max=1% or per-order=1"}, \
	{.name = "slippage", .arg = "SPEC", .value = &(t).run.slippage, \
	 .help = "none, bps=5 or fixed=0.02"}, \
	{.name = "lot", .arg = "UNITS", .value = &(t).run.lot, \
	 .help = "sizes are multiples of it; 0 for fractions (default 1)"}, \
	{.name = "rf", .arg = "RATE", .value = &(t).run.rf, \
	 .help = "risk-free rate a year for Sharpe, 0.02 is 2 % (default 0)"}, \
	{.name = "benchmark", .arg = "SYMBOL", .value = &(t).run.benchmark, \
	 .help = "compare with this symbol of the data: alpha and beta"}, \
	{.name = "calendar", .arg = "NAME", .value = &(t).calendar, \
	 RBT_JOB_WORDS("XNYS weekdays 24/7"), \
	 .help = "in place of the bundle's own"}
/* clang-format on */

/* Everything that a run holds; all of it lives until the release. */
struct rbt_job {
	const struct rbt_context *ctx;
	const struct rbt_job_text *text;
	struct rbt_runinfo run;
	struct rbt_buf source;     /* text of the strategy */
	struct rbt_bundle *bundle; /* or bars: */
	struct rbt_barstream bars;
	struct rbt_universe all; /* of the bundle */
};

/* Both are borrowed and outlive the job. */
void rbt_job_init(struct rbt_job *job, const struct rbt_context *ctx,
    const struct rbt_job_text *text);

/*
 * Options and the text of the strategy, then the bars.  Together they fill
 * job->run but for the rule and what is said of it (research/runtext.h), and
 * for the id.  The rule must be in job->run before load, which holds the
 * columns that it reads against their checksums.  The job is released by the
 * caller, also on failure.
 */
int rbt_job_open(struct rbt_job *job, struct rbt_err *err) RBT_MUST_USE;
int rbt_job_load(struct rbt_job *job, struct rbt_err *err) RBT_MUST_USE;
void rbt_job_release(struct rbt_job *job);

#endif
