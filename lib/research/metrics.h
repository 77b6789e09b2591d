/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The figures of a run, as defined in rbt-metrics(5).  All ratios come from
 * session returns; what does not exist is NaN here and null in the record.
 */
#ifndef RBT_RESEARCH_METRICS_H
#define RBT_RESEARCH_METRICS_H

#include <stddef.h>
#include <stdint.h>

#include "core/io.h"
#include "engine/sim.h"
#include "research/drawdown.h"
#include "research/roundtrip.h"

/* What the figures are computed from; arrays are borrowed. */
struct rbt_metrics_input {
	rbt_money initial_equity;          /* > 0 */
	const struct rbt_equity *sessions; /* one a session, rising */
	const int64_t *day;                /* their dates, day numbers */
	size_t n_sessions;
	const struct rbt_trade *trades; /* closed ones and open ones */
	size_t n_trades;
	const struct rbt_sim_result *run;
	int annualization; /* q: sessions a year */
	double rf_ann;     /* risk-free rate a year, 0 by default, > -1 */
	/* Benchmark return of each session, NULL for none; NaN: unknown. */
	const double *benchmark;
};

struct rbt_metrics {
	int64_t n_sessions;
	double total_return, cagr, volatility, sharpe, sortino, calmar, omega;
	double max_drawdown;
	/* Peak, and recovery or end; unset if max_drawdown is 0. */
	rbt_ts max_drawdown_from, max_drawdown_to;
	int64_t max_drawdown_bars; /* sessions between the two */
	double time_under_water, ulcer_index;
	double var_95, var_99, cvar_95, cvar_99;
	double var_95_normal, var_99_normal, var_95_cf, var_99_cf;
	double skew, kurtosis, tail_ratio;
	double best_day, worst_day, best_month, worst_month;
	double alpha, beta;
	struct rbt_roundtrip trades;
	double exposure, turnover;
};

/* Sessions a year of a calendar; for bars of more than a day, whose sessions
 * are the bars, how many of them fit into 365 days. */
int rbt_metrics_annualization(const struct rbt_calendar *cal, rbt_period p);

/* The figures; drawdowns are those of in->sessions. */
void rbt_metrics_compute(const struct rbt_metrics_input *in,
    const struct rbt_drawdown_list *drawdowns, struct rbt_metrics *out);

/* What a `metrics` record says beside the figures; what follows the result of
 * the account is for scope "run" alone. */
struct rbt_metrics_run {
	const char *scope;                   /* "run", "oos" */
	const struct rbt_sim_result *result; /* borrowed */
	rbt_period period;
	rbt_money initial_equity;
	rbt_money equity_best, equity_worst; /* bounds inside ambiguous bars */
	int64_t missing_bars;                /* -1: not known */
};

/* Writes the `metrics` record. */
void rbt_metrics_emit(struct rbt_out *out, const struct rbt_metrics *m,
    const struct rbt_metrics_run *run);

#endif
