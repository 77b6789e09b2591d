/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run.h"

#include <stdlib.h>

int
rbt_run_overflow(const struct rbt_run *r, const struct rbt_position *p,
    const char *field)
{
	char when[RBT_TS_MAX];

	rbt_ts_format_for(r->time, r->period, when);
	return rbt_err_set(r->err, RBT_E_DATA, "%s overflow at %s %s", field,
	    p->series->symbol, when);
}

static void
report(const struct rbt_run *r, const struct rbt_order *o)
{
	if (r->sink->order != NULL)
		r->sink->order(r->sink->self, o);
}

void
rbt_run_accept(struct rbt_run *r, struct rbt_order *o, rbt_ts time)
{
	o->id = ++r->last_id;
	o->status = RBT_ORDER_ACCEPTED;
	o->time = time;
	r->res->n_orders++;
	report(r, o);
}

void
rbt_run_wait(struct rbt_run *r, struct rbt_order *o, rbt_ts time)
{
	rbt_run_accept(r, o, time);
	r->n_waiting++;
}

struct rbt_order
rbt_run_take(struct rbt_run *r, struct rbt_order *waiting)
{
	struct rbt_order o = *waiting;

	waiting->id = 0;
	r->n_waiting--;
	return o;
}

void
rbt_run_change(struct rbt_run *r, struct rbt_order *o,
    enum rbt_order_status status, enum rbt_order_reason reason, rbt_ts time)
{
	RBT_BUG_IF(!rbt_order_may_become(o->status, status));
	o->status = status;
	o->reason = reason;
	o->time = time;
	report(r, o);
}

struct rbt_order
rbt_run_leg(const struct rbt_position *p, enum rbt_leg leg)
{
	static const enum rbt_order_type types[] = {RBT_ORDER_STOP,
	    RBT_ORDER_TRAIL, RBT_ORDER_LIMIT};
	static const enum rbt_order_reason reasons[] = {RBT_REASON_STOP,
	    RBT_REASON_TRAIL, RBT_REASON_TARGET};
	int64_t level = p->bracket.leg[leg].level;
	struct rbt_order o = {
	    .id = p->bracket.leg[leg].id,
	    .parent = p->entry_id,
	    .symbol = p->series->symbol,
	    .side = p->bracket.is_short ? RBT_BUY : RBT_SELL,
	    .type = types[leg],
	    .reason = reasons[leg],
	    .qty = p->entry_qty,
	};

	/* A level that no price can have is told as none. */
	if (level > 0 && leg == RBT_LEG_TARGET)
		o.limit.v = level;
	else if (level > 0)
		o.stop.v = level;
	return o;
}

void
rbt_run_unprotect(struct rbt_run *r, struct rbt_position *p,
    enum rbt_order_reason reason, rbt_ts time)
{
	for (enum rbt_leg leg = 0; leg < RBT_LEGS; leg++) {
		struct rbt_order o = rbt_run_leg(p, leg);

		if (o.id == 0)
			continue;
		rbt_run_change(r, &o, RBT_ORDER_CANCELED, reason, time);
		p->bracket.leg[leg].id = 0;
	}
}

void
rbt_run_turns_begin(struct rbt_run *r)
{
	r->turns.n = 0;
}

void
rbt_run_turns_add(struct rbt_run *r, int64_t id, struct rbt_position *of)
{
	struct rbt_turn turn = {id, of};

	RBT_VEC_PUSH(&r->turns, turn);
}

static int
compare(const void *a, const void *b)
{
	const struct rbt_turn *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

void
rbt_run_turns_sort(struct rbt_run *r)
{
	if (r->turns.n > 1)
		qsort(r->turns.at, r->turns.n, sizeof *r->turns.at, compare);
}
