/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/size.h"

/* 100 % in units of 1e-8 of a percent. */
#define WHOLE ((rbt_i128)100 * RBT_DEC_ONE)

/*
 * The distance from the close to the nearer of stop and initial trail, in
 * 1e-18 so that a percentage of the close is exact.
 */
static rbt_i128
risk_distance(const struct rbt_trade_plan *plan, rbt_px close,
    const struct rbt_distances *d)
{
	rbt_i128 nearest = 0;
	const struct {
		const struct rbt_protection *of;
		int64_t distance;
	} legs[] = {{&plan->stop, d->stop}, {&plan->trail, d->trail}};

	for (size_t i = 0; i < 2; i++) {
		rbt_i128 x = WHOLE * legs[i].distance;

		if (!legs[i].of->on)
			continue;
		if (legs[i].of->is_percent)
			x = (rbt_i128)close.v * legs[i].of->percent_e8;
		if (nearest == 0 || x < nearest)
			nearest = x;
	}
	RBT_BUG_IF(nearest <= 0);
	return nearest;
}

bool
rbt_size_wanted(const struct rbt_trade_plan *plan, rbt_money equity,
    rbt_px close, const struct rbt_distances *d, rbt_qty lot, rbt_qty *out)
{
	rbt_i128 q = 0;
	bool ok = true;

	switch (plan->size) {
	case RBT_SIZE_UNITS:
		q = plan->amount_e8;
		break;
	case RBT_SIZE_CASH:
		q = (rbt_i128)plan->amount_e8 * RBT_DEC_ONE / close.v;
		break;
	case RBT_SIZE_EQUITY_PERCENT:
		ok = rbt_dec_muldiv_floor(equity.v, plan->amount_e8,
		    WHOLE * close.v, &q);
		break;
	case RBT_SIZE_RISK_PERCENT:
		ok = rbt_dec_muldiv_floor(equity.v, plan->amount_e8,
		    risk_distance(plan, close, d), &q);
		break;
	}
	if (!ok || q > INT64_MAX)
		return false;
	out->v = q <= 0 ? 0 : (int64_t)(q - q % lot.v);
	return true;
}

static bool
is_affordable(rbt_money room, rbt_px price, const struct rbt_commission *c,
    rbt_qty q)
{
	rbt_money value = rbt_money_of(price, q), fee, cost;

	return rbt_commission_of(c, q, value, &fee) &&
	       rbt_money_add(value, fee, &cost) && cost.v <= room.v;
}

rbt_qty
rbt_size_affordable(rbt_money room, rbt_px price,
    const struct rbt_commission *c, rbt_qty lot, rbt_qty wanted)
{
	int64_t low = 0, high = wanted.v / lot.v; /* in lots */

	if (is_affordable(room, price, c, wanted))
		return wanted;
	/* The cost rises with the quantity: low lots can be paid (or are
	 * none), high lots cannot. */
	while (high - low > 1) {
		int64_t mid = low + (high - low) / 2;

		if (is_affordable(room, price, c, (rbt_qty){mid * lot.v}))
			low = mid;
		else
			high = mid;
	}
	return (rbt_qty){low * lot.v};
}
