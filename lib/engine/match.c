/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/match.h"

#include "engine/size.h"

/* A price at which an order fills. */
struct quote {
	rbt_px seen, price; /* by the rules; that of the fill */
	rbt_ts time;
};

static int
slip(const struct rbt_run *r, const struct rbt_position *p, enum rbt_side side,
    struct quote *q)
{
	const struct rbt_series *s = p->series;
	rbt_px from = q->seen;
	char when[RBT_TS_MAX];

	if (r->opt->worst_price)
		from.v = side == RBT_BUY ? s->high[p->bar] : s->low[p->bar];
	if (rbt_slippage_apply(&r->opt->slippage, side, from, &q->price))
		return 0;
	rbt_ts_format_for(r->time, r->period, when);
	return rbt_err_set(r->err, RBT_E_DATA,
	    "slippage leaves no price at %s %s", s->symbol, when);
}

/* Books a fill that takes the position to `after` and reports it. */
static int
fill(struct rbt_run *r, struct rbt_position *p, const struct rbt_order *o,
    const struct quote *q, rbt_qty after, rbt_money *fee)
{
	int64_t change = after.v - p->qty.v;
	struct rbt_ledger_fill booked = {
	    .before = p->qty,
	    .after = after,
	    .price = q->price,
	    .seen = q->seen,
	    .mark = p->mark,
	};
	struct rbt_fill f = {
	    .time = q->time,
	    .order_id = o->id,
	    .symbol = p->series->symbol,
	    .side = o->side,
	    .qty = {change < 0 ? -change : change},
	    .price = q->price,
	};
	const char *field;

	if (!rbt_commission_of(&r->opt->commission, f.qty,
		rbt_money_of(f.price, f.qty), &f.fee))
		return rbt_run_overflow(r, p, "fee");
	*fee = booked.fee = f.fee;
	field = rbt_ledger_fill(&r->ledger, &booked);
	if (field != NULL)
		return rbt_run_overflow(r, p, field);
	p->qty = after;
	r->res->n_fills++;
	if (r->sink->fill != NULL)
		r->sink->fill(r->sink->self, &f);
	return 0;
}

static int
report_trades(struct rbt_run *r, struct rbt_position *p, bool is_short,
    struct rbt_lot *exit, enum rbt_order_reason reason)
{
	struct rbt_trade t;

	while (exit->qty.v > 0) {
		if (!rbt_lots_match(&p->lots, p->series, is_short, exit, &t))
			return rbt_run_overflow(r, p, "pnl");
		t.exit_reason = reason;
		r->res->n_trades++;
		if (r->sink->trade != NULL)
			r->sink->trade(r->sink->self, &t);
	}
	return 0;
}

/* Fills an order that closes the position; what else stands around it goes. */
static int
close_position(struct rbt_run *r, struct rbt_position *p, struct rbt_order *o,
    const struct quote *q)
{
	bool is_short = p->qty.v < 0;
	struct rbt_lot exit = {
	    .qty = o->qty,
	    .price = q->price,
	    .time = q->time,
	    .bar = p->bar,
	};

	if (fill(r, p, o, q, (rbt_qty){0}, &exit.fee) != 0)
		return -1;
	rbt_run_change(r, o, RBT_ORDER_FILLED, o->reason, q->time);
	r->n_held--;
	return report_trades(r, p, is_short, &exit, o->reason);
}

static int
fill_exit(struct rbt_run *r, struct rbt_position *p, rbt_px seen, rbt_ts time)
{
	struct quote q = {.seen = seen, .time = time};
	struct rbt_order o = rbt_run_take(r, &p->exit);

	if (slip(r, p, o.side, &q) != 0 || close_position(r, p, &o, &q) != 0)
		return -1;
	rbt_run_unprotect(r, p, RBT_REASON_OCO, time);
	return 0;
}

/* A leg fills at the price seen; a target is a limit, which never slips. */
static int
fill_leg(struct rbt_run *r, struct rbt_position *p, enum rbt_leg leg,
    rbt_px seen)
{
	struct quote q = {.seen = seen, .price = seen, .time = r->time};
	struct rbt_order o = rbt_run_leg(p, leg);

	if (leg != RBT_LEG_TARGET && slip(r, p, o.side, &q) != 0)
		return -1;
	p->bracket.leg[leg].id = 0;
	if (close_position(r, p, &o, &q) != 0)
		return -1;
	rbt_run_unprotect(r, p, RBT_REASON_OCO, r->time);
	if (p->exit.id == 0)
		return 0;
	o = rbt_run_take(r, &p->exit);
	rbt_run_change(r, &o, RBT_ORDER_CANCELED, RBT_REASON_POSITION_GONE,
	    r->time);
	return 0;
}

/* Sends the protective orders of a position that was just opened. */
static int
protect(struct rbt_run *r, struct rbt_position *p, const struct quote *q)
{
	const bool on[RBT_LEGS] = {r->plan->stop.on, r->plan->trail.on,
	    r->plan->target.on};

	if (!rbt_bracket_set(&p->bracket, r->plan, &p->distances, p->qty.v < 0,
		q->price))
		return rbt_run_overflow(r, p, "level");
	for (enum rbt_leg leg = 0; leg < RBT_LEGS; leg++) {
		struct rbt_order o = rbt_run_leg(p, leg);

		if (!on[leg])
			continue;
		rbt_run_accept(r, &o, q->time);
		p->bracket.leg[leg].id = o.id;
	}
	return 0;
}

/* Opens a position of `qty`, what the account can pay of the order. */
static int
open_position(struct rbt_run *r, struct rbt_position *p, struct rbt_order *o,
    rbt_qty qty, const struct quote *q)
{
	rbt_qty after = {o->side == RBT_BUY ? qty.v : -qty.v};
	struct rbt_lot lot = {.qty = qty,
	    .price = q->price,
	    .time = q->time,
	    .bar = p->bar};

	if (fill(r, p, o, q, after, &lot.fee) != 0)
		return -1;
	if (qty.v < o->qty.v) {
		rbt_run_change(r, o, RBT_ORDER_PARTIALLY_FILLED, o->reason,
		    q->time);
		rbt_run_change(r, o, RBT_ORDER_CANCELED,
		    RBT_REASON_BUYING_POWER, q->time);
	} else {
		rbt_run_change(r, o, RBT_ORDER_FILLED, o->reason, q->time);
	}
	RBT_VEC_PUSH(&p->lots, lot);
	p->entry_bar = p->bar;
	p->entry_id = o->id;
	p->entry_qty = qty;
	r->n_held++;
	return protect(r, p, q);
}

static int
fill_entry(struct rbt_run *r, struct rbt_position *p, rbt_px seen, rbt_ts time)
{
	struct quote q = {.seen = seen, .time = time};
	struct rbt_order o = rbt_run_take(r, &p->entry);
	rbt_money room;
	rbt_qty qty;

	RBT_BUG_IF(p->qty.v != 0);
	if (slip(r, p, o.side, &q) != 0)
		return -1;
	if (!rbt_ledger_room(&r->ledger, &room))
		return rbt_run_overflow(r, p, "buying power");
	qty = rbt_size_affordable(room, q.price, &r->opt->commission,
	    r->opt->lot, o.qty);
	if (qty.v == o.qty.v || (qty.v > 0 && r->plan->size != RBT_SIZE_UNITS))
		return open_position(r, p, &o, qty, &q);
	rbt_run_change(r, &o,
	    r->plan->size == RBT_SIZE_UNITS ? RBT_ORDER_REJECTED
					    : RBT_ORDER_CANCELED,
	    RBT_REASON_BUYING_POWER, time);
	return 0;
}

static rbt_px
open_of(const struct rbt_position *p)
{
	return (rbt_px){p->series->open[p->bar]};
}

static rbt_px
close_of(const struct rbt_position *p)
{
	return (rbt_px){p->series->close[p->bar]};
}

/* What reduces exposure at the open. */
static int
reduce_at_open(struct rbt_run *r)
{
	bool at_open = r->opt->fill == RBT_FILL_NEXT_OPEN;

	rbt_run_turns_begin(r);
	for (size_t i = 0; i < r->active.n; i++) {
		struct rbt_position *p = r->active.at[i];
		enum rbt_leg leg;

		if (p->qty.v == 0)
			continue;
		leg = rbt_bracket_gap(&p->bracket, open_of(p).v);
		if (leg != RBT_LEG_NONE)
			rbt_run_turns_add(r, p->bracket.leg[leg].id, p);
		else if (at_open && p->exit.id != 0)
			rbt_run_turns_add(r, p->exit.id, p);
	}
	rbt_run_turns_sort(r);
	for (size_t i = 0; i < r->turns.n; i++) {
		struct rbt_position *p = r->turns.at[i].of;
		enum rbt_leg leg = rbt_bracket_gap(&p->bracket, open_of(p).v);
		int rc = leg != RBT_LEG_NONE
			     ? fill_leg(r, p, leg, open_of(p))
			     : fill_exit(r, p, open_of(p), r->time);

		if (rc != 0)
			return -1;
	}
	return 0;
}

/* Waiting entries at the open (or the close), in the order of submission. */
static int
increase(struct rbt_run *r, bool at_close)
{
	rbt_run_turns_begin(r);
	for (size_t i = 0; i < r->active.n; i++)
		if (r->active.at[i]->entry.id != 0)
			rbt_run_turns_add(r, r->active.at[i]->entry.id,
			    r->active.at[i]);
	rbt_run_turns_sort(r);
	for (size_t i = 0; i < r->turns.n; i++) {
		struct rbt_position *p = r->turns.at[i].of;
		int rc = at_close ? fill_entry(r, p, close_of(p), r->close_time)
				  : fill_entry(r, p, open_of(p), r->time);

		if (rc != 0)
			return -1;
	}
	return 0;
}

int
rbt_match_open(struct rbt_run *r)
{
	if (!r->protects && r->n_waiting == 0)
		return 0;
	if (reduce_at_open(r) != 0)
		return -1;
	if (r->opt->fill != RBT_FILL_NEXT_OPEN)
		return 0;
	if (increase(r, false) != 0)
		return -1;
	/* Slippage may have taken an entry so far that the open is already
	 * behind a level of its protection. */
	return r->turns.n > 0 ? reduce_at_open(r) : 0;
}

int
rbt_match_inside(struct rbt_run *r)
{
	bool target_first = r->opt->intrabar == RBT_INTRABAR_TARGET_FIRST;

	if (!r->protects)
		return 0;
	for (size_t i = 0; i < r->active.n; i++) {
		struct rbt_position *p = r->active.at[i];
		const struct rbt_series *s = p->series;
		bool ambiguous = false;
		enum rbt_leg leg;

		if (p->qty.v == 0 || rbt_bracket_is_empty(&p->bracket))
			continue;
		leg = rbt_bracket_reach(&p->bracket, s->high[p->bar],
		    s->low[p->bar], target_first, &ambiguous);
		r->res->ambiguous_bars += ambiguous;
		if (leg != RBT_LEG_NONE &&
		    fill_leg(r, p, leg, (rbt_px){p->bracket.leg[leg].level}) !=
			0)
			return -1;
	}
	return 0;
}

int
rbt_match_close(struct rbt_run *r)
{
	if (r->n_waiting == 0)
		return 0;
	rbt_run_turns_begin(r);
	for (size_t i = 0; i < r->active.n; i++)
		if (r->active.at[i]->exit.id != 0)
			rbt_run_turns_add(r, r->active.at[i]->exit.id,
			    r->active.at[i]);
	rbt_run_turns_sort(r);
	for (size_t i = 0; i < r->turns.n; i++) {
		struct rbt_position *p = r->turns.at[i].of;

		if (fill_exit(r, p, close_of(p), r->close_time) != 0)
			return -1;
	}
	return increase(r, true);
}
