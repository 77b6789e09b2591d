/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A second simulator for the stage `st` of the test that includes this, written
 * plainly from the rules of rbt-execution(7) and sharing nothing with
 * lib/engine: one list of orders, every sum computed anew, quantities found by
 * counting down.  Its text has the fills and the equity of each day.
 */
#ifndef RBT_HARNESS_PLAIN_H
#define RBT_HARNESS_PLAIN_H

#include "harness/sim.h"

#define E8 RBT_DEC_ONE

static struct sim_stage st;

enum plain_kind {
	MARKET,
	STOP,
	TRAIL,
	TARGET,
};

struct plain_order {
	int id, of, dir; /* dir: 1 buys */
	enum plain_kind kind;
	bool closes, alive;
	int64_t qty, level;
	double x[3]; /* distances of an entry */
};

/* The plain simulator's state and what it saw. */
static struct {
	struct plain_order orders[2048];
	int n_orders, next_id;
	int64_t pos[SIM_SERIES], mark[SIM_SERIES];
	int bar[SIM_SERIES]; /* at the time, or -1 */
	int entry_bar[SIM_SERIES];
	rbt_i128 cash, cost;
	int ambiguous, conflict, no_stop, size_zero, exposed;
	char text[1 << 16];
	size_t len;
} pl;

static rbt_i128
even(rbt_i128 n, rbt_i128 d)
{
	rbt_i128 q = n / d, r = n % d;

	if (r < 0) {
		q--;
		r += d;
	}
	return 2 * r > d || (2 * r == d && q % 2 != 0) ? q + 1 : q;
}

static int64_t
column(int i, int c)
{
	return st.columns[i][c][pl.bar[i]];
}

static int64_t
slipped(int64_t price, int dir)
{
	const struct rbt_slippage *s = &st.opt.slippage;

	if (s->kind == RBT_SLIPPAGE_NONE)
		return price;
	if (s->kind == RBT_SLIPPAGE_FIXED)
		return price + dir * s->amount_e8;
	return (
	    int64_t)even((rbt_i128)price * (10000 * E8 + dir * s->amount_e8),
	    10000 * E8);
}

/* In 1e-16; bps, or a minimum on a rate a unit. */
static rbt_i128
fee_of(int64_t qty, int64_t price)
{
	const struct rbt_commission *c = &st.opt.commission;
	rbt_i128 fee = 0;

	if (c->kind == RBT_COMMISSION_BPS)
		fee = even((rbt_i128)qty * price * c->rate_e8,
		    (rbt_i128)10000 * E8 * E8);
	else if (c->kind == RBT_COMMISSION_PER_SHARE)
		fee = even((rbt_i128)qty * c->rate_e8, E8);
	if (fee < c->min_e8)
		fee = c->min_e8;
	return fee * E8;
}

static rbt_i128
sum(bool gross)
{
	rbt_i128 s = 0;

	for (size_t i = 0; i < st.n; i++) {
		rbt_i128 v = (rbt_i128)pl.pos[i] * pl.mark[i];

		s += gross && v < 0 ? -v : v;
	}
	return s;
}

static void
say_fill(const struct plain_order *o, int day, int64_t qty, int64_t price,
    rbt_i128 fee)
{
	char a[RBT_DEC_MAX], b[RBT_DEC_MAX], c[RBT_MONEY_MAX];

	pl.len += (size_t)snprintf(pl.text + pl.len, sizeof pl.text - pl.len,
	    "%d fill %d %s %s %s at %s fee %s\n", day, o->id,
	    st.series[o->of].symbol, o->dir > 0 ? "buy" : "sell",
	    sim_px(qty, a), sim_px(price, b), sim_money((rbt_money){fee}, c));
}

static struct plain_order *
send(int of, int dir, enum plain_kind kind, bool closes, int64_t qty,
    int64_t level)
{
	struct plain_order *o = &pl.orders[pl.n_orders++];

	*o = (struct plain_order){
	    .id = ++pl.next_id,
	    .of = of,
	    .dir = dir,
	    .kind = kind,
	    .closes = closes,
	    .alive = true,
	    .qty = qty,
	    .level = level,
	};
	return o;
}

static void
trade(struct plain_order *o, int day, int64_t qty, int64_t seen)
{
	int64_t price = o->kind == TARGET ? seen : slipped(seen, o->dir);
	rbt_i128 fee = fee_of(qty, price);

	pl.cash -= (rbt_i128)o->dir * qty * price + fee;
	pl.cost += (rbt_i128)(price > seen ? price - seen : seen - price) * qty;
	pl.pos[o->of] += o->dir * qty;
	o->alive = false;
	say_fill(o, day, qty, price, fee);
}

static void
cancel_closing(int of)
{
	for (int k = 0; k < pl.n_orders; k++)
		if (pl.orders[k].of == of && pl.orders[k].closes)
			pl.orders[k].alive = false;
}

static int64_t
level_of(const struct rbt_protection *p, double x, int64_t from, int dir)
{
	if (!p->is_percent)
		return from + dir * sim_e8(x);
	return (int64_t)even((rbt_i128)from * (100 * E8 + dir * p->percent_e8),
	    100 * E8);
}

static void
enter(struct plain_order *o, int day, int64_t seen)
{
	const struct rbt_trade_plan *plan = &st.plan;
	int64_t price = slipped(seen, o->dir), qty = o->qty;
	rbt_i128 room = pl.cash + sum(false) - sum(true);
	int i = o->of;

	while (qty > 0 && (rbt_i128)qty * price + fee_of(qty, price) > room)
		qty -= st.opt.lot.v;
	o->alive = false;
	if (qty <= 0 || (qty < o->qty && plan->size == RBT_SIZE_UNITS))
		return;
	trade(o, day, qty, seen);
	pl.entry_bar[i] = pl.bar[i];
	if (plan->stop.on)
		send(i, -o->dir, STOP, true, qty,
		    level_of(&plan->stop, o->x[0], price, -o->dir));
	if (plan->trail.on)
		send(i, -o->dir, TRAIL, true, qty,
		    level_of(&plan->trail, o->x[1], price, -o->dir));
	if (plan->target.on)
		send(i, -o->dir, TARGET, true, qty,
		    level_of(&plan->target, o->x[2], price, o->dir));
}

/* Whether a price is at the level or behind it. */
static bool
touches(const struct plain_order *o, int64_t price)
{
	bool above = (o->kind == TARGET) == (o->dir < 0);

	return above ? price >= o->level : price <= o->level;
}

static void
close_with(struct plain_order *o, int day, int64_t seen)
{
	trade(o, day, o->qty, seen);
	cancel_closing(o->of);
}

static void
at_open(int day, int first)
{
	for (int k = first; k < pl.n_orders; k++) {
		struct plain_order *o = &pl.orders[k];

		if (!o->alive || !o->closes || pl.bar[o->of] < 0)
			continue;
		if (o->kind == MARKET ? st.opt.fill == RBT_FILL_NEXT_OPEN
				      : touches(o, column(o->of, 1)))
			close_with(o, day, column(o->of, 1));
	}
}

static void
market_orders(int day, bool closing, int price_column)
{
	int n = pl.n_orders;

	for (int k = 0; k < n; k++) {
		struct plain_order *o = &pl.orders[k];

		if (!o->alive || o->closes != closing || o->kind != MARKET ||
		    pl.bar[o->of] < 0)
			continue;
		if (closing)
			close_with(o, day, column(o->of, price_column));
		else
			enter(o, day, column(o->of, price_column));
	}
}

static void
inside(int i, int day)
{
	struct plain_order *stop = NULL, *target = NULL;

	for (int k = 0; k < pl.n_orders; k++) {
		struct plain_order *o = &pl.orders[k];
		int64_t far;

		if (!o->alive || o->of != i || o->kind == MARKET)
			continue;
		far = column(i, (o->kind == TARGET) == (o->dir < 0) ? 2 : 3);
		if (!touches(o, far))
			continue;
		if (o->kind == TARGET)
			target = o;
		else if (stop == NULL || (o->dir < 0 ? o->level > stop->level
						     : o->level < stop->level))
			stop = o;
	}
	pl.ambiguous += stop != NULL && target != NULL;
	if (stop != NULL &&
	    (target == NULL || st.opt.intrabar == RBT_INTRABAR_STOP_FIRST))
		close_with(stop, day, stop->level);
	else if (target != NULL)
		close_with(target, day, target->level);
}

static bool
is_good(const struct rbt_protection *p, double x)
{
	return !p->on || p->is_percent || x > 0;
}

static void
move_trails(void)
{
	for (int k = 0; k < pl.n_orders; k++) {
		struct plain_order *o = &pl.orders[k];
		int64_t to;

		if (!o->alive || o->kind != TRAIL || pl.bar[o->of] < 0 ||
		    !is_good(&st.plan.trail, st.trail[pl.bar[o->of]]))
			continue;
		to = level_of(&st.plan.trail, st.trail[pl.bar[o->of]],
		    column(o->of, o->dir < 0 ? 2 : 3), o->dir);
		if (o->dir < 0 ? to > o->level : to < o->level)
			o->level = to;
	}
}

static int64_t
size_of(rbt_i128 equity, int64_t close, const double *x)
{
	const struct rbt_trade_plan *plan = &st.plan;
	rbt_i128 a = plan->amount_e8, d = 0, q = 0;

	if (plan->size == RBT_SIZE_UNITS)
		q = a;
	else if (plan->size == RBT_SIZE_CASH)
		q = a * E8 / close;
	else if (equity > 0 && plan->size == RBT_SIZE_EQUITY_PERCENT)
		q = equity * a / ((rbt_i128)100 * E8 * close);
	else if (equity > 0) {
		if (plan->stop.on)
			d = plan->stop.is_percent
				? (rbt_i128)close * plan->stop.percent_e8
				: (rbt_i128)sim_e8(x[0]) * 100 * E8;
		if (plan->trail.on) {
			rbt_i128 e =
			    plan->trail.is_percent
				? (rbt_i128)close * plan->trail.percent_e8
				: (rbt_i128)sim_e8(x[1]) * 100 * E8;

			d = d == 0 || e < d ? e : d;
		}
		q = equity * a / d;
	}
	return (int64_t)(q / st.opt.lot.v * st.opt.lot.v);
}

static void
decide(int i, rbt_i128 equity)
{
	int k = pl.bar[i], b = st.bits[i][k], want = 0;
	int64_t pos = pl.pos[i];
	double x[3] = {st.stop[k], st.trail[k], st.target[k]};
	bool el = b & RBT_SIGNAL_ENTER_LONG, es = b & RBT_SIGNAL_ENTER_SHORT;
	bool xl = b & RBT_SIGNAL_EXIT_LONG, xs = b & RBT_SIGNAL_EXIT_SHORT;
	bool late = st.plan.exit_after_bars > 0 &&
		    k >= pl.entry_bar[i] + (int)st.plan.exit_after_bars - 1;
	int64_t qty;

	if (el && pos <= 0)
		want = es || xl ? 2 : 1;
	if (es && pos >= 0)
		want = el || xs ? 2 : -1;
	pl.conflict += want == 2;
	want = want == 2 ? 0 : want;
	if (pos != 0 && (want || (pos > 0 ? xl : xs) || late)) {
		if (st.opt.fill != RBT_FILL_NEXT_CLOSE)
			cancel_closing(i);
		send(i, pos > 0 ? -1 : 1, MARKET, true, pos > 0 ? pos : -pos,
		    0);
	}
	if (want == 0)
		return;
	if (!is_good(&st.plan.stop, x[0]) || !is_good(&st.plan.trail, x[1]) ||
	    !is_good(&st.plan.target, x[2])) {
		pl.no_stop++;
		return;
	}
	qty = size_of(equity, column(i, 4), x);
	if (qty == 0)
		pl.size_zero++;
	else
		memcpy(send(i, want, MARKET, false, qty, 0)->x, x, sizeof x);
}

static void
plain_day(int day)
{
	int n = pl.n_orders;
	bool same = st.opt.fill == RBT_FILL_SAME_CLOSE, held = false;
	rbt_i128 equity;
	char a[RBT_MONEY_MAX], b[RBT_MONEY_MAX];

	at_open(day, 0);
	if (st.opt.fill == RBT_FILL_NEXT_OPEN)
		market_orders(day, false, 1);
	at_open(day, n);
	for (size_t i = 0; i < st.n; i++)
		held = held || pl.pos[i] != 0;
	pl.exposed += held;
	for (int i = 0; i < (int)st.n; i++)
		if (pl.bar[i] >= 0)
			inside(i, day);
	for (int i = 0; i < (int)st.n; i++)
		if (pl.bar[i] >= 0)
			pl.mark[i] = column(i, 4);
	move_trails();
	if (st.opt.fill == RBT_FILL_NEXT_CLOSE) {
		market_orders(day, true, 4);
		market_orders(day, false, 4);
	}
	equity = pl.cash + sum(false);
	for (int i = 0; i < (int)st.n; i++)
		if (pl.bar[i] >= 0)
			decide(i, equity);
	if (same) {
		market_orders(day, true, 4);
		market_orders(day, false, 4);
	}
	equity = pl.cash + sum(false);
	pl.len += (size_t)snprintf(pl.text + pl.len, sizeof pl.text - pl.len,
	    "%d equity %s cash %s\n", day, sim_money((rbt_money){equity}, a),
	    sim_money((rbt_money){pl.cash}, b));
}

static void
plain_run(int days)
{
	memset(&pl, 0, sizeof pl);
	pl.cash = st.opt.cash.v;
	for (int day = 0; day < days; day++) {
		bool any = false;

		if (day * RBT_DAY_NS < st.opt.start.ns ||
		    day * RBT_DAY_NS >= st.opt.end.ns)
			continue;
		for (size_t i = 0; i < st.n; i++) {
			pl.bar[i] = -1;
			for (size_t k = 0; k < st.series[i].n; k++)
				if (st.columns[i][0][k] == day * RBT_DAY_NS)
					pl.bar[i] = (int)k;
			any = any || pl.bar[i] >= 0;
		}
		if (any)
			plain_day(day);
	}
}

#endif
