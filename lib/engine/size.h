/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How much a new position is: the size that the plan asks for at the decision,
 * and the part of it that the account can pay at the fill.
 */
#ifndef RBT_ENGINE_SIZE_H
#define RBT_ENGINE_SIZE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/dec.h"
#include "engine/commission.h"
#include "strategy/signal.h"

/* Distances of the protective orders from the entry price as of a decision,
 * in 1e-8; only those that the plan has and does not give in percent. */
struct rbt_distances {
	int64_t stop, trail, target;
};

/*
 * The quantity that the plan asks for with this equity and this close, rounded
 * down to the lot; 0 if it is less than a lot or there is no equity.  A plan
 * sized by risk has a stop or a trail.  false if it does not fit a quantity.
 */
bool rbt_size_wanted(const struct rbt_trade_plan *plan, rbt_money equity,
    rbt_px close, const struct rbt_distances *d, rbt_qty lot,
    rbt_qty *out) RBT_MUST_USE;

/*
 * The largest multiple of the lot, at most `wanted` (a multiple itself), that
 * costs no more than `room` at this price with its fee; 0 if none does.
 */
rbt_qty rbt_size_affordable(rbt_money room, rbt_px price,
    const struct rbt_commission *c, rbt_qty lot, rbt_qty wanted);

#endif
