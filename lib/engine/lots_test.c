/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lots matched first in, first out, by hand. */
#include "engine/lots.h"

#include <stdlib.h>

#include "harness/t.h"

#define E8 RBT_DEC_ONE

static const int64_t times[] = {0, 1, 2, 3};
static const int64_t highs[] = {110 * E8, 105 * E8, 130 * E8, 104 * E8};
static const int64_t lows[] = {95 * E8, 90 * E8, 99 * E8, 80 * E8};
static const int64_t closes[] = {100 * E8, 100 * E8, 120 * E8, 103 * E8};
static const struct rbt_series series = {
    .symbol = "A",
    .n = 4,
    .time = times,
    .high = highs,
    .low = lows,
    .close = closes,
};

static void
test_match(void)
{
	struct rbt_lots lots = {0};
	struct rbt_lot one = {{3 * E8}, {10}, {100 * E8}, {0}, 0};
	struct rbt_lot two = {{5 * E8}, {7}, {102 * E8}, {1}, 1};
	struct rbt_lot exit = {{4 * E8}, {9}, {110 * E8}, {2}, 2};
	struct rbt_trade t;

	RBT_VEC_PUSH(&lots, one);
	RBT_VEC_PUSH(&lots, two);
	/* 3 of the exit's 4: its share of 9 is 6.75, even: 7 */
	T_OK(rbt_lots_match(&lots, &series, false, &exit, &t));
	T_STR(t.symbol, "A");
	T_INT(t.qty.v, 3 * E8);
	T_INT(t.entry_price.v, 100 * E8);
	T_INT(t.fees.v, 17);
	T_OK(t.pnl.v == (rbt_i128)30 * E8 * E8 - 17);
	T_INT(t.bars, 2);
	T_NEAR(t.ret, 0.1, 1e-15, 0);
	T_NEAR(t.mae, 0.1, 1e-15, 0); /* down to 90 */
	T_NEAR(t.mfe, 0.3, 1e-15, 0); /* up to 130 */
	T_OK(!t.open);
	/* the last unit takes the rest of its fee, 2, and 1.4 of 7: 1 */
	T_OK(rbt_lots_match(&lots, &series, false, &exit, &t));
	T_INT(t.qty.v, E8);
	T_INT(t.fees.v, 3);
	T_INT(t.bars, 1);
	T_INT(exit.qty.v, 0);
	T_INT(lots.n, 1);
	T_INT(lots.at[0].qty.v, 4 * E8);
	T_INT(lots.at[0].fee.v, 6);
	/* what is left, marked at the close of bar 3 */
	T_OK(rbt_lots_mark(&lots, 0, &series, false, 3, &t));
	T_OK(t.open);
	T_INT(t.exit_price.v, 103 * E8);
	T_OK(t.pnl.v == (rbt_i128)4 * E8 * E8 - 6);
	T_INT(lots.n, 1);
	RBT_VEC_RELEASE(&lots);
}

static void
test_short(void)
{
	struct rbt_lots lots = {0};
	struct rbt_lot entry = {{2 * E8}, {0}, {100 * E8}, {0}, 0};
	struct rbt_lot exit = {{2 * E8}, {0}, {104 * E8}, {3}, 3};
	struct rbt_trade t;

	RBT_VEC_PUSH(&lots, entry);
	T_OK(rbt_lots_match(&lots, &series, true, &exit, &t));
	T_OK(t.is_short);
	T_OK(t.pnl.v == (rbt_i128)-8 * E8 * E8);
	T_NEAR(t.mae, 0.3, 1e-15, 0);
	T_NEAR(t.mfe, 0.2, 1e-15, 0);
	T_INT(lots.n, 0);
	RBT_VEC_RELEASE(&lots);
}

int
main(void)
{
	test_match();
	test_short();
	T_DONE(30);
}
