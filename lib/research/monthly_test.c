/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values by hand. */
#include "harness/t.h"

#include "research/monthly.h"

#define UNIT ((rbt_i128)RBT_DEC_ONE * RBT_DEC_ONE)

int
main(void)
{
	const int64_t day[] = {rbt_day_from_civil(2023, 12, 28),
	    rbt_day_from_civil(2023, 12, 29), rbt_day_from_civil(2024, 1, 2),
	    rbt_day_from_civil(2024, 3, 1), rbt_day_from_civil(2025, 3, 3)};
	const int e[] = {101, 110, 99, 0, 5};
	struct rbt_equity s[5] = {{{0}, {0}, {0}}};
	struct rbt_month_list list = {0};

	for (int i = 0; i < 5; i++)
		s[i].equity.v = e[i] * UNIT;
	rbt_monthly_split(&list, (rbt_money){100 * UNIT}, s, day, 5);
	T_INT(list.n, 4);
	T_OK(list.at[0].year == 2023 && list.at[0].month == 12);
	T_NEAR(rbt_monthly_return(list.at[0].open, list.at[0].close), 0.1, 0,
	    0);
	T_OK(list.at[1].year == 2024 && list.at[1].month == 1);
	T_NEAR(rbt_monthly_return(list.at[1].open, list.at[1].close), -0.1, 0,
	    0);
	/* A month without a session is not there. */
	T_OK(list.at[2].year == 2024 && list.at[2].month == 3);
	T_NEAR(rbt_monthly_return(list.at[2].open, list.at[2].close), -1.0, 0,
	    0);
	/* The same month of another year; nothing grows from nothing. */
	T_OK(list.at[3].year == 2025 && list.at[3].month == 3);
	T_OK(isnan(rbt_monthly_return(list.at[3].open, list.at[3].close)));
	RBT_VEC_RELEASE(&list);
	rbt_monthly_split(&list, (rbt_money){100 * UNIT}, s, day, 0);
	T_INT(list.n, 0);
	T_DONE(10);
}
