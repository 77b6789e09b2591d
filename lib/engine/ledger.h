/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The money of an account, kept exactly as fills and marks change it.  The
 * equity is cash + value at any moment; what the sums must be is recomputed
 * from the positions at every point of the equity curve.
 */
#ifndef RBT_ENGINE_LEDGER_H
#define RBT_ENGINE_LEDGER_H

#include <stdbool.h>

#include "core/attr.h"
#include "core/dec.h"

struct rbt_ledger {
	rbt_money cash;
	rbt_money value; /* sum of quantity x mark, shorts negative */
	rbt_money gross; /* sum of |quantity x mark| */
	rbt_money fees, slippage_cost;
	rbt_money traded_value; /* sum of |quantity x price| of all fills */
};

/* What a fill does to a ledger. */
struct rbt_ledger_fill {
	rbt_qty before, after; /* the position, shorts negative */
	rbt_px price, seen;    /* with and without slippage */
	rbt_px mark;           /* of the instrument, unchanged by the fill */
	rbt_money fee;
};

/* Both return the name of the sum that overflowed, NULL if all is well. */
const char *rbt_ledger_fill(struct rbt_ledger *l,
    const struct rbt_ledger_fill *f) RBT_MUST_USE;
/* A position of `qty` is marked at `to` instead of `from`. */
const char *rbt_ledger_mark(struct rbt_ledger *l, rbt_qty qty, rbt_px from,
    rbt_px to) RBT_MUST_USE;

/* cash + value; false on overflow. */
bool rbt_ledger_equity(const struct rbt_ledger *l, rbt_money *out) RBT_MUST_USE;

/*
 * What a fill that opens a position may cost, fee included: equity less the
 * gross exposure of all others.  Where nothing is short that is the cash.
 */
bool rbt_ledger_room(const struct rbt_ledger *l, rbt_money *out) RBT_MUST_USE;

#endif
