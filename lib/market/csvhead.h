/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which column of a price file is which: by the names in its header, by the
 * user's list, or, where there is neither, by the usual order.
 *
 * Names, letter case and everything but letters and digits ignored ("<DATE>",
 * "Date_Time"): date, day, dtyyyymmdd; time; datetime, timestamp,
 * timestamp_utc, gmt time, open time, unix, epoch; open, high, low, close,
 * close/last; volume, vol; symbol, ticker.  Others are not read, adjusted
 * prices among them.  A first column without a name is the time if no other is.
 */
#ifndef RBT_MARKET_CSVHEAD_H
#define RBT_MARKET_CSVHEAD_H

#include <stdbool.h>
#include <stddef.h>

#include "core/attr.h"
#include "core/err.h"
#include "core/vec.h"
#include "fmt/csv.h"

enum rbt_csvhead_role {
	RBT_CSVHEAD_DATE,  /* a day, perhaps with a time */
	RBT_CSVHEAD_CLOCK, /* the time of day beside it; alone, all of it */
	RBT_CSVHEAD_STAMP, /* day and time */
	RBT_CSVHEAD_OPEN,
	RBT_CSVHEAD_HIGH,
	RBT_CSVHEAD_LOW,
	RBT_CSVHEAD_CLOSE,
	RBT_CSVHEAD_VOLUME,
	RBT_CSVHEAD_SYMBOL,
	RBT_CSVHEAD_ROLES, /* none of them */
};

#define RBT_CSVHEAD_NONE ((size_t)-1)

/* The user's list.  {0}: there is none. */
struct rbt_csvhead_item {
	enum rbt_csvhead_role role; /* RBT_CSVHEAD_ROLES: not read */
	const char *name; /* of the column in the header, or NULL; borrowed */
	size_t len;
};
struct rbt_csvhead_list {
	bool by_name;
	struct RBT_VEC(struct rbt_csvhead_item) items;
};

/*
 * "date,time,open,high,low,close,-,volume": the columns in their order, "-" one
 * that is not read, what follows the last is not read either; or
 * "volume=Tickvol,close=Adj Close": columns of a header by other names.  Roles
 * are date, time, datetime and the other names above.  With a close but none of
 * open, high, low these three are the close.  RBT_E_USAGE if it is no list.
 */
int rbt_csvhead_list_parse(struct rbt_csvhead_list *l, const char *text,
    struct rbt_err *err) RBT_MUST_USE;
void rbt_csvhead_list_release(struct rbt_csvhead_list *l);

struct rbt_csvhead {
	size_t column[RBT_CSVHEAD_ROLES]; /* RBT_CSVHEAD_NONE: not there */
	/* Where the time is; clock is NONE unless it stands apart. */
	size_t time, clock;
	size_t n_columns; /* of a row; 0: as many as the first row of data */
	bool assumed;     /* no header and no list: the usual order */
};

/*
 * Reads up to the end of the header.  1 if *row is then the first row behind
 * it, 0 if that is still to be read (so there is a header or a list), -1 with
 * RBT_E_DATA "name: ..." if columns are missing.  `daily` says which of several
 * times counts.  If it is `wide` only the time is looked for, the other columns
 * are the caller's, and *row is the header.
 */
int rbt_csvhead_read(struct rbt_csvhead *h, const struct rbt_csvhead_list *list,
    bool daily, bool wide, struct rbt_csv *csv, struct rbt_csv_row *row,
    struct rbt_err *err) RBT_MUST_USE;

/*
 * Whether a row is text around the data, a title or a footer: its time does not
 * begin with a digit and none of its prices has one.
 */
bool rbt_csvhead_is_prose(const struct rbt_csvhead *h,
    const struct rbt_csv_row *row);

#endif
