/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "research/metrics.h"

#include "fmt/jsonw.h"

static void
emit_drawdown(struct rbt_jsonw *w, const struct rbt_metrics *m, rbt_period p)
{
	rbt_jsonw_f64(w, "max_drawdown", m->max_drawdown);
	if (m->max_drawdown > 0) {
		rbt_jsonw_time(w, "max_drawdown_from", m->max_drawdown_from, p);
		rbt_jsonw_time(w, "max_drawdown_to", m->max_drawdown_to, p);
		rbt_jsonw_i64(w, "max_drawdown_bars", m->max_drawdown_bars);
	} else {
		rbt_jsonw_null(w, "max_drawdown_from");
		rbt_jsonw_null(w, "max_drawdown_to");
		rbt_jsonw_null(w, "max_drawdown_bars");
	}
	rbt_jsonw_f64(w, "time_under_water", m->time_under_water);
	rbt_jsonw_f64(w, "ulcer_index", m->ulcer_index);
}

static void
emit_returns(struct rbt_jsonw *w, const struct rbt_metrics *m, rbt_period p)
{
	rbt_jsonw_f64(w, "total_return", m->total_return);
	rbt_jsonw_f64(w, "cagr", m->cagr);
	rbt_jsonw_f64(w, "volatility", m->volatility);
	rbt_jsonw_f64(w, "sharpe", m->sharpe);
	rbt_jsonw_f64(w, "sortino", m->sortino);
	rbt_jsonw_f64(w, "calmar", m->calmar);
	rbt_jsonw_f64(w, "omega", m->omega);
	emit_drawdown(w, m, p);
	rbt_jsonw_f64(w, "var_95", m->var_95);
	rbt_jsonw_f64(w, "var_99", m->var_99);
	rbt_jsonw_f64(w, "cvar_95", m->cvar_95);
	rbt_jsonw_f64(w, "cvar_99", m->cvar_99);
	rbt_jsonw_f64(w, "var_95_normal", m->var_95_normal);
	rbt_jsonw_f64(w, "var_99_normal", m->var_99_normal);
	rbt_jsonw_f64(w, "var_95_cf", m->var_95_cf);
	rbt_jsonw_f64(w, "var_99_cf", m->var_99_cf);
	rbt_jsonw_f64(w, "skew", m->skew);
	rbt_jsonw_f64(w, "kurtosis", m->kurtosis);
	rbt_jsonw_f64(w, "tail_ratio", m->tail_ratio);
	rbt_jsonw_f64(w, "best_day", m->best_day);
	rbt_jsonw_f64(w, "worst_day", m->worst_day);
	rbt_jsonw_f64(w, "best_month", m->best_month);
	rbt_jsonw_f64(w, "worst_month", m->worst_month);
	rbt_jsonw_f64(w, "alpha", m->alpha);
	rbt_jsonw_f64(w, "beta", m->beta);
}

static void
emit_trades(struct rbt_jsonw *w, const struct rbt_roundtrip *t)
{
	rbt_jsonw_i64(w, "n_trades", t->n_closed);
	rbt_jsonw_i64(w, "n_open", t->n_open);
	rbt_jsonw_f64(w, "win_rate", t->win_rate);
	rbt_jsonw_f64(w, "profit_factor", t->profit_factor);
	rbt_jsonw_f64(w, "expectancy", t->expectancy);
	rbt_jsonw_f64(w, "payoff", t->payoff);
	rbt_jsonw_f64(w, "sqn", t->sqn);
	rbt_jsonw_f64(w, "kelly", t->kelly);
	rbt_jsonw_i64(w, "max_wins_row", t->max_wins_row);
	rbt_jsonw_i64(w, "max_losses_row", t->max_losses_row);
	rbt_jsonw_f64(w, "avg_bars", t->avg_bars);
}

/* What weakens the result. */
static void
emit_doubts(struct rbt_jsonw *w, const struct rbt_metrics_run *run)
{
	const struct rbt_sim_result *res = run->result;

	rbt_jsonw_i64(w, "ties", res->ties);
	rbt_jsonw_i64(w, "ambiguous_bars", res->ambiguous_bars);
	rbt_jsonw_money(w, "equity_best", run->equity_best);
	rbt_jsonw_money(w, "equity_worst", run->equity_worst);
	if (run->missing_bars < 0)
		rbt_jsonw_null(w, "missing_bars");
	else
		rbt_jsonw_i64(w, "missing_bars", run->missing_bars);
	rbt_jsonw_obj_begin(w, "suppressed");
	rbt_jsonw_i64(w, "conflict", res->suppressed_conflict);
	rbt_jsonw_i64(w, "size_zero", res->suppressed_size_zero);
	rbt_jsonw_i64(w, "no_stop", res->suppressed_no_stop);
	rbt_jsonw_obj_end(w);
	rbt_jsonw_i64(w, "stale", res->stale);
}

void
rbt_metrics_emit(struct rbt_out *out, const struct rbt_metrics *m,
    const struct rbt_metrics_run *run)
{
	const struct rbt_sim_result *res = run->result;
	struct rbt_jsonw w;

	rbt_jsonw_begin(&w, out, "metrics");
	rbt_jsonw_str(&w, "scope", run->scope);
	rbt_jsonw_time(&w, "from", res->from, run->period);
	rbt_jsonw_time(&w, "to", res->to, run->period);
	rbt_jsonw_i64(&w, "bars", res->bars);
	rbt_jsonw_money(&w, "initial_equity", run->initial_equity);
	rbt_jsonw_money(&w, "final_equity", res->final_equity);
	emit_returns(&w, m, run->period);
	emit_trades(&w, &m->trades);
	rbt_jsonw_f64(&w, "exposure", m->exposure);
	rbt_jsonw_f64(&w, "turnover", m->turnover);
	rbt_jsonw_money(&w, "fees", res->fees);
	rbt_jsonw_money(&w, "slippage_cost", res->slippage_cost);
	if (strcmp(run->scope, "run") == 0)
		emit_doubts(&w, run);
	rbt_jsonw_end(&w);
}
