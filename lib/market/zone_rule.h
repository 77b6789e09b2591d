/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When a zone changes its clock in all years to come: the text that ends a file
 * of the time zone database, "EST5EDT,M3.2.0,M11.1.0".
 * Source: POSIX.1-2017, Base Definitions 8.3, TZ; RFC 8536 section 3.3 for
 * times of a day from -167 to 167 hours.
 */
#ifndef RBT_MARKET_ZONE_RULE_H
#define RBT_MARKET_ZONE_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"

/* A day of every year and a time on the clock before the change. */
struct rbt_zone_date {
	char kind; /* 'M' month.week.weekday, 'J' 1..365 without 29 February,
		      'N' 0..365 with it */
	int month, week, day;
	int32_t seconds;
};

struct rbt_zone_rule {
	int32_t standard, summer;        /* seconds east of UTC */
	bool changes;                    /* else standard holds all year */
	struct rbt_zone_date start, end; /* of summer time */
};

/* A stretch of time, from <= t < to in seconds since 1970, and what holds. */
struct rbt_zone_span {
	int64_t from, to;
	int32_t offset; /* seconds east of UTC */
};

/* false if text is no such rule. */
bool rbt_zone_rule_parse(const char *text, size_t len,
    struct rbt_zone_rule *out) RBT_MUST_USE;

/* The span that holds t. */
struct rbt_zone_span rbt_zone_rule_span(const struct rbt_zone_rule *r,
    int64_t t);

#endif
