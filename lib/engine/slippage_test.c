/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slipped prices by hand. */
#include "engine/slippage.h"

#include "harness/t.h"

/* The slipped price in 1e-8, 0 if there is none, -1 if the text is refused. */
static long long
slipped(const char *text, enum rbt_side side, int64_t price_e8)
{
	struct rbt_slippage s;
	struct rbt_err err = {0};
	rbt_px out;

	if (rbt_slippage_parse(text, &s, &err) != 0)
		return err.code == RBT_E_USAGE ? -1 : -2;
	if (!rbt_slippage_apply(&s, side, (rbt_px){price_e8}, &out))
		return 0;
	return out.v;
}

static void
test_apply(void)
{
	T_INT(slipped("none", RBT_BUY, 12345), 12345);
	T_INT(slipped("bps=5", RBT_BUY, 10000000000), 10005000000);
	T_INT(slipped("bps=5", RBT_SELL, 10000000000), 9995000000);
	T_INT(slipped("fixed=0.02", RBT_BUY, 10000000000), 10002000000);
	T_INT(slipped("fixed=0.02", RBT_SELL, 10000000000), 9998000000);
	/* 0.00005 and 0.00015 by 1 bps: 5000.5 and 15001.5 units */
	T_INT(slipped("bps=1", RBT_BUY, 5000), 5000);
	T_INT(slipped("bps=1", RBT_BUY, 15000), 15002);
	T_INT(slipped("bps=1", RBT_SELL, 5000), 5000);
	T_INT(slipped("bps=1", RBT_SELL, 15000), 14998);
}

static void
test_impossible(void)
{
	T_INT(slipped("fixed=1", RBT_SELL, RBT_DEC_ONE), 0);
	T_INT(slipped("fixed=1", RBT_BUY, INT64_MAX), 0);
	T_INT(slipped("bps=9000", RBT_BUY, INT64_MAX), 0);
	T_INT(slipped("bps=9999.99999999", RBT_SELL, 1), 0);
}

static void
test_refused(void)
{
	static const char *const bad[] = {"", "bps", "bps=", "bps=-1",
	    "fixed=", "bps=10000", "bps=1,fixed=2", "nothing",
	    "fixed=0.000000001"};

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		T_INT(slipped(bad[i], RBT_BUY, 100), -1);
}

static void
test_scale(void)
{
	struct rbt_slippage s = {RBT_SLIPPAGE_BPS, 5 * RBT_DEC_ONE};

	T_OK(rbt_slippage_scale(&s, 250000000));
	T_INT(s.amount_e8, 1250000000);
	/* 12.5 bps times 800 would be the whole price. */
	T_OK(!rbt_slippage_scale(&s, 800 * RBT_DEC_ONE));
	T_OK(rbt_slippage_scale(&s, 799 * RBT_DEC_ONE));
	T_OK(rbt_slippage_scale(&s, 0));
	T_INT(s.amount_e8, 0);
	s = (struct rbt_slippage){RBT_SLIPPAGE_FIXED, INT64_MAX};
	T_OK(!rbt_slippage_scale(&s, 2 * RBT_DEC_ONE));
	T_OK(s.amount_e8 == INT64_MAX);
}

int
main(void)
{
	test_apply();
	test_impossible();
	test_refused();
	test_scale();
	T_DONE(30);
}
