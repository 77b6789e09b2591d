/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A stage for tests of the engine: bars and signals written by hand, and what
 * the simulator reports as one text.  Bars are days from 0 on (or other periods
 * from another time on); prices are doubles with few decimals.  A line of the
 * text is one of
 *
 *	5 order 1 A buy 10 market entry accepted	(stop and limit if any)
 *	6 fill 1 A buy 10 at 100.5 fee 0
 *	trade A long 10 6 at 100.5 to 8 at 103 stop pnl 25 fees 0 bars 2
 *	8 equity 100025 cash 100025
 */
#ifndef RBT_HARNESS_SIM_H
#define RBT_HARNESS_SIM_H

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "harness/money.h"
#include "engine/sim.h"

#define SIM_BARS   64
#define SIM_SERIES 4

struct sim_row {
	int day;
	double open, high, low, close;
};

struct sim_stage {
	struct rbt_series series[SIM_SERIES];
	size_t n;
	int64_t columns[SIM_SERIES][5][SIM_BARS];
	uint8_t bits[SIM_SERIES][SIM_BARS];
	/* X of the protective orders, for every bar of every instrument. */
	double stop[SIM_BARS], trail[SIM_BARS], target[SIM_BARS];
	struct rbt_trade_plan plan;
	struct rbt_sim_options opt;
	struct rbt_sim_result res;
	struct rbt_err err;
	bool with_equity;
	const char *calendar;
	int64_t base, period; /* ns */
	char text[1 << 16];
	size_t len;
};

static inline int64_t
sim_e8(double x)
{
	return (int64_t)llround(x * 1e8);
}

static inline void
sim_init(struct sim_stage *st)
{
	memset(st, 0, sizeof *st);
	st->opt = (struct rbt_sim_options)RBT_SIM_OPTIONS_INIT;
	st->opt.cash = t_money_e8(sim_e8(100000));
	st->calendar = "24/7";
	st->period = RBT_DAY_NS;
	st->plan.has_entry = true;
	st->plan.size = RBT_SIZE_UNITS;
	st->plan.amount_e8 = sim_e8(10);
	for (size_t i = 0; i < SIM_BARS; i++)
		st->stop[i] = st->trail[i] = st->target[i] = (double)NAN;
}

/* L l S s: enter long, exit long, enter short, exit short; B: both entries;
 * X: enter and exit long; R: exit long, enter short; =: a tie; .: nothing. */
static inline uint8_t
sim_bits(char c)
{
	switch (c) {
	case 'L':
		return RBT_SIGNAL_ENTER_LONG;
	case 'l':
		return RBT_SIGNAL_EXIT_LONG;
	case 'S':
		return RBT_SIGNAL_ENTER_SHORT;
	case 's':
		return RBT_SIGNAL_EXIT_SHORT;
	case 'B':
		return RBT_SIGNAL_ENTER_LONG | RBT_SIGNAL_ENTER_SHORT;
	case 'X':
		return RBT_SIGNAL_ENTER_LONG | RBT_SIGNAL_EXIT_LONG;
	case 'R':
		return RBT_SIGNAL_EXIT_LONG | RBT_SIGNAL_ENTER_SHORT;
	case '=':
		return RBT_SIGNAL_TIE;
	default:
		return 0;
	}
}

/* Adds an instrument; signals has one letter a bar. */
static inline void
sim_add(struct sim_stage *st, const char *symbol, const struct sim_row *rows,
    const char *signals)
{
	size_t i = st->n++, n = strlen(signals);
	int64_t(*c)[SIM_BARS] = st->columns[i];

	for (size_t k = 0; k < n; k++) {
		c[0][k] = st->base + rows[k].day * st->period;
		c[1][k] = sim_e8(rows[k].open);
		c[2][k] = sim_e8(rows[k].high);
		c[3][k] = sim_e8(rows[k].low);
		c[4][k] = sim_e8(rows[k].close);
		st->bits[i][k] = sim_bits(signals[k]);
	}
	st->series[i] = (struct rbt_series){
	    .symbol = symbol,
	    .period = {st->period},
	    .n = n,
	    .time = c[0],
	    .open = c[1],
	    .high = c[2],
	    .low = c[3],
	    .close = c[4],
	};
}

static inline int
sim_block(void *self, size_t i, const struct rbt_series *s, size_t from,
    size_t n, struct rbt_signal_block *out, struct rbt_err *err)
{
	struct sim_stage *st = self;

	(void)s, (void)n, (void)err;
	out->bits = st->bits[i] + from;
	out->stop = st->plan.stop.is_percent ? NULL : st->stop + from;
	out->trail = st->plan.trail.is_percent ? NULL : st->trail + from;
	out->target = st->plan.target.is_percent ? NULL : st->target + from;
	return 0;
}

RBT_PRINTF(2, 3)
static inline void
sim_say(struct sim_stage *st, const char *fmt, ...)
{
	size_t room = sizeof st->text - st->len;
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(st->text + st->len, room, fmt, ap);
	va_end(ap);
	RBT_BUG_IF(n < 0 || (size_t)n >= room);
	st->len += (size_t)n;
}

static inline const char *
sim_px(int64_t v, char out[RBT_DEC_MAX])
{
	rbt_dec_format(v, RBT_DEC_DIGITS, out);
	return out;
}

static inline const char *
sim_money(rbt_money m, char out[RBT_MONEY_MAX])
{
	rbt_money_format(m, out);
	return out;
}

static inline int
sim_day(const struct sim_stage *st, rbt_ts t)
{
	return (int)((t.ns - st->base) / st->period);
}

static inline void
sim_on_order(void *self, const struct rbt_order *o)
{
	char a[RBT_DEC_MAX];
	struct sim_stage *st = self;

	sim_say(st, "%d order %d %s %s %s %s", sim_day(st, o->time), (int)o->id,
	    o->symbol, rbt_side_name(o->side), sim_px(o->qty.v, a),
	    rbt_order_type_name(o->type));
	if (o->stop.v != 0)
		sim_say(st, " %s", sim_px(o->stop.v, a));
	if (o->limit.v != 0)
		sim_say(st, " %s", sim_px(o->limit.v, a));
	sim_say(st, " %s %s\n", rbt_order_reason_name(o->reason),
	    rbt_order_status_name(o->status));
}

static inline void
sim_on_fill(void *self, const struct rbt_fill *f)
{
	char a[RBT_DEC_MAX], b[RBT_DEC_MAX], c[RBT_MONEY_MAX];

	sim_say(self, "%d fill %d %s %s %s at %s fee %s\n",
	    sim_day(self, f->time), (int)f->order_id, f->symbol,
	    rbt_side_name(f->side), sim_px(f->qty.v, a), sim_px(f->price.v, b),
	    sim_money(f->fee, c));
}

static inline void
sim_on_trade(void *self, const struct rbt_trade *t)
{
	char a[RBT_DEC_MAX], b[RBT_DEC_MAX], c[RBT_DEC_MAX];
	char d[RBT_MONEY_MAX], e[RBT_MONEY_MAX];

	sim_say(self, "trade %s %s %s %d at %s to ", t->symbol,
	    t->is_short ? "short" : "long", sim_px(t->qty.v, a),
	    sim_day(self, t->entry_time), sim_px(t->entry_price.v, b));
	if (!t->open)
		sim_say(self, "%d ", sim_day(self, t->exit_time));
	sim_say(self, "at %s %s pnl %s fees %s bars %d\n",
	    sim_px(t->exit_price.v, c),
	    t->open ? "open" : rbt_order_reason_name(t->exit_reason),
	    sim_money(t->pnl, d), sim_money(t->fees, e), (int)t->bars);
}

static inline void
sim_on_equity(void *self, const struct rbt_equity *p)
{
	char a[RBT_MONEY_MAX], b[RBT_MONEY_MAX];
	struct sim_stage *st = self;

	if (st->with_equity)
		sim_say(st, "%d equity %s cash %s\n", sim_day(st, p->time),
		    sim_money(p->equity, a), sim_money(p->cash, b));
}

/* Runs the stage; the text of the run, or "error: ..." behind what was seen. */
static inline const char *
sim_run(struct sim_stage *st)
{
	struct rbt_signal_source source = {st, &st->plan, sim_block};
	struct rbt_sim_sink sink = {st, sim_on_order, sim_on_fill, sim_on_trade,
	    sim_on_equity};
	const struct rbt_calendar *cal =
	    rbt_calendar_find(st->calendar, &st->err);

	st->len = 0;
	st->text[0] = '\0';
	if (rbt_sim_run(st->series, st->n, &source, cal, &st->opt, &sink,
		&st->res, &st->err) != 0)
		sim_say(st, "error: %s\n", st->err.msg);
	return st->text;
}

/* An option from its text, which must be good. */
static inline void
sim_costs(struct sim_stage *st, const char *commission, const char *slippage)
{
	RBT_BUG_IF(
	    rbt_commission_parse(commission, &st->opt.commission, &st->err) !=
		0 ||
	    rbt_slippage_parse(slippage, &st->opt.slippage, &st->err) != 0);
}

/* A protective order in percent. */
static inline struct rbt_protection
sim_percent(double percent)
{
	return (struct rbt_protection){true, true, sim_e8(percent)};
}

/* A protective order whose X is `distance` at every bar of the column. */
static inline struct rbt_protection
sim_distance(double *column, double distance)
{
	for (size_t i = 0; i < SIM_BARS; i++)
		column[i] = distance;
	return (struct rbt_protection){.on = true};
}

#endif
