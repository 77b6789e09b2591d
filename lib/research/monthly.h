/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The equity curve cut into calendar months. */
#ifndef RBT_RESEARCH_MONTHLY_H
#define RBT_RESEARCH_MONTHLY_H

#include <stddef.h>
#include <stdint.h>

#include "core/vec.h"
#include "market/equity.h"

struct rbt_month {
	int year, month;       /* month 1..12 */
	rbt_money open, close; /* equity before the first and after the last
				  session of the month */
};

struct rbt_month_list RBT_VEC(struct rbt_month);

/*
 * The months that have a session, in order, appended to *list.  day[i] is the
 * date of session i as a day number.
 */
void rbt_monthly_split(struct rbt_month_list *list, rbt_money initial,
    const struct rbt_equity *sessions, const int64_t *day, size_t n);

/* Equity `close` over `open`, minus 1; NaN if open is not positive. */
double rbt_monthly_return(rbt_money open, rbt_money close);

#endif
