/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Day numbers and weekdays were computed with Python 3's datetime module. */
#include "core/rng.h"
#include "core/time.h"

#include "harness/t.h"

static const struct {
	int year, month, day;
	long number;
	int weekday;
} days[] = {
    {1970, 1, 1, 0, 3},
    {1969, 12, 31, -1, 2},
    {2000, 2, 29, 11016, 1},
    {1900, 3, 1, -25508, 3},
    {1900, 2, 28, -25509, 2},
    {2024, 2, 29, 19782, 3},
    {2023, 3, 1, 19417, 2},
    {2100, 2, 28, 47540, 6},
    {1678, 1, 1, -106650, 5},
    {2262, 4, 11, 106751, 4},
    {1, 1, 1, -719162, 0},
    {9999, 12, 31, 2932896, 4},
    {1600, 2, 29, -135081, 1},
    {3772, 3, 27, 658253, 4},
    {1785, 10, 4, -67293, 1},
    {4587, 6, 19, 956009, 1},
    {7528, 7, 19, 2030217, 3},
    {607, 12, 20, -497473, 6},
    {885, 4, 17, -396181, 1},
    {9484, 8, 30, 2744674, 5},
    {6207, 5, 1, 1547652, 4},
    {1134, 6, 3, -305190, 6},
    {4252, 11, 23, 833810, 1},
    {6745, 12, 24, 1744390, 0},
    {719, 7, 4, -456735, 4},
};
#define N_DAYS (long)(sizeof days / sizeof days[0])

static void
test_days(void)
{
	int y = 0, m = 0, d = 0, bad = 0;

	for (long i = 0; i < N_DAYS; i++) {
		T_INT(rbt_day_from_civil(days[i].year, days[i].month,
			  days[i].day),
		    days[i].number);
		T_INT(rbt_day_weekday(days[i].number), days[i].weekday);
		rbt_day_to_civil(days[i].number, &y, &m, &d);
		T_OK(y == days[i].year && m == days[i].month &&
		     d == days[i].day);
	}
	/* Counting day by day, by the rule of the calendar. */
	y = 1600, m = 1, d = 1;
	for (long n = -135140; n < 120000; n++) {
		int gy, gm, gd;

		rbt_day_to_civil(n, &gy, &gm, &gd);
		bad += gy != y || gm != m || gd != d ||
		       rbt_day_from_civil(y, m, d) != n;
		if (rbt_date_valid(y, m, d + 1)) {
			d++;
		} else {
			d = 1;
			y += m == 12;
			m = m % 12 + 1;
		}
	}
	T_INT(bad, 0);
	T_OK(rbt_date_valid(2000, 2, 29) && rbt_date_valid(2024, 2, 29));
	T_OK(!rbt_date_valid(1900, 2, 29) && !rbt_date_valid(2023, 2, 29));
	T_OK(!rbt_date_valid(2023, 0, 1) && !rbt_date_valid(2023, 13, 1));
	T_OK(!rbt_date_valid(2023, 4, 31) && !rbt_date_valid(2023, 4, 0));
}

/* The text of what is read from `text`. */
static void
check(const char *text, const char *want)
{
	char out[RBT_TS_MAX] = "failed";
	rbt_ts t = {0};

	T_INT(rbt_ts_parse(text, strlen(text), &t, NULL), 0);
	T_INT(rbt_ts_format(t, out), strlen(want));
	T_STR(out, want);
}

static void
test_parse(void)
{
	struct rbt_err err = {0};
	rbt_ts t = {42};

	check("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z");
	check("2024-01-02", "2024-01-02T00:00:00Z");
	check("2024-01-02 14:30:00", "2024-01-02T14:30:00Z");
	check("2024-01-02t14:30:00z", "2024-01-02T14:30:00Z");
	check("2024-01-01T00:30:00+01:00", "2023-12-31T23:30:00Z");
	check("2024-02-28T23:30:00.5-00:45", "2024-02-29T00:15:00.5Z");
	check("2024-01-02T14:30:00.120", "2024-01-02T14:30:00.12Z");
	check("2024-01-02T14:30:00.123456789Z",
	    "2024-01-02T14:30:00.123456789Z");
	check("1969-12-31T23:59:59.999999999Z",
	    "1969-12-31T23:59:59.999999999Z");
	/* The ends of 64 bits of nanoseconds, as Go's time package has them. */
	check("2262-04-11T23:47:16.854775807Z",
	    "2262-04-11T23:47:16.854775807Z");
	check("1677-09-21T00:12:43.145224192Z",
	    "1677-09-21T00:12:43.145224192Z");
	/* date -u -d 2024-01-02T14:30:00Z +%s */
	T_INT(rbt_ts_parse("2024-01-02T14:30:00Z", 20, &t, NULL), 0);
	T_INT(t.ns, 1704205800 * RBT_SEC_NS);
	t.ns = 42;
	T_INT(rbt_ts_parse("2262-04-11T23:47:16.854775808Z", 30, &t, &err), -1);
	T_STR(err.msg,
	    "time '2262-04-11T23:47:16.854775808Z' is outside 1678..2262");
	T_INT(rbt_ts_parse("1677-09-21T00:12:43.145224191Z", 30, &t, NULL), -1);
	T_INT(rbt_ts_parse("9999-12-31", 10, &t, NULL), -1);
	T_INT(rbt_ts_parse("0000-01-01", 10, &t, NULL), -1);
	rbt_err_clear(&err);
	T_INT(rbt_ts_parse("yesterday", 9, &t, &err), -1);
	T_STR(err.msg, "expected a date or time like 2024-01-02T14:30:00Z, "
		       "got 'yesterday'");
	T_INT(err.code, RBT_E_DATA);
	T_INT(t.ns, 42);
	rbt_err_clear(&err);
	T_INT(rbt_ts_parse("2023-02-29T10:00:00Z", 20, &t, &err), -1);
	T_STR(err.msg, "there is no day '2023-02-29T10:00:00Z'");
}

static void
test_refused(void)
{
	static const char *const bad[] = {"", "2024", "2024-1-2", "2024-01-02T",
	    "2024-01-02 ", "2024-02-30", "2023-02-29", "2024-13-01",
	    "2024-00-01", "2024-01-00", "20240102", "2024/01/02", " 2024-01-02",
	    "2024-01-02T14:30", "2024-01-02T24:00:00", "2024-01-02T14:60:00",
	    "2024-01-02T14:30:60", "2024-01-02T14:30:00.",
	    "2024-01-02T14:30:00.Z", "2024-01-02T14:30:00.1234567890",
	    "2024-01-02T14:30:00ZZ", "2024-01-02T14:30:00+1",
	    "2024-01-02T14:30:00+0100", "2024-01-02T14:30:00+24:00",
	    "2024-01-02T14:30:00+01:60", "2024-01-02T14:30:00 Z", "2024-01-02Z",
	    "-024-01-02", "2024-01-02T14:30:0x", "2024-01-02T1:30:00"};
	rbt_ts t = {42};

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		T_INT(rbt_ts_parse(bad[i], strlen(bad[i]), &t, NULL), -1);
		T_INT(t.ns, 42);
	}
	T_INT(rbt_ts_parse("2024-01-02\0T", 11, &t, NULL), -1);
}

/*
 * Times as they are mostly written take a way of their own; a fraction of
 * nothing, or a clock behind a date, lead around it.
 */
static void
test_common_shape(void)
{
	static const char seed[] = "2024-02-29T14:30:00Z";
	struct rbt_ts_date before = {0};
	struct rbt_rng r;
	char text[32], other[48];
	int bad = 0, good = 0, common = 0;

	rbt_rng_init(&r, 2, "time");
	for (int i = 0; i < 400000; i++) {
		int n = i % 2 ? 10 : 19 + i / 2 % 2, rc, want;
		rbt_ts a = {7}, b = {7}, c = {7};

		memcpy(text, seed, sizeof seed);
		for (int k = i % 3; k >= 0; k--)
			text[rbt_rng_below(&r, 20)] =
			    "0123456789:/-TtZz. \xff"[rbt_rng_below(&r, 20)];
		if (text[19] <= '9') /* that would be another fraction */
			text[19] = 'Z';
		if (n > 10)
			snprintf(other, sizeof other, "%.19s.000%.*s", text,
			    n - 19, text + 19);
		else
			snprintf(other, sizeof other, "%.10sT00:00:00+00:00",
			    text);
		rc = rbt_ts_parse(text, (size_t)n, &a, NULL);
		want = rbt_ts_parse(other, strlen(other), &b, NULL);
		bad += rc != want || a.ns != b.ns;
		good += rc == 0;
		/* and the same with the date of the one before */
		if (!rbt_ts_parse_common(text, (size_t)n, &before, &c))
			continue;
		bad += rc != 0 || a.ns != c.ns;
		common++;
	}
	T_INT(bad, 0);
	T_OK(good > 50000 && good < 350000);
	T_OK(common > 50000);
	/* ten zeros, as the date of none before, are none */
	before = (struct rbt_ts_date){0};
	T_OK(!rbt_ts_parse_common(before.text, 10, &before, &(rbt_ts){0}));
}

/* What is no date alone, or beyond the years, is refused. */
static void
test_date(void)
{
	static const struct {
		const char *text, *want;
	} bad[] = {
	    {"2024", "expected a date like 2024-01-02, got '2024'"},
	    {"2024-01-02Z", "expected a date like 2024-01-02, got "
			    "'2024-01-02Z'"},
	    {"", "expected a date like 2024-01-02, got ''"},
	    {"2023-02-29", "there is no day '2023-02-29'"},
	    {"1677-12-31", "1677-12-31 is outside 1678..2261"},
	    {"2262-01-01", "2262-01-01 is outside 1678..2261"},
	};
	struct rbt_err err = {0};
	int64_t day = 7;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		rbt_err_clear(&err);
		T_INT(rbt_date_parse(bad[i].text, strlen(bad[i].text), &day,
			  &err),
		    -1);
		T_STR(err.msg, bad[i].want);
	}
	T_INT(day, 7);
	T_INT(err.code, RBT_E_DATA);
	T_INT(rbt_date_parse("2024-01-02", 10, &day, &err), 0);
	T_INT(day, 19724); /* 54 years of 365 days, 13 leap days, 1 */
	T_INT(rbt_date_parse("2261-12-31", 10, &day, &err), 0);
	T_INT(rbt_date_parse("1678-01-01", 10, &day, &err), 0);
}

static void
test_ts(void)
{
	struct rbt_rng r;
	char out[RBT_TS_MAX];
	rbt_ts t, back = {0};
	int bad = 0;

	T_INT(rbt_ts_day((rbt_ts){-1}), -1);
	T_INT(rbt_ts_day((rbt_ts){0}), 0);
	T_INT(rbt_ts_day((rbt_ts){RBT_DAY_NS - 1}), 0);
	T_INT(rbt_ts_day((rbt_ts){-RBT_DAY_NS}), -1);
	T_INT(rbt_ts_from_day(-3).ns, -3 * RBT_DAY_NS);
	T_INT(rbt_ts_format((rbt_ts){-1}, out), 30);
	T_STR(out, "1969-12-31T23:59:59.999999999Z");
	T_INT(rbt_ts_format_date((rbt_ts){-1}, out), 10);
	T_STR(out, "1969-12-31");
	rbt_rng_init(&r, 1, "time");
	for (int i = 0; i < 100000; i++) {
		t.ns = (int64_t)rbt_rng_u64(&r);
		if (i % 2) /* whole seconds, milliseconds ... */
			t.ns -= t.ns % (i % 3 ? RBT_SEC_NS : 1000000);
		bad += rbt_ts_parse(out, rbt_ts_format(t, out), &back, NULL) !=
			   0 ||
		       back.ns != t.ns;
	}
	T_INT(bad, 0);
}

static void
check_period(const char *text, int64_t ns, const char *want)
{
	char out[RBT_TS_MAX] = "failed";
	rbt_period p = {0};

	T_INT(rbt_period_parse(text, strlen(text), &p, NULL), 0);
	T_INT(p.ns, ns);
	T_INT(rbt_period_format(p, out), strlen(want));
	T_STR(out, want);
}

static void
test_period(void)
{
	static const char *const bad[] = {"", "m", "1", "0m", "-1m", "+1m",
	    "1 m", "1.5h", "1mo", "1M", "1y", "99999999999w", "999999999w",
	    " 1m", "1m "};
	const rbt_period day = {RBT_DAY_NS}, hour = {3600 * RBT_SEC_NS};
	struct rbt_err err = {0};
	char out[RBT_TS_MAX];
	rbt_period p = {42};

	check_period("30s", 30 * RBT_SEC_NS, "30s");
	check_period("1m", 60 * RBT_SEC_NS, "1m");
	check_period("15m", 900 * RBT_SEC_NS, "15m");
	check_period("1h", 3600 * RBT_SEC_NS, "1h");
	check_period("1d", RBT_DAY_NS, "1d");
	check_period("1w", 7 * RBT_DAY_NS, "1w");
	check_period("90s", 90 * RBT_SEC_NS, "90s");
	check_period("60s", 60 * RBT_SEC_NS, "1m");
	check_period("24h", RBT_DAY_NS, "1d");
	check_period("007d", 7 * RBT_DAY_NS, "1w");
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		T_INT(rbt_period_parse(bad[i], strlen(bad[i]), &p, NULL), -1);
	T_INT(p.ns, 42);
	T_INT(rbt_period_parse("soon", 4, &p, &err), -1);
	T_STR(err.msg,
	    "expected a period like 30s, 15m, 1h, 1d or 1w, got 'soon'");
	T_OK(rbt_period_is_daily(day) && !rbt_period_is_daily(hour));
	T_INT(rbt_ts_format_for((rbt_ts){0}, day, out), 10);
	T_INT(rbt_ts_format_for((rbt_ts){0}, hour, out), 20);
	T_STR(out, "1970-01-01T00:00:00Z");
}

int
main(void)
{
	test_days();
	test_parse();
	test_refused();
	test_common_shape();
	test_date();
	test_ts();
	test_period();
	T_DONE(6 * 2 + 6 + 3 * N_DAYS + 5 + 3 * 11 + 13 + 2 * 30 + 1 + 4 + 10 +
	       4 * 10 + 15 + 7);
}
