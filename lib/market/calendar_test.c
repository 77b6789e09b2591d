/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Dates and hours are those that the exchange published; UTC offsets those of
 * the IANA data base for America/New_York.
 */
#include "market/calendar.h"

#include "harness/t.h"

static const struct rbt_calendar *
find(const char *name)
{
	struct rbt_err err = {0};
	const struct rbt_calendar *c = rbt_calendar_find(name, &err);

	T_OK(c != NULL);
	T_STR(rbt_calendar_name(c), name);
	return c;
}

static rbt_ts
ts(const char *text)
{
	rbt_ts t = {0};

	T_INT(rbt_ts_parse(text, strlen(text), &t, NULL), 0);
	return t;
}

static const char *
text(rbt_ts t)
{
	static char out[RBT_TS_MAX];

	(void)rbt_ts_format(t, out);
	return out;
}

static void
test_names(void)
{
	struct rbt_err err = {0};

	T_OK(rbt_calendar_find("weekday", &err) == NULL);
	T_INT(err.code, RBT_E_USAGE);
	T_STR(err.msg,
	    "unknown calendar 'weekday': known are XNYS, weekdays and 24/7; "
	    "did you mean 'weekdays'?");
	rbt_err_clear(&err);
	T_OK(rbt_calendar_find("LSE-main", &err) == NULL);
	T_STR(err.msg,
	    "unknown calendar 'LSE-main': known are XNYS, weekdays and 24/7");
}

static void
test_hours(void)
{
	static const struct {
		const char *date, *open, *close;
	} days[] = {
	    {"2024-01-02", "2024-01-02T14:30:00Z", "2024-01-02T21:00:00Z"},
	    {"2024-07-03", "2024-07-03T13:30:00Z", "2024-07-03T17:00:00Z"},
	    {"2023-11-24", "2023-11-24T14:30:00Z", "2023-11-24T18:00:00Z"},
	    {"1992-12-24", "1992-12-24T14:30:00Z", "1992-12-24T19:00:00Z"},
	    {"2002-09-11", "2002-09-11T16:00:00Z", "2002-09-11T20:00:00Z"},
	    /* either side of the clock's changes, old and new rules */
	    {"2006-03-31", "2006-03-31T14:30:00Z", "2006-03-31T21:00:00Z"},
	    {"2006-04-03", "2006-04-03T13:30:00Z", "2006-04-03T20:00:00Z"},
	    {"2006-10-27", "2006-10-27T13:30:00Z", "2006-10-27T20:00:00Z"},
	    {"2006-10-30", "2006-10-30T14:30:00Z", "2006-10-30T21:00:00Z"},
	    {"2007-03-09", "2007-03-09T14:30:00Z", "2007-03-09T21:00:00Z"},
	    {"2007-03-12", "2007-03-12T13:30:00Z", "2007-03-12T20:00:00Z"},
	    {"2007-11-02", "2007-11-02T13:30:00Z", "2007-11-02T20:00:00Z"},
	    {"2007-11-05", "2007-11-05T14:30:00Z", "2007-11-05T21:00:00Z"},
	};
	const struct rbt_calendar *c = find("XNYS");

	for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
		int64_t day = rbt_ts_day(ts(days[i].date));

		T_OK(rbt_calendar_is_session(c, day));
		T_STR(text(rbt_calendar_open(c, day)), days[i].open);
		T_STR(text(rbt_calendar_close(c, day)), days[i].close);
	}
}

static void
test_sessions(void)
{
	const struct rbt_calendar *c = find("XNYS");
	int64_t first, last, day = rbt_day_from_civil(2012, 10, 26);

	T_INT(rbt_calendar_annualization(c), 252);
	rbt_calendar_span(c, &first, &last);
	T_INT(first, rbt_day_from_civil(1990, 1, 1));
	T_INT(last, rbt_day_from_civil(2030, 12, 31));
	T_INT(rbt_calendar_next(c, day), day + 5); /* Sandy */
	T_INT(rbt_calendar_next(c, 0), first + 1);
	T_INT(rbt_calendar_next(c, last), last + 1);
	T_OK(!rbt_calendar_is_session(c, last + 1));
}

static void
test_session_of(void)
{
	const rbt_period minute = {60 * RBT_SEC_NS}, daily = {RBT_DAY_NS};
	const struct rbt_calendar *c = find("XNYS"), *w = find("weekdays");
	int64_t day = rbt_day_from_civil(2024, 1, 2);

	T_INT(rbt_calendar_session_of(c, ts("2024-01-02"), daily), day);
	T_INT(rbt_calendar_session_of(c, ts("2024-01-02"), minute), day - 1);
	T_INT(rbt_calendar_session_of(c, ts("2024-01-03T04:59:00Z"), minute),
	    day);
	T_INT(rbt_calendar_session_of(c, ts("2024-01-03T05:00:00Z"), minute),
	    day + 1);
	T_INT(rbt_calendar_session_of(w, ts("2024-01-03T04:59:00Z"), minute),
	    day + 1);
	/* Daylight saving time began on 2024-03-10 at 07:00 UTC and ended on
	 * 2024-11-03 at 06:00 UTC. */
	day = rbt_day_from_civil(2024, 3, 10);
	T_INT(rbt_calendar_session_of(c, ts("2024-03-10T04:30:00Z"), minute),
	    day - 1);
	T_INT(rbt_calendar_session_of(c, ts("2024-03-11T04:00:00Z"), minute),
	    day + 1);
	day = rbt_day_from_civil(2024, 11, 3);
	T_INT(rbt_calendar_session_of(c, ts("2024-11-03T04:00:00Z"), minute),
	    day);
	T_INT(rbt_calendar_session_of(c, ts("2024-11-04T04:30:00Z"), minute),
	    day);
	/* At both ends of the range, where summer begins before the first and
	 * ends behind the last instant. */
	T_INT(rbt_calendar_session_of(c, (rbt_ts){INT64_MIN}, minute),
	    rbt_day_from_civil(1677, 9, 20));
	T_INT(rbt_calendar_session_of(c, (rbt_ts){INT64_MAX}, minute),
	    rbt_day_from_civil(2262, 4, 11));
}

static void
test_plain(void)
{
	const struct rbt_calendar *w = find("weekdays"), *a = find("24/7");
	int64_t friday = rbt_day_from_civil(2024, 1, 5), first, last;

	T_INT(rbt_calendar_annualization(w), 252);
	T_INT(rbt_calendar_annualization(a), 365);
	T_OK(rbt_calendar_is_session(w, friday));
	T_OK(!rbt_calendar_is_session(w, friday + 1));
	T_OK(!rbt_calendar_is_session(w, friday + 2));
	T_OK(rbt_calendar_is_session(a, friday + 2));
	T_INT(rbt_calendar_next(w, friday), friday + 3);
	T_INT(rbt_calendar_next(a, friday), friday + 1);
	T_INT(rbt_calendar_open(a, friday).ns, friday * RBT_DAY_NS);
	T_INT(rbt_calendar_close(w, friday).ns, (friday + 1) * RBT_DAY_NS);
	rbt_calendar_span(a, &first, &last);
	T_INT(rbt_calendar_close(a, last).ns / RBT_DAY_NS, last + 1);
	T_INT(rbt_calendar_open(a, first).ns / RBT_DAY_NS, first);
}

static void
test_session_end(void)
{
	struct rbt_err err = {0};
	const struct rbt_calendar *utc = rbt_calendar_find("24/7", &err);
	const struct rbt_calendar *ny = rbt_calendar_find("XNYS", &err);
	rbt_period minute = {60 * RBT_SEC_NS}, day = {RBT_DAY_NS};
	int64_t d = rbt_day_from_civil(2024, 7, 3);
	rbt_ts noon = {rbt_ts_from_day(d).ns + RBT_DAY_NS / 2};
	rbt_ts old = {-5 * RBT_DAY_NS - 1};

	T_INT(rbt_calendar_session_end(utc, noon, minute),
	    rbt_ts_from_day(d + 1).ns);
	T_INT(rbt_calendar_session_end(utc, old, minute), -5 * RBT_DAY_NS);
	/* midnight in New York is 04:00 UTC in summer, 05:00 in winter */
	T_INT(rbt_calendar_session_end(ny, noon, minute),
	    rbt_ts_from_day(d + 1).ns + 4 * 3600 * RBT_SEC_NS);
	d = rbt_day_from_civil(2024, 1, 3);
	T_INT(rbt_calendar_session_end(ny, rbt_ts_from_day(d), minute),
	    rbt_ts_from_day(d).ns + 5 * 3600 * RBT_SEC_NS);
	T_INT(rbt_calendar_session_end(ny, rbt_ts_from_day(d), day),
	    rbt_ts_from_day(d).ns + 1);
}

int
main(void)
{
	test_names();
	test_hours();
	test_sessions();
	test_session_of();
	test_session_end();
	test_plain();
	T_DONE(113);
}
