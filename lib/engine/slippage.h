/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How far a fill is from the price that was seen: against the order, never
 * capped by the bar's range, half to even to 1e-8.  Market and stop orders
 * slip, limits never.
 */
#ifndef RBT_ENGINE_SLIPPAGE_H
#define RBT_ENGINE_SLIPPAGE_H

#include <stdbool.h>

#include "core/attr.h"
#include "core/dec.h"
#include "core/err.h"
#include "market/order.h"

enum rbt_slippage_kind {
	RBT_SLIPPAGE_NONE,
	RBT_SLIPPAGE_BPS,   /* price x (1 +- b / 10000) */
	RBT_SLIPPAGE_FIXED, /* price +- amount */
};

struct rbt_slippage {
	enum rbt_slippage_kind kind;
	int64_t amount_e8; /* bps, or price units; in 1e-8 */
};

/* From "none", "bps=5", "fixed=0.02".  RBT_E_USAGE says what was expected. */
int rbt_slippage_parse(const char *text, struct rbt_slippage *out,
    struct rbt_err *err) RBT_MUST_USE;

/* Brings the amount to `times_e8` / 1e8 of what it is, half to even to 1e-8;
 * times_e8 >= 0.  false on overflow, and for basis points that leave no price;
 * *s is then untouched. */
bool rbt_slippage_scale(struct rbt_slippage *s, int64_t times_e8) RBT_MUST_USE;

/* The price after slippage; false on overflow or a price that is not > 0. */
bool rbt_slippage_apply(const struct rbt_slippage *s, enum rbt_side side,
    rbt_px price, rbt_px *out) RBT_MUST_USE;

#endif
