/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <limits.h>

#include "job/overfit.h"

#include "cli/choice.h"
#include "core/num.h"
#include "fmt/rec.h"
#include "job/logbook.h"
#include "research/overfit_read.h"
#include "store/archive.h"

#define FORMATS  "ndjson table"
#define REPS_MAX 1000000

static struct {
	const char *returns, *column, *moments, *annualization;
	const char *benchmark, *confidence, *blocks, *reps, *seed, *format;
	bool trial_log;
} opt;

/* clang-format off */
const struct rbt_option rbt_overfit_option_table[] = {
	{.name = "returns", .arg = "FILE", .value = &opt.returns,
	 .complete = RBT_COMPLETE_FILE,
	 .help = "judge these returns: one a line, or a CSV column"},
	{.name = "column", .arg = "NAME", .value = &opt.column,
	 .help = "of --returns: its heading, or its number from 1"},
	{.name = "moments", .arg = "LIST", .value = &opt.moments,
	 .help = "sharpe=X,skew=X,kurtosis=X,n=N[,trials=N,sd=X]"},
	{.name = "trial-log", .flag = &opt.trial_log,
	 .help = "allow for all that the trial log has of the strategy"},
	{.name = "annualization", .arg = "N", .value = &opt.annualization,
	 .help = "periods a year, of returns or moments"},
	{.name = "benchmark-sharpe", .arg = "X", .value = &opt.benchmark,
	 .help = "the ratio to beat, per period (default 0)"},
	{.name = "confidence", .arg = "P", .value = &opt.confidence,
	 .help = "of track record and intervals (default 0.95)"},
	{.name = "blocks", .arg = "N", .value = &opt.blocks,
	 .help = "parts of the time for PBO (default 16)"},
	{.name = "reps", .arg = "N", .value = &opt.reps,
	 .help = "series that the bootstrap draws (default 1000)"},
	{.name = "seed", .arg = "N", .value = &opt.seed,
	 .help = "of the bootstrap (default 0)"},
	{.name = "format", .arg = "FORMAT", .value = &opt.format,
	 .complete = RBT_COMPLETE_WORDS, .words = FORMATS,
	 .help = "ndjson, or table (default on a terminal)"},
	{0},
};
/* clang-format on */

static int
parse_options(struct rbt_overfit_options *o, struct rbt_err *err)
{
	int64_t blocks = o->blocks, reps = (int64_t)o->reps, seed = 0;

	if (rbt_num_option_f64("benchmark-sharpe", opt.benchmark, -DBL_MAX,
		DBL_MAX, &o->benchmark, err) != 0 ||
	    rbt_num_option_f64("confidence", opt.confidence, -DBL_MAX, DBL_MAX,
		&o->confidence, err) != 0 ||
	    rbt_num_option_i64("blocks", opt.blocks, 2, 100, &blocks, err) !=
		0 ||
	    rbt_num_option_i64("reps", opt.reps, 2, REPS_MAX, &reps, err) !=
		0 ||
	    rbt_num_option_i64("seed", opt.seed, 0, INT64_MAX, &seed, err) != 0)
		return -1;
	o->blocks = (int)blocks;
	o->reps = (size_t)reps;
	o->seed = (uint64_t)seed;
	return 0;
}

static int
read_records(const struct rbt_context *ctx, struct rbt_overfit_read *r,
    struct rbt_err *err)
{
	struct rbt_logbook book;
	int rc;

	if (rbt_overfit_read_records(r, rbt_source_fd(0, "stdin"), err) != 0)
		return -1;
	if (!opt.trial_log)
		return 0;
	rbt_logbook_init(&book, ctx, true);
	rc = rbt_overfit_read_log(r, &book.log, err);
	rbt_logbook_close(&book);
	if (rc == 0 && r->in.trials_from != RBT_OVERFIT_TRIALS_LOG)
		rbt_logbook_say_fewer(ctx);
	return rc;
}

static int
read_input(const struct rbt_context *ctx, struct rbt_overfit_read *r,
    struct rbt_err *err)
{
	struct rbt_source src;
	int64_t year = 0;

	if (ctx->args.n > 0)
		return rbt_err_set(err, RBT_E_USAGE, "unexpected operand '%s'",
		    ctx->args.at[0]);
	if (opt.returns && opt.moments)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--returns and --moments: give one of them");
	if (opt.column && !opt.returns)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--column belongs to --returns");
	if (opt.annualization && !opt.returns && !opt.moments)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--annualization belongs to --returns and --moments; "
		    "records carry their own");
	if (opt.trial_log && (opt.returns || opt.moments))
		return rbt_err_set(err, RBT_E_USAGE,
		    "--trial-log: it knows of runs and searches alone");
	if (rbt_num_option_i64("annualization", opt.annualization, 1, INT_MAX,
		&year, err) != 0)
		return -1;
	r->in.annualization = (int)year;
	if (opt.moments)
		return rbt_overfit_read_moments(r, opt.moments, err);
	if (opt.returns == NULL)
		return read_records(ctx, r, err);
	if (rbt_archive_source(opt.returns, NULL, &src, err) != 0)
		return -1;
	return rbt_overfit_read_returns(r, src, opt.column, err);
}

static void
write_result(struct rbt_context *ctx, const struct rbt_overfit_read *r,
    const struct rbt_overfit *o, bool table)
{
	struct rbt_rec_writer w;

	if (table) {
		rbt_overfit_write(ctx->out, &r->in, o);
		return;
	}
	rbt_rec_begin(&w, ctx->out, ctx->tool, rbt_tool_version(),
	    (int64_t)r->in.options.seed, NULL, 0);
	rbt_overfit_emit(ctx->out, &r->in, o);
	w.n_records++;
	rbt_rec_end(&w, "ok");
}

int
rbt_overfit_command(struct rbt_context *ctx, struct rbt_err *err)
{
	struct rbt_overfit_read r;
	struct rbt_overfit figures;
	int table = opt.format ? rbt_choice("format", FORMATS, opt.format, err)
			       : ctx->out_is_tty;
	int rc = table < 0 ? -1 : 0;

	rbt_overfit_read_init(&r);
	if (rc == 0)
		rc = parse_options(&r.in.options, err);
	if (rc == 0)
		rc = read_input(ctx, &r, err);
	if (rc == 0)
		rc = rbt_overfit_compute(&r.in, &figures, err);
	if (rc == 0 && r.in.source == RBT_OVERFIT_SEARCH && r.in.x == NULL)
		rbt_tool_warn(ctx,
		    "these records have no returns, so what needs them is "
		    "null; rbt-wfo sweep --returns writes them");
	if (rc == 0)
		write_result(ctx, &r, &figures, table == 1);
	rbt_overfit_read_release(&r);
	return rc;
}
