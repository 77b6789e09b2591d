/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "research/metrics.h"

#include "core/mem.h"
#include "research/benchmark.h"
#include "research/monthly.h"
#include "research/ratio.h"
#include "research/tail.h"
#include "stats/moments.h"

int
rbt_metrics_annualization(const struct rbt_calendar *cal, rbt_period p)
{
	int64_t year = 365 * RBT_DAY_NS;

	if (p.ns <= RBT_DAY_NS)
		return rbt_calendar_annualization(cal);
	return p.ns < year ? (int)(year / p.ns) : 1;
}

/*
 * The return of each session, NaN for one that began without equity; the
 * others once more, close together, in *known.  Returns how many those are.
 */
static size_t
session_returns(const struct rbt_metrics_input *in, double *r, double *known)
{
	rbt_money before = in->initial_equity;
	size_t n = 0;

	for (size_t i = 0; i < in->n_sessions; i++) {
		rbt_money now = in->sessions[i].equity;

		r[i] = rbt_monthly_return(before, now);
		if (!isnan(r[i]))
			known[n++] = r[i];
		before = now;
	}
	return n;
}

static void
growth(const struct rbt_metrics_input *in, struct rbt_metrics *m)
{
	double years = (double)in->n_sessions / in->annualization;
	rbt_money last;

	m->total_return = m->cagr = RBT_MOMENTS_NONE;
	if (in->n_sessions == 0)
		return;
	last = in->sessions[in->n_sessions - 1].equity;
	m->total_return = rbt_monthly_return(in->initial_equity, last);
	if (last.v <= 0)
		m->cagr = -1;
	else
		m->cagr = expm1(log1p(m->total_return) / years);
}

/* Ratios of the returns x. */
static void
risk(const struct rbt_metrics_input *in, const double *x,
    const struct rbt_moments *mo, struct rbt_metrics *m)
{
	double q = in->annualization;
	struct rbt_ratio r =
	    rbt_ratio_of(x, mo, q, expm1(log1p(in->rf_ann) / q));

	m->volatility = r.volatility;
	m->sharpe = r.sharpe;
	m->sortino = r.sortino;
	m->omega = r.omega;
	m->skew = mo->skew;
	m->kurtosis = mo->kurtosis;
}

static void
drawdown(const struct rbt_metrics_input *in,
    const struct rbt_drawdown_list *list, struct rbt_metrics *m)
{
	struct rbt_drawdown worst;

	m->calmar = m->time_under_water = RBT_MOMENTS_NONE;
	m->ulcer_index = list->ulcer;
	m->max_drawdown = in->n_sessions ? 0 : RBT_MOMENTS_NONE;
	m->max_drawdown_bars = 0;
	if (in->n_sessions)
		m->time_under_water =
		    (double)list->n_below / (double)in->n_sessions;
	if (rbt_drawdown_list_worst(list, 1, &worst) == 0)
		return;
	m->max_drawdown = worst.depth;
	m->max_drawdown_from =
	    worst.peak ? in->sessions[worst.peak - 1].time : in->run->from;
	m->max_drawdown_to = in->sessions[worst.end - 1].time;
	m->max_drawdown_bars = (int64_t)(worst.end - worst.peak);
	if (!rbt_moments_flat(worst.depth, 0))
		m->calmar = m->cagr / worst.depth;
}

static void
tails(const double *sorted, const struct rbt_moments *mo, struct rbt_metrics *m)
{
	struct rbt_tail t95 = rbt_tail_of(sorted, mo, 0.05, RBT_TAIL_Z05);
	struct rbt_tail t99 = rbt_tail_of(sorted, mo, 0.01, RBT_TAIL_Z01);

	m->var_95 = t95.var;
	m->var_99 = t99.var;
	m->cvar_95 = t95.cvar;
	m->cvar_99 = t99.cvar;
	m->var_95_normal = t95.var_normal;
	m->var_99_normal = t99.var_normal;
	m->var_95_cf = t95.var_cf;
	m->var_99_cf = t99.var_cf;
	m->tail_ratio = rbt_tail_ratio(sorted, mo->n);
	m->best_day = mo->n ? sorted[mo->n - 1] : RBT_MOMENTS_NONE;
	m->worst_day = mo->n ? sorted[0] : RBT_MOMENTS_NONE;
}

static void
months(const struct rbt_metrics_input *in, struct rbt_metrics *m)
{
	struct rbt_month_list list = {0};

	m->best_month = m->worst_month = RBT_MOMENTS_NONE;
	rbt_monthly_split(&list, in->initial_equity, in->sessions, in->day,
	    in->n_sessions);
	for (size_t i = 0; i < list.n; i++) {
		double r =
		    rbt_monthly_return(list.at[i].open, list.at[i].close);

		m->best_month = fmax(m->best_month, r);
		m->worst_month = fmin(m->worst_month, r);
	}
	RBT_VEC_RELEASE(&list);
}

static void
activity(const struct rbt_metrics_input *in, struct rbt_metrics *m)
{
	const struct rbt_sim_result *run = in->run;
	double years = (double)in->n_sessions / in->annualization;
	double sum = 0, mean;

	m->exposure = m->turnover = RBT_MOMENTS_NONE;
	if (run->timestamps)
		m->exposure =
		    (double)run->timestamps_exposed / (double)run->timestamps;
	if (in->n_sessions == 0)
		return;
	for (size_t i = 0; i < in->n_sessions; i++)
		sum += rbt_money_to_f64(in->sessions[i].equity);
	mean = sum / (double)in->n_sessions;
	if (mean > 0)
		m->turnover =
		    rbt_money_to_f64(run->traded_value) / 2 / mean / years;
}

void
rbt_metrics_compute(const struct rbt_metrics_input *in,
    const struct rbt_drawdown_list *drawdowns, struct rbt_metrics *out)
{
	size_t n = in->n_sessions;
	double *r = rbt_xcalloc(n ? n : 1, sizeof *r);
	double *known = rbt_xcalloc(n ? n : 1, sizeof *known);
	size_t n_known = session_returns(in, r, known);
	struct rbt_moments mo = rbt_moments_of(known, n_known);
	struct rbt_benchmark_line line = {RBT_MOMENTS_NONE, RBT_MOMENTS_NONE};

	memset(out, 0, sizeof *out);
	out->n_sessions = (int64_t)n;
	growth(in, out);
	risk(in, known, &mo, out);
	drawdown(in, drawdowns, out);
	if (in->benchmark)
		line =
		    rbt_benchmark_fit(r, in->benchmark, n, in->annualization);
	out->alpha = line.alpha;
	out->beta = line.beta;
	rbt_moments_sort(known, n_known);
	tails(known, &mo, out);
	months(in, out);
	out->trades = rbt_roundtrip_of(in->trades, in->n_trades);
	activity(in, out);
	free(known);
	free(r);
}
