/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "research/monthly.h"

#include "stats/moments.h"

void
rbt_monthly_split(struct rbt_month_list *list, rbt_money initial,
    const struct rbt_equity *sessions, const int64_t *day, size_t n)
{
	rbt_money before = initial;

	for (size_t i = 0; i < n; i++) {
		struct rbt_month *last =
		    list->n ? &list->at[list->n - 1] : NULL;
		struct rbt_month now = {.open = before};
		int day_of_month;

		rbt_day_to_civil(day[i], &now.year, &now.month, &day_of_month);
		before = now.close = sessions[i].equity;
		if (last && last->year == now.year && last->month == now.month)
			last->close = now.close;
		else
			RBT_VEC_PUSH(list, now);
	}
}

double
rbt_monthly_return(rbt_money open, rbt_money close)
{
	return open.v > 0 ? rbt_dec_ratio(close.v - open.v, open.v)
			  : RBT_MOMENTS_NONE;
}
