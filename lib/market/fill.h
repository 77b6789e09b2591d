/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fill: what an order got, at what price, and what it paid. */
#ifndef RBT_MARKET_FILL_H
#define RBT_MARKET_FILL_H

#include "market/order.h"

struct rbt_fill {
	rbt_ts time;
	int64_t order_id;
	const char *symbol;
	enum rbt_side side;
	rbt_qty qty;   /* > 0 */
	rbt_px price;  /* slippage included */
	rbt_money fee; /* >= 0, a multiple of 1e-8 */
};

/* Writes a `fill` record. */
void rbt_fill_emit(struct rbt_out *out, const struct rbt_fill *f, rbt_period p);

#endif
