/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rbt-montecarlo(1): what else could have become of a run. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/choice.h"
#include "cli/jobs.h"
#include "cli/tool.h"
#include "core/num.h"
#include "fmt/rec.h"
#include "research/mc.h"

#define BLOCK_MAX  1000000
#define MONTHS_MAX 1200

static struct {
	const char *method, *paths, *seed, *block, *horizon, *jobs;
	const char *drawdown, *ruin, *months, *format;
} opt;

/* The value of --name, or *out as it is if it was not given. */
static int
parse_count(const char *name, const char *text, int64_t min, int64_t max,
    int64_t *out, struct rbt_err *err)
{
	struct rbt_err why = {0};

	if (text && rbt_num_i64(text, strlen(text), min, max, out, &why) != 0)
		return rbt_err_set(err, RBT_E_USAGE, "--%s: %s", name, why.msg);
	return 0;
}

/* The items of a list A,B,C: each in order, above the one before and inside
 * of the open range. */
static int
parse_list(const char *name, const char *text, double min, double max,
    double *out, size_t *n, struct rbt_err *err)
{
	struct rbt_err why = {0};

	*n = 0;
	for (;;) {
		size_t len = strcspn(text, ",");

		if (*n == RBT_MC_LIMITS)
			return rbt_err_set(err, RBT_E_USAGE,
			    "--%s: more than %d values", name, RBT_MC_LIMITS);
		if (rbt_num_f64(text, len, min, max, &out[*n], &why) != 0)
			return rbt_err_set(err, RBT_E_USAGE, "--%s: %s", name,
			    why.msg);
		if (!(out[*n] > (*n ? out[*n - 1] : min) && out[*n] < max))
			return rbt_err_set(err, RBT_E_USAGE,
			    "--%s: expected rising values above %g and below "
			    "%g",
			    name, min, max);
		++*n;
		if (text[len] == '\0')
			return 0;
		text += len + 1;
	}
}

static int
parse_months(struct rbt_mc_options *o, struct rbt_err *err)
{
	const char *text = opt.months ? opt.months : "1,3,6,12";
	double months[RBT_MC_LIMITS];

	if (parse_list("months", text, 0, MONTHS_MAX + 1, months, &o->n_months,
		err) != 0)
		return -1;
	for (size_t i = 0; i < o->n_months; i++) {
		o->month[i] = (int64_t)months[i];
		if (months[i] > (double)o->month[i])
			return rbt_err_set(err, RBT_E_USAGE,
			    "--months: expected whole months");
	}
	o->trim = opt.months == NULL;
	return 0;
}

static int
parse_block(struct rbt_mc_options *o, struct rbt_err *err)
{
	struct rbt_err why = {0};
	bool of_blocks =
	    o->method == RBT_MC_STATIONARY || o->method == RBT_MC_BLOCK;

	if (opt.block == NULL || strcmp(opt.block, "auto") == 0)
		return 0;
	if (!of_blocks)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--block: only stationary and block have blocks");
	if (rbt_num_f64(opt.block, strlen(opt.block), 1, BLOCK_MAX, &o->block,
		&why) != 0)
		return rbt_err_set(err, RBT_E_USAGE, "--block: %s", why.msg);
	return 0;
}

static int
parse(struct rbt_mc_options *o, struct rbt_err *err)
{
	int method = rbt_choice("method", RBT_MC_METHODS, opt.method, err);
	int64_t paths = 10000, seed = 0, horizon = 0;

	if (method < 0 ||
	    parse_count("paths", opt.paths, 1, RBT_MC_PATHS_MAX, &paths, err) ||
	    parse_count("seed", opt.seed, 0, INT64_MAX, &seed, err) ||
	    parse_count("horizon", opt.horizon, 1, RBT_MC_STEPS_MAX, &horizon,
		err) ||
	    rbt_jobs_parse(opt.jobs, &o->jobs, err))
		return -1;
	o->method = (enum rbt_mc_method)method;
	o->paths = (size_t)paths;
	o->seed = (uint64_t)seed;
	o->horizon = (size_t)horizon;
	if (parse_list("drawdown",
		opt.drawdown ? opt.drawdown : "0.1,0.2,0.3,0.5", 0, 1,
		o->drawdown, &o->n_drawdown, err) ||
	    parse_list("ruin", opt.ruin ? opt.ruin : "0.5", 0, 1, o->ruin,
		&o->n_ruin, err) ||
	    parse_months(o, err))
		return -1;
	return parse_block(o, err);
}

static void
put_records(struct rbt_context *ctx, const struct rbt_mc *mc)
{
	static const struct rbt_rec_input input = {.name = "stdin"};
	struct rbt_rec_writer w;

	rbt_rec_begin(&w, ctx->out, ctx->tool, rbt_tool_version(),
	    (int64_t)mc->options.seed, &input, 1);
	w.n_records += rbt_mc_emit(ctx->out, mc);
	rbt_rec_end(&w, "ok");
}

static int
run(struct rbt_context *ctx, struct rbt_err *err)
{
	struct rbt_mc_options options = {0};
	struct rbt_runcurve curve = {0};
	struct rbt_mc mc = {0};
	int table = opt.format
			? rbt_choice("format", "ndjson table", opt.format, err)
			: ctx->out_is_tty;
	int rc = -1;

	if (table < 0 || parse(&options, err) != 0)
		return -1;
	if (ctx->args.n > 0)
		return rbt_err_set(err, RBT_E_USAGE, "unexpected operand '%s'",
		    ctx->args.at[0]);
	if (rbt_runcurve_read(&curve, rbt_source_fd(STDIN_FILENO, "stdin"),
		err) == 0)
		rc = rbt_mc_run(&mc, &options, &curve, err);
	if (rc == 0 && table)
		rbt_mc_write(ctx->out, &mc);
	else if (rc == 0)
		put_records(ctx, &mc);
	rbt_mc_release(&mc);
	rbt_runcurve_release(&curve);
	return rc;
}

#define WORDS(list) .complete = RBT_COMPLETE_WORDS, .words = (list)

/* clang-format off */
static const struct rbt_option options[] = {
	{.name = "method", .letter = 'm', .arg = "METHOD", .value = &opt.method,
	 WORDS(RBT_MC_METHODS),
	 .help = "how paths are drawn (default stationary)"},
	{.name = "paths", .letter = 'n', .arg = "N", .value = &opt.paths,
	 .help = "how many (default 10000)"},
	{.name = "seed", .arg = "N", .value = &opt.seed,
	 .help = "of the random numbers (default 0)"},
	{.name = "block", .arg = "LENGTH", .value = &opt.block,
	 .help = "of blocks, in returns (default auto)"},
	{.name = "horizon", .arg = "N", .value = &opt.horizon,
	 .help = "returns of a path (default: as many as the run has)"},
	{.name = "drawdown", .arg = "LIMITS", .value = &opt.drawdown,
	 .help = "probability beyond (default 0.1,0.2,0.3,0.5)"},
	{.name = "ruin", .arg = "LOSSES", .value = &opt.ruin,
	 .help = "losses from the start that are ruin (default 0.5)"},
	{.name = "months", .arg = "LIST", .value = &opt.months,
	 .help = "probability of a loss after (default 1,3,6,12)"},
	{.name = "jobs", .letter = 'j', .arg = "N", .value = &opt.jobs,
	 .help = "threads (default: one for each processor)"},
	{.name = "format", .arg = "FORMAT", .value = &opt.format,
	 WORDS("ndjson table"), .help = "records, or a table (on a terminal)"},
	{0},
};

static const struct rbt_command commands[] = {
	{.summary = "Draws paths that a run could have taken, and measures them.",
	 .synopsis = "",
	 .example = "rbt-montecarlo --paths 10000 --seed 7 < run.ndjson",
	 .options = options, .run = run},
	{0},
};
/* clang-format on */

static const struct rbt_tool tool = {
    .name = "rbt-montecarlo",
    .summary = "Draw paths that a run could have taken.",
    .commands = commands,
};

int
main(int argc, char **argv)
{
	return rbt_tool_main(&tool, argc, argv);
}
