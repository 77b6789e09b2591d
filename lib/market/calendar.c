/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/calendar.h"

#include <string.h>

#include "core/near.h"
#include "market/calendar_xnys.h"

enum kind {
	XNYS,
	WEEKDAYS,
	ALWAYS,
};

struct rbt_calendar {
	const char *name;
	enum kind kind;
	int annualization;
};

static const struct rbt_calendar calendars[] = {
    {"XNYS", XNYS, 252},
    {"weekdays", WEEKDAYS, 252},
    {"24/7", ALWAYS, 365},
};
#define N_CALENDARS (sizeof calendars / sizeof calendars[0])

const struct rbt_calendar *
rbt_calendar_find(const char *name, struct rbt_err *err)
{
	char hint[RBT_NEAR_HINT];
	struct rbt_near near;

	rbt_near_init(&near, name, strlen(name));
	for (size_t i = 0; i < N_CALENDARS; i++) {
		if (strcmp(calendars[i].name, name) == 0)
			return &calendars[i];
		rbt_near_offer(&near, calendars[i].name);
	}
	rbt_err_set(err, RBT_E_USAGE,
	    "unknown calendar '%s': known are XNYS, weekdays and 24/7%s", name,
	    rbt_near_hint(near.best, hint));
	return NULL;
}

const char *
rbt_calendar_name(const struct rbt_calendar *c)
{
	return c->name;
}

int
rbt_calendar_annualization(const struct rbt_calendar *c)
{
	return c->annualization;
}

void
rbt_calendar_span(const struct rbt_calendar *c, int64_t *first_day,
    int64_t *last_day)
{
	if (c->kind == XNYS) {
		*first_day =
		    rbt_day_from_civil(RBT_CALENDAR_XNYS_FIRST_YEAR, 1, 1);
		*last_day =
		    rbt_day_from_civil(RBT_CALENDAR_XNYS_LAST_YEAR, 12, 31);
		return;
	}
	*first_day = INT64_MIN / RBT_DAY_NS; /* whole days that rbt_ts holds */
	*last_day = INT64_MAX / RBT_DAY_NS - 1;
}

bool
rbt_calendar_is_session(const struct rbt_calendar *c, int64_t day)
{
	int open, close;

	switch (c->kind) {
	case XNYS:
		return rbt_calendar_xnys_hours(day, &open, &close);
	case WEEKDAYS:
		return rbt_day_weekday(day) < 5;
	case ALWAYS:
		break;
	}
	return true;
}

rbt_ts
rbt_calendar_open(const struct rbt_calendar *c, int64_t day)
{
	int open = RBT_CALENDAR_XNYS_OPEN, close;

	if (c->kind != XNYS)
		return rbt_ts_from_day(day);
	(void)rbt_calendar_xnys_hours(day, &open, &close);
	return rbt_calendar_xnys_utc(day, open);
}

rbt_ts
rbt_calendar_close(const struct rbt_calendar *c, int64_t day)
{
	int open, close = RBT_CALENDAR_XNYS_CLOSE;

	if (c->kind != XNYS)
		return rbt_ts_from_day(day + 1);
	(void)rbt_calendar_xnys_hours(day, &open, &close);
	return rbt_calendar_xnys_utc(day, close);
}

int64_t
rbt_calendar_session_of(const struct rbt_calendar *c, rbt_ts time, rbt_period p)
{
	if (c->kind == XNYS && !rbt_period_is_daily(p))
		return rbt_calendar_xnys_local_day(time);
	return rbt_ts_day(time);
}

int64_t
rbt_calendar_session_end(const struct rbt_calendar *c, rbt_ts time,
    rbt_period p)
{
	int64_t day = rbt_calendar_session_of(c, time, p);
	rbt_ts end = rbt_ts_from_day(day + 1);

	if (rbt_period_is_daily(p))
		return time.ns + 1;
	/* Never more than some hours behind UTC's midnight. */
	while (rbt_calendar_session_of(c, end, p) == day)
		end.ns += 3600 * RBT_SEC_NS;
	return end.ns;
}

int64_t
rbt_calendar_next(const struct rbt_calendar *c, int64_t day)
{
	int64_t first, last;

	rbt_calendar_span(c, &first, &last);
	day = day < first ? first : day + 1;
	while (day <= last && !rbt_calendar_is_session(c, day))
		day++;
	return day;
}
