/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values by hand. */
#include "harness/t.h"

#include "research/roundtrip.h"

#define UNIT ((rbt_i128)RBT_DEC_ONE * RBT_DEC_ONE)
#define MAX  8

static struct rbt_roundtrip
of(const int *pnl, size_t n)
{
	struct rbt_trade t[MAX] = {{0}};

	for (size_t i = 0; i < n; i++) {
		t[i].pnl.v = pnl[i] * UNIT;
		t[i].bars = (int64_t)i;
	}
	return rbt_roundtrip_of(t, n);
}

int
main(void)
{
	/* Wins of 30 and 10, a trade of nothing, three losses that add up to
	 * 20. */
	const int mixed[] = {30, 10, 0, -5, -5, -10};
	const int wins[] = {5, 5, 5}, losses[] = {-1, -2}, one[] = {7};
	struct rbt_trade open[] = {{.open = true, .bars = 9}};
	struct rbt_roundtrip r = of(mixed, 6);

	T_OK(r.n_closed == 6 && r.n_open == 0);
	T_NEAR(r.win_rate, 2.0 / 6, 1e-15, 0);
	T_NEAR(r.profit_factor, 2.0, 1e-15, 0);
	T_NEAR(r.expectancy, 20.0 / 6, 1e-15, 0);
	T_NEAR(r.payoff, 3.0, 1e-15, 0);
	T_NEAR(r.kelly, 1.0 / 3 - 2.0 / 3 / 3, 1e-14, 0);
	/* Squares about the mean: 1150 - 400 / 6. */
	T_NEAR(r.sqn, sqrt(6) * (20.0 / 6) / sqrt((1150 - 400.0 / 6) / 5),
	    1e-14, 0);
	/* A trade of nothing ends a row of wins and is no loss. */
	T_OK(r.max_wins_row == 2 && r.max_losses_row == 3);
	T_NEAR(r.avg_bars, 2.5, 1e-15, 0);

	r = of(wins, 3);
	T_OK(r.win_rate == 1 && r.expectancy == 5);
	T_OK(isnan(r.profit_factor) && isnan(r.payoff) && isnan(r.kelly));
	T_OK(isnan(r.sqn));
	r = of(losses, 2);
	T_OK(r.win_rate == 0 && r.profit_factor == 0);
	T_OK(isnan(r.payoff) && isnan(r.kelly));
	r = of(one, 1);
	T_OK(r.expectancy == 7 && isnan(r.sqn));

	r = rbt_roundtrip_of(open, 1);
	T_OK(r.n_closed == 0 && r.n_open == 1);
	T_OK(isnan(r.win_rate) && isnan(r.expectancy) && isnan(r.avg_bars));
	T_OK(r.max_wins_row == 0 && r.max_losses_row == 0);
	T_DONE(18);
}
