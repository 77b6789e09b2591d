/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values are from exact fractions by hand, the Sharpe ratios from
 * Python's statistics.mean and statistics.stdev. */
#include "research/mcpath.h"

#include "harness/t.h"

static const struct rbt_mcpath daily = {.per_year = 252};

/* 1 -> 1.1 -> 0.88 -> 0.66 -> 1.32: peak 1.1, trough 0.66. */
static void
test_figures(void)
{
	static const double ret[] = {0.1, -0.2, -0.25, 1.0};
	struct rbt_mcpath p = {.per_year = 2, .rf = 0.01};
	double wealth[4], f[RBT_MCPATH_FIGURES];

	rbt_mcpath_measure(&p, ret, 4, wealth, f);
	T_NEAR(wealth[0], 1.1, 1e-15, 0);
	T_NEAR(wealth[1], 0.88, 1e-15, 0);
	T_NEAR(wealth[2], 0.66, 1e-15, 0);
	T_NEAR(wealth[3], 1.32, 1e-15, 0);
	T_NEAR(f[RBT_MCPATH_GROWTH], 1.32, 1e-15, 0);
	/* 1.32^(2/4) - 1 */
	T_NEAR(f[RBT_MCPATH_CAGR], 0.14891252930760574, 1e-14, 0);
	/* sqrt(2) (0.1625 - 0.01) / stdev */
	T_NEAR(f[RBT_MCPATH_SHARPE], 0.3722697005953856, 1e-14, 0);
	T_NEAR(f[RBT_MCPATH_DRAWDOWN], 0.4, 1e-15, 0);
	T_NEAR(f[RBT_MCPATH_UNDER_WATER], 0.5, 0, 0);
	T_NEAR(f[RBT_MCPATH_LOSS], 0.34, 1e-15, 0);
}

/* The start is a peak; a return to it is not below it. */
static void
test_start(void)
{
	static const double ret[] = {-0.5, 1.0, 0.0, -0.25};
	double wealth[4], f[RBT_MCPATH_FIGURES];

	rbt_mcpath_measure(&daily, ret, 4, wealth, f);
	T_NEAR(f[RBT_MCPATH_DRAWDOWN], 0.5, 0, 0);
	T_NEAR(f[RBT_MCPATH_UNDER_WATER], 0.5, 0, 0);
	T_NEAR(f[RBT_MCPATH_LOSS], 0.5, 0, 0);
	T_NEAR(f[RBT_MCPATH_GROWTH], 0.75, 0, 0);
}

/* Nor is one to a peak that the product of the returns misses by rounding:
 * 104,327.63275182 and 104,307.91275182 in turn, from 100,000. */
static void
test_rounding(void)
{
	static const double money[] = {1e5, 104327.63275182, 104307.91275182,
	    104327.63275182};
	double ret[3], wealth[3], f[RBT_MCPATH_FIGURES];

	for (size_t i = 0; i < 3; i++)
		ret[i] = money[i + 1] / money[i] - 1;
	rbt_mcpath_measure(&daily, ret, 3, wealth, f);
	T_OK(wealth[2] < wealth[0]);
	T_NEAR(f[RBT_MCPATH_UNDER_WATER], 1. / 3, 0, 0);
}

/* What does not exist, and what is nothing. */
static void
test_flat(void)
{
	static const double ret[] = {0.001, 0.001, 0.001};
	static const double none[] = {0, 0, 0};
	double wealth[3], f[RBT_MCPATH_FIGURES];

	rbt_mcpath_measure(&daily, ret, 3, wealth, f);
	T_OK(isnan(f[RBT_MCPATH_SHARPE]));
	T_NEAR(f[RBT_MCPATH_DRAWDOWN], 0, 0, 0);
	T_NEAR(f[RBT_MCPATH_UNDER_WATER], 0, 0, 0);
	rbt_mcpath_measure(&daily, none, 3, wealth, f);
	T_OK(isnan(f[RBT_MCPATH_SHARPE]));
	T_NEAR(f[RBT_MCPATH_CAGR], 0, 0, 0);
	T_NEAR(f[RBT_MCPATH_LOSS], 0, 0, 0);
	rbt_mcpath_measure(&daily, ret, 1, wealth, f);
	T_OK(isnan(f[RBT_MCPATH_SHARPE]));
	T_NEAR(f[RBT_MCPATH_GROWTH], 1.001, 1e-15, 0);
}

/* An account that is gone stays gone, whatever the returns behind it. */
static void
test_ruin(void)
{
	static const double gone[] = {0.5, -1, 3, 3};
	static const double debt[] = {0.25, -1.5, 3, 3, 3};
	double wealth[5], f[RBT_MCPATH_FIGURES];

	rbt_mcpath_measure(&daily, gone, 4, wealth, f);
	T_NEAR(wealth[3], 0, 0, 0);
	T_NEAR(f[RBT_MCPATH_GROWTH], 0, 0, 0);
	T_NEAR(f[RBT_MCPATH_CAGR], -1, 0, 0);
	T_NEAR(f[RBT_MCPATH_DRAWDOWN], 1, 0, 0);
	T_NEAR(f[RBT_MCPATH_LOSS], 1, 0, 0);
	T_NEAR(f[RBT_MCPATH_UNDER_WATER], 0.75, 0, 0);
	/* sqrt(252) (-0.25) / stdev(0.5, -1) */
	T_NEAR(f[RBT_MCPATH_SHARPE], -3.7416573867739413, 1e-14, 0);
	rbt_mcpath_measure(&daily, debt, 5, wealth, f);
	T_NEAR(f[RBT_MCPATH_GROWTH], -0.625, 0, 0);
	T_NEAR(f[RBT_MCPATH_CAGR], -1, 0, 0);
	T_NEAR(f[RBT_MCPATH_DRAWDOWN], 1.5, 0, 0);
	T_NEAR(f[RBT_MCPATH_LOSS], 1.625, 0, 0);
	T_NEAR(f[RBT_MCPATH_UNDER_WATER], 0.8, 0, 0);
}

int
main(void)
{
	test_figures();
	test_start();
	test_rounding();
	test_flat();
	test_ruin();
	T_DONE(36);
}
