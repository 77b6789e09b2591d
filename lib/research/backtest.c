/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "research/backtest.h"

#include "core/mem.h"
#include "research/benchmark.h"

/* Where the engine's events go. */
struct collector {
	struct rbt_backtest *bt;
	const struct rbt_calendar *calendar;
	rbt_period period;
	struct rbt_rec_writer *records; /* NULL: none */
};

static void
take_order(void *self, const struct rbt_order *o)
{
	struct collector *c = self;

	rbt_order_emit(c->records->out, o, c->period);
	c->records->n_records++;
}

static void
take_fill(void *self, const struct rbt_fill *f)
{
	struct collector *c = self;

	rbt_fill_emit(c->records->out, f, c->period);
	c->records->n_records++;
}

static void
take_trade(void *self, const struct rbt_trade *t)
{
	struct collector *c = self;

	RBT_VEC_PUSH(&c->bt->trades, *t);
	if (c->records) {
		rbt_trade_emit(c->records->out, t, c->period);
		c->records->n_records++;
	}
}

/* The date of the session that an equity point belongs to: a point of an
 * intraday bar carries the bar's end. */
static int64_t
session_day(const struct collector *c, rbt_ts time)
{
	if (rbt_period_is_daily(c->period))
		return rbt_ts_day(time);
	return rbt_calendar_session_of(c->calendar,
	    (rbt_ts){time.ns - c->period.ns}, c->period);
}

static void
take_equity(void *self, const struct rbt_equity *e)
{
	struct collector *c = self;
	struct rbt_backtest *bt = c->bt;
	int64_t day = session_day(c, e->time);

	if (bt->days.n && bt->days.at[bt->days.n - 1] == day) {
		bt->sessions.at[bt->sessions.n - 1] = *e;
	} else {
		RBT_VEC_PUSH(&bt->sessions, *e);
		RBT_VEC_PUSH(&bt->days, day);
	}
	if (c->records) {
		rbt_equity_emit(c->records->out, e,
		    rbt_period_is_daily(c->period), NULL);
		c->records->n_records++;
	}
}

/* The run itself is one bound; the other comes from the other rule. */
static int
find_bounds(struct rbt_backtest *bt, const struct rbt_runinfo *run,
    struct rbt_err *err)
{
	const struct rbt_universe *u = &run->universe;
	const struct rbt_sim_sink nowhere = {0};
	struct rbt_sim_options other = run->options;
	struct rbt_sim_result result;
	struct rbt_rule_eval *eval;
	struct rbt_signal_source source;
	int rc;

	bt->equity_best = bt->equity_worst = bt->result.final_equity;
	if (bt->result.ambiguous_bars == 0)
		return 0;
	other.intrabar = other.intrabar == RBT_INTRABAR_STOP_FIRST
			     ? RBT_INTRABAR_TARGET_FIRST
			     : RBT_INTRABAR_STOP_FIRST;
	eval = rbt_rule_eval_new(run->rule, u->n);
	source = rbt_rule_eval_source(eval);
	rc = rbt_sim_run(u->at, u->n, &source, run->calendar, &other, &nowhere,
	    &result, err);
	rbt_rule_eval_free(eval);
	if (rc != 0)
		return -1;
	if (result.final_equity.v > bt->equity_best.v)
		bt->equity_best = result.final_equity;
	else
		bt->equity_worst = result.final_equity;
	return 0;
}

void
rbt_backtest_measure(struct rbt_backtest *bt, const struct rbt_runinfo *run)
{
	struct rbt_metrics_input in = {.initial_equity = run->options.cash,
	    .sessions = bt->sessions.at,
	    .day = bt->days.at,
	    .n_sessions = bt->sessions.n,
	    .trades = bt->trades.at,
	    .n_trades = bt->trades.n,
	    .run = &bt->result,
	    .annualization = run->annualization,
	    .rf_ann = run->rf_ann};
	double *b = NULL;

	if (run->benchmark) {
		b = rbt_xcalloc(in.n_sessions + 1, sizeof *b);
		rbt_benchmark_returns(run->benchmark, run->calendar, in.day,
		    in.n_sessions, b);
		in.benchmark = b;
	}
	rbt_drawdown_list_find(&bt->drawdowns, in.initial_equity, in.sessions,
	    in.n_sessions);
	rbt_metrics_compute(&in, &bt->drawdowns, &bt->metrics);
	free(b);
}

/* What a further span adds to the counts of those before it. */
static void
sum_up(struct rbt_sim_result *all, const struct rbt_sim_result *r)
{
	struct rbt_sim_result sum = *r;

	if (all->timestamps == 0) {
		*all = *r;
		return;
	}
	sum.from = all->from;
	sum.fees.v += all->fees.v;
	sum.slippage_cost.v += all->slippage_cost.v;
	sum.traded_value.v += all->traded_value.v;
	sum.bars += all->bars;
	sum.timestamps += all->timestamps;
	sum.timestamps_exposed += all->timestamps_exposed;
	sum.n_orders += all->n_orders;
	sum.n_fills += all->n_fills;
	sum.n_trades += all->n_trades;
	sum.n_open += all->n_open;
	sum.ties += all->ties;
	sum.ambiguous_bars += all->ambiguous_bars;
	sum.suppressed_conflict += all->suppressed_conflict;
	sum.suppressed_size_zero += all->suppressed_size_zero;
	sum.suppressed_no_stop += all->suppressed_no_stop;
	sum.stale += all->stale;
	*all = sum;
}

int
rbt_backtest_add(struct rbt_backtest *bt, const struct rbt_runinfo *run,
    const struct rbt_signal_source *source, struct rbt_rec_writer *records,
    struct rbt_err *err)
{
	const struct rbt_universe *u = &run->universe;
	struct collector c = {bt, run->calendar, u->at[0].period, records};
	struct rbt_sim_sink sink = {.self = &c,
	    .order = records ? take_order : NULL,
	    .fill = records ? take_fill : NULL,
	    .trade = take_trade,
	    .equity = take_equity};
	struct rbt_sim_result result;

	if (rbt_sim_run(u->at, u->n, source, run->calendar, &run->options,
		&sink, &result, err) != 0)
		return -1;
	sum_up(&bt->result, &result);
	return 0;
}

int
rbt_backtest_run(struct rbt_backtest *bt, const struct rbt_runinfo *run,
    struct rbt_rec_writer *records, struct rbt_err *err)
{
	struct rbt_rule_eval *eval =
	    rbt_rule_eval_new(run->rule, run->universe.n);
	struct rbt_signal_source source = rbt_rule_eval_source(eval);
	int rc = rbt_backtest_add(bt, run, &source, records, err);

	rbt_rule_eval_free(eval);
	if (rc != 0 || find_bounds(bt, run, err) != 0)
		return -1;
	rbt_backtest_measure(bt, run);
	return 0;
}

void
rbt_backtest_release(struct rbt_backtest *bt)
{
	RBT_VEC_RELEASE(&bt->sessions);
	RBT_VEC_RELEASE(&bt->days);
	RBT_VEC_RELEASE(&bt->trades);
	rbt_drawdown_list_release(&bt->drawdowns);
}

int
rbt_backtest_stream(struct rbt_backtest *bt, const struct rbt_runinfo *run,
    const char *tool, struct rbt_out *out, struct rbt_rec_writer *w,
    struct rbt_err *err)
{
	struct rbt_rec_input inputs[] = {{.name = run->bundle},
	    {.name = run->strategy}};
	struct rbt_metrics_run about = {.scope = "run",
	    .result = &bt->result,
	    .period = run->universe.at[0].period,
	    .initial_equity = run->options.cash,
	    .missing_bars = run->missing_bars};

	memcpy(inputs[0].sha256, run->bundle_sha256, RBT_HASH_HEX);
	memcpy(inputs[1].sha256, run->strategy_sha256, RBT_HASH_HEX);
	rbt_rec_begin(w, out, tool, run->version, -1, inputs, 2);
	rbt_runinfo_emit(out, run);
	w->n_records++;
	if (rbt_backtest_run(bt, run, w, err) != 0)
		return -1;
	about.equity_best = bt->equity_best;
	about.equity_worst = bt->equity_worst;
	rbt_metrics_emit(out, &bt->metrics, &about);
	w->n_records++;
	return 0;
}
