/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/calendar_xnys.h"

#include <stddef.h>

enum weekday {
	MON,
	TUE,
	WED,
	THU,
	FRI,
	SAT,
	SUN
};

#define HM(h, m) (60 * (h) + (m))
#define REGULAR  RBT_CALENDAR_XNYS_OPEN, RBT_CALENDAR_XNYS_CLOSE

/* Days that broke the rules; open == close: no session. */
static const struct exception {
	short year;
	signed char month, day;
	short open, close;
} exceptions[] = {
    {1990, 12, 27, HM(9, 31), HM(16, 0)},  /* transformer explosion */
    {1991, 1, 17, HM(9, 31), HM(16, 0)},   /* silence: Gulf war */
    {1991, 2, 25, HM(9, 31), HM(16, 0)},   /* silence: Gulf war */
    {1994, 2, 11, HM(9, 30), HM(14, 30)},  /* snow */
    {1994, 4, 27, 0, 0},                   /* mourning: Nixon */
    {1995, 12, 18, HM(10, 30), HM(16, 0)}, /* computer trouble */
    {1996, 1, 8, HM(11, 0), HM(14, 0)},    /* blizzard */
    {1997, 10, 27, HM(9, 30), HM(15, 30)}, /* circuit breaker */
    {1997, 12, 26, HM(9, 30), HM(13, 0)},  /* Friday after Christmas */
    {1999, 12, 31, HM(9, 30), HM(13, 0)},  /* millennium; sources differ */
    {2001, 9, 11, 0, 0},                   /* attacks of September 11 */
    {2001, 9, 12, 0, 0}, {2001, 9, 13, 0, 0}, {2001, 9, 14, 0, 0},
    {2001, 9, 17, HM(9, 33), HM(16, 0)},       /* silence: September 11 */
    {2001, 10, 8, HM(9, 31), HM(16, 0)},       /* silence: troops */
    {2002, 9, 11, HM(12, 0), HM(16, 0)},       /* anniversary */
    {2003, 3, 20, HM(9, 32), HM(16, 0)},       /* silence: troops */
    {2003, 12, 26, HM(9, 30), HM(13, 0)},      /* Friday after Christmas */
    {2004, 6, 7, HM(9, 32), HM(16, 0)},        /* silence: Reagan */
    {2004, 6, 11, 0, 0},                       /* mourning: Reagan */
    {2005, 6, 1, HM(9, 30), HM(15, 56)},       /* communication problem */
    {2006, 12, 27, HM(9, 32), HM(16, 0)},      /* silence: Ford */
    {2007, 1, 2, 0, 0},                        /* mourning: Ford */
    {2012, 10, 29, 0, 0},                      /* hurricane Sandy */
    {2012, 10, 30, 0, 0}, {2018, 12, 5, 0, 0}, /* mourning: G. H. W. Bush */
    {2025, 1, 9, 0, 0},                        /* mourning: Carter */
};

static const struct exception *
find_exception(int year, int month, int day)
{
	const struct exception *e = exceptions;

	for (size_t i = 0; i < sizeof exceptions / sizeof *e; i++, e++) {
		if (e->year == year && e->month == month && e->day == day)
			return e;
	}
	return NULL;
}

/* Easter Sunday, day number (Meeus, "Astronomical Algorithms", chapter 8). */
static int64_t
easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
	int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
	int l = (32 + 2 * e + 2 * i - h - k) % 7;
	int m = (a + 11 * h + 22 * l) / 451;
	int n = h + l - 7 * m + 114;

	return rbt_day_from_civil(year, n / 31, n % 31 + 1);
}

/* Whether a weekday stands for the holiday on month/date: on the date itself,
 * on Friday for a Saturday, on Monday for a Sunday. */
static bool
observes(int month, int date, int on_month, int on_date, int weekday)
{
	if (month != on_month)
		return false;
	return date == on_date || (date == on_date - 1 && weekday == FRI) ||
	       (date == on_date + 1 && weekday == MON);
}

/* The nth (1..) weekday of its month. */
static bool
is_nth(int date, int weekday, int wanted, int nth)
{
	return weekday == wanted && (date - 1) / 7 == nth - 1;
}

/* Whether the rules close the exchange on a Monday to Friday. */
static bool
is_holiday(int64_t day, int year, int month, int date, int weekday)
{
	switch (month) {
	case 1: /* a New Year's Day on Saturday is not made up for */
		return date == 1 || (date == 2 && weekday == MON) ||
		       (year >= 1998 && is_nth(date, weekday, MON, 3));
	case 2:
		return is_nth(date, weekday, MON, 3);
	case 3:
	case 4:
		return weekday == FRI && day == easter(year) - 2;
	case 5:
		return weekday == MON && date > 24;
	case 6:
		return year >= 2022 && observes(month, date, 6, 19, weekday);
	case 7:
		return observes(month, date, 7, 4, weekday);
	case 9:
		return is_nth(date, weekday, MON, 1);
	case 11:
		return is_nth(date, weekday, THU, 4);
	case 12:
		return observes(month, date, 12, 25, weekday);
	default:
		return false;
	}
}

/* Whether the rules close the exchange early on a session. */
static bool
is_early(int year, int month, int date, int weekday)
{
	if (month == 7 && date == 3 && year >= 1995)
		return weekday == MON || weekday == TUE || weekday == THU ||
		       (weekday == WED && year >= 2013);
	if (month == 7 && date == 5)
		return weekday == FRI && year >= 1995 && year < 2013;
	if (month == 11) /* the day after the fourth Thursday */
		return weekday == FRI && date >= 23 && date <= 29 &&
		       year >= 1992;
	return month == 12 && date == 24;
}

bool
rbt_calendar_xnys_hours(int64_t day, int *open, int *close)
{
	int weekday = rbt_day_weekday(day);
	const struct exception *e;
	int year, month, date;

	if (weekday >= SAT)
		return false;
	rbt_day_to_civil(day, &year, &month, &date);
	if (year < RBT_CALENDAR_XNYS_FIRST_YEAR ||
	    year > RBT_CALENDAR_XNYS_LAST_YEAR)
		return false;
	e = find_exception(year, month, date);
	if (e != NULL) {
		*open = e->open;
		*close = e->close;
		return e->open != e->close;
	}
	if (is_holiday(day, year, month, date, weekday))
		return false;
	*open = RBT_CALENDAR_XNYS_OPEN;
	*close = RBT_CALENDAR_XNYS_CLOSE;
	if (is_early(year, month, date, weekday))
		*close = year < 1993 ? HM(14, 0) : HM(13, 0);
	return true;
}

/* The nth Sunday (1..) of a month. */
static int64_t
sunday(int year, int month, int nth)
{
	int64_t first = rbt_day_from_civil(year, month, 1);

	return first + (SUN - rbt_day_weekday(first)) + 7 * (nth - 1);
}

/*
 * The days on which daylight saving time begins and ends, at 02:00 (Uniform
 * Time Act as amended in 1986; Energy Policy Act of 2005, from 2007).
 */
static void
summer(int year, int64_t *begin, int64_t *end)
{
	if (year >= 2007) {
		*begin = sunday(year, 3, 2);
		*end = sunday(year, 11, 1);
	} else {
		*begin = sunday(year, 4, 1);
		*end = sunday(year, 11, 1) - 7; /* the last one of October */
	}
}

#define HOUR_NS (3600 * RBT_SEC_NS)

int64_t
rbt_calendar_xnys_local_day(rbt_ts t)
{
	int64_t day = rbt_ts_day(t), rest = t.ns % RBT_DAY_NS;
	int64_t begin, end, behind = 5 * HOUR_NS;
	int year, month, date;

	/* Days and what is left of them: the instants that part the year may be
	 * outside of the range of rbt_ts. */
	if (rest < 0)
		rest += RBT_DAY_NS;
	/* The time of the year matters between the two midnights alone. */
	if (rest >= 5 * HOUR_NS || rest < 4 * HOUR_NS)
		return rest < behind ? day - 1 : day;
	rbt_day_to_civil(day, &year, &month, &date);
	summer(year, &begin, &end);
	if ((day > begin || (day == begin && rest >= 7 * HOUR_NS)) &&
	    (day < end || (day == end && rest < 6 * HOUR_NS)))
		behind = 4 * HOUR_NS;
	return rest < behind ? day - 1 : day;
}

rbt_ts
rbt_calendar_xnys_utc(int64_t day, int minutes)
{
	int64_t begin, end, behind = 5 * HOUR_NS;
	int year, month, date;

	rbt_day_to_civil(day, &year, &month, &date);
	summer(year, &begin, &end);
	if (day >= begin && day < end)
		behind = 4 * HOUR_NS;
	return (rbt_ts){day * RBT_DAY_NS + minutes * 60 * RBT_SEC_NS + behind};
}
