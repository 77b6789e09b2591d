/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lots of a position, first in, first out, and the round trips that they
 * become.  A fee is spread over a fill's quantity, each share rounded half to
 * even to 1e-16; the last part takes what is left, so the shares add up to it.
 */
#ifndef RBT_ENGINE_LOTS_H
#define RBT_ENGINE_LOTS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/attr.h"
#include "core/dec.h"
#include "core/vec.h"
#include "market/series.h"
#include "market/trade.h"

/* A fill, or what is left of one that is matched lot by lot. */
struct rbt_lot {
	rbt_qty qty;   /* > 0, left */
	rbt_money fee; /* for qty */
	rbt_px price;
	rbt_ts time;
	size_t bar; /* index of the bar of the fill */
};

struct rbt_lots RBT_VEC(struct rbt_lot); /* {0} is empty */

/*
 * Matches the oldest lot with *exit, as far as both reach, and takes the
 * matched quantity off both.  *out has all but the reason of the exit and
 * belongs to the caller; its symbol is borrowed from s.  Some lot and some exit
 * must be left.  false on overflow of the pnl.
 */
bool rbt_lots_match(struct rbt_lots *lots, const struct rbt_series *s,
    bool is_short, struct rbt_lot *exit, struct rbt_trade *out) RBT_MUST_USE;

/* Lot i as an open trade, marked at the close of bar `last`. */
bool rbt_lots_mark(const struct rbt_lots *lots, size_t i,
    const struct rbt_series *s, bool is_short, size_t last,
    struct rbt_trade *out) RBT_MUST_USE;

#endif
