/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Local time by the time zone database of the system (TZif, RFC 8536).
 *
 *	struct rbt_zone z;
 *	if (rbt_zone_load(&z, "America/New_York", err) != 0)
 *		return -1;
 *	int64_t utc[2];
 *	int n = rbt_zone_to_utc(&z, local, utc);
 *	rbt_zone_release(&z);
 */
#ifndef RBT_MARKET_ZONE_H
#define RBT_MARKET_ZONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/err.h"
#include "market/zone_rule.h"

#define RBT_ZONE_FOLDER "/usr/share/zoneinfo"

struct rbt_zone {
	char *name;      /* owned */
	int64_t *at;     /* owned: n rising instants, seconds since 1970 */
	int32_t *offset; /* owned: n + 1; offset[i] holds before at[i] */
	size_t n;
	bool has_rule; /* from at[n - 1] on; else offset[n] stays */
	struct rbt_zone_rule rule;
	struct rbt_zone_span last; /* the span found last: rows come in runs */
};

/*
 * Reads a zone by its name in the database.  RBT_E_USAGE if there is no such
 * zone or no database, RBT_E_DATA if its file is damaged.
 */
int rbt_zone_load(struct rbt_zone *z, const char *name,
    struct rbt_err *err) RBT_MUST_USE;

/* The same from the bytes of a TZif file of version 2 or later. */
int rbt_zone_parse(struct rbt_zone *z, const char *name, const char *data,
    size_t len, struct rbt_err *err) RBT_MUST_USE;
void rbt_zone_release(struct rbt_zone *z);

/* Seconds east of UTC at an instant. */
int32_t rbt_zone_offset(struct rbt_zone *z, int64_t utc);

/*
 * The instants at which a clock in the zone shows `local` (seconds since 1970
 * as if it were UTC), in rising order.  Returns their number: 1, or 0 where a
 * clock put forward leaves it out, or 2 where one put back shows it again.
 */
int rbt_zone_to_utc(struct rbt_zone *z, int64_t local, int64_t utc[2]);

#endif
