/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sizes by hand; the affordable part against a search lot by lot. */
#include "engine/size.h"

#include "core/rng.h"
#include "harness/money.h"
#include "harness/t.h"

#define E8 RBT_DEC_ONE

/* Units (in 1e-8) of a plan with equity and close in whole money. */
static long long
wanted(enum rbt_size_kind kind, int64_t amount_e8, int64_t equity,
    int64_t close_e8, int64_t lot)
{
	struct rbt_trade_plan plan = {.size = kind,
	    .amount_e8 = amount_e8,
	    .stop = {.on = true},
	    .trail = {true, true, 10 * E8}};
	struct rbt_distances d = {.stop = 3 * E8};
	rbt_qty q;

	if (!rbt_size_wanted(&plan, t_money_e8(equity * E8), (rbt_px){close_e8},
		&d, (rbt_qty){lot}, &q))
		return -1;
	return q.v;
}

static void
test_wanted(void)
{
	T_INT(wanted(RBT_SIZE_UNITS, 750000000, 0, E8, E8), 7 * E8);
	T_INT(wanted(RBT_SIZE_UNITS, 750000000, 0, E8, 1), 750000000);
	T_INT(wanted(RBT_SIZE_UNITS, 50 * E8, 0, E8, 20 * E8), 40 * E8);
	/* 1000 / 3 */
	T_INT(wanted(RBT_SIZE_CASH, 1000 * E8, 0, 3 * E8, E8), 333 * E8);
	T_INT(wanted(RBT_SIZE_CASH, 1000 * E8, 0, 3 * E8, 1), 33333333333);
	/* 12.5 % of 999 are 124.875; / 7 = 17.839285714... */
	T_INT(wanted(RBT_SIZE_EQUITY_PERCENT, 1250000000, 999, 7 * E8, E8),
	    17 * E8);
	T_INT(wanted(RBT_SIZE_EQUITY_PERCENT, 1250000000, 999, 7 * E8, 1),
	    1783928571);
	/* no equity, no size */
	T_INT(wanted(RBT_SIZE_EQUITY_PERCENT, 100 * E8, 0, E8, E8), 0);
	T_INT(wanted(RBT_SIZE_EQUITY_PERCENT, 100 * E8, -5, E8, E8), 0);
	/* 1 % of 999 over the nearer of 3 and 10 % of the close */
	T_INT(wanted(RBT_SIZE_RISK_PERCENT, E8, 999, 100 * E8, 1), 333000000);
	T_INT(wanted(RBT_SIZE_RISK_PERCENT, E8, 999, 20 * E8, 1), 499500000);
	/* beyond 64 bits */
	T_INT(wanted(RBT_SIZE_CASH, 10000 * E8, 0, 1, E8), -1);
	T_INT(wanted(RBT_SIZE_EQUITY_PERCENT, 100 * E8, 10000, 1, E8), -1);
}

static void
test_affordable(void)
{
	struct rbt_commission c;
	struct rbt_err err = {0};
	struct rbt_rng rng;
	int bad = 0;

	T_OK(rbt_commission_parse("bps=7,min=2,max=5", &c, &err) == 0);
	rbt_rng_init(&rng, 11, "affordable");
	for (int i = 0; i < 2000; i++) {
		rbt_px price = {
		    (int64_t)rbt_rng_below(&rng, (uint64_t)(50 * E8)) + 1};
		rbt_money room = {
		    (rbt_i128)rbt_rng_below(&rng, (uint64_t)(400 * E8)) * E8};
		int64_t lot = 3 * E8, lots = 0;
		rbt_qty got = rbt_size_affordable(room, price, &c,
		    (rbt_qty){lot}, (rbt_qty){20 * lot});

		for (int64_t k = 1; k <= 20; k++) {
			rbt_qty q = {k * lot};
			rbt_money v = rbt_money_of(price, q), fee;

			if (rbt_commission_of(&c, q, v, &fee) &&
			    v.v + fee.v <= room.v)
				lots = k;
		}
		bad += got.v != lots * lot;
	}
	T_INT(bad, 0);
	T_INT(rbt_size_affordable((rbt_money){-1}, (rbt_px){1}, &c,
		  (rbt_qty){1}, (rbt_qty){INT64_MAX})
		  .v,
	    0);
}

int
main(void)
{
	test_wanted();
	test_affordable();
	T_DONE(16);
}
