/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/time.h"

#include "core/digits.h"

/*
 * Both directions count years from March, so that the leap day is the last of
 * its year, in eras of 400 years.  Source: Howard Hinnant, "chrono-Compatible
 * Low-Level Date Algorithms", days_from_civil and civil_from_days.
 */
int64_t
rbt_day_from_civil(int year, int month, int day)
{
	int64_t y = (int64_t)year - (month <= 2);
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t yoe = y - era * 400;
	int64_t doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

	return era * 146097 + doe - 719468;
}

/* Inline, because the times of millions of bars are written. */
static inline void
to_civil(int64_t day, int *year, int *month, int *day_of_month)
{
	int64_t z = day + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	uint32_t doe = (uint32_t)(z - era * 146097);
	uint32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	uint32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	uint32_t mp = (5 * doy + 2) / 153;
	int m = (int)mp + (mp < 10 ? 3 : -9);

	*year = (int)(era * 400 + yoe) + (m <= 2);
	*month = m;
	*day_of_month = (int)(doy - (153 * mp + 2) / 5 + 1);
}

void
rbt_day_to_civil(int64_t day, int *year, int *month, int *day_of_month)
{
	to_civil(day, year, month, day_of_month);
}

int
rbt_day_weekday(int64_t day)
{
	int64_t w = (day + 3) % 7; /* day 0 was a Thursday */

	return (int)(w < 0 ? w + 7 : w);
}

bool
rbt_date_valid(int year, int month, int day)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
	    31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (month < 1 || month > 12 || day < 1)
		return false;
	return day <= days[month - 1] + (month == 2 && leap);
}

int64_t
rbt_ts_day(rbt_ts t)
{
	return t.ns / RBT_DAY_NS - (t.ns % RBT_DAY_NS < 0);
}

rbt_ts
rbt_ts_from_day(int64_t day)
{
	return (rbt_ts){day * RBT_DAY_NS};
}

struct civil {
	int year, month, day;     /* month 1..12, day 1..31 */
	int hour, minute, second; /* UTC */
	int ns;
};

static inline struct civil
split(rbt_ts t)
{
	struct civil c;
	int64_t sec = t.ns / RBT_SEC_NS, ns = t.ns % RBT_SEC_NS, day;
	unsigned of_day;

	if (ns < 0) {
		ns += RBT_SEC_NS;
		sec--;
	}
	day = sec / 86400 - (sec % 86400 < 0);
	of_day = (unsigned)(sec - day * 86400);
	to_civil(day, &c.year, &c.month, &c.day);
	c.hour = (int)(of_day / 3600);
	c.minute = (int)(of_day / 60 % 60);
	c.second = (int)(of_day % 60);
	c.ns = (int)ns;
	return c;
}

/* A cursor over text that is to be read to its end. */
struct cursor {
	const char *p, *end;
	bool no_such_day; /* a date was there, but no calendar has it */
};

/* Exactly n digits; false leaves the cursor anywhere. */
static bool
take_number(struct cursor *c, int n, int *out)
{
	int v = 0;

	for (int i = 0; i < n; i++, c->p++) {
		if (c->p == c->end || *c->p < '0' || *c->p > '9')
			return false;
		v = v * 10 + (*c->p - '0');
	}
	*out = v;
	return true;
}

static bool
take_char(struct cursor *c, const char *any_of)
{
	if (c->p == c->end || *c->p == '\0' || !strchr(any_of, *c->p))
		return false;
	c->p++;
	return true;
}

static bool
take_date(struct cursor *c, int64_t *day)
{
	int y, m, d;

	if (!take_number(c, 4, &y) || !take_char(c, "-") ||
	    !take_number(c, 2, &m) || !take_char(c, "-") ||
	    !take_number(c, 2, &d))
		return false;
	c->no_such_day = !rbt_date_valid(y, m, d);
	if (c->no_such_day)
		return false;
	*day = rbt_day_from_civil(y, m, d);
	return true;
}

/* hh:mm:ss and an optional fraction of up to 9 digits, as nanoseconds. */
static bool
take_clock(struct cursor *c, int64_t *ns)
{
	int h, m, s, frac = 0, digits = 0;

	if (!take_number(c, 2, &h) || !take_char(c, ":") ||
	    !take_number(c, 2, &m) || !take_char(c, ":") ||
	    !take_number(c, 2, &s) || h > 23 || m > 59 || s > 59)
		return false;
	if (take_char(c, ".")) {
		for (int d; digits < 9 && take_number(c, 1, &d); digits++)
			frac = frac * 10 + d;
		if (digits == 0)
			return false;
		for (; digits < 9; digits++)
			frac *= 10;
	}
	*ns = (int64_t)(h * 3600 + m * 60 + s) * RBT_SEC_NS + frac;
	return true;
}

/* Z, +hh:mm, -hh:mm or nothing, as nanoseconds east of UTC. */
static bool
take_zone(struct cursor *c, int64_t *ns)
{
	int h, m, sign;

	*ns = 0;
	if (c->p == c->end || take_char(c, "Zz"))
		return true;
	sign = *c->p == '-' ? -1 : 1;
	if (!take_char(c, "+-") || !take_number(c, 2, &h) ||
	    !take_char(c, ":") || !take_number(c, 2, &m) || h > 23 || m > 59)
		return false;
	*ns = sign * (int64_t)(h * 60 + m) * 60 * RBT_SEC_NS;
	return true;
}

/* The two digits at p; 100 or more if they are none. */
static inline unsigned
two_digits(const char *p)
{
	unsigned high = (unsigned char)p[0] - (unsigned)'0';
	unsigned low = (unsigned char)p[1] - (unsigned)'0';

	return high > 9 || low > 9 ? 100 : high * 10 + low;
}

bool
rbt_ts_parse_date(const char *p, struct rbt_ts_date *out)
{
	unsigned century = two_digits(p), year = two_digits(p + 2);
	unsigned month = two_digits(p + 5), day = two_digits(p + 8);

	if (p[4] != '-' || p[7] != '-' || century < 17 || century > 21 ||
	    year > 99)
		return false;
	year += 100 * century;
	if (!rbt_date_valid((int)year, (int)month, (int)day))
		return false;
	memcpy(out->text, p, sizeof out->text);
	out->ns =
	    rbt_day_from_civil((int)year, (int)month, (int)day) * RBT_DAY_NS;
	return true;
}

int
rbt_date_parse(const char *text, size_t len, int64_t *day, struct rbt_err *err)
{
	struct cursor c = {text, text + len, false};
	char quote[RBT_ERR_QUOTE];
	int64_t d = 0;
	bool ok = take_date(&c, &d) && c.p == c.end;

	if (c.no_such_day)
		return rbt_err_set(err, RBT_E_DATA, "there is no day '%s'",
		    rbt_err_quote(text, len, quote));
	if (!ok)
		return rbt_err_set(err, RBT_E_DATA,
		    "expected a date like 2024-01-02, got '%s'",
		    rbt_err_quote(text, len, quote));
	if (d < rbt_day_from_civil(1678, 1, 1) ||
	    d > rbt_day_from_civil(2261, 12, 31))
		return rbt_err_set(err, RBT_E_DATA, "%s is outside 1678..2261",
		    rbt_err_quote(text, len, quote));
	*day = d;
	return 0;
}

int
rbt_ts_parse(const char *text, size_t len, rbt_ts *out, struct rbt_err *err)
{
	struct cursor c = {text, text + len, false};
	struct rbt_ts_date before = {0};
	char quote[RBT_ERR_QUOTE];
	int64_t day, clock = 0, zone = 0, ns;
	bool ok;

	if (rbt_ts_parse_common(text, len, &before, out))
		return 0;
	ok = take_date(&c, &day);
	if (ok && c.p != c.end)
		ok = take_char(&c, "Tt ") && take_clock(&c, &clock) &&
		     take_zone(&c, &zone) && c.p == c.end;
	if (c.no_such_day)
		return rbt_err_set(err, RBT_E_DATA, "there is no day '%s'",
		    rbt_err_quote(text, len, quote));
	if (!ok)
		return rbt_err_set(err, RBT_E_DATA,
		    "expected a date or time like 2024-01-02T14:30:00Z, "
		    "got '%s'",
		    rbt_err_quote(text, len, quote));
	/* 128 bits, because the first and last day are not whole. */
	rbt_i128 wide = (rbt_i128)day * RBT_DAY_NS + clock - zone;
	ns = (int64_t)wide;
	if (ns != wide)
		return rbt_err_set(err, RBT_E_DATA,
		    "time '%s' is outside 1678..2262",
		    rbt_err_quote(text, len, quote));
	out->ns = ns;
	return 0;
}

static inline char *
put_date(const struct civil *c, char *p)
{
	rbt_digits_two((unsigned)c->year / 100, p);
	rbt_digits_two((unsigned)c->year % 100, p + 2);
	p[4] = '-';
	rbt_digits_two((unsigned)c->month, p + 5);
	p[7] = '-';
	rbt_digits_two((unsigned)c->day, p + 8);
	return p + 10;
}

size_t
rbt_ts_format(rbt_ts t, char out[RBT_TS_MAX])
{
	struct civil c = split(t);
	char *p = put_date(&c, out);

	*p++ = 'T';
	rbt_digits_two((unsigned)c.hour, p);
	p[2] = ':';
	rbt_digits_two((unsigned)c.minute, p + 3);
	p[5] = ':';
	rbt_digits_two((unsigned)c.second, p + 6);
	p += 8;
	if (c.ns) {
		*p = '.';
		rbt_digits_pad((uint64_t)c.ns, 9, p + 1);
		p += 10;
		while (p[-1] == '0')
			p--;
	}
	*p++ = 'Z';
	*p = '\0';
	return (size_t)(p - out);
}

size_t
rbt_ts_format_date(rbt_ts t, char out[RBT_TS_MAX])
{
	struct civil c = split(t);

	*put_date(&c, out) = '\0';
	return 10;
}

size_t
rbt_ts_format_for(rbt_ts t, rbt_period p, char out[RBT_TS_MAX])
{
	if (rbt_period_is_daily(p))
		return rbt_ts_format_date(t, out);
	return rbt_ts_format(t, out);
}

/* Largest first, which is the order that formatting tries. */
static const struct {
	char letter;
	int64_t seconds;
} units[] = {
    {'w', 7 * 86400},
    {'d', 86400},
    {'h', 3600},
    {'m', 60},
    {'s', 1},
};
#define N_UNITS (sizeof units / sizeof units[0])

int
rbt_period_parse(const char *text, size_t len, rbt_period *out,
    struct rbt_err *err)
{
	char quote[RBT_ERR_QUOTE];
	int64_t count = 0, ns;
	size_t i, u;

	for (i = 0; i < len && i < 10 && text[i] >= '0' && text[i] <= '9'; i++)
		count = count * 10 + (text[i] - '0');
	for (u = 0; u < N_UNITS; u++)
		if (i + 1 == len && text[i] == units[u].letter)
			break;
	if (count == 0 || u == N_UNITS)
		return rbt_err_set(err, RBT_E_DATA,
		    "expected a period like 30s, 15m, 1h, 1d or 1w, got '%s'",
		    rbt_err_quote(text, len, quote));
	if (__builtin_mul_overflow(count, units[u].seconds * RBT_SEC_NS, &ns))
		return rbt_err_set(err, RBT_E_DATA, "period '%s' is too long",
		    rbt_err_quote(text, len, quote));
	out->ns = ns;
	return 0;
}

size_t
rbt_period_format(rbt_period p, char out[RBT_TS_MAX])
{
	int64_t seconds = p.ns / RBT_SEC_NS;
	size_t u = 0, n;

	/* Only whole, positive seconds can be parsed. */
	RBT_BUG_IF(seconds <= 0 || p.ns % RBT_SEC_NS != 0);
	while (seconds % units[u].seconds != 0)
		u++;
	n = rbt_digits_put((uint64_t)(seconds / units[u].seconds), out);
	out[n++] = units[u].letter;
	out[n] = '\0';
	return n;
}
