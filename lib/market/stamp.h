/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The time of a bar out of the text that a price file has for it.  Our own
 * records carry RFC 3339 alone, which core/time.h reads; this is what others
 * write:
 *
 *	2024-01-31  2024/1/31  2024.01.31  20240131     a day
 *	31-Jan-2024  Jan 31, 2024  Wed, 31 Jan 2024     with an English month
 *	1/31/2024  31.1.24                              if the order is said
 *	DAY 14:30  DAY 14:30:00.5  DAY 2:30 PM  DAY 143000  202401311430
 *	... Z  +01:00  +0100  +01  GMT  UTC  GMT+0100   behind a time
 *	1706711400 and with 13, 16 or 19 digits         epoch s, ms, us, ns
 *
 * Two digits of a year are 1969 to 2068, as POSIX has them.
 */
#ifndef RBT_MARKET_STAMP_H
#define RBT_MARKET_STAMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/err.h"
#include "core/time.h"
#include "market/zone.h"

/* What a day is whose year stands last and whose month is a number. */
enum rbt_stamp_order {
	RBT_STAMP_ISO, /* an error */
	RBT_STAMP_US,  /* month, day, year */
	RBT_STAMP_EU,  /* day, month, year */
};

struct rbt_stamp {
	enum rbt_stamp_order order;
	rbt_period period;
	bool at_close;         /* times are those of the close: less a period */
	struct rbt_zone *zone; /* of times without one; NULL is UTC */
};

#define RBT_STAMP_NO_DAY INT64_MIN

/* The row before of the same instrument; {0} at first. */
struct rbt_stamp_row {
	bool any;
	bool falling;     /* it was before the one before it */
	int64_t utc_secs; /* as written, whether open or close */
	struct rbt_ts_date date;
};

/*
 * The open of the bar.  From a period of a day up it is the date that is
 * written, whatever the time and zone behind it; for an epoch, or with a zone
 * given for a time that says its own, the date it is there.
 *
 *   text, len  the whole field, outer blanks removed
 *   day        RBT_STAMP_NO_DAY; or the day, then text has the time of day
 *              alone, or a whole number of milliseconds since midnight
 *   before     of two instants that a clock put back shows alike, the first is
 *              meant that goes on in the direction of the rows before; updated;
 *              may be NULL
 *
 * RBT_E_DATA that quotes the text if it is no time, no day of the calendar, a
 * day in an order that was not said, a time that a clock put forward leaves
 * out, or beyond 1678..2262.
 */
static inline int rbt_stamp_parse(const struct rbt_stamp *s, const char *text,
    size_t len, int64_t day, struct rbt_stamp_row *before, rbt_ts *out,
    struct rbt_err *err) RBT_MUST_USE;

/* The same for the texts that rbt_ts_parse_common does not know, or to whose
 * times something has to be added. */
int rbt_stamp_parse_any(const struct rbt_stamp *s, const char *text, size_t len,
    int64_t day, struct rbt_stamp_row *before, rbt_ts *out,
    struct rbt_err *err) RBT_MUST_USE;

static inline int
rbt_stamp_parse(const struct rbt_stamp *s, const char *text, size_t len,
    int64_t day, struct rbt_stamp_row *before, rbt_ts *out, struct rbt_err *err)
{
	if (s->zone != NULL || s->at_close || day != RBT_STAMP_NO_DAY ||
	    before == NULL ||
	    !rbt_ts_parse_common(text, len, &before->date, out))
		return rbt_stamp_parse_any(s, text, len, day, before, out, err);
	if (rbt_period_is_daily(s->period))
		*out = rbt_ts_from_day(rbt_ts_day(*out));
	return 0;
}

#endif
