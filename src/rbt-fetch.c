/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rbt-fetch(1): bars from CSV files or from a generator, as records. */
#include <string.h>

#include "cli/choice.h"
#include "cli/tool.h"
#include "core/num.h"
#include "fmt/rec.h"
#include "market/synth_spec.h"
#include "store/import.h"

#define ON_BAD     "error skip repair"
#define DELIMITERS "auto comma semicolon tab bar"
#define MAX_SKIP   1000000000

static struct {
	const char *symbol, *period, *on_bad;
	const char *columns, *delimiter, *skip_rows, *dates, *decimal, *tz,
	    *stamp, *member;
	bool symbol_from_name, date_from_name, sort, wide;
} opt;
static struct rbt_synth_spec synth;

static int
parse_period(rbt_period *out, struct rbt_err *err)
{
	const char *text = opt.period == NULL ? "1d" : opt.period;
	struct rbt_err why = {0};

	(void)!rbt_period_parse(text, strlen(text), out, &why);
	return rbt_err_option(err, "period", &why);
}

static void
warn(void *self, const char *text)
{
	rbt_tool_warn(self, "%s", text);
}

/* The index of an option's word, in *out. */
static int
parse_word(const char *name, const char *words, const char *text, unsigned *out,
    struct rbt_err *err)
{
	int i = rbt_choice(name, words, text, err);

	*out = (unsigned)i;
	return i < 0 ? -1 : 0;
}

/* How the files are written. */
static int
parse_format(struct rbt_csvbar_book *b, struct rbt_err *err)
{
	unsigned on_bad, delimiter, order, numeral, stamp;
	struct rbt_err why = {0};

	if (parse_period(&b->stamp.period, err) != 0 ||
	    parse_word("on-bad", ON_BAD, opt.on_bad, &on_bad, err) != 0 ||
	    parse_word("delimiter", DELIMITERS, opt.delimiter, &delimiter,
		err) != 0 ||
	    parse_word("dates", "iso us eu", opt.dates, &order, err) != 0 ||
	    parse_word("decimal", "plain point comma", opt.decimal, &numeral,
		err) != 0 ||
	    parse_word("stamp", "open close", opt.stamp, &stamp, err) != 0)
		return -1;
	b->on_bad = (enum rbt_on_bad)on_bad;
	b->delim = "\0,;\t|"[delimiter];
	b->stamp.order = (enum rbt_stamp_order)order;
	b->numeral = (enum rbt_numeral)numeral;
	b->stamp.at_close = stamp == 1;
	b->wide = opt.wide;
	if (opt.wide && opt.columns != NULL)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--wide and --columns exclude each other");
	if (b->stamp.at_close && rbt_period_is_daily(b->stamp.period))
		return rbt_err_set(err, RBT_E_USAGE,
		    "--stamp close is for periods below a day: a daily bar has "
		    "the date of its session");
	if (opt.columns != NULL)
		(void)!rbt_csvhead_list_parse(&b->columns, opt.columns, &why);
	if (rbt_err_option(err, "columns", &why) != 0)
		return -1;
	return rbt_num_option_i64("skip-rows", opt.skip_rows, 0, MAX_SKIP,
	    &b->skip_lines, err);
}

static int
parse_symbol(struct rbt_err *err)
{
	struct rbt_err why = {0};

	if (opt.symbol == NULL)
		return 0;
	if (opt.symbol_from_name)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--symbol and --symbol-from-name exclude each other");
	(void)!rbt_bar_symbol_check(opt.symbol, strlen(opt.symbol), &why);
	return rbt_err_option(err, "symbol", &why);
}

static int
run_csv(struct rbt_context *ctx, struct rbt_err *err)
{
	static const char *const standard_input[] = {"-"};
	const struct rbt_import import = {
	    .tool = ctx->tool,
	    .version = rbt_tool_version(),
	    .symbol = opt.symbol,
	    .member = opt.member,
	    .symbol_from_name = opt.symbol_from_name,
	    .day_from_name = opt.date_from_name,
	    .sort = opt.sort,
	    .warn = warn,
	    .warn_self = ctx,
	};
	bool piped = ctx->args.n == 0;
	struct rbt_csvbar_book book = {0};
	struct rbt_zone zone = {0};
	struct rbt_err why = {0};
	int rc;

	rc = parse_format(&book, err);
	if (rc == 0)
		rc = parse_symbol(err);
	if (rc == 0 && opt.tz != NULL) {
		(void)!rbt_zone_load(&zone, opt.tz, &why);
		rc = rbt_err_option(err, "tz", &why);
		book.stamp.zone = &zone;
	}
	if (rc == 0)
		rc = rbt_import_files(&import, &book,
		    piped ? standard_input : ctx->args.at,
		    piped ? 1 : ctx->args.n, ctx->out, err);
	rbt_zone_release(&zone);
	rbt_csvhead_list_release(&book.columns);
	rbt_csvbar_book_release(&book);
	return rc;
}

static int
run_synth(struct rbt_context *ctx, struct rbt_err *err)
{
	struct rbt_synth_params params = {0};
	struct rbt_rec_writer w;
	int64_t symbols;

	if (ctx->args.n > 0)
		return rbt_err_set(err, RBT_E_USAGE, "unexpected operand '%s'",
		    ctx->args.at[0]);
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
	{.name = "symbol", .arg = "SYMBOL", .value = &opt.symbol,
	 .help = "the symbol of all rows, for files without a symbol column"},
	{.name = "symbol-from-name", .flag = &opt.symbol_from_name,
	 .help = "the symbol is the file's name up to the first dot, in upper "
		 "case"},
	PERIOD,
	{.name = "columns", .arg = "LIST", .value = &opt.columns,
	 .help = "what the columns are: date,open,high,low,close,-,volume in "
		 "their order, or volume=Tickvol,close=Last by name"},
	{.name = "wide", .flag = &opt.wide,
	 .help = "a time and a column of closes for each symbol, named by the "
		 "header"},
	{.name = "delimiter", .arg = "WHAT", .value = &opt.delimiter,
	 .complete = RBT_COMPLETE_WORDS, .words = DELIMITERS,
	 .help = "what parts the columns: auto, comma, semicolon, tab or bar "
		 "(default auto)"},
	{.name = "skip-rows", .arg = "N", .value = &opt.skip_rows,
	 .help = "lines to pass over at the start of each file (default 0)"},
	{.name = "dates", .arg = "ORDER", .value = &opt.dates,
	 .complete = RBT_COMPLETE_WORDS, .words = "iso us eu",
	 .help = "what 1/2/2024 is: iso refuses it, us is January, eu is "
		 "February (default iso)"},
	{.name = "date-from-name", .flag = &opt.date_from_name,
	 .help = "the day is in the file's name, as 20240131; times are times "
		 "of day"},
	{.name = "tz", .arg = "ZONE", .value = &opt.tz,
	 .help = "zone of times without one, like America/New_York (default "
		 "UTC)"},
	{.name = "stamp", .arg = "WHEN", .value = &opt.stamp,
	 .complete = RBT_COMPLETE_WORDS, .words = "open close",
	 .help = "whether a time is that of a bar's open or close (default "
		 "open)"},
	{.name = "decimal", .arg = "HOW", .value = &opt.decimal,
	 .complete = RBT_COMPLETE_WORDS, .words = "plain point comma",
	 .help = "plain takes 1234.5 alone, point 1,234.5 too, comma 1.234,5 "
		 "(default plain)"},
	{.name = "sort", .flag = &opt.sort,
	 .help = "put the rows of all files in order of symbol and time"},
	{.name = "member", .arg = "NAME", .value = &opt.member,
	 .help = "the file to read in zip archives that hold several"},
	{.name = "on-bad", .arg = "WHAT", .value = &opt.on_bad,
	 .complete = RBT_COMPLETE_WORDS, .words = ON_BAD,
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
