/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "job/job.h"

#include "cli/choice.h"
#include "cli/path.h"
#include "core/io.h"
#include "store/catalog.h"

#define MAX_STRATEGY (1u << 20) /* bytes of a rule file */

void
rbt_job_init(struct rbt_job *job, const struct rbt_context *ctx,
    const struct rbt_job_text *text)
{
	*job = (struct rbt_job){.ctx = ctx,
	    .text = text,
	    .run = {.version = rbt_tool_version(),
		.options = RBT_SIM_OPTIONS_INIT}};
}

static int
parse_options(struct rbt_job *job, struct rbt_err *err)
{
	struct rbt_sim_options *o = &job->run.options;
	int fill = rbt_choice("fill", RBT_RUNINFO_FILL, job->text->fill, err);
	int intrabar = rbt_choice("intrabar", RBT_RUNINFO_INTRABAR,
	    job->text->intrabar, err);

	if (fill < 0 || intrabar < 0)
		return -1;
	o->fill = (enum rbt_fill_rule)fill;
	o->intrabar = (enum rbt_intrabar)intrabar;
	return rbt_runtext_parse(&job->text->run, &job->run, err);
}

/* The strategy's file: a path, or the name of one that comes with rbt. */
static int
read_strategy(struct rbt_job *job, struct rbt_err *err)
{
	struct rbt_buf relative = {0};
	char *shared = NULL;
	const char *path = job->text->strategy;
	int rc;

	if (job->ctx->args.n > 0)
		return rbt_err_set(err, RBT_E_USAGE, "unexpected operand '%s'",
		    job->ctx->args.at[0]);
	if (path == NULL)
		return rbt_err_set(err, RBT_E_USAGE,
		    "expected a strategy: -s FILE.rule");
	if (job->text->bundle == NULL && strcmp(path, "-") == 0)
		return rbt_err_set(err, RBT_E_USAGE,
		    "-s -: the bars are on standard input; use -b");
	if (strcmp(path, "-") != 0 && access(path, F_OK) != 0) {
		rbt_buf_printf(&relative, "strategies/%s", path);
		shared = rbt_path_share(relative.data);
		rbt_buf_release(&relative);
		if (shared == NULL)
			return rbt_err_set(err, RBT_E_USAGE,
			    "--strategy: there is no file '%s'", path);
		path = shared;
	}
	rc = rbt_io_read_file(path, MAX_STRATEGY, &job->source, err);
	free(shared);
	return rc;
}

static int
load_bundle(struct rbt_job *job, struct rbt_err *err)
{
	const struct rbt_bundle_info *info;
	const char *calendar = job->text->calendar;
	char *path = rbt_path_bundle(job->text->bundle, err);

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
	    rbt_calendar_find(calendar ? calendar : info->calendar, err);
	for (size_t i = 0; i < rbt_bundle_n(job->bundle); i++)
		RBT_VEC_PUSH(&job->all, *rbt_bundle_series(job->bundle, i));
	return job->run.calendar ? 0 : -1;
}

static int
load_bars(struct rbt_job *job, struct rbt_err *err)
{
	struct rbt_barstream *b = &job->bars;
	const char *calendar = job->text->calendar;

	if (rbt_barstream_read(b, rbt_source_fd(STDIN_FILENO, "stdin"), err) !=
	    0)
		return -1;
	if (b->rounded)
		rbt_tool_warn(job->ctx, "bars rounded to %d decimals: %lld",
		    RBT_DEC_DIGITS, (long long)b->rounded);
	if (calendar == NULL) {
		calendar = b->weekend ? "24/7" : "weekdays";
		rbt_tool_note(job->ctx,
		    "calendar %s is assumed from the dates; --calendar names "
		    "another",
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
check_bars(struct rbt_job *job, struct rbt_err *err)
{
	const struct rbt_universe *u = &job->run.universe;
	const struct rbt_series *benchmark = job->run.benchmark;
	unsigned columns = rbt_rule_reads_volume(job->run.rule)
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

int
rbt_job_open(struct rbt_job *job, struct rbt_err *err)
{
	if (parse_options(job, err) != 0)
		return -1;
	return read_strategy(job, err);
}

int
rbt_job_load(struct rbt_job *job, struct rbt_err *err)
{
	const struct rbt_job_text *t = job->text;

	if ((t->bundle ? load_bundle(job, err) : load_bars(job, err)) != 0 ||
	    rbt_runtext_choose(&t->run,
		job->bundle ? &job->all : &job->bars.series, &job->run,
		err) != 0)
		return -1;
	return check_bars(job, err);
}

void
rbt_job_release(struct rbt_job *job)
{
	RBT_VEC_RELEASE(&job->run.universe);
	RBT_VEC_RELEASE(&job->all);
	rbt_barstream_release(&job->bars);
	rbt_bundle_free(job->bundle);
	rbt_buf_release(&job->source);
}
