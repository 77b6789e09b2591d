/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sessions of the New York Stock Exchange, 1990-2030, from its rules for
 * holidays and early closes and a table of the days that broke them; and New
 * York's clock.  The face for everybody else is market/calendar.h.
 */
#ifndef RBT_MARKET_CALENDAR_XNYS_H
#define RBT_MARKET_CALENDAR_XNYS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/time.h"

#define RBT_CALENDAR_XNYS_FIRST_YEAR 1990
#define RBT_CALENDAR_XNYS_LAST_YEAR  2030

/* Regular hours in minutes since midnight, New York time. */
#define RBT_CALENDAR_XNYS_OPEN  (9 * 60 + 30)
#define RBT_CALENDAR_XNYS_CLOSE (16 * 60)

/*
 * Whether `day` is a session; its hours, minutes since midnight in New York,
 * are then in *open and *close.  False for days outside of the years.
 */
bool rbt_calendar_xnys_hours(int64_t day, int *open, int *close);

/* New York's date at t.  The rules of daylight saving time are those of 1987
 * and later; before that the result may be wrong by one hour around it. */
int64_t rbt_calendar_xnys_local_day(rbt_ts t);

/* UTC of `minutes` after midnight of `day` in New York; minutes from 03:00 on,
 * so that the change of the clock lies behind. */
rbt_ts rbt_calendar_xnys_utc(int64_t day, int minutes);

#endif
