/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports of a run: ids, turns, legs, overflow. */
#include "engine/run.h"

#include "harness/t.h"

static struct rbt_order seen[8];
static size_t n_seen;

static void
on_order(void *self, const struct rbt_order *o)
{
	(void)self;
	seen[n_seen++] = *o;
}

int
main(void)
{
	struct rbt_sim_sink sink = {.order = on_order};
	struct rbt_sim_result res = {0};
	struct rbt_err err = {0};
	struct rbt_series series = {.symbol = "BRK.B"};
	struct rbt_position p = {.series = &series,
	    .entry_id = 1,
	    .entry_qty = {5}};
	struct rbt_run r = {.sink = &sink,
	    .res = &res,
	    .err = &err,
	    .period = {RBT_DAY_NS},
	    .time = {RBT_DAY_NS}};
	struct rbt_order o = {.symbol = "BRK.B"};

	T_INT(rbt_run_overflow(&r, &p, "equity"), -1);
	T_STR(err.msg, "equity overflow at BRK.B 1970-01-02");
	rbt_run_accept(&r, &o, (rbt_ts){7});
	rbt_run_change(&r, &o, RBT_ORDER_EXPIRED, RBT_REASON_END, (rbt_ts){9});
	T_INT(n_seen, 2);
	T_INT(seen[0].id, 1);
	T_INT(seen[0].time.ns, 7);
	T_INT(seen[1].status, RBT_ORDER_EXPIRED);
	T_INT(seen[1].time.ns, 9);
	/* a short's target at 0: it exists, but no price is told */
	p.bracket.is_short = true;
	p.bracket.leg[RBT_LEG_STOP].id = 2;
	p.bracket.leg[RBT_LEG_STOP].level = 44;
	p.bracket.leg[RBT_LEG_TARGET].id = 3;
	rbt_run_unprotect(&r, &p, RBT_REASON_OCO, (rbt_ts){10});
	T_INT(n_seen, 4);
	T_INT(seen[2].stop.v, 44);
	T_INT(seen[2].side, RBT_BUY);
	T_INT(seen[2].parent, 1);
	T_INT(seen[2].qty.v, 5);
	T_INT(seen[3].id, 3);
	T_INT(seen[3].type, RBT_ORDER_LIMIT);
	T_INT(seen[3].limit.v, 0);
	T_OK(rbt_bracket_is_empty(&p.bracket));
	rbt_run_turns_begin(&r);
	rbt_run_turns_add(&r, 9, &p);
	rbt_run_turns_add(&r, 2, &p);
	rbt_run_turns_add(&r, 5, &p);
	rbt_run_turns_sort(&r);
	T_INT(r.turns.n, 3);
	T_INT(r.turns.at[0].id, 2);
	T_INT(r.turns.at[1].id, 5);
	T_INT(r.turns.at[2].id, 9);
	RBT_VEC_RELEASE(&r.turns);
	T_DONE(20);
}
