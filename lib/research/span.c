/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "research/span.h"

#include "core/num.h"
#include "core/rank.h"

#define UNITS_MAX 1000000
#define DAYS_MAX  (INT64_MAX / RBT_DAY_NS - 1)

int
rbt_span_parse(const char *option, const char *text, struct rbt_span *out,
    struct rbt_err *err)
{
	size_t len = strlen(text);
	char quoted[RBT_ERR_QUOTE], unit = len ? text[len - 1] : '\0';
	struct rbt_span s = {0};
	int64_t n;

	if (len < 2 || rbt_num_i64(text, len - 1, 0, UNITS_MAX, &n, NULL) != 0)
		unit = '\0';
	switch (unit) {
	case 'y':
		s.months = 12 * n;
		break;
	case 'm':
		s.months = n;
		break;
	case 'w':
		s.days = 7 * n;
		break;
	case 'd':
		s.days = n;
		break;
	case 'b':
		s.bars = n;
		break;
	default:
		return rbt_err_set(err, RBT_E_USAGE,
		    "--%s: expected a span such as 2y, 6m, 3w, 90d or 500b "
		    "(bars), got '%s'",
		    option, rbt_err_quote(text, len, quoted));
	}
	*out = s;
	return 0;
}

struct rbt_span
rbt_span_add(struct rbt_span a, int64_t times, struct rbt_span b)
{
	return (struct rbt_span){a.months + times * b.months,
	    a.days + times * b.days, a.bars + times * b.bars};
}

static int
compare(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

void
rbt_timeline_init(struct rbt_timeline *t, const struct rbt_universe *u,
    const struct rbt_calendar *cal, rbt_ts start, rbt_ts end)
{
	rbt_period period = u->at[0].period;
	size_t n = 0;
	rbt_ts last;

	*t = (struct rbt_timeline){0};
	for (size_t i = 0; i < u->n; i++) {
		const struct rbt_series *s = &u->at[i];
		size_t behind = rbt_series_find(s, end);

		for (size_t k = rbt_series_find(s, start); k < behind; k++)
			RBT_VEC_PUSH(&t->at, s->time[k]);
	}
	RBT_BUG_IF(t->at.n == 0);
	if (u->n > 1)
		qsort(t->at.at, t->at.n, sizeof *t->at.at, compare);
	for (size_t i = 0; i < t->at.n; i++)
		if (n == 0 || t->at.at[n - 1] != t->at.at[i])
			t->at.at[n++] = t->at.at[i];
	t->at.n = n;
	t->start = rbt_ts_from_day(rbt_ts_day((rbt_ts){t->at.at[0]})).ns;
	last.ns = t->at.at[n - 1];
	t->end = rbt_ts_from_day(
	    rbt_calendar_next(cal, rbt_calendar_session_of(cal, last, period)))
		     .ns;
	/* A calendar that ends earlier, and bars of more than a day. */
	if (t->end < last.ns + period.ns)
		t->end = last.ns + period.ns;
	if (t->end > end.ns)
		t->end = end.ns;
}

void
rbt_timeline_release(struct rbt_timeline *t)
{
	RBT_VEC_RELEASE(&t->at);
}

size_t
rbt_timeline_find(const struct rbt_timeline *t, int64_t ns)
{
	return rbt_rank(t->at.at, t->at.n, ns);
}

/* The day that lies so many months behind. */
static int64_t
add_months(int64_t day, int64_t months)
{
	int year, month, of_month;
	int64_t m;

	rbt_day_to_civil(day, &year, &month, &of_month);
	m = (int64_t)year * 12 + month - 1 + months;
	if (m / 12 > 9999)
		return DAYS_MAX + 1;
	year = (int)(m / 12);
	month = (int)(m % 12) + 1;
	while (!rbt_date_valid(year, month, of_month))
		of_month--;
	return rbt_day_from_civil(year, month, of_month);
}

int64_t
rbt_timeline_after(const struct rbt_timeline *t, struct rbt_span s)
{
	int64_t day =
	    add_months(t->start / RBT_DAY_NS - (t->start % RBT_DAY_NS < 0),
		s.months);
	size_t at;

	day += s.days;
	if (day > DAYS_MAX)
		return INT64_MAX;
	if (s.bars == 0)
		return day * RBT_DAY_NS;
	at = rbt_timeline_find(t, day * RBT_DAY_NS);
	if ((uint64_t)s.bars > t->at.n - at)
		return INT64_MAX;
	at += (size_t)s.bars;
	return at == t->at.n ? t->end : t->at.at[at];
}
