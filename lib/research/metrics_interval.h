/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How far the figures of a run might be from the truth: percentile intervals of
 * the bootstrap, of stationary blocks of returns for what comes from returns,
 * of single trades for what comes from trades.
 */
#ifndef RBT_RESEARCH_METRICS_INTERVAL_H
#define RBT_RESEARCH_METRICS_INTERVAL_H

#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/dec.h"
#include "core/err.h"
#include "stats/interval.h"

/* As in a metrics record; what has _ANN in its name is a year's. */
enum rbt_metrics_figure {
	RBT_METRICS_SHARPE, /* per period */
	RBT_METRICS_SHARPE_ANN,
	RBT_METRICS_SORTINO_ANN,
	RBT_METRICS_CALMAR,
	RBT_METRICS_OMEGA,
	RBT_METRICS_TOTAL_RETURN,
	RBT_METRICS_CAGR,
	RBT_METRICS_VOLATILITY_ANN,
	RBT_METRICS_MAX_DRAWDOWN,
	RBT_METRICS_TIME_UNDER_WATER,
	RBT_METRICS_VAR_95,
	RBT_METRICS_CVAR_95,
	RBT_METRICS_WIN_RATE, /* of trades from here on */
	RBT_METRICS_PROFIT_FACTOR,
	RBT_METRICS_EXPECTANCY,
	RBT_METRICS_FIGURES,
};
/* Their keys, in that order. */
#define RBT_METRICS_FIGURE_WORDS                                               \
	"sharpe sharpe_ann sortino_ann calmar omega total_return cagr "        \
	"volatility_ann max_drawdown time_under_water var_95 cvar_95 "         \
	"win_rate profit_factor expectancy"

struct rbt_metrics_sample {
	const double *x; /* n returns of periods; n >= 2 */
	size_t n;
	double rf;            /* risk-free rate per period */
	int annualization;    /* periods a year; 0: not known */
	const rbt_money *pnl; /* of n_trades closed trades */
	size_t n_trades;
	double block; /* mean length of blocks, in periods; >= 1 */
	double level; /* of the intervals */
	size_t reps;  /* series, and lists of trades, that are drawn */
	uint64_t seed;
};

/* An interval is NaN where the figure does not exist in two of the series: a
 * year's without annualization, those of trades without two of them.  RBT_E_SYS
 * if memory fails. */
int rbt_metrics_interval_find(const struct rbt_metrics_sample *s,
    struct rbt_interval out[RBT_METRICS_FIGURES],
    struct rbt_err *err) RBT_MUST_USE;

#endif
