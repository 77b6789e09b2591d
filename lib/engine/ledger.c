/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/ledger.h"

#include <stddef.h>

static rbt_qty
size_of(rbt_qty q)
{
	return (rbt_qty){q.v < 0 ? -q.v : q.v};
}

/* price x (after - before), where the difference may need 65 bits. */
static bool
money_of_change(rbt_px price, rbt_qty before, rbt_qty after, rbt_money *out)
{
	rbt_i128 change = (rbt_i128)after.v - before.v;

	return !__builtin_mul_overflow(change, (rbt_i128)price.v, &out->v);
}

static bool
add(rbt_money *sum, rbt_money m)
{
	return rbt_money_add(*sum, m, sum);
}

static bool
add_size(rbt_money *sum, rbt_money m)
{
	return m.v < 0 ? rbt_money_sub(*sum, m, sum) : add(sum, m);
}

const char *
rbt_ledger_fill(struct rbt_ledger *l, const struct rbt_ledger_fill *f)
{
	rbt_money cost, slipped, value, gross;
	rbt_px slip = {f->price.v - f->seen.v};

	if (!money_of_change(f->price, f->before, f->after, &cost) ||
	    !rbt_money_sub(l->cash, cost, &l->cash) ||
	    !rbt_money_sub(l->cash, f->fee, &l->cash))
		return "cash";
	if (!add_size(&l->traded_value, cost))
		return "traded value";
	if (!add(&l->fees, f->fee))
		return "fees";
	if (!money_of_change(slip, f->before, f->after, &slipped) ||
	    !add_size(&l->slippage_cost, slipped))
		return "slippage cost";
	if (!money_of_change(f->mark, f->before, f->after, &value) ||
	    !add(&l->value, value))
		return "position value";
	if (!money_of_change(f->mark, size_of(f->before), size_of(f->after),
		&gross) ||
	    !add(&l->gross, gross))
		return "gross exposure";
	return NULL;
}

const char *
rbt_ledger_mark(struct rbt_ledger *l, rbt_qty qty, rbt_px from, rbt_px to)
{
	rbt_px move = {to.v - from.v}; /* both positive */

	if (!add(&l->value, rbt_money_of(move, qty)))
		return "position value";
	if (!add(&l->gross, rbt_money_of(move, size_of(qty))))
		return "gross exposure";
	return NULL;
}

bool
rbt_ledger_equity(const struct rbt_ledger *l, rbt_money *out)
{
	return rbt_money_add(l->cash, l->value, out);
}

bool
rbt_ledger_room(const struct rbt_ledger *l, rbt_money *out)
{
	return rbt_ledger_equity(l, out) && rbt_money_sub(*out, l->gross, out);
}
