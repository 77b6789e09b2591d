/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "research/report.h"

#include "core/mem.h"
#include "core/num.h"
#include "research/chart.h"
#include "research/figure.h"
#include "research/report_table.h"

#define WIDTH        78 /* of a line */
#define SHOWN        8  /* symbols that are named */
#define CHART_WIDTH  60
#define CHART_HEIGHT 4

/* Words that flow over lines. */
struct flow {
	struct rbt_out *out;
	size_t column;
};

static void
put_word(struct flow *f, const char *word)
{
	size_t len = strlen(word);

	if (f->column && f->column + 1 + len > WIDTH) {
		rbt_out_printf(f->out, "\n   ");
		f->column = 3;
	}
	rbt_out_printf(f->out, "%s%s", f->column ? " " : "", word);
	f->column += len + (f->column != 0);
}

/* "sma-cross.rule on us-daily: fast=10 slow=30" */
static void
put_title(struct rbt_out *out, const struct rbt_runinfo *run)
{
	struct flow f = {.out = out};
	struct rbt_buf word = {0};
	char number[RBT_NUM_F64_MAX];
	const struct rbt_rule_param *p;

	put_word(&f, run->strategy);
	put_word(&f, "on");
	rbt_buf_printf(&word, "%s%s", run->bundle,
	    rbt_rule_param_at(run->rule, 0) ? ":" : "");
	put_word(&f, word.data);
	for (size_t i = 0; (p = rbt_rule_param_at(run->rule, i)) != NULL; i++) {
		(void)rbt_num_format_f64(p->value, number);
		rbt_buf_clear(&word);
		rbt_buf_printf(&word, "%s=%s", p->name, number);
		put_word(&f, word.data);
	}
	rbt_buf_release(&word);
	rbt_out_printf(out, "\n");
}

/* Span, sessions, bars, and the names of some instruments. */
static void
put_span(struct rbt_out *out, const struct rbt_runinfo *run,
    const struct rbt_backtest *bt)
{
	const struct rbt_universe *u = &run->universe;
	struct flow f = {.out = out};
	char from[RBT_TS_MAX], to[RBT_TS_MAX], period[RBT_TS_MAX];
	char a[RBT_FIGURE_MAX], b[RBT_FIGURE_MAX];
	struct rbt_buf more = {0};

	(void)rbt_ts_format_date(run->from, from);
	(void)rbt_ts_format_date(run->to, to);
	(void)rbt_period_format(u->at[0].period, period);
	rbt_out_printf(out, "%s to %s, %s session%s, %s bar%s of %s\n", from,
	    to, rbt_figure_count(bt->metrics.n_sessions, a),
	    bt->metrics.n_sessions == 1 ? "" : "s",
	    rbt_figure_count(bt->result.bars, b),
	    bt->result.bars == 1 ? "" : "s", period);
	for (size_t i = 0; i < u->n && i < SHOWN; i++)
		put_word(&f, u->at[i].symbol);
	if (u->n > SHOWN) {
		rbt_buf_printf(&more, "and %s more",
		    rbt_figure_count((int64_t)(u->n - SHOWN), a));
		put_word(&f, more.data);
	}
	rbt_buf_release(&more);
	rbt_out_printf(out, "\nrun %.16s, rbt %s\n", run->id, run->version);
}

static void
put_assumptions(struct rbt_out *out, const struct rbt_runinfo *run)
{
	static const char *const fills[] = {
	    [RBT_FILL_NEXT_OPEN] = "market orders at the next open",
	    [RBT_FILL_SAME_CLOSE] =
		"market orders at the close that decided them",
	    [RBT_FILL_NEXT_CLOSE] = "market orders at the next close",
	};
	static const char *const intrabar[] = {
	    [RBT_INTRABAR_STOP_FIRST] = "the stop comes before the target",
	    [RBT_INTRABAR_TARGET_FIRST] = "the target comes before the stop",
	};
	const struct rbt_sim_options *o = &run->options;
	char text[RBT_FIGURE_MAX], lot[RBT_DEC_MAX];

	(void)rbt_dec_format(o->lot.v, RBT_DEC_DIGITS, lot);
	rbt_out_printf(out, "\nAssumptions\n  %-14s%s\n  %-14s%s\n", "fills",
	    fills[o->fill], "inside a bar", intrabar[o->intrabar]);
	rbt_out_printf(out, "  %-14s%s\n  %-14s%s\n", "commission",
	    run->commission, "slippage", run->slippage);
	rbt_out_printf(out, "  %-14s%s, lot %s, no margin, no latency\n",
	    "cash", rbt_figure_money(o->cash, text), lot);
	rbt_out_printf(out, "  %-14s%s\n", "universe",
	    "static: the same symbols from the first day to the last");
	rbt_out_printf(out, "  %-14s%s, %d sessions a year\n", "calendar",
	    rbt_calendar_name(run->calendar), run->annualization);
	rbt_out_printf(out,
	    "  %-14s%zu bars of a symbol before its rules are known\n",
	    "warm-up", rbt_rule_warmup(run->rule));
	if (run->rf_ann != 0)
		rbt_out_printf(out, "  %-14s%s a year\n", "risk-free",
		    rbt_figure_percent(run->rf_ann, 2, text));
	if (run->benchmark)
		rbt_out_printf(out, "  %-14s%s\n", "benchmark",
		    run->benchmark->symbol);
}

static void
put_chart(struct rbt_out *out, const struct rbt_backtest *bt)
{
	size_t n = bt->sessions.n;
	double *x = rbt_xcalloc(n + 1, sizeof *x);
	rbt_money low = {0}, high = {0};
	struct rbt_buf row = {0};
	char text[RBT_FIGURE_MAX];
	char from[RBT_TS_MAX], to[RBT_TS_MAX];

	for (size_t i = 0; i < n; i++) {
		rbt_money e = bt->sessions.at[i].equity;

		x[i] = rbt_money_to_f64(e);
		low = i == 0 || e.v < low.v ? e : low;
		high = i == 0 || e.v > high.v ? e : high;
	}
	rbt_out_printf(out, "\nEquity\n");
	for (size_t i = 0; i < CHART_HEIGHT; i++) {
		text[0] = '\0';
		if (i == 0)
			(void)rbt_figure_money(high, text);
		if (i == CHART_HEIGHT - 1)
			(void)rbt_figure_money(low, text);
		rbt_buf_clear(&row);
		rbt_buf_printf(&row, "%16s  ", text);
		rbt_chart_row(&row, x, n, CHART_WIDTH, CHART_HEIGHT, i);
		while (row.len && row.data[row.len - 1] == ' ')
			row.len--;
		rbt_out_printf(out, "%.*s\n", (int)row.len, row.data);
	}
	(void)rbt_ts_format_date(rbt_ts_from_day(bt->days.at[0]), from);
	(void)rbt_ts_format_date(rbt_ts_from_day(bt->days.at[n - 1]), to);
	rbt_out_printf(out, "%16s  %s%*s\n", "", from,
	    CHART_WIDTH - (int)strlen(from), to);
	rbt_buf_release(&row);
	free(x);
}

/* A cell of the three columns of figures. */
struct cell {
	const char *label;
	enum {
		PERCENT,
		NUMBER,
		COUNT
	} kind;
	double x;
};

#define CELL 9 /* columns of a value; decimals go if it needs more */

static void
put_cell(struct rbt_out *out, const struct cell *c, bool last)
{
	char text[RBT_FIGURE_MAX];
	int decimals = c->kind == COUNT ? 0 : 2;

	do {
		if (c->kind == PERCENT)
			(void)rbt_figure_percent(c->x, decimals, text);
		else
			(void)rbt_figure_number(c->x, decimals, text);
	} while (strlen(text) > CELL && decimals-- > 0);
	rbt_out_printf(out, "  %-13s %*s%s", c->label, CELL, text,
	    last ? "\n" : " ");
}

static void
put_figures(struct rbt_out *out, const struct rbt_backtest *bt)
{
	const struct rbt_metrics *m = &bt->metrics;
	const struct rbt_roundtrip *t = &m->trades;
	const struct cell cells[][3] = {
	    {{"total return", PERCENT, m->total_return},
		{"volatility", PERCENT, m->volatility},
		{"trades", COUNT, (double)t->n_closed}},
	    {{"CAGR", PERCENT, m->cagr}, {"Sharpe", NUMBER, m->sharpe},
		{"still open", COUNT, (double)t->n_open}},
	    {{"best month", PERCENT, m->best_month},
		{"Sortino", NUMBER, m->sortino},
		{"win rate", PERCENT, t->win_rate}},
	    {{"worst month", PERCENT, m->worst_month},
		{"Calmar", NUMBER, m->calmar},
		{"profit factor", NUMBER, t->profit_factor}},
	    {{"best day", PERCENT, m->best_day}, {"Omega", NUMBER, m->omega},
		{"payoff", NUMBER, t->payoff}},
	    {{"worst day", PERCENT, m->worst_day},
		{"max drawdown", PERCENT, m->max_drawdown},
		{"expectancy", NUMBER, t->expectancy}},
	    {{"exposure", PERCENT, m->exposure},
		{"under water", PERCENT, m->time_under_water},
		{"SQN", NUMBER, t->sqn}},
	    {{"turnover", NUMBER, m->turnover},
		{"ulcer index", PERCENT, m->ulcer_index},
		{"Kelly", PERCENT, t->kelly}},
	    {{"alpha", PERCENT, m->alpha}, {"skew", NUMBER, m->skew},
		{"avg bars", NUMBER, t->avg_bars}},
	    {{"beta", NUMBER, m->beta}, {"kurtosis", NUMBER, m->kurtosis},
		{"wins in a row", COUNT, (double)t->max_wins_row}},
	    {{"sessions", COUNT, (double)m->n_sessions},
		{"tail ratio", NUMBER, m->tail_ratio},
		{"losses in row", COUNT, (double)t->max_losses_row}},
	};

	rbt_out_printf(out, "\n  %-24s  %-24s  %s\n", "Return", "Risk",
	    "Trades");
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		for (size_t k = 0; k < 3; k++)
			put_cell(out, &cells[i][k], k == 2);
}

/* The first and the last figure a person asks for: the money. */
static void
put_money(struct rbt_out *out, const struct rbt_runinfo *run,
    const struct rbt_backtest *bt)
{
	char a[RBT_FIGURE_MAX], b[RBT_FIGURE_MAX];

	rbt_out_printf(out, "\n%s became %s",
	    rbt_figure_money(run->options.cash, a),
	    rbt_figure_money(bt->result.final_equity, b));
	rbt_out_printf(out, "; %s in fees",
	    rbt_figure_money(bt->result.fees, a));
	rbt_out_printf(out, ", %s to slippage\n",
	    rbt_figure_money(bt->result.slippage_cost, a));
}

static void
put_tails(struct rbt_out *out, const struct rbt_metrics *m)
{
	const struct {
		const char *label;
		double at_95, at_99;
	} rows[] = {
	    {"VaR, historical", m->var_95, m->var_99},
	    {"mean loss beyond it", m->cvar_95, m->cvar_99},
	    {"VaR, normal", m->var_95_normal, m->var_99_normal},
	    {"VaR, Cornish-Fisher", m->var_95_cf, m->var_99_cf},
	};
	char a[RBT_FIGURE_MAX], b[RBT_FIGURE_MAX];

	rbt_out_printf(out, "\n%-22s %10s %10s\n", "Loss of a session", "95 %",
	    "99 %");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		rbt_out_printf(out, "  %-20s %10s %10s\n", rows[i].label,
		    rbt_figure_percent(rows[i].at_95, 2, a),
		    rbt_figure_percent(rows[i].at_99, 2, b));
}

/* One doubt with its count, if there is any; returns whether there was. */
static bool
put_doubt(struct rbt_out *out, int64_t n, const char *one, const char *many)
{
	char text[RBT_FIGURE_MAX];

	if (n > 0)
		rbt_out_printf(out, "  %8s  %s\n", rbt_figure_count(n, text),
		    n == 1 ? one : many);
	return n > 0;
}

static void
put_doubts(struct rbt_out *out, const struct rbt_runinfo *run,
    const struct rbt_backtest *bt)
{
	const struct rbt_sim_result *r = &bt->result;
	char a[RBT_FIGURE_MAX], b[RBT_FIGURE_MAX];
	bool any;

	rbt_out_printf(out, "\nWhat weakens this\n");
	any = put_doubt(out, r->ambiguous_bars,
	    "bar whose high and low leave open what came first",
	    "bars whose high and low leave open what came first");
	if (any)
		rbt_out_printf(out,
		    "            with the other order: between %s and %s\n",
		    rbt_figure_money(bt->equity_worst, a),
		    rbt_figure_money(bt->equity_best, b));
	any |= put_doubt(out, run->missing_bars, "session without a bar",
	    "sessions without a bar");
	any |= put_doubt(out, r->ties, "crossing with both sides equal",
	    "crossings with both sides equal");
	any |= put_doubt(out, r->suppressed_conflict,
	    "entry left out: its exit or the other side was true too",
	    "entries left out: their exit or the other side was true too");
	any |= put_doubt(out, r->suppressed_size_zero,
	    "entry left out: too small for one lot",
	    "entries left out: too small for one lot");
	any |= put_doubt(out, r->suppressed_no_stop,
	    "entry left out: no distance for its stop or target",
	    "entries left out: no distance for their stop or target");
	any |= put_doubt(out, r->stale,
	    "position whose prices ended before the run did",
	    "positions whose prices ended before the run did");
	any |= put_doubt(out, run->options.fill == RBT_FILL_SAME_CLOSE,
	    "rule that cannot be traded: fills at the close that decides", "");
	if (!any)
		rbt_out_printf(out, "  nothing that was counted\n");
}

void
rbt_report_write(struct rbt_out *out, const struct rbt_runinfo *run,
    const struct rbt_backtest *bt)
{
	put_title(out, run);
	put_span(out, run, bt);
	put_assumptions(out, run);
	put_money(out, run, bt);
	put_chart(out, bt);
	put_figures(out, bt);
	put_tails(out, &bt->metrics);
	rbt_report_table_drawdowns(out, bt);
	rbt_report_table_months(out, run, bt);
	rbt_report_table_trades(out, run, bt);
	put_doubts(out, run, bt);
}
