/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/stamp_text.h"

#include <string.h>

#define SEC    RBT_SEC_NS
#define MINUTE (60 * SEC)
#define HOUR   (60 * MINUTE)

static bool
fail(struct rbt_stamp_text *r, enum rbt_stamp_fault fault)
{
	if (r->fault == RBT_STAMP_GOOD)
		r->fault = fault;
	return false;
}

static bool
at_digit(const struct rbt_stamp_text *r)
{
	return r->p < r->end && *r->p >= '0' && *r->p <= '9';
}

static char
at_letter(const struct rbt_stamp_text *r)
{
	char c = r->p < r->end ? *r->p : '\0';

	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	return c >= 'a' && c <= 'z' ? c : '\0';
}

static bool
take(struct rbt_stamp_text *r, char want)
{
	if (r->p == r->end || *r->p != want)
		return false;
	r->p++;
	return true;
}

static void
skip_blanks(struct rbt_stamp_text *r)
{
	while (take(r, ' '))
		;
}

/* The digits that stand here, none taken. */
static size_t
count_digits(const struct rbt_stamp_text *r)
{
	struct rbt_stamp_text at = *r;

	while (at_digit(&at))
		at.p++;
	return (size_t)(at.p - r->p);
}

/* n digits that are there. */
static int64_t
take_digits(struct rbt_stamp_text *r, size_t n)
{
	int64_t v = 0;

	for (size_t i = 0; i < n; i++)
		v = v * 10 + (*r->p++ - '0');
	return v;
}

/* A number of one or two digits. */
static bool
take_small(struct rbt_stamp_text *r, int *out)
{
	size_t n = count_digits(r);

	if (n < 1 || n > 2)
		return fail(r, RBT_STAMP_SYNTAX);
	*out = (int)take_digits(r, n);
	return true;
}

/* A month's name, three letters or all of it: 1..12. */
static bool
take_month(struct rbt_stamp_text *r, int *out)
{
	static const char names[] =
	    "january  february march    april    may      june     "
	    "july     august   septemberoctober  november december ";
	char word[10] = "         ";
	size_t n = 0;

	for (; at_letter(r) != '\0' && n < 9; r->p++)
		word[n++] = at_letter(r);
	for (int m = 0; n >= 3 && m < 12; m++) {
		const char *name = names + 9 * (size_t)m;

		if (memcmp(name, word, n == 3 ? 3 : 9) == 0) {
			*out = m + 1;
			return true;
		}
	}
	return fail(r, RBT_STAMP_SYNTAX);
}

/* Four digits, or two in 1969..2068. */
static bool
take_year(struct rbt_stamp_text *r, int *out)
{
	size_t n = count_digits(r);

	if (n != 2 && n != 4)
		return fail(r, RBT_STAMP_SYNTAX);
	*out = (int)take_digits(r, n);
	if (n == 2)
		*out += *out < 69 ? 2000 : 1900;
	return true;
}

static bool
set_day(struct rbt_stamp_text *r, int y, int m, int d)
{
	if (!rbt_date_valid(y, m, d))
		return fail(r, RBT_STAMP_NO_SUCH_DAY);
	r->day = rbt_day_from_civil(y, m, d);
	return true;
}

/* The number of two digits at p, or a negative one. */
static inline int
two_digits(const char *p)
{
	unsigned a = (unsigned)(p[0] - '0'), b = (unsigned)(p[1] - '0');

	return a <= 9 && b <= 9 ? (int)(10 * a + b) : -10000;
}

/* yyyy-mm-dd, as most days are written; false with nothing taken. */
static bool
take_iso_day(struct rbt_stamp_text *r)
{
	const char *p = r->p;
	int y, m, d;

	if (r->end - p < 10 || p[4] != '-' || p[7] != '-')
		return false;
	y = 100 * two_digits(p) + two_digits(p + 2);
	m = two_digits(p + 5);
	d = two_digits(p + 8);
	if (y < 0 || m < 0 || d < 0)
		return false;
	r->p += 10;
	return set_day(r, y, m, d);
}

/* One of the two characters between the parts of a day. */
static bool
take_same(struct rbt_stamp_text *r, char want)
{
	return take(r, want) || fail(r, RBT_STAMP_SYNTAX);
}

/* Jan 31, 2024; a weekday in front is passed over. */
static bool
take_named_day(struct rbt_stamp_text *r)
{
	const char *start = r->p;
	int y, m, d;

	while (at_letter(r) != '\0')
		r->p++;
	if (!take(r, ',')) {
		r->p = start;
	} else {
		skip_blanks(r);
		if (at_digit(r)) { /* Wed, 31 Jan 2024 */
			if (!take_small(r, &d) || !take_same(r, ' ') ||
			    !take_month(r, &m) || !take_same(r, ' ') ||
			    !take_year(r, &y))
				return false;
			return set_day(r, y, m, d);
		}
	}
	if (!take_month(r, &m) || !take_same(r, ' ') || !take_small(r, &d))
		return false;
	(void)take(r, ',');
	return take_same(r, ' ') && take_year(r, &y) && set_day(r, y, m, d);
}

/* A day that begins with one or two digits. */
static bool
take_short_day(struct rbt_stamp_text *r)
{
	int y, m, d, first, second;
	char sep;

	if (!take_small(r, &first) || r->p == r->end)
		return fail(r, RBT_STAMP_SYNTAX);
	sep = *r->p;
	if (strchr("-/. ", sep) == NULL)
		return fail(r, RBT_STAMP_SYNTAX);
	r->p++;
	if (at_letter(r) != '\0') {
		if (!take_month(r, &m) || !take_same(r, sep) ||
		    !take_year(r, &y))
			return false;
		return set_day(r, y, m, first);
	}
	if (sep == ' ' || !take_small(r, &second) || !take_same(r, sep) ||
	    !take_year(r, &y))
		return fail(r, RBT_STAMP_SYNTAX);
	if (r->order == RBT_STAMP_ISO)
		return fail(r, RBT_STAMP_WHICH);
	m = r->order == RBT_STAMP_US ? first : second;
	d = r->order == RBT_STAMP_US ? second : first;
	return set_day(r, y, m, d);
}

/* hhmm, hhmmss or hhmmssfff: n digits. */
static bool
take_packed_clock(struct rbt_stamp_text *r, size_t n)
{
	int64_t h, m, s = 0, ms = 0;

	if (n != 4 && n != 6 && n != 9)
		return fail(r, RBT_STAMP_SYNTAX);
	h = take_digits(r, 2);
	m = take_digits(r, 2);
	if (n > 4)
		s = take_digits(r, 2);
	if (n > 6)
		ms = take_digits(r, 3);
	if (h > 23 || m > 59 || s > 59)
		return fail(r, RBT_STAMP_SYNTAX);
	r->clock = h * HOUR + m * MINUTE + s * SEC + ms * (SEC / 1000);
	return true;
}

/* The fraction behind a point that was taken, in ns. */
static bool
take_fraction(struct rbt_stamp_text *r, int64_t *ns)
{
	size_t n = count_digits(r);
	int64_t v;

	if (n < 1 || n > 9)
		return fail(r, RBT_STAMP_SYNTAX);
	v = take_digits(r, n);
	for (; n < 9; n++)
		v *= 10;
	*ns = v;
	return true;
}

/* AM or PM, if it stands here. */
static bool
take_half(struct rbt_stamp_text *r, int *hour)
{
	const char *start = r->p;
	char half;

	skip_blanks(r);
	half = at_letter(r);
	if (half != 'a' && half != 'p') {
		r->p = start;
		return true;
	}
	r->p++;
	if (at_letter(r) != 'm' || *hour < 1 || *hour > 12)
		return fail(r, RBT_STAMP_SYNTAX);
	r->p++;
	*hour = *hour % 12 + (half == 'p' ? 12 : 0);
	return true;
}

/* 14:30, 14:30:00, 14:30:00.5, 2:30 PM, 1430, 143000, 143000500 */
static bool
take_clock(struct rbt_stamp_text *r)
{
	size_t n = count_digits(r);
	int64_t fraction = 0;
	int h, m, s = 0;

	if (n > 2)
		return take_packed_clock(r, n);
	if (!take_small(r, &h) || !take_same(r, ':') || count_digits(r) != 2)
		return fail(r, RBT_STAMP_SYNTAX);
	m = (int)take_digits(r, 2);
	if (take(r, ':')) {
		if (count_digits(r) != 2)
			return fail(r, RBT_STAMP_SYNTAX);
		s = (int)take_digits(r, 2);
		if (take(r, '.') && !take_fraction(r, &fraction))
			return false;
	}
	if (!take_half(r, &h))
		return false;
	if (h > 23 || m > 59 || s > 59)
		return fail(r, RBT_STAMP_SYNTAX);
	r->clock = h * HOUR + m * MINUTE + s * SEC + fraction;
	return true;
}

/* The zone behind a time, up to the end of the text. */
static bool
take_zone(struct rbt_stamp_text *r)
{
	ptrdiff_t left;
	bool minus;
	int h, m = 0;

	skip_blanks(r);
	if (r->p == r->end)
		return true;
	r->has_zone = true;
	left = r->end - r->p;
	if (at_letter(r) == 'z')
		return left == 1 || fail(r, RBT_STAMP_SYNTAX);
	if (left >= 3 &&
	    (memcmp(r->p, "GMT", 3) == 0 || memcmp(r->p, "UTC", 3) == 0)) {
		r->p += 3;
		if (left == 3)
			return true;
	}
	minus = take(r, '-');
	if ((!minus && !take(r, '+')) || count_digits(r) < 2)
		return fail(r, RBT_STAMP_SYNTAX);
	h = (int)take_digits(r, 2);
	if (take(r, ':') || r->p < r->end) {
		if (count_digits(r) != 2)
			return fail(r, RBT_STAMP_SYNTAX);
		m = (int)take_digits(r, 2);
	}
	if (h > 23 || m > 59 || r->p != r->end)
		return fail(r, RBT_STAMP_SYNTAX);
	r->zone = h * HOUR + m * MINUTE;
	if (minus)
		r->zone = -r->zone;
	return true;
}

/* A clock and a zone up to the end, or nothing. */
static bool
take_rest(struct rbt_stamp_text *r)
{
	if (r->p == r->end)
		return true;
	if (!take(r, 'T') && !take(r, 't') && !take(r, ' '))
		return fail(r, RBT_STAMP_SYNTAX);
	skip_blanks(r);
	return take_clock(r) && take_zone(r);
}

/* Seconds with a fraction, or more digits of a finer unit. */
static bool
take_epoch(struct rbt_stamp_text *r, size_t n)
{
	int64_t unit = 1, fraction = 0, v;

	for (size_t i = 10; i < n; i += 3)
		unit *= 1000;
	if (n == 19 && *r->p == '9') /* may not fit 64 bits: after 2255 */
		return fail(r, RBT_STAMP_SYNTAX);
	r->is_epoch = true;
	v = take_digits(r, n);
	if (unit == 1 && take(r, '.') && !take_fraction(r, &fraction))
		return false;
	r->day = v / (86400 * unit);
	r->clock = v % (86400 * unit) * (SEC / unit) + fraction;
	return r->p == r->end || fail(r, RBT_STAMP_SYNTAX);
}

/* A text that begins with n digits in a row. */
static bool
take_number(struct rbt_stamp_text *r, size_t n)
{
	int y, m, d;

	if (n == 9 || n == 10 || n == 13 || n == 16 || n == 19)
		return take_epoch(r, n);
	if (n != 4 && n != 8 && n != 12 && n != 14 && n != 17)
		return fail(r, RBT_STAMP_SYNTAX);
	y = (int)take_digits(r, 4);
	if (n == 4) {
		char sep = r->p < r->end ? *r->p : '\0';

		if (sep != '-' && sep != '/' && sep != '.')
			return fail(r, RBT_STAMP_SYNTAX);
		r->p++;
		if (!take_small(r, &m) || !take_same(r, sep) ||
		    !take_small(r, &d) || !set_day(r, y, m, d))
			return false;
		return take_rest(r);
	}
	m = (int)take_digits(r, 2);
	d = (int)take_digits(r, 2);
	if (!set_day(r, y, m, d))
		return false;
	if (n == 8)
		return take_rest(r);
	return take_packed_clock(r, n - 8) && take_zone(r);
}

static bool
take_all(struct rbt_stamp_text *r)
{
	size_t n;

	if (take_iso_day(r))
		return take_rest(r);
	if (r->fault != RBT_STAMP_GOOD)
		return false;
	n = count_digits(r);
	if (n > 2)
		return take_number(r, n);
	if (n > 0)
		return take_short_day(r) && take_rest(r);
	if (at_letter(r) != '\0')
		return take_named_day(r) && take_rest(r);
	return fail(r, RBT_STAMP_SYNTAX);
}

/* A time of a day that is known; a whole number is milliseconds. */
static bool
take_time(struct rbt_stamp_text *r, int64_t day)
{
	size_t n = count_digits(r);

	r->day = day;
	if (n == 0 || n > 8 || r->p + n < r->end)
		return take_clock(r) && take_zone(r);
	r->clock = take_digits(r, n) * (SEC / 1000);
	return r->clock < RBT_DAY_NS || fail(r, RBT_STAMP_SYNTAX);
}

void
rbt_stamp_text_read(struct rbt_stamp_text *r, const char *text, size_t len,
    int64_t day, enum rbt_stamp_order order)
{
	*r = (struct rbt_stamp_text){.p = text,
	    .end = text + len,
	    .order = order};
	if (day != RBT_STAMP_NO_DAY)
		(void)take_time(r, day);
	else
		(void)take_all(r);
}
