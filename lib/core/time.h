/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * UTC nanoseconds since 1970-01-01, proleptic Gregorian, no leap seconds; dates
 * as day numbers; bar periods.  Zones are in market/zone.h, sessions and
 * holidays in market/calendar.h; nothing here reads a clock.
 */
#ifndef RBT_CORE_TIME_H
#define RBT_CORE_TIME_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/attr.h"
#include "core/err.h"
#include "core/word.h"

#define RBT_SEC_NS 1000000000LL
#define RBT_DAY_NS (86400LL * RBT_SEC_NS)

typedef struct {
	int64_t ns; /* years 1678 to 2262 */
} rbt_ts;

/* Days since 1970-01-01 of a date, and back. */
int64_t rbt_day_from_civil(int year, int month, int day);
void rbt_day_to_civil(int64_t day, int *year, int *month, int *day_of_month);
/* 0 Monday .. 6 Sunday. */
int rbt_day_weekday(int64_t day);
/* Whether year-month-day exists. */
bool rbt_date_valid(int year, int month, int day);
/*
 * The day of a date, "2024-01-02" and nothing else, in the years 1678 to 2261,
 * of which rbt_ts has all midnights.  Fails with RBT_E_DATA that quotes the
 * text; *day is then untouched.
 */
int rbt_date_parse(const char *text, size_t len, int64_t *day,
    struct rbt_err *err) RBT_MUST_USE;

/* The UTC day that t lies in, since 1970-01-01. */
int64_t rbt_ts_day(rbt_ts t);
/* Midnight; the day has to be within the range of rbt_ts. */
rbt_ts rbt_ts_from_day(int64_t day);

/*
 * RFC 3339 ("2024-01-02T14:30:00Z", "...+01:00", a space for the T, no zone
 * means UTC, any number of fraction digits up to 9) or a date alone, which is
 * its midnight.  Fails with RBT_E_DATA that quotes the text.
 */
int rbt_ts_parse(const char *text, size_t len, rbt_ts *out,
    struct rbt_err *err) RBT_MUST_USE;

/* The date of the text before, of which the next one mostly is; {0} at first.
 */
struct rbt_ts_date {
	char text[10];
	int64_t ns; /* of its midnight, as in rbt_ts */
};

/*
 * The shapes of which there are millions, 2024-01-02, 2024-01-02T14:30:00Z and
 * 2024-01-02 14:30:00 with a T or a space, in the years 1700 to 2199: what
 * rbt_ts_parse makes of them, quickly.  false for all else, good or bad; *out
 * is then untouched.
 */
static inline bool rbt_ts_parse_common(const char *text, size_t len,
    struct rbt_ts_date *before, rbt_ts *out) RBT_MUST_USE;

#define RBT_TS_MAX 40
/* RFC 3339 UTC with as many fraction digits as needed.  Returns the length. */
size_t rbt_ts_format(rbt_ts t, char out[RBT_TS_MAX]);
/* The date alone. */
size_t rbt_ts_format_date(rbt_ts t, char out[RBT_TS_MAX]);

/* The length of a bar; always positive. */
typedef struct {
	int64_t ns;
} rbt_period;

/* "30s" "1m" "15m" "1h" "1d" "1w": a whole number above 0 and a unit.
 * RBT_E_DATA quotes the text. */
int rbt_period_parse(const char *text, size_t len, rbt_period *out,
    struct rbt_err *err) RBT_MUST_USE;
/* In the largest unit that divides it.  Returns the length. */
size_t rbt_period_format(rbt_period p, char out[RBT_TS_MAX]);
/* From a day up a bar is stamped with its session's date. */
static inline bool
rbt_period_is_daily(rbt_period p)
{
	return p.ns >= RBT_DAY_NS;
}

/* Date if the period is a day or more, else the full time. */
size_t rbt_ts_format_for(rbt_ts t, rbt_period p, char out[RBT_TS_MAX]);

/* Of rbt_ts_parse_common the day of another date, the ten characters at p. */
bool rbt_ts_parse_date(const char *p, struct rbt_ts_date *out) RBT_MUST_USE;

/* The seconds of the clock hh:mm:ss at p, or UINT_MAX. */
static inline unsigned
rbt_ts_parse_clock(const char *p)
{
	/* What may be added to each of 00:00:00 and stay below 0x80: 0x7f less
	 * the 9 of any second digit, the 5 of 59, the 2 of 23 and the 0 that a
	 * colon must be. */
	const uint64_t room = UINT64_C(0x767a7f767a7f767d);
	uint64_t x = rbt_word_load(p) ^ UINT64_C(0x30303a30303a3030), minutes;

	if (((x | (x + room)) & RBT_WORD_EACH(0x80)) != 0)
		return UINT_MAX;
	/* Each first digit's place: it and the next. */
	x = (x * 10 + (x >> 8)) & UINT64_C(0x00ff0000ff0000ff);
	if ((x & 0xff) > 23)
		return UINT_MAX;
	/* Minutes 24 bits above hours, seconds as far above them. */
	minutes = x * (1 + (60 << 24)) >> 24 & 0xffff;
	return (unsigned)(minutes * 60 + (x >> 48));
}

static inline bool
rbt_ts_parse_common(const char *p, size_t len, struct rbt_ts_date *before,
    rbt_ts *out)
{
	unsigned seconds = 0;

	if ((len == 20 && p[10] == 'T' && p[19] == 'Z') ||
	    (len == 19 && (p[10] == ' ' || p[10] == 'T')))
		seconds = rbt_ts_parse_clock(p + 11);
	else if (len != 10)
		return false;
	/* The first text before is ten zeros. */
	if (seconds == UINT_MAX || p[4] != '-' ||
	    (memcmp(p, before->text, sizeof before->text) != 0 &&
		!rbt_ts_parse_date(p, before)))
		return false;
	out->ns = before->ns + seconds * RBT_SEC_NS;
	return true;
}

#endif
