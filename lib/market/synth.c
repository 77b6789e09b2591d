/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/synth.h"

#include <math.h>

#define GAP_SHARE 0.2
#define VOLUME_SD 0.4
#define MAX_LOG   25.0 /* e^25 = 7.2e10, below the largest price */
#define CENT      (RBT_DEC_ONE / 100)

static double
uniform(struct rbt_rng *rng, double lo, double hi)
{
	return lo + (hi - lo) * rbt_rng_f64(rng);
}

int
rbt_synth_check(const struct rbt_synth_params *p, struct rbt_err *err)
{
	int64_t first, last;
	char a[RBT_TS_MAX], b[RBT_TS_MAX];

	if (p->period.ns > RBT_DAY_NS)
		return rbt_err_set(err, RBT_E_USAGE,
		    "the period is longer than 1d");
	rbt_calendar_span(p->calendar, &first, &last);
	if (p->first_day >= first && p->last_day <= last)
		return 0;
	(void)rbt_ts_format_date(rbt_ts_from_day(first), a);
	(void)rbt_ts_format_date(rbt_ts_from_day(last), b);
	return rbt_err_set(err, RBT_E_USAGE,
	    "the calendar %s knows %s to %s only",
	    rbt_calendar_name(p->calendar), a, b);
}

void
rbt_synth_init(struct rbt_synth *g, const struct rbt_synth_params *params,
    const char *symbol)
{
	*g = (struct rbt_synth){
	    .params = *params,
	    .symbol = symbol,
	    .day = params->first_day - 1,
	};
	rbt_rng_init(&g->rng, params->seed, symbol);
	g->x = uniform(&g->rng, log(10), log(200));
	g->log_volume = uniform(&g->rng, log(1e5), log(1e7));
}

/* One step of the share q of a session. */
static void
step(struct rbt_synth *g, double q)
{
	double s = g->params.volatility;
	double h = q / rbt_calendar_annualization(g->params.calendar);

	g->x += (g->params.drift - s * s / 2) * h +
		s * sqrt(h) * rbt_rng_normal(&g->rng);
}

/* The next session, with its gap.  0 if there is none. */
static int
next_session(struct rbt_synth *g)
{
	const struct rbt_calendar *c = g->params.calendar;
	rbt_ts closed = g->close;
	bool first = g->open.ns == g->close.ns;

	g->day = rbt_calendar_next(c, g->day);
	if (g->day > g->params.last_day)
		return 0;
	g->next = g->open = rbt_calendar_open(c, g->day);
	g->close = rbt_calendar_close(c, g->day);
	g->session_share = 1;
	if (!first && g->open.ns > closed.ns) {
		g->session_share = 1 - GAP_SHARE;
		step(g, GAP_SHARE);
	}
	return 1;
}

static rbt_px
price(double x)
{
	int64_t cents = llround(exp(x) * 100);

	return (rbt_px){(cents < 1 ? 1 : cents) * CENT};
}

/* Steps over a bar that is that part of the session: its prices and volume. */
static int
walk(struct rbt_synth *g, double part, struct rbt_bar *b, struct rbt_err *err)
{
	double s = g->params.volatility, a = g->x, c, span, v, up, down;
	double q = g->session_share * part;

	step(g, q);
	c = g->x;
	span = (c - a) * (c - a);
	v = s * s * q / rbt_calendar_annualization(g->params.calendar);
	/* Not below or above both ends by the last bit of a root. */
	up = (a + c + sqrt(span - 2 * v * log(rbt_rng_f64(&g->rng)))) / 2;
	up = fmax(up, fmax(a, c));
	down = (a + c - sqrt(span - 2 * v * log(rbt_rng_f64(&g->rng)))) / 2;
	down = fmin(down, fmin(a, c));
	if (up > MAX_LOG)
		return rbt_err_set(err, RBT_E_USAGE,
		    "the price of %s grows beyond 7e10 with this drift and "
		    "volatility",
		    g->symbol);
	b->open = price(a);
	b->high = price(up);
	b->low = price(down);
	b->close = price(c);
	b->volume = llround(
	    part * exp(g->log_volume + VOLUME_SD * rbt_rng_normal(&g->rng)));
	b->volume_digits = 0;
	return 0;
}

int
rbt_synth_next(struct rbt_synth *g, struct rbt_bar *b, struct rbt_err *err)
{
	int64_t begin, end;

	if (g->next.ns == g->close.ns && !next_session(g))
		return 0;
	begin = g->next.ns;
	if (rbt_period_is_daily(g->params.period)) {
		b->time = rbt_ts_from_day(g->day);
		end = g->close.ns;
	} else {
		b->time = g->next;
		end = begin + g->params.period.ns;
		end = end < g->close.ns ? end : g->close.ns;
	}
	g->next.ns = end;
	if (walk(g, (double)(end - begin) / (double)(g->close.ns - g->open.ns),
		b, err) != 0)
		return -1;
	return 1;
}
