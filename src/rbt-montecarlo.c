/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rbt-montecarlo(1): what else could have become of a run. */
#include <unistd.h>

#include "cli/choice.h"
#include "cli/tool.h"
#include "fmt/rec.h"
#include "job/rerun.h"
#include "rbt-montecarlo/montecarlo.h"
#include "research/mc.h"

static struct montecarlo_text opt;

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

/* The paths, and what they take: `again` is empty unless the strategy has to be
 * run again. */
static int
draw(const struct rbt_mc_options *options, struct rbt_rerun *again,
    struct rbt_runcurve *curve, struct rbt_mc *mc, struct rbt_err *err)
{
	bool reruns = RBT_MC_RERUNS(options->method);

	if (rbt_runcurve_read(curve, rbt_source_fd(STDIN_FILENO, "stdin"),
		err) != 0)
		return -1;
	if (reruns &&
	    rbt_rerun_load(again, curve->record.data, curve->record.len,
		opt.bundle, opt.strategy, err) != 0)
		return -1;
	return rbt_mc_run(mc, options, curve, reruns ? &again->job.run : NULL,
	    err);
}

static int
run(struct rbt_context *ctx, struct rbt_err *err)
{
	struct rbt_mc_options options = {0};
	struct rbt_runcurve curve = {0};
	struct rbt_rerun again;
	struct rbt_mc mc = {0};
	int table = opt.format
			? rbt_choice("format", "ndjson table", opt.format, err)
			: ctx->out_is_tty;
	int rc;

	if (table < 0 || montecarlo_parse(&opt, &options, err) != 0)
		return -1;
	if (ctx->args.n > 0)
		return rbt_err_set(err, RBT_E_USAGE, "unexpected operand '%s'",
		    ctx->args.at[0]);
	rbt_rerun_init(&again, ctx);
	rc = draw(&options, &again, &curve, &mc, err);
	if (rc == 0 && table)
		rbt_mc_write(ctx->out, &mc);
	else if (rc == 0)
		put_records(ctx, &mc);
	rbt_mc_release(&mc);
	rbt_rerun_release(&again);
	rbt_runcurve_release(&curve);
	return rc;
}

#define WORDS(list) .complete = RBT_COMPLETE_WORDS, .words = (list)

/* clang-format off */
static const struct rbt_option options[] = {
	{.name = "method", .letter = 'm', .arg = "METHOD", .value = &opt.method,
	 WORDS(RBT_MC_METHODS),
	 .help = "stationary (default), block, iid, permutation, trade, "
		 "trade-permutation, gbm, garch, jump, noise, start or costs"},
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
	{.name = "noise", .arg = "X", .value = &opt.noise,
	 .help = "of noise: its deviation, in those of a bar (default 0.1)"},
	{.name = "shift", .arg = "N", .value = &opt.shift,
	 .help = "of start: sessions later, at most (default: a year)"},
	{.name = "costs", .arg = "LO,HI", .value = &opt.costs,
	 .help = "of costs: between so many times them (default 0.5,2)"},
	{.name = "bundle", .letter = 'b', .arg = "NAME", .value = &opt.bundle,
	 .complete = RBT_COMPLETE_BUNDLE,
	 .help = "the run's bundle, if not where its record says"},
	{.name = "strategy", .letter = 's', .arg = "FILE",
	 .value = &opt.strategy, .complete = RBT_COMPLETE_FILE,
	 .help = "the run's rule file, likewise"},
	{.name = "jobs", .letter = 'j', .arg = "N", .value = &opt.jobs,
	 .help = "threads (default: one for each processor)"},
	{.name = "format", .arg = "FORMAT", .value = &opt.format,
	 WORDS("ndjson table"), .help = "ndjson, or table (default on a terminal)"},
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
