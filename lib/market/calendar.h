/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Trading calendars: which dates are sessions, when they open and close (UTC),
 * and how many make a year.  "XNYS" (New York, 1990-2030, holidays and half
 * days from rules and dated exceptions), "weekdays" (Monday to Friday, UTC
 * days) and "24/7".  Dates are day numbers since 1970-01-01 (core/time.h).
 */
#ifndef RBT_MARKET_CALENDAR_H
#define RBT_MARKET_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/err.h"
#include "core/time.h"

struct rbt_calendar;

/* A calendar by name; static, never freed.  RBT_E_USAGE names the known ones
 * and the nearest. */
const struct rbt_calendar *rbt_calendar_find(const char *name,
    struct rbt_err *err) RBT_MUST_USE;

const char *rbt_calendar_name(const struct rbt_calendar *c);
/* Sessions a year for annual figures: 252 or 365. */
int rbt_calendar_annualization(const struct rbt_calendar *c);
/* The first and last day that the calendar knows; false outside of them is
 * "not known", so callers clip to this span. */
void rbt_calendar_span(const struct rbt_calendar *c, int64_t *first_day,
    int64_t *last_day);

bool rbt_calendar_is_session(const struct rbt_calendar *c, int64_t day);
/* Opening and close of a session, UTC; regular hours if day is none. */
rbt_ts rbt_calendar_open(const struct rbt_calendar *c, int64_t day);
rbt_ts rbt_calendar_close(const struct rbt_calendar *c, int64_t day);
/* The session that a bar with this opening time belongs to: its own date for a
 * daily bar; for an intraday one the local date of the exchange (UTC day for
 * weekdays and 24/7). */
int64_t rbt_calendar_session_of(const struct rbt_calendar *c, rbt_ts time,
    rbt_period p);
/* The first instant that belongs to a later session than the bar: behind the
 * bar itself for a daily one, else midnight in that clock. */
int64_t rbt_calendar_session_end(const struct rbt_calendar *c, rbt_ts time,
    rbt_period p);
/* The next session after `day`, or the day behind the span if there is none. */
int64_t rbt_calendar_next(const struct rbt_calendar *c, int64_t day);

#endif
