/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fees by hand from the words of the options. */
#include "engine/commission.h"

#include "harness/t.h"

/* The fee in units of 1e-8 of qty units (whole) at a price in 1e-8; -1 if the
 * text is refused, -2 on overflow. */
static long long
fee(const char *text, int64_t units, int64_t price_e8)
{
	struct rbt_commission c;
	struct rbt_err err = {0};
	rbt_qty q = {units * RBT_DEC_ONE};
	rbt_money m;

	if (rbt_commission_parse(text, &c, &err) != 0)
		return err.code == RBT_E_USAGE ? -1 : -3;
	if (!rbt_commission_of(&c, q, rbt_money_of((rbt_px){price_e8}, q), &m))
		return -2;
	return m.v % RBT_DEC_ONE == 0 ? (long long)(m.v / RBT_DEC_ONE) : -4;
}

static void
test_kinds(void)
{
	T_INT(fee("none", 100, 5000000000), 0);
	/* 100 x 50.00 = 5000; 10 bps are 5.00 */
	T_INT(fee("bps=10", 100, 5000000000), 500000000);
	T_INT(fee("bps=0.2", 100, 5000000000), 10000000);
	T_INT(fee("per-share=0.005", 100, 5000000000), 50000000);
	T_INT(fee("per-order=1.25", 100, 5000000000), 125000000);
	T_INT(fee("bps=0", 100, 5000000000), 0);
}

static void
test_bounds(void)
{
	T_INT(fee("per-share=0.005,min=1", 100, 5000000000), 100000000);
	T_INT(fee("per-share=0.005,min=1", 300, 5000000000), 150000000);
	T_INT(fee("per-share=0.005,max=1", 300, 5000000000), 100000000);
	/* 10 x 0.20 = 2.00; the cap of 1 % beats the minimum */
	T_INT(fee("per-share=0.005,min=1,max=1%", 10, 20000000), 2000000);
	T_INT(fee("bps=10,min=7", 100, 5000000000), 700000000);
	T_INT(fee("bps=10,max=3,min=7", 100, 5000000000), 300000000);
	T_INT(fee("per-order=2,max=1%", 1, 100000000), 1000000);
}

static void
test_rounding(void)
{
	/* 1 x 0.00005 x 1 bps = 0.5e-8 and 1.5e-8: half to even */
	T_INT(fee("bps=1", 1, 5000), 0);
	T_INT(fee("bps=1", 1, 15000), 2);
	T_INT(fee("bps=1", 1, 15001), 2);
	T_INT(fee("bps=1", 1, 5001), 1);
}

static void
test_refused(void)
{
	static const char *const bad[] = {"", "bps", "bps=", "bps=x", "bps=-1",
	    "flat=1", "bps=1,", "bps=1,min=", "bps=1,min=1,min=2",
	    "bps=1,max=%", "bps=1,max=1%%", "none,min=1", "bps=1,cap=2",
	    "bps=0.000000001", "per-share", "bps=1,max=0"};

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		T_INT(fee(bad[i], 1, 100), -1);
}

static void
test_overflow(void)
{
	struct rbt_commission c = {.kind = RBT_COMMISSION_PER_SHARE,
	    .rate_e8 = INT64_MAX};
	rbt_money m = {7};

	/* (2^63 - 1)^2 / 1e8 units of 1e-8 still fit money */
	T_OK(rbt_commission_of(&c, (rbt_qty){INT64_MAX}, m, &m) && m.v > 0);
	c.kind = RBT_COMMISSION_BPS;
	T_OK(!rbt_commission_of(&c, (rbt_qty){1},
	    (rbt_money){(((rbt_i128)1 << 126) - 1) * 2}, &m));
}

/* Rate, minimum and cap alike, so the fee is so many times what it was. */
static void
test_scale(void)
{
	struct rbt_commission c = {.kind = RBT_COMMISSION_PER_SHARE,
	    .rate_e8 = 500000,
	    .min_e8 = RBT_DEC_ONE,
	    .max_e8 = RBT_DEC_ONE,
	    .max_is_percent = true};

	T_OK(rbt_commission_scale(&c, 250000000));
	T_INT(c.rate_e8, 1250000);
	T_INT(c.min_e8, 250000000);
	T_INT(c.max_e8, 250000000);
	c.rate_e8 = 5;
	T_OK(rbt_commission_scale(&c, 50000000));
	T_INT(c.rate_e8, 2);
	T_OK(rbt_commission_scale(&c, 0));
	T_INT(c.rate_e8 + c.min_e8 + c.max_e8, 0);
	c.min_e8 = INT64_MAX;
	T_OK(!rbt_commission_scale(&c, RBT_DEC_ONE + 1));
	T_OK(c.min_e8 == INT64_MAX);
}

int
main(void)
{
	test_kinds();
	test_bounds();
	test_rounding();
	test_refused();
	test_overflow();
	test_scale();
	T_DONE(45);
}
