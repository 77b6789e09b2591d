/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "research/metrics_interval.h"

#include "core/mem.h"
#include "research/mcpath.h"
#include "research/ratio.h"
#include "research/roundtrip.h"
#include "research/tail.h"
#include "stats/moments.h"

#define REPS_BYTES ((size_t)1 << 30) /* of the figures that are kept */
#define OF_RETURNS RBT_METRICS_WIN_RATE
#define OF_TRADES  (RBT_METRICS_FIGURES - RBT_METRICS_WIN_RATE)

/* Who measures a series, and room to do it in. */
struct measure {
	const struct rbt_metrics_sample *sample;
	struct rbt_mcpath path;
	double *room;
	struct rbt_trade *trades;
};

/* The figures of a year, if a year is known. */
static void
measure_year(const struct measure *m, const double path[RBT_MCPATH_FIGURES],
    const struct rbt_ratio *r, double *out)
{
	double drawdown = path[RBT_MCPATH_DRAWDOWN];
	bool known = m->sample->annualization > 0;
	const double none = RBT_MOMENTS_NONE;

	out[RBT_METRICS_SHARPE_ANN] = known ? r->sharpe : none;
	out[RBT_METRICS_SORTINO_ANN] = known ? r->sortino : none;
	out[RBT_METRICS_VOLATILITY_ANN] = known ? r->volatility : none;
	out[RBT_METRICS_CAGR] = known ? path[RBT_MCPATH_CAGR] : none;
	out[RBT_METRICS_CALMAR] = known && !rbt_moments_flat(drawdown, 0)
				      ? path[RBT_MCPATH_CAGR] / drawdown
				      : none;
}

static void
measure_returns(void *self, const double *x, size_t n, double *out)
{
	struct measure *m = self;
	struct rbt_moments mo = rbt_moments_of(x, n);
	struct rbt_ratio r = rbt_ratio_of(x, &mo, m->path.per_year, m->path.rf);
	double path[RBT_MCPATH_FIGURES];
	struct rbt_tail tail;

	rbt_mcpath_measure(&m->path, x, n, m->room, path);
	measure_year(m, path, &r, out);
	out[RBT_METRICS_SHARPE] = r.sharpe / sqrt(m->path.per_year);
	out[RBT_METRICS_OMEGA] = r.omega;
	out[RBT_METRICS_TOTAL_RETURN] = path[RBT_MCPATH_GROWTH] - 1;
	out[RBT_METRICS_MAX_DRAWDOWN] = path[RBT_MCPATH_DRAWDOWN];
	out[RBT_METRICS_TIME_UNDER_WATER] = path[RBT_MCPATH_UNDER_WATER];
	memcpy(m->room, x, n * sizeof *x);
	rbt_moments_sort(m->room, n);
	tail = rbt_tail_of(m->room, &mo, 0.05, RBT_TAIL_Z05);
	out[RBT_METRICS_VAR_95] = tail.var;
	out[RBT_METRICS_CVAR_95] = tail.cvar;
}

/* x are the numbers of trades. */
static void
measure_trades(void *self, const double *x, size_t n, double *out)
{
	struct measure *m = self;
	struct rbt_roundtrip r;

	for (size_t i = 0; i < n; i++)
		m->trades[i].pnl = m->sample->pnl[(size_t)x[i]];
	r = rbt_roundtrip_of(m->trades, n);
	out[RBT_METRICS_WIN_RATE - OF_RETURNS] = r.win_rate;
	out[RBT_METRICS_PROFIT_FACTOR - OF_RETURNS] = r.profit_factor;
	out[RBT_METRICS_EXPECTANCY - OF_RETURNS] = r.expectancy;
}

/* Intervals of the figures of n values, resampled. */
static int
find(const struct rbt_metrics_sample *s, const double *x, size_t n,
    enum rbt_resample_kind kind, const char *stream,
    const struct rbt_statistic *figures, struct rbt_interval *out,
    struct rbt_err *err)
{
	size_t reps = s->reps;
	double *values =
	    rbt_alloc_n(reps, figures->n_out * sizeof *values, REPS_BYTES, err);
	struct rbt_resample sampler = {0};
	struct rbt_rng rng;
	int rc = values == NULL
		     ? -1
		     : rbt_resample_init(&sampler, kind, n, s->block, err);

	if (rc == 0) {
		rbt_rng_init(&rng, s->seed, stream);
		rbt_bootstrap_run(x, n, &sampler, &rng, 0, reps, figures,
		    values);
	}
	for (size_t k = 0; rc == 0 && k < figures->n_out; k++) {
		struct rbt_interval_data d;

		rbt_interval_prepare(values + k * reps, reps, &d);
		out[k] = rbt_interval_percentile(&d, s->level);
	}
	rbt_resample_release(&sampler);
	free(values);
	return rc;
}

static int
find_of_trades(const struct rbt_metrics_sample *s, struct rbt_interval *out,
    struct rbt_err *err)
{
	struct measure m = {.sample = s,
	    .trades = rbt_xcalloc(s->n_trades, sizeof *m.trades)};
	const struct rbt_statistic figures = {measure_trades, &m, OF_TRADES};
	double *number = rbt_xcalloc(s->n_trades, sizeof *number);
	int rc;

	for (size_t i = 0; i < s->n_trades; i++)
		number[i] = (double)i;
	rc = find(s, number, s->n_trades, RBT_RESAMPLE_IID, "trade intervals",
	    &figures, out, err);
	free(number);
	free(m.trades);
	return rc;
}

int
rbt_metrics_interval_find(const struct rbt_metrics_sample *s,
    struct rbt_interval out[RBT_METRICS_FIGURES], struct rbt_err *err)
{
	struct measure m = {.sample = s,
	    .path = {.per_year = s->annualization ? s->annualization : 1,
		.rf = s->rf},
	    .room = rbt_xcalloc(s->n, sizeof *m.room)};
	const struct rbt_statistic figures = {measure_returns, &m, OF_RETURNS};
	int rc = find(s, s->x, s->n, RBT_RESAMPLE_STATIONARY, "intervals",
	    &figures, out, err);

	free(m.room);
	for (size_t k = OF_RETURNS; k < RBT_METRICS_FIGURES; k++)
		out[k] =
		    (struct rbt_interval){RBT_MOMENTS_NONE, RBT_MOMENTS_NONE};
	if (rc != 0 || s->n_trades < 2)
		return rc;
	return find_of_trades(s, out + OF_RETURNS, err);
}
