/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Times are counted by hand from the calendar.  The moments are those of the
 * formula in market/synth.h, within five standard errors; the mean range of
 * Brownian motion over a unit of time is sqrt(8 / pi) (Feller, 1951).
 */
#include "market/synth.h"

#include "harness/t.h"

#define PI 3.14159265358979323846

static struct rbt_synth_params
params(const char *calendar, int64_t period_s, int days)
{
	return (struct rbt_synth_params){
	    .seed = 7,
	    .calendar = rbt_calendar_find(calendar, NULL),
	    .period = {period_s * RBT_SEC_NS},
	    .first_day = rbt_day_from_civil(2024, 7, 1),
	    .last_day = rbt_day_from_civil(2024, 7, 1) + days - 1,
	    .drift = 0.1,
	    .volatility = 0.2,
	};
}

/* All bars of a symbol, each of which has to be a good one. */
static size_t
collect(const struct rbt_synth_params *p, const char *symbol,
    struct rbt_bar *bars, size_t cap)
{
	struct rbt_bar_check check = {0};
	struct rbt_err err = {0};
	struct rbt_synth g;
	struct rbt_bar b;
	bool repaired = false;
	size_t n = 0, bad = 0;
	int rc;

	T_INT(rbt_synth_check(p, &err), 0);
	rbt_synth_init(&g, p, symbol);
	while ((rc = rbt_synth_next(&g, &b, &err)) == 1 && n < cap) {
		bad += rbt_bar_check(&check, &b, p->period, false, &repaired,
			   &err) != 0;
		bad += b.open.v % 1000000 != 0 || b.close.v % 1000000 != 0 ||
		       b.high.v % 1000000 != 0 || b.low.v % 1000000 != 0;
		bars[n++] = b;
	}
	T_INT(rc, 0);
	T_INT(bad, 0);
	return n;
}

static struct rbt_bar bars[40000], other[40000];

static const char *
time_of(size_t i)
{
	static char out[RBT_TS_MAX];

	(void)rbt_ts_format(bars[i].time, out);
	return out;
}

static void
test_times(void)
{
	struct rbt_synth_params p = params("XNYS", 86400, 7);

	/* 2024-07-01 is a Monday; the 3rd a half day, the 4th a holiday */
	T_INT(collect(&p, "A", bars, 100), 4);
	T_STR(time_of(0), "2024-07-01T00:00:00Z");
	T_STR(time_of(3), "2024-07-05T00:00:00Z");
	p.period.ns = 3600 * RBT_SEC_NS;
	T_INT(collect(&p, "A", bars, 100), 7 + 7 + 4 + 7);
	T_STR(time_of(0), "2024-07-01T13:30:00Z");
	T_STR(time_of(6), "2024-07-01T19:30:00Z"); /* half an hour long */
	T_STR(time_of(14), "2024-07-03T13:30:00Z");
	T_STR(time_of(17), "2024-07-03T16:30:00Z");
	T_INT(bars[1].open.v, bars[0].close.v);
	p = params("24/7", 6 * 3600, 7);
	T_INT(collect(&p, "A", bars, 100), 28);
	T_STR(time_of(27), "2024-07-07T18:00:00Z");
	T_INT(bars[4].open.v, bars[3].close.v); /* it never closes */
	p = params("weekdays", 86400, 7);
	T_INT(collect(&p, "A", bars, 100), 5);
}

static void
test_streams(void)
{
	struct rbt_synth_params p = params("weekdays", 86400, 300);
	size_t n = collect(&p, "A", bars, 400), same = 0;

	p.last_day += 100; /* more days do not change the first ones */
	T_OK(collect(&p, "A", other, 400) > n);
	T_OK(memcmp(bars, other, n * sizeof bars[0]) == 0);
	(void)collect(&p, "B", other, 400);
	for (size_t i = 0; i < n; i++)
		same += bars[i].close.v == other[i].close.v;
	T_OK(same < 3);
	p.seed = 8;
	(void)collect(&p, "A", other, 400);
	T_OK(bars[0].open.v != other[0].open.v);
}

static double
log_ratio(rbt_px a, rbt_px b)
{
	return log(rbt_px_to_f64(b) / rbt_px_to_f64(a));
}

static void
test_moments(void)
{
	struct rbt_synth_params p = params("24/7", 86400, 36500);
	double h = 1.0 / 365, sum = 0, square = 0, range = 0, up = 0, mean, n;
	size_t count;

	p.drift = 0.12;
	count = collect(&p, "A", bars, 40000);
	n = (double)count;
	T_INT(count, 36500);
	for (size_t i = 0; i < count; i++) {
		double r = log_ratio(bars[i].open, bars[i].close);

		sum += r;
		square += r * r;
		up += log_ratio(bars[i].open, bars[i].high);
		range += log_ratio(bars[i].low, bars[i].high);
	}
	mean = (0.12 - 0.02) * h;
	T_NEAR(sum / n, mean, 0, 5 * 0.2 * sqrt(h / n));
	T_NEAR(square / n, 0.04 * h + mean * mean, 5 * sqrt(2 / n), 0);
	/* E max = sqrt(2 / pi), E range = sqrt(8 / pi), in units of s sqrt h;
	 * the drift within a day is 1/40 of that. */
	T_NEAR(up / n, 0.2 * sqrt(h) * sqrt(2 / PI), 0.04, 0);
	T_NEAR(range / n, 0.2 * sqrt(h) * sqrt(8 / PI), 0.01, 0);
}

static void
test_gaps(void)
{
	struct rbt_synth_params p = params("XNYS", 86400, 2300);
	double inside = 0, outside = 0, n;
	size_t count = collect(&p, "A", bars, 40000);

	for (size_t i = 1; i < count; i++) {
		inside += pow(log_ratio(bars[i].open, bars[i].close), 2);
		outside += pow(log_ratio(bars[i - 1].close, bars[i].open), 2);
	}
	n = (double)(count - 1);
	T_NEAR(inside / n, 0.8 * 0.04 / 252, 5 * sqrt(2 / n), 0);
	T_NEAR(outside / n, 0.2 * 0.04 / 252, 5 * sqrt(2 / n), 0);
}

static void
test_limits(void)
{
	struct rbt_synth_params p = params("XNYS", 86400, 10);
	struct rbt_err err = {0};
	struct rbt_synth g;
	struct rbt_bar b;
	int rc;

	p.period.ns = 7 * RBT_DAY_NS;
	T_INT(rbt_synth_check(&p, &err), -1);
	T_STR(err.msg, "the period is longer than 1d");
	rbt_err_clear(&err);
	p.period.ns = RBT_DAY_NS;
	p.last_day = rbt_day_from_civil(2031, 1, 1);
	T_INT(rbt_synth_check(&p, &err), -1);
	T_STR(err.msg, "the calendar XNYS knows 1990-01-01 to 2030-12-31 only");
	rbt_err_clear(&err);
	p.last_day = rbt_day_from_civil(2030, 12, 31);
	p.drift = 10;
	T_INT(rbt_synth_check(&p, &err), 0);
	rbt_synth_init(&g, &p, "A");
	while ((rc = rbt_synth_next(&g, &b, &err)) == 1)
		;
	T_INT(rc, -1);
	T_INT(err.code, RBT_E_USAGE);
	rbt_err_clear(&err);
	p.drift = -10; /* falls to the floor and stays */
	(void)collect(&p, "A", bars, 40000);
	T_INT(bars[1000].close.v, 1000000);
	p.drift = 0;
	p.volatility = 0;
	(void)collect(&p, "A", bars, 40000);
	T_OK(bars[1000].high.v == bars[0].low.v);
}

int
main(void)
{
	test_times();
	test_streams();
	test_moments();
	test_gaps();
	test_limits();
	T_DONE(69);
}
