/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "research/mcrerun.h"

#include "core/mem.h"
#include "research/backtest.h"
#include "research/monthly.h"
#include "stats/moments.h"

#define COLUMNS_MAX ((size_t)1 << 36) /* bytes */

/* Bars of an instrument up to the last one of the run. */
static size_t
bars_of(const struct rbt_mcrerun *m, const struct rbt_series *s)
{
	return rbt_series_find(s, (rbt_ts){m->run->to.ns + 1});
}

/* Deviation of the logarithms of close over close before, of n bars. */
static double
log_return_sd(const struct rbt_series *s, size_t n)
{
	double *x = rbt_xcalloc(n + 1, sizeof *x), sd;

	for (size_t t = 1; t < n; t++)
		x[t - 1] = log((double)s->close[t] / (double)s->close[t - 1]);
	sd = n > 2 ? rbt_moments_of(x, n - 1).sd : 0;
	free(x);
	return sd;
}

static void
init_noise(struct rbt_mcrerun *m)
{
	const struct rbt_universe *u = &m->run->universe;

	m->sd = rbt_xcalloc(u->n, sizeof *m->sd);
	for (size_t i = 0; i < u->n; i++)
		m->sd[i] = m->options.noise *
			   log_return_sd(&u->at[i], bars_of(m, &u->at[i]));
}

/* When a run starts whose first sessions are left out, for each number. */
static void
init_start(struct rbt_mcrerun *m)
{
	m->start = rbt_xcalloc(m->options.shift + 1, sizeof *m->start);
	m->start[0] = m->run->from;
	for (size_t s = 0; s < m->options.shift; s++) {
		m->start[s + 1] = m->start[s];
		RBT_BUG_IF(!rbt_runinfo_next_session(m->run, &m->start[s + 1]));
	}
}

/* The costs of a run times a number; false if they leave no price. */
static bool
scale(struct rbt_sim_options *o, double times)
{
	int64_t times_e8;

	return rbt_dec_from_f64(times, &times_e8) &&
	       rbt_commission_scale(&o->commission, times_e8) &&
	       rbt_slippage_scale(&o->slippage, times_e8);
}

static int
init_costs(struct rbt_mcrerun *m, struct rbt_err *err)
{
	struct rbt_sim_options o = m->run->options;

	if (o.commission.kind == RBT_COMMISSION_NONE &&
	    o.slippage.kind == RBT_SLIPPAGE_NONE)
		return rbt_err_set(err, RBT_E_DATA,
		    "the run has no costs that could be others: neither "
		    "commission nor slippage");
	if (!scale(&o, m->options.most))
		return rbt_err_set(err, RBT_E_DATA,
		    "%g times the costs of the run leave no price",
		    m->options.most);
	return 0;
}

int
rbt_mcrerun_init(struct rbt_mcrerun *m,
    const struct rbt_mcrerun_options *options, const struct rbt_runinfo *run,
    struct rbt_err *err)
{
	*m = (struct rbt_mcrerun){.options = *options, .run = run};
	if (options->kind == RBT_MCRERUN_NOISE) {
		init_noise(m);
		return 0;
	}
	if (options->kind == RBT_MCRERUN_START)
		init_start(m);
	else if (init_costs(m, err) != 0)
		return -1;
	if (rbt_tape_record(&m->tape, run->rule, &run->universe,
		(rbt_ts){run->to.ns + 1}, NULL, err) != 0)
		return -1;
	m->source = rbt_tape_source(&m->tape);
	return 0;
}

void
rbt_mcrerun_release(struct rbt_mcrerun *m)
{
	rbt_tape_release(&m->tape);
	free(m->sd);
	free(m->start);
	*m = (struct rbt_mcrerun){0};
}

/* A price with noise: at least the smallest there is. */
static int64_t
shaken(int64_t price, double sd, struct rbt_rng *r)
{
	double x = rint((double)price * exp(sd * rbt_rng_normal(r)));

	return x < 1 ? 1 : x < 0x1p62 ? (int64_t)x : (int64_t)1 << 62;
}

/* The four prices of each bar of s with a noise of their own, into columns of
 * n; the highest of them is the high, the lowest the low. */
static void
shake(const struct rbt_series *s, double sd, struct rbt_rng *r, size_t n,
    int64_t *columns, struct rbt_series *out)
{
	int64_t *open = columns, *high = open + n, *low = high + n,
		*close = low + n;

	for (size_t t = 0; t < n; t++) {
		int64_t o = shaken(s->open[t], sd, r);
		int64_t h = shaken(s->high[t], sd, r);
		int64_t l = shaken(s->low[t], sd, r);
		int64_t c = shaken(s->close[t], sd, r);
		int64_t top = o > c ? o : c, bottom = o < c ? o : c;

		open[t] = o;
		close[t] = c;
		top = h > top ? h : top;
		bottom = h < bottom ? h : bottom;
		high[t] = l > top ? l : top;
		low[t] = l < bottom ? l : bottom;
	}
	*out = *s;
	out->n = n;
	out->open = open;
	out->high = high;
	out->low = low;
	out->close = close;
}

/* All instruments with noise, up to the last bar of the run. */
static int
shake_all(const struct rbt_mcrerun *m, struct rbt_rng *r,
    struct rbt_universe *out, int64_t **columns, struct rbt_err *err)
{
	const struct rbt_universe *u = &m->run->universe;
	size_t total = 0, at = 0;

	for (size_t i = 0; i < u->n; i++)
		total += bars_of(m, &u->at[i]);
	*columns = rbt_alloc_n(total, 4 * sizeof **columns, COLUMNS_MAX, err);
	if (*columns == NULL)
		return -1;
	for (size_t i = 0; i < u->n; i++) {
		size_t n = bars_of(m, &u->at[i]);
		struct rbt_series s;

		shake(&u->at[i], m->sd[i], r, n, *columns + at, &s);
		RBT_VEC_PUSH(out, s);
		at += 4 * n;
	}
	return 0;
}

static int
simulate(const struct rbt_runinfo *run, const struct rbt_signal_source *source,
    double *ret, size_t room, size_t *n, struct rbt_err *err)
{
	rbt_money before = run->options.cash;
	struct rbt_backtest bt = {0};
	int rc = rbt_backtest_add(&bt, run, source, NULL, err);

	if (rc == 0) {
		*n = bt.sessions.n;
		RBT_BUG_IF(*n > room);
		for (size_t i = 0; i < *n; i++) {
			rbt_money now = bt.sessions.at[i].equity;

			ret[i] = rbt_monthly_return(before, now);
			before = now;
		}
	}
	rbt_backtest_release(&bt);
	return rc;
}

static int
draw_noise(const struct rbt_mcrerun *m, struct rbt_rng *r, double *ret,
    size_t room, size_t *n, struct rbt_err *err)
{
	struct rbt_runinfo run = *m->run;
	int64_t *columns = NULL;
	struct rbt_tape tape = {0};
	struct rbt_signal_source source;
	int rc;

	run.universe = (struct rbt_universe){0};
	rc = shake_all(m, r, &run.universe, &columns, err);
	if (rc == 0)
		rc = rbt_tape_record(&tape, run.rule, &run.universe,
		    (rbt_ts){run.to.ns + 1}, NULL, err);
	source = rbt_tape_source(&tape);
	if (rc == 0)
		rc = simulate(&run, &source, ret, room, n, err);
	rbt_tape_release(&tape);
	RBT_VEC_RELEASE(&run.universe);
	free(columns);
	return rc;
}

int
rbt_mcrerun_draw(const struct rbt_mcrerun *m, struct rbt_rng *r, double *ret,
    size_t room, size_t *n, struct rbt_err *err)
{
	const struct rbt_mcrerun_options *o = &m->options;
	struct rbt_runinfo run = *m->run;

	if (o->kind == RBT_MCRERUN_NOISE)
		return draw_noise(m, r, ret, room, n, err);
	if (o->kind == RBT_MCRERUN_START)
		run.options.start = m->start[rbt_rng_below(r, o->shift + 1)];
	else
		RBT_BUG_IF(!scale(&run.options,
		    o->least + (o->most - o->least) * rbt_rng_f64(r)));
	return simulate(&run, &m->source, ret, room, n, err);
}
