/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/synth.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#define VOLUME_SD 0.4
#define MAX_LOG   25.0 /* e^25 = 7.2e10, below the largest price */
#define CENT      (RBT_DEC_ONE / 100)
#define MONDAY    4 /* 1970-01-05 */

int
rbt_synth_check(const struct rbt_synth_params *p, struct rbt_err *err)
{
	int64_t first, last;
	char a[RBT_TS_MAX], b[RBT_TS_MAX];

	if (p->period.ns > RBT_DAY_NS && p->period.ns % RBT_DAY_NS != 0)
		return rbt_err_set(err, RBT_E_USAGE,
		    "a period above 1d has to be whole days");
	rbt_calendar_span(p->calendar, &first, &last);
	if (p->first_day >= first && p->last_day <= last)
		return 0;
	(void)rbt_ts_format_date(rbt_ts_from_day(first), a);
	(void)rbt_ts_format_date(rbt_ts_from_day(last), b);
	return rbt_err_set(err, RBT_E_USAGE,
	    "the calendar %s knows %s to %s only",
	    rbt_calendar_name(p->calendar), a, b);
}

static double
uniform(struct rbt_rng *rng, double lo, double hi)
{
	return lo + (hi - lo) * rbt_rng_f64(rng);
}

/* The symbol's stream for a purpose. */
static void
start_stream(struct rbt_rng *rng, const struct rbt_synth *g,
    const char *purpose)
{
	char name[sizeof g->symbol + 16];

	snprintf(name, sizeof name, "%s %s", g->symbol, purpose);
	rbt_rng_init(rng, g->params.seed, name);
}

void
rbt_synth_init(struct rbt_synth *g, const struct rbt_synth_params *params,
    int64_t number)
{
	struct rbt_synth_params *p = &g->params;
	double x;

	*g = (struct rbt_synth){
	    .params = *params,
	    .own_part = sqrt(1 - params->correlation),
	    .factor_part = sqrt(params->correlation),
	    .next_day =
		rbt_calendar_next(params->calendar, params->first_day - 1),
	};
	snprintf(g->symbol, sizeof g->symbol, "SYN%03" PRId64, number);
	start_stream(&g->own, g, "path");
	start_stream(&g->shape, g, "shape");
	start_stream(&g->jump, g, "jump");
	start_stream(&g->gap, g, "gap");
	rbt_rng_init(&g->factor, p->seed, "factor");
	rbt_rng_init(&g->regime, p->seed, "regime");
	p->model.drift += (number % 2 == 1 ? 0.5 : -0.5) * p->spread;
	x = uniform(&g->own, log(10), log(200));
	g->log_volume = uniform(&g->shape, log(1e5), log(1e7));
	rbt_synth_path_init(&g->path, &p->model,
	    1.0 / rbt_calendar_annualization(p->calendar), x,
	    rbt_rng_f64(&g->regime));
}

/* Moves over the share q of a session but for its jumps. */
static void
diffuse(struct rbt_synth *g, double q)
{
	double z = g->own_part * rbt_rng_normal(&g->own);

	if (g->factor_part > 0)
		z += g->factor_part * rbt_rng_normal(&g->factor);
	rbt_synth_path_step(&g->path, q, z);
}

/* Adds the jumps in the share q of a session: their number is Poisson's, found
 * by inversion. */
static void
leap(struct rbt_synth *g, double q)
{
	const struct rbt_synth_model *m = &g->params.model;
	double expected = m->rate * g->path.h * q;
	double u = rbt_rng_f64(&g->jump), p = exp(-expected);
	int n = 0;

	while (u > p && p > 0) {
		u -= p;
		p *= expected / ++n;
	}
	if (n > 0)
		g->path.x +=
		    n * m->mean + sqrt(n) * m->sd * rbt_rng_normal(&g->jump);
}

/* The next session, with its step before the open.  0 if there is none. */
static int
next_session(struct rbt_synth *g)
{
	const struct rbt_synth_params *p = &g->params;
	const struct rbt_synth_model *m = &p->model;
	bool first = g->open.ns == g->close.ns;
	double q = p->overnight, u = 0;

	if (!first)
		rbt_synth_path_end(&g->path);
	g->day = g->next_day;
	if (g->day > p->last_day)
		return 0;
	g->next_day = rbt_calendar_next(p->calendar, g->day);
	if (m->kind == RBT_SYNTH_REGIME)
		u = rbt_rng_f64(&g->regime);
	rbt_synth_path_begin(&g->path, rbt_day_weekday(g->day), u);
	g->absent = p->gaps > 0 && rbt_rng_f64(&g->gap) < p->gaps;
	g->inside = 1;
	if (!first && q > 0) {
		g->inside = 1 - q;
		diffuse(g, q);
		if (m->kind == RBT_SYNTH_JUMP)
			leap(g, q);
	}
	if (rbt_period_is_daily(p->period)) {
		g->open = rbt_ts_from_day(g->day);
		g->close = rbt_ts_from_day(g->day + 1);
	} else {
		g->open = rbt_calendar_open(p->calendar, g->day);
		g->close = rbt_calendar_close(p->calendar, g->day);
	}
	g->next = g->open;
	return 1;
}

static rbt_px
price(double x)
{
	int64_t cents = (int64_t)(exp(x) * 100 + 0.5);

	return (rbt_px){(cents < 1 ? 1 : cents) * CENT};
}

/* Widens the range of b to hold the price. */
static void
hold(struct rbt_bar *b, rbt_px p)
{
	if (p.v > b->high.v)
		b->high = p;
	if (p.v < b->low.v)
		b->low = p;
}

/* Moves over a bar that is that part of the session: its prices and volume. */
static int
walk(struct rbt_synth *g, double part, struct rbt_bar *b, struct rbt_err *err)
{
	double q = g->inside * part, a = g->path.x, c, span, v, up, down;

	diffuse(g, q);
	c = g->path.x;
	span = (c - a) * (c - a);
	v = g->path.variance * q;
	up = (a + c + sqrt(span - 2 * v * log(rbt_rng_f64(&g->shape)))) / 2;
	down = (a + c - sqrt(span - 2 * v * log(rbt_rng_f64(&g->shape)))) / 2;
	if (g->params.model.kind == RBT_SYNTH_JUMP)
		leap(g, q);
	c = g->path.x;
	if (fmax(up, c) > MAX_LOG)
		return rbt_err_set(err, RBT_E_USAGE,
		    "the price of %s grows beyond 7e10 with this drift and "
		    "volatility",
		    g->symbol);
	b->open = price(a);
	b->high = price(up);
	b->low = price(down);
	b->close = price(c);
	hold(b, b->open);
	hold(b, b->close);
	b->volume =
	    (int64_t)(0.5 + part * exp(g->log_volume +
				       VOLUME_SD * rbt_rng_normal(&g->shape)));
	b->volume_digits = 0;
	return 0;
}

/* The next bar of at most a session, absent ones too. */
static int
next_bar(struct rbt_synth *g, struct rbt_bar *b, struct rbt_err *err)
{
	int64_t begin, end;

	if (g->next.ns == g->close.ns && !next_session(g))
		return 0;
	b->time = g->next;
	begin = g->next.ns;
	end = g->close.ns;
	if (end - begin > g->params.period.ns)
		end = begin + g->params.period.ns;
	g->next.ns = end;
	if (walk(g, (double)(end - begin) / (double)(g->close.ns - g->open.ns),
		b, err) != 0)
		return -1;
	return 1;
}

/* The number of the period of whole days that the day is in. */
static int64_t
window(const struct rbt_synth *g, int64_t day)
{
	int64_t days = g->params.period.ns / RBT_DAY_NS;
	int64_t since = day - MONDAY;

	return since >= 0 ? since / days : -((days - 1 - since) / days);
}

/* Puts the bar behind b into it. */
static void
merge(struct rbt_bar *b, const struct rbt_bar *next)
{
	hold(b, next->high);
	hold(b, next->low);
	b->close = next->close;
	b->volume += next->volume;
}

int
rbt_synth_next(struct rbt_synth *g, struct rbt_bar *b, struct rbt_err *err)
{
	bool any = false, whole;
	struct rbt_bar part;
	int rc;

	do {
		rc = next_bar(g, &part, err);
		if (rc != 1)
			return rc;
		if (!g->absent && any)
			merge(b, &part);
		else if (!g->absent)
			*b = part;
		any = any || !g->absent;
		whole = g->params.period.ns <= RBT_DAY_NS ||
			g->next_day > g->params.last_day ||
			window(g, g->day) != window(g, g->next_day);
	} while (!any || !whole);
	return 1;
}

int
rbt_synth_write(const struct rbt_synth_params *params, int64_t n,
    struct rbt_rec_writer *w, struct rbt_err *err)
{
	struct rbt_bar_writer bars;
	struct rbt_synth g;
	struct rbt_bar b;
	int rc = 0;

	for (int64_t i = 1; i <= n && rc == 0; i++) {
		rbt_synth_init(&g, params, i);
		rbt_bar_writer_start(&bars, g.symbol, params->period);
		while ((rc = rbt_synth_next(&g, &b, err)) == 1) {
			rbt_bar_emit(&bars, w->out, &b, NULL);
			w->n_records++;
		}
	}
	return rc;
}
