/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/decision.h"

/* The side to enter: 1, -1 or 0.  A side that is held is not entered again; an
 * entry that another condition of the bar contradicts is counted. */
static int
entry_side(struct rbt_run *r, const struct rbt_position *p)
{
	bool both = (p->bits & RBT_SIGNAL_ENTER_LONG) != 0 &&
		    (p->bits & RBT_SIGNAL_ENTER_SHORT) != 0;
	bool up = (p->bits & RBT_SIGNAL_ENTER_LONG) != 0 && p->qty.v <= 0;
	bool down = (p->bits & RBT_SIGNAL_ENTER_SHORT) != 0 && p->qty.v >= 0;
	bool against = (p->bits & (up ? RBT_SIGNAL_EXIT_LONG
				      : RBT_SIGNAL_EXIT_SHORT)) != 0;

	if (!up && !down)
		return 0;
	if (both || against) {
		r->res->suppressed_conflict++;
		return 0;
	}
	return up ? 1 : -1;
}

/* Why the position is to be closed; NONE if it is not. */
static enum rbt_order_reason
exit_reason(const struct rbt_run *r, const struct rbt_position *p, int entry)
{
	int64_t held = (int64_t)(p->bar - p->entry_bar) + 1;
	int out = p->qty.v > 0 ? RBT_SIGNAL_EXIT_LONG : RBT_SIGNAL_EXIT_SHORT;

	if (p->qty.v == 0)
		return RBT_REASON_NONE;
	if (entry != 0)
		return RBT_REASON_REVERSE;
	if ((p->bits & out) != 0)
		return RBT_REASON_EXIT;
	if (r->plan->exit_after_bars > 0 && held >= r->plan->exit_after_bars)
		return RBT_REASON_BARS;
	return RBT_REASON_NONE;
}

/* The protection goes with the decision, unless the exit itself has to wait
 * for the close of a bar in which the position would stand naked. */
void
rbt_decision_exit(struct rbt_run *r, struct rbt_position *p,
    enum rbt_order_reason reason)
{
	p->exit = (struct rbt_order){
	    .symbol = p->series->symbol,
	    .side = p->qty.v > 0 ? RBT_SELL : RBT_BUY,
	    .type = RBT_ORDER_MARKET,
	    .reason = reason,
	    .qty = p->entry_qty,
	};
	rbt_run_wait(r, &p->exit, r->close_time);
	if (r->opt->fill != RBT_FILL_NEXT_CLOSE)
		rbt_run_unprotect(r, p, reason, r->close_time);
}

/* Distances of the protective orders as of this bar; false if one of them is
 * undefined or not above zero. */
static bool
measure(const struct rbt_run *r, struct rbt_position *p)
{
	const struct rbt_trade_plan *plan = r->plan;
	const struct rbt_signal_block *b = &p->feed.block;
	const struct {
		const struct rbt_protection *of;
		const double *column;
		int64_t *out;
	} legs[] = {
	    {&plan->stop, b->stop, &p->distances.stop},
	    {&plan->trail, b->trail, &p->distances.trail},
	    {&plan->target, b->target, &p->distances.target},
	};

	for (size_t i = 0; i < sizeof legs / sizeof legs[0]; i++)
		if (legs[i].of->on &&
		    !rbt_bracket_distance(legs[i].of,
			rbt_feed_distance(&p->feed, legs[i].column, p->bar),
			legs[i].out))
			return false;
	return true;
}

static int
send_entry(struct rbt_run *r, struct rbt_position *p, int side,
    rbt_money equity)
{
	rbt_px close = {p->series->close[p->bar]};
	rbt_qty qty;

	if (!measure(r, p)) {
		r->res->suppressed_no_stop++;
		return 0;
	}
	if (!rbt_size_wanted(r->plan, equity, close, &p->distances, r->opt->lot,
		&qty))
		return rbt_run_overflow(r, p, "quantity");
	if (qty.v == 0) {
		r->res->suppressed_size_zero++;
		return 0;
	}
	p->entry = (struct rbt_order){
	    .symbol = p->series->symbol,
	    .side = side > 0 ? RBT_BUY : RBT_SELL,
	    .type = RBT_ORDER_MARKET,
	    .reason = RBT_REASON_ENTRY,
	    .qty = qty,
	};
	rbt_run_wait(r, &p->entry, r->close_time);
	return 0;
}

int
rbt_decision_make(struct rbt_run *r, struct rbt_position *p, rbt_money equity)
{
	int side;
	enum rbt_order_reason why;

	if (p->bits == 0 && r->plan->exit_after_bars == 0)
		return 0;
	side = entry_side(r, p);
	why = exit_reason(r, p, side);
	RBT_BUG_IF(p->exit.id != 0 || p->entry.id != 0);
	if (why != RBT_REASON_NONE)
		rbt_decision_exit(r, p, why);
	return side == 0 ? 0 : send_entry(r, p, side, equity);
}
