/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rbt-fetch(1): bars from CSV files or from a generator, as records. */
#include <string.h>

#include "cli/choice.h"
#include "cli/tool.h"
#include "fmt/rec.h"
#include "market/synth_spec.h"
#include "store/import.h"

static struct {
	const char *symbol, *period, *on_bad;
	bool from_name;
} opt;
static struct rbt_synth_spec synth;

/* 0, or -1 with the message of `why` as a usage error of an option. */
static int
as_usage(const char *name, const struct rbt_err *why, struct rbt_err *err)
{
	if (why->code == RBT_OK)
		return 0;
	return rbt_err_set(err, RBT_E_USAGE, "--%s: %s", name, why->msg);
}

static int
parse_period(rbt_period *out, struct rbt_err *err)
{
	const char *text = opt.period == NULL ? "1d" : opt.period;
	struct rbt_err why = {0};

	(void)!rbt_period_parse(text, strlen(text), out, &why);
	return as_usage("period", &why, err);
}

static void
warn(void *self, const char *text)
{
	rbt_tool_warn(self, "%s", text);
}

static int
run_csv(struct rbt_context *ctx, struct rbt_err *err)
{
	static const char *const standard_input[] = {"-"};
	struct rbt_import import = {
	    .tool = ctx->tool,
	    .version = rbt_tool_version(),
	    .symbol = opt.symbol,
	    .symbol_from_name = opt.from_name,
	    .warn = warn,
	    .warn_self = ctx,
	};
	struct rbt_err why = {0};
	int on_bad;

	if (parse_period(&import.period, err) != 0)
		return -1;
	on_bad = rbt_choice("on-bad", "error skip repair", opt.on_bad, err);
	if (on_bad < 0)
		return -1;
	import.on_bad = (enum rbt_on_bad)on_bad;
	if (opt.symbol != NULL && opt.from_name)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--symbol and --symbol-from-name exclude each other");
	if (opt.symbol != NULL)
		(void)!rbt_bar_symbol_check(opt.symbol, strlen(opt.symbol),
		    &why);
	if (as_usage("symbol", &why, err) != 0)
		return -1;
	if (ctx->args.n == 0)
		return rbt_import_files(&import, standard_input, 1, ctx->out,
		    err);
	return rbt_import_files(&import, ctx->args.at, ctx->args.n, ctx->out,
	    err);
}

static int
run_synth(struct rbt_context *ctx, struct rbt_err *err)
{
	struct rbt_synth_params params = {0};
	struct rbt_rec_writer w;
	int64_t symbols;

	if (ctx->args.n > 0)
		return rbt_err_set(err, RBT_E_USAGE,
		    "synth takes no operand, got '%s'", ctx->args.at[0]);
	if (parse_period(&params.period, err) != 0 ||
	    rbt_synth_spec_read(&synth, &params, &symbols, err) != 0)
		return -1;
	rbt_rec_begin(&w, ctx->out, ctx->tool, rbt_tool_version(),
	    (int64_t)params.seed, NULL, 0);
	if (rbt_synth_write(&params, symbols, &w, err) != 0)
		return -1;
	rbt_rec_end(&w, "ok");
	return 0;
}

#define PERIOD                                                                 \
	{                                                                      \
		.name = "period", .arg = "PERIOD",                             \
		.help = "length of a bar: 1m, 15m, 1h, 1d (default 1d)",       \
		.value = &opt.period                                           \
	}

/* clang-format off */
static const struct rbt_option csv_options[] = {
	{.name = "symbol", .letter = 's', .arg = "SYMBOL", .value = &opt.symbol,
	 .help = "the symbol of all rows, for files without a symbol column"},
	{.name = "symbol-from-name", .flag = &opt.from_name,
	 .help = "the symbol is the file's name up to the first dot, in upper "
		 "case"},
	PERIOD,
	{.name = "on-bad", .arg = "WHAT", .value = &opt.on_bad,
	 .complete = RBT_COMPLETE_WORDS, .words = "error skip repair",
	 .help = "what to do with a bad row: error, skip or repair (default "
		 "error)"},
	{0},
};

static const struct rbt_option synth_options[] = {
	{.name = "seed", .arg = "N", .value = &synth.seed,
	 .help = "seed of the random numbers (default 1)"},
	{.name = "symbols", .arg = "N", .value = &synth.symbols,
	 .help = "how many symbols: SYN001, SYN002, ... (default 1)"},
	PERIOD,
	{.name = "start", .arg = "DATE", .value = &synth.start,
	 .help = "first day (default 2010-01-01)"},
	{.name = "end", .arg = "DATE", .value = &synth.end,
	 .help = "last day, inclusive (default 2023-12-31)"},
	{.name = "calendar", .arg = "NAME", .value = &synth.calendar,
	 .complete = RBT_COMPLETE_WORDS, .words = "weekdays XNYS 24/7",
	 .help = "which days are sessions: weekdays, XNYS or 24/7 (default "
		 "weekdays)"},
	{.name = "model", .arg = "SPEC", .value = &synth.model,
	 .help = "gbm, garch,alpha=0.1,beta=0.8, jump,rate=9,mean=0,sd=0.1 or "
		 "regime,ratio=3,calm=200,storm=40 (default gbm)"},
	{.name = "drift", .arg = "X", .value = &synth.drift,
	 .help = "drift of the price a year (default 0.07)"},
	{.name = "volatility", .arg = "X", .value = &synth.volatility,
	 .help = "volatility a year (default 0.25)"},
	{.name = "correlation", .arg = "RHO", .value = &synth.correlation,
	 .help = "correlation of the symbols' returns (default 0)"},
	{.name = "overnight", .arg = "SHARE", .value = &synth.overnight,
	 .help = "how much of a session's movement comes before its open "
		 "(default 0.2, or 0 with 24/7)"},
	{.name = "gaps", .arg = "SHARE", .value = &synth.gaps,
	 .help = "how many of the sessions have no bars (default 0)"},
	{.name = "effect", .arg = "SPEC", .value = &synth.effect,
	 .help = "planted, like momentum=0.05,monday=0.001 (default none)"},
	{0},
};

static const struct rbt_command commands[] = {
	{.name = "csv", .summary = "bars from CSV files",
	 .synopsis = "[FILE...]",
	 .example = "rbt-fetch csv --symbol SPY spy.csv | rbt-bundle ingest us",
	 .options = csv_options, .run = run_csv,
	 .operands = RBT_COMPLETE_FILE},
	{.name = "synth", .summary = "made-up bars of known properties",
	 .synopsis = "",
	 .example = "rbt-fetch synth --seed 7 --symbols 50 | "
		    "rbt-bundle ingest demo",
	 .options = synth_options, .run = run_synth},
	{0},
};
/* clang-format on */

static const struct rbt_tool tool = {
    .name = "rbt-fetch",
    .summary = "Get bars, as records on standard output.",
    .commands = commands,
};

int
main(int argc, char **argv)
{
	return rbt_tool_main(&tool, argc, argv);
}
