/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rbt-fetch(1): bars from CSV files or from a generator, as records. */
#include <stdio.h>
#include <string.h>

#include "cli/choice.h"
#include "cli/tool.h"
#include "core/num.h"
#include "fmt/rec.h"
#include "market/synth.h"
#include "store/import.h"

#define MAX_SYMBOLS 100000

static struct {
	const char *symbol, *period, *on_bad;
	bool from_name;
	const char *seed, *symbols, *start, *end, *calendar, *drift,
	    *volatility;
} opt;

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
parse_i64(const char *name, const char *text, int64_t min, int64_t max,
    int64_t *out, struct rbt_err *err)
{
	struct rbt_err why = {0};

	if (text != NULL)
		(void)!rbt_num_i64(text, strlen(text), min, max, out, &why);
	return as_usage(name, &why, err);
}

static int
parse_f64(const char *name, const char *text, double min, double *out,
    struct rbt_err *err)
{
	struct rbt_err why = {0};

	if (text != NULL)
		(void)!rbt_num_f64(text, strlen(text), min, 10, out, &why);
	return as_usage(name, &why, err);
}

static int
parse_day(const char *name, const char *text, int64_t *out, struct rbt_err *err)
{
	struct rbt_err why = {0};
	rbt_ts t = rbt_ts_from_day(*out);

	if (text != NULL && strlen(text) != 10)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--%s: expected a date like 2010-01-31, got '%s'", name,
		    text);
	if (text != NULL)
		(void)!rbt_ts_parse(text, 10, &t, &why);
	*out = rbt_ts_day(t);
	return as_usage(name, &why, err);
}

static int
parse_synth(struct rbt_synth_params *p, int64_t *seed, int64_t *symbols,
    struct rbt_err *err)
{
	const char *calendar = opt.calendar ? opt.calendar : "XNYS";

	*seed = 1;
	*symbols = 1;
	*p = (struct rbt_synth_params){
	    .first_day = rbt_day_from_civil(2010, 1, 1),
	    .last_day = rbt_day_from_civil(2023, 12, 31),
	    .drift = 0.07,
	    .volatility = 0.25,
	};
	if (parse_period(&p->period, err) != 0 ||
	    parse_i64("seed", opt.seed, 0, INT64_MAX, seed, err) != 0 ||
	    parse_i64("symbols", opt.symbols, 1, MAX_SYMBOLS, symbols, err) !=
		0 ||
	    parse_day("start", opt.start, &p->first_day, err) != 0 ||
	    parse_day("end", opt.end, &p->last_day, err) != 0 ||
	    parse_f64("drift", opt.drift, -10, &p->drift, err) != 0 ||
	    parse_f64("volatility", opt.volatility, 0, &p->volatility, err) !=
		0)
		return -1;
	p->seed = (uint64_t)*seed;
	p->calendar = rbt_calendar_find(calendar, err);
	if (p->calendar == NULL)
		return -1;
	if (p->first_day > p->last_day)
		return rbt_err_set(err, RBT_E_USAGE, "--start is after --end");
	return rbt_synth_check(p, err);
}

static int
write_symbol(struct rbt_rec_writer *w, const struct rbt_synth_params *p,
    const char *symbol, struct rbt_err *err)
{
	struct rbt_synth g;
	struct rbt_bar bar;
	int rc;

	rbt_synth_init(&g, p, symbol);
	while ((rc = rbt_synth_next(&g, &bar, err)) == 1) {
		rbt_bar_emit(w->out, symbol, p->period, &bar);
		w->n_records++;
	}
	return rc;
}

static int
run_synth(struct rbt_context *ctx, struct rbt_err *err)
{
	struct rbt_synth_params params;
	struct rbt_rec_writer w;
	int64_t seed, symbols;
	char symbol[32];
	int digits = 3;

	if (ctx->args.n > 0)
		return rbt_err_set(err, RBT_E_USAGE,
		    "synth takes no operand, got '%s'", ctx->args.at[0]);
	if (parse_synth(&params, &seed, &symbols, err) != 0)
		return -1;
	for (int64_t n = symbols; n >= 1000; n /= 10)
		digits++;
	rbt_rec_begin(&w, ctx->out, ctx->tool, rbt_tool_version(), seed, NULL,
	    0);
	for (int64_t i = 1; i <= symbols; i++) {
		snprintf(symbol, sizeof symbol, "SYN%0*d", digits, (int)i);
		if (write_symbol(&w, &params, symbol, err) != 0)
			return -1;
	}
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
	{.name = "seed", .arg = "N", .value = &opt.seed,
	 .help = "seed of the random numbers (default 1)"},
	{.name = "symbols", .arg = "N", .value = &opt.symbols,
	 .help = "how many symbols: SYN001, SYN002, ... (default 1)"},
	PERIOD,
	{.name = "start", .arg = "DATE", .value = &opt.start,
	 .help = "first day (default 2010-01-01)"},
	{.name = "end", .arg = "DATE", .value = &opt.end,
	 .help = "last day, inclusive (default 2023-12-31)"},
	{.name = "calendar", .arg = "NAME", .value = &opt.calendar,
	 .complete = RBT_COMPLETE_WORDS, .words = "XNYS weekdays 24/7",
	 .help = "which days are sessions: XNYS, weekdays or 24/7 (default "
		 "XNYS)"},
	{.name = "drift", .arg = "X", .value = &opt.drift,
	 .help = "drift of the price a year (default 0.07)"},
	{.name = "volatility", .arg = "X", .value = &opt.volatility,
	 .help = "volatility a year (default 0.25)"},
	{0},
};

static const struct rbt_command commands[] = {
	{.name = "csv", .summary = "bars from CSV files",
	 .synopsis = "[FILE...]",
	 .example = "rbt-fetch csv --symbol SPY spy.csv | rbt-bundle ingest us",
	 .options = csv_options, .run = run_csv,
	 .operands = RBT_COMPLETE_FILE},
	{.name = "synth", .summary = "made-up bars: geometric Brownian motion",
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
