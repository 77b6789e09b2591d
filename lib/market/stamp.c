/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/stamp.h"

#include "market/stamp_text.h"

#define SEC      RBT_SEC_NS
#define DAY_SECS (RBT_DAY_NS / SEC)

static int
explain(enum rbt_stamp_fault fault, const char *text, size_t len,
    struct rbt_err *err)
{
	char quote[RBT_ERR_QUOTE];

	(void)rbt_err_quote(text, len, quote);
	if (fault == RBT_STAMP_NO_SUCH_DAY)
		return rbt_err_set(err, RBT_E_DATA, "there is no day '%s'",
		    quote);
	if (fault == RBT_STAMP_WHICH)
		return rbt_err_set(err, RBT_E_DATA,
		    "'%s' may begin with the month or the day: --dates us or "
		    "--dates eu says which",
		    quote);
	return rbt_err_set(err, RBT_E_DATA,
	    "expected a date or time like 2024-01-02T14:30:00Z, got '%s'",
	    quote);
}

/* What a zone adds to UTC. */
static int64_t
zone_ns(struct rbt_zone *z, const struct rbt_stamp_text *r)
{
	int64_t utc = r->day * DAY_SECS + (r->clock - r->zone) / SEC;

	return rbt_zone_offset(z, utc) * SEC;
}

/* Sets r->zone to what holds for a time on the clocks of z. */
static bool
localise(struct rbt_zone *z, struct rbt_stamp_text *r,
    const struct rbt_stamp_row *before)
{
	int64_t local = r->day * DAY_SECS + r->clock / SEC, utc[2];
	int n = rbt_zone_to_utc(z, local, utc), i = 0;

	if (n == 0)
		return false;
	if (n == 2 && before != NULL && before->any)
		i = before->falling ? utc[1] < before->utc_secs
				    : utc[0] <= before->utc_secs;
	r->zone = (local - utc[i]) * SEC;
	return true;
}

static void
remember(struct rbt_stamp_row *before, const struct rbt_stamp_text *r)
{
	int64_t utc = r->day * DAY_SECS + (r->clock - r->zone) / SEC;

	before->falling = before->any && utc < before->utc_secs;
	before->utc_secs = utc;
	before->any = true;
}

/* The day of a daily bar, since 1970. */
static int64_t
day_of(const struct rbt_stamp *s, const struct rbt_stamp_text *r)
{
	int64_t clock;

	if (s->zone == NULL || (!r->has_zone && !r->is_epoch))
		return r->day;
	clock = r->clock - r->zone + zone_ns(s->zone, r);
	/* Two zones are less than two days apart. */
	return r->day + (clock + 2 * RBT_DAY_NS) / RBT_DAY_NS - 2;
}

int
rbt_stamp_parse_any(const struct rbt_stamp *s, const char *text, size_t len,
    int64_t day, struct rbt_stamp_row *before, rbt_ts *out, struct rbt_err *err)
{
	char quote[RBT_ERR_QUOTE];
	struct rbt_stamp_text r;
	rbt_i128 t; /* the first and last day of rbt_ts are not whole */

	rbt_stamp_text_read(&r, text, len, day, s->order);
	if (r.fault != RBT_STAMP_GOOD)
		return explain(r.fault, text, len, err);
	if (rbt_period_is_daily(s->period)) {
		t = (rbt_i128)day_of(s, &r) * RBT_DAY_NS;
	} else {
		if (s->zone != NULL && !r.has_zone && !r.is_epoch &&
		    !localise(s->zone, &r, before))
			return rbt_err_set(err, RBT_E_DATA,
			    "there is no time '%s' in %s: clocks go forward "
			    "over it",
			    rbt_err_quote(text, len, quote), s->zone->name);
		if (s->zone != NULL && before != NULL)
			remember(before, &r);
		t = (rbt_i128)r.day * RBT_DAY_NS + r.clock - r.zone -
		    (s->at_close ? s->period.ns : 0);
	}
	out->ns = (int64_t)t;
	if (out->ns != t)
		return rbt_err_set(err, RBT_E_DATA,
		    "time '%s' is outside 1678..2262",
		    rbt_err_quote(text, len, quote));
	return 0;
}
