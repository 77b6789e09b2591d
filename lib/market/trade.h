/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A round trip: one lot from its entry fill to its exit fill, matched first in,
 * first out.  A lot that is still open has no exit time and is marked at the
 * last close.
 */
#ifndef RBT_MARKET_TRADE_H
#define RBT_MARKET_TRADE_H

#include <stdbool.h>

#include "market/order.h"

struct rbt_trade {
	const char *symbol;
	bool is_short;
	bool open; /* exit_* are the mark */
	rbt_qty qty;
	rbt_ts entry_time, exit_time;
	rbt_px entry_price, exit_price;
	enum rbt_order_reason exit_reason;
	rbt_money pnl;   /* net of both fees */
	rbt_money fees;  /* share of both fills' fees */
	int64_t bars;    /* bars of the instrument held: exit - entry index */
	double ret;      /* pnl / (qty x entry price) */
	double mae, mfe; /* worst and best excursion / entry price, >= 0 */
};

/* Writes a `trade` record. */
void rbt_trade_emit(struct rbt_out *out, const struct rbt_trade *t,
    rbt_period p);

#endif
