/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "research/scenario.h"

#include "fmt/jsonw.h"
#include "research/figure.h"
#include "research/tape.h"

static const struct rbt_scenario scenarios[RBT_SCENARIO_MAX] = {
    {.kind = RBT_SCENARIO_COSTS, .value = 1},
    {.kind = RBT_SCENARIO_COSTS, .value = 0},
    {.kind = RBT_SCENARIO_COSTS, .value = 2},
    {.kind = RBT_SCENARIO_COSTS, .value = 5},
    {.kind = RBT_SCENARIO_DELAY, .value = 1},
    {.kind = RBT_SCENARIO_WORST_PRICE},
    {.kind = RBT_SCENARIO_START, .value = 1},
    {.kind = RBT_SCENARIO_START, .value = 5},
    {.kind = RBT_SCENARIO_START, .value = 21},
};

static const char *const names[] = {
    [RBT_SCENARIO_COSTS] = "costs",
    [RBT_SCENARIO_DELAY] = "delay",
    [RBT_SCENARIO_WORST_PRICE] = "worst_price",
    [RBT_SCENARIO_START] = "start",
};

/* 1; 0 if there is nothing left to run. */
static int
alter(const struct rbt_scenario *s, struct rbt_runinfo *run,
    struct rbt_tape *tape, struct rbt_err *err)
{
	struct rbt_sim_options *o = &run->options;
	const int64_t times_e8 = s->value * RBT_DEC_ONE;

	switch (s->kind) {
	case RBT_SCENARIO_COSTS:
		if (!rbt_commission_scale(&o->commission, times_e8) ||
		    !rbt_slippage_scale(&o->slippage, times_e8))
			return rbt_err_set(err, RBT_E_DATA,
			    "they leave no price");
		break;
	case RBT_SCENARIO_DELAY:
		for (int64_t i = 0; i < s->value; i++)
			rbt_tape_delay(tape);
		break;
	case RBT_SCENARIO_WORST_PRICE:
		o->worst_price = true;
		break;
	case RBT_SCENARIO_START:
		o->start = run->from;
		for (int64_t i = 0; i < s->value; i++)
			if (!rbt_runinfo_next_session(run, &o->start))
				return 0;
		return rbt_universe_span(&run->universe, o->start, o->end,
		    &run->from, &run->to);
	}
	return 1;
}

/* 1; 0 if there is nothing left to run. */
static int
run_one(const struct rbt_runinfo *base, struct rbt_scenario *s,
    struct rbt_err *err)
{
	struct rbt_runinfo run = *base;
	struct rbt_backtest bt = {0};
	struct rbt_tape tape = {0};
	struct rbt_signal_source source;
	int rc = rbt_tape_record(&tape, run.rule, &run.universe,
	    run.options.end, NULL, err);

	if (rc == 0)
		rc = alter(s, &run, &tape, err);
	if (rc == 1) {
		source = rbt_tape_source(&tape);
		if (rbt_backtest_add(&bt, &run, &source, NULL, err) != 0)
			rc = -1;
	}
	if (rc == 1) {
		rbt_backtest_measure(&bt, &run);
		s->figures = rbt_headline_of(NULL, &bt);
		s->fees = bt.result.fees;
		s->slippage_cost = bt.result.slippage_cost;
	}
	rbt_backtest_release(&bt);
	rbt_tape_release(&tape);
	return rc;
}

int
rbt_scenario_run(const struct rbt_runinfo *run, struct rbt_scenarios *out,
    struct rbt_err *err)
{
	out->n = 0;
	for (size_t i = 0; i < RBT_SCENARIO_MAX; i++) {
		struct rbt_scenario s = scenarios[i];
		int rc = run_one(run, &s, err);

		if (rc < 0)
			return rbt_err_wrap(err, "--sensitivity: %s %lld",
			    names[s.kind], (long long)s.value);
		if (rc > 0)
			out->at[out->n++] = s;
	}
	return 0;
}

/* What is more or less than in the run as it is. */
static void
put_change(struct rbt_jsonw *w, const struct rbt_headline *h,
    const struct rbt_headline *base)
{
	rbt_jsonw_obj_begin(w, "change");
	rbt_jsonw_f64(w, "sharpe", h->sharpe - base->sharpe);
	rbt_jsonw_f64(w, "total_return", h->total_return - base->total_return);
	rbt_jsonw_f64(w, "cagr", h->cagr - base->cagr);
	rbt_jsonw_f64(w, "max_drawdown", h->max_drawdown - base->max_drawdown);
	rbt_jsonw_i64(w, "n_trades", h->n_trades - base->n_trades);
	rbt_jsonw_money(w, "final_equity",
	    (rbt_money){h->final_equity.v - base->final_equity.v});
	rbt_jsonw_obj_end(w);
}

void
rbt_scenario_emit(struct rbt_rec_writer *records, const struct rbt_runinfo *run,
    const struct rbt_scenarios *all)
{
	struct rbt_jsonw w;

	for (size_t i = 0; i < all->n; i++) {
		const struct rbt_scenario *s = &all->at[i];

		rbt_jsonw_begin(&w, records->out, "sensitivity");
		rbt_jsonw_str(&w, "run_id", run->id);
		rbt_jsonw_str(&w, "scenario", names[s->kind]);
		if (s->kind == RBT_SCENARIO_WORST_PRICE)
			rbt_jsonw_null(&w, "value");
		else
			rbt_jsonw_i64(&w, "value", s->value);
		rbt_headline_put(&w, &s->figures);
		rbt_jsonw_money(&w, "fees", s->fees);
		rbt_jsonw_money(&w, "slippage_cost", s->slippage_cost);
		put_change(&w, &s->figures, &all->at[0].figures);
		rbt_jsonw_end(&w);
		records->n_records++;
	}
}

static void
put_row(struct rbt_out *out, const struct rbt_scenario *s,
    const struct rbt_headline *base, const char *label)
{
	const struct rbt_headline *h = &s->figures;
	char sharpe[RBT_FIGURE_MAX], change[RBT_FIGURE_MAX];
	char total[RBT_FIGURE_MAX], drawdown[RBT_FIGURE_MAX];
	char trades[RBT_FIGURE_MAX], equity[RBT_FIGURE_MAX];

	rbt_out_printf(out, "  %-17s %7s %7s %9s %9s %7s %16s\n", label,
	    rbt_figure_number(h->sharpe, 2, sharpe),
	    rbt_figure_number(h->sharpe - base->sharpe, 2, change),
	    rbt_figure_percent(h->total_return, 1, total),
	    rbt_figure_percent(h->max_drawdown, 1, drawdown),
	    rbt_figure_count(h->n_trades, trades),
	    rbt_figure_money(h->final_equity, equity));
}

void
rbt_scenario_report(struct rbt_out *out, const struct rbt_scenarios *all)
{
	rbt_out_printf(out, "\n%-19s %7s %7s %9s %9s %7s %16s\n", "Sensitivity",
	    "Sharpe", "change", "return", "drawdown", "trades", "equity");
	for (size_t i = 0; i < all->n; i++) {
		const struct rbt_scenario *s = &all->at[i];
		struct rbt_buf label = {0};

		if (i == 0)
			rbt_buf_add_str(&label, "as it is");
		else if (s->kind == RBT_SCENARIO_COSTS)
			rbt_buf_printf(&label, "costs times %lld",
			    (long long)s->value);
		else if (s->kind == RBT_SCENARIO_DELAY)
			rbt_buf_printf(&label, "%lld bar late",
			    (long long)s->value);
		else if (s->kind == RBT_SCENARIO_WORST_PRICE)
			rbt_buf_add_str(&label, "worst prices");
		else
			rbt_buf_printf(&label, "from session %lld",
			    (long long)s->value + 1);
		put_row(out, s, &all->at[0].figures, label.data);
		rbt_buf_release(&label);
	}
}
