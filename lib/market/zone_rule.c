/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/zone_rule.h"

#include "core/time.h"

#define DAY 86400

struct cursor {
	const char *p, *end;
};

static bool
take(struct cursor *c, char want)
{
	if (c->p == c->end || *c->p != want)
		return false;
	c->p++;
	return true;
}

static bool
take_number(struct cursor *c, int max, int *out)
{
	int v = 0;

	if (c->p == c->end || *c->p < '0' || *c->p > '9')
		return false;
	while (c->p < c->end && *c->p >= '0' && *c->p <= '9') {
		v = v * 10 + (*c->p++ - '0');
		if (v > max)
			return false;
	}
	*out = v;
	return true;
}

/* EST, or <-03>: three letters or more, whose spelling does not matter. */
static bool
take_name(struct cursor *c)
{
	const char *start = c->p;
	bool quoted = take(c, '<');

	for (; c->p < c->end; c->p++) {
		char k = *c->p;
		bool letter = (k >= 'A' && k <= 'Z') || (k >= 'a' && k <= 'z');

		if (!letter && !(quoted && (k == '+' || k == '-' ||
					       (k >= '0' && k <= '9'))))
			break;
	}
	return c->p - start >= 3 && (!quoted || take(c, '>'));
}

/* [+-]h[:mm[:ss]] */
static bool
take_time(struct cursor *c, int max_hours, int32_t *out)
{
	bool minus = take(c, '-');
	int h, m = 0, s = 0;

	if (!minus)
		(void)take(c, '+');
	if (!take_number(c, max_hours, &h))
		return false;
	if (take(c, ':') && !take_number(c, 59, &m))
		return false;
	if (c->p < c->end && take(c, ':') && !take_number(c, 59, &s))
		return false;
	*out = (int32_t)(h * 3600 + m * 60 + s);
	if (minus)
		*out = -*out;
	return true;
}

static bool
take_date(struct cursor *c, struct rbt_zone_date *d)
{
	d->kind = 'N';
	d->seconds = 2 * 3600;
	if (take(c, 'M')) {
		d->kind = 'M';
		if (!take_number(c, 12, &d->month) || !take(c, '.') ||
		    !take_number(c, 5, &d->week) || !take(c, '.') ||
		    !take_number(c, 6, &d->day) || d->month < 1 || d->week < 1)
			return false;
	} else if (take(c, 'J')) {
		d->kind = 'J';
		if (!take_number(c, 365, &d->day) || d->day < 1)
			return false;
	} else if (!take_number(c, 365, &d->day)) {
		return false;
	}
	return !take(c, '/') || take_time(c, 167, &d->seconds);
}

bool
rbt_zone_rule_parse(const char *text, size_t len, struct rbt_zone_rule *out)
{
	struct cursor c = {text, text + len};
	struct rbt_zone_rule r = {0};

	/* POSIX counts west of UTC. */
	if (!take_name(&c) || !take_time(&c, 24, &r.standard))
		return false;
	r.standard = -r.standard;
	r.summer = r.standard + 3600;
	if (c.p < c.end) {
		r.changes = true;
		if (!take_name(&c))
			return false;
		if (c.p < c.end && *c.p != ',') {
			if (!take_time(&c, 24, &r.summer))
				return false;
			r.summer = -r.summer;
		}
		if (!take(&c, ',') || !take_date(&c, &r.start) ||
		    !take(&c, ',') || !take_date(&c, &r.end) || c.p != c.end)
			return false;
	}
	*out = r;
	return true;
}

/* The instant of a date in a year, on a clock `offset` east of UTC. */
static int64_t
instant(const struct rbt_zone_date *d, int year, int32_t offset)
{
	int64_t day = rbt_day_from_civil(year, 1, 1);

	if (d->kind == 'M') {
		int wanted = (d->day + 6) % 7; /* from Monday, not Sunday */

		day = rbt_day_from_civil(year, d->month, 1);
		day += (wanted - rbt_day_weekday(day) + 7) % 7;
		day += 7 * (d->week - 1);
		if (d->week == 5) { /* the last one */
			int y = year + d->month / 12, m = d->month % 12 + 1;

			while (day >= rbt_day_from_civil(y, m, 1))
				day -= 7;
		}
	} else if (d->kind == 'J') {
		day += d->day - 1;
		if (d->day >= 60 && rbt_date_valid(year, 2, 29))
			day++;
	} else {
		day += d->day;
	}
	return day * DAY + d->seconds - offset;
}

struct rbt_zone_span
rbt_zone_rule_span(const struct rbt_zone_rule *r, int64_t t)
{
	struct rbt_zone_span s = {INT64_MIN, INT64_MAX, r->standard};
	int64_t local_day = (t + r->standard) / DAY;
	int year, month, day;

	if (!r->changes)
		return s;
	rbt_day_to_civil(local_day, &year, &month, &day);
	for (int y = year - 1; y <= year + 1; y++) {
		int64_t at[] = {instant(&r->start, y, r->standard),
		    instant(&r->end, y, r->summer)};

		for (int i = 0; i < 2; i++) {
			if (at[i] <= t && at[i] >= s.from) {
				s.from = at[i];
				s.offset = i == 0 ? r->summer : r->standard;
			} else if (at[i] > t && at[i] < s.to) {
				s.to = at[i];
			}
		}
	}
	return s;
}
