/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times are counted by hand from the calendar. */
#include "market/synth.h"

#include "harness/synth.h"
#include "harness/t.h"

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
	struct rbt_synth_params p = synth_params("XNYS", 86400, 7);

	/* 2024-07-01 is a Monday; the 3rd a half day, the 4th a holiday */
	T_INT(synth_collect(&p, 1, bars, 100), 4);
	T_STR(time_of(0), "2024-07-01T00:00:00Z");
	T_STR(time_of(3), "2024-07-05T00:00:00Z");
	p.period.ns = 3600 * RBT_SEC_NS;
	T_INT(synth_collect(&p, 1, bars, 100), 7 + 7 + 4 + 7);
	T_STR(time_of(0), "2024-07-01T13:30:00Z");
	T_STR(time_of(6), "2024-07-01T19:30:00Z"); /* half an hour long */
	T_STR(time_of(14), "2024-07-03T13:30:00Z");
	T_STR(time_of(17), "2024-07-03T16:30:00Z");
	T_INT(bars[1].open.v, bars[0].close.v);
	T_INT(bars[7].open.v, bars[6].close.v);
	p.overnight = 0.2;
	(void)synth_collect(&p, 1, bars, 100);
	T_INT(bars[1].open.v, bars[0].close.v);
	T_OK(bars[7].open.v != bars[6].close.v);
	p = synth_params("24/7", 6 * 3600, 7);
	T_INT(synth_collect(&p, 1, bars, 100), 28);
	T_STR(time_of(27), "2024-07-07T18:00:00Z");
	p = synth_params("weekdays", 86400, 7);
	T_INT(synth_collect(&p, 1, bars, 100), 5);
}

/* A bar of several days is made of the same days. */
static void
test_long_bars(void)
{
	struct rbt_synth_params p = synth_params("XNYS", 86400, 27);
	rbt_px high = {0}, low = {INT64_MAX};
	int64_t volume = 0;

	p.first_day += 2; /* Wednesday */
	T_INT(synth_collect(&p, 1, other, 100), 17);
	p.period.ns = 7 * RBT_DAY_NS;
	T_INT(synth_collect(&p, 1, bars, 100), 4);
	T_STR(time_of(0), "2024-07-03T00:00:00Z");
	T_STR(time_of(1), "2024-07-08T00:00:00Z");
	T_STR(time_of(3), "2024-07-22T00:00:00Z");
	for (size_t i = 2; i < 7; i++) {
		high.v = other[i].high.v > high.v ? other[i].high.v : high.v;
		low.v = other[i].low.v < low.v ? other[i].low.v : low.v;
		volume += other[i].volume;
	}
	T_INT(bars[1].open.v, other[2].open.v);
	T_INT(bars[1].high.v, high.v);
	T_INT(bars[1].low.v, low.v);
	T_INT(bars[1].close.v, other[6].close.v);
	T_INT(bars[1].volume, volume);
	/* Before 1970 weeks begin on Mondays too: 1969-12-29 is one. */
	p = synth_params("24/7", 7 * 86400, 0);
	p.first_day = rbt_day_from_civil(1969, 12, 28);
	p.last_day = rbt_day_from_civil(1970, 1, 5);
	T_INT(synth_collect(&p, 1, bars, 100), 3);
	T_STR(time_of(1), "1969-12-29T00:00:00Z");
	T_STR(time_of(2), "1970-01-05T00:00:00Z");
}

static void
test_streams(void)
{
	struct rbt_synth_params p = synth_params("weekdays", 86400, 300);
	struct rbt_synth g;
	size_t n, same = 0;

	p.correlation = 0.5;
	n = synth_collect(&p, 1, bars, 400);
	p.last_day += 100; /* more days do not change the first ones */
	T_OK(synth_collect(&p, 1, other, 400) > n);
	T_OK(memcmp(bars, other, n * sizeof bars[0]) == 0);
	(void)synth_collect(&p, 2, other, 400);
	for (size_t i = 0; i < n; i++)
		same += bars[i].close.v == other[i].close.v;
	T_OK(same < 3);
	p.seed = 8;
	(void)synth_collect(&p, 1, other, 400);
	T_OK(bars[0].open.v != other[0].open.v);
	rbt_synth_init(&g, &p, 1);
	T_STR(g.symbol, "SYN001");
	rbt_synth_init(&g, &p, 100000);
	T_STR(g.symbol, "SYN100000");
}

/* Sessions are left out of the same series. */
static void
test_gaps(void)
{
	struct rbt_synth_params p = synth_params("24/7", 6 * 3600, 5000);
	size_t n = synth_collect(&p, 1, bars, 40000), left, j = 0, sessions = 0;

	p.gaps = 0.1;
	left = synth_collect(&p, 1, other, 40000);
	for (size_t i = 0; i < n && j < left; i++)
		j += memcmp(&bars[i], &other[j], sizeof bars[i]) == 0;
	T_INT(n, 20000);
	T_INT(j, left);
	T_INT(left % 4, 0);
	for (size_t i = 0; i < left; i += 4)
		sessions +=
		    rbt_ts_day(other[i].time) == rbt_ts_day(other[i + 3].time);
	T_INT(sessions, left / 4);
	/* binomial: sd = sqrt(5000 0.1 0.9) = 21.2 */
	T_NEAR((double)sessions, 4500, 0, 4 * 21.2);
	p.gaps = 0.9; /* the weeks that are left have some of their days */
	p.period.ns = 7 * RBT_DAY_NS;
	p.last_day = p.first_day + 7 * 3000 - 1;
	left = synth_collect(&p, 1, other, 40000);
	/* 1 - 0.9^7 = 0.5217 of 3000, sd 27.4 */
	T_NEAR((double)left, 1565.1, 0, 4 * 27.4);
}

/* Each bar is checked by synth_collect. */
static void
test_valid(void)
{
	static const char *const calendars[] = {"XNYS", "weekdays", "24/7"};
	static const int64_t period_s[] = {60, 7 * 60, 3600, 86400, 3 * 86400,
	    7 * 86400};
	size_t total = 0;

	for (int i = 0; i < 4 * 3 * 6 * 2; i++) {
		int64_t period = period_s[i / 2 % 6];
		struct rbt_synth_params p = synth_params(calendars[i / 12 % 3],
		    period, period < 3600 ? 10 : 700);

		p.model.kind = (enum rbt_synth_kind)(i / 36);
		p.model.momentum = 0.3;
		p.model.volatility = i % 2 == 0 ? 0.2 : 4;
		p.model.drift = i % 2 == 0 ? 0.1 : -2;
		p.overnight = 0.2;
		p.correlation = 0.5;
		p.gaps = 0.05;
		total += synth_collect(&p, i, bars, 40000);
	}
	T_OK(total > 400000);
}

static void
test_limits(void)
{
	struct rbt_synth_params p = synth_params("XNYS", 86400, 10);
	struct rbt_err err = {0};
	struct rbt_synth g;
	struct rbt_bar b;
	int rc;

	p.period.ns = 36 * 3600 * RBT_SEC_NS;
	T_INT(rbt_synth_check(&p, &err), -1);
	T_STR(err.msg, "a period above 1d has to be whole days");
	rbt_err_clear(&err);
	p.period.ns = RBT_DAY_NS;
	p.last_day = rbt_day_from_civil(2031, 1, 1);
	T_INT(rbt_synth_check(&p, &err), -1);
	T_STR(err.msg, "the calendar XNYS knows 1990-01-01 to 2030-12-31 only");
	rbt_err_clear(&err);
	p.last_day = rbt_day_from_civil(2030, 12, 31);
	p.model.drift = 10;
	T_INT(rbt_synth_check(&p, &err), 0);
	rbt_synth_init(&g, &p, 1);
	while ((rc = rbt_synth_next(&g, &b, &err)) == 1)
		;
	T_INT(rc, -1);
	T_INT(err.code, RBT_E_USAGE);
	rbt_err_clear(&err);
	p.model.drift = -10; /* falls to the floor and stays */
	(void)synth_collect(&p, 1, bars, 40000);
	T_INT(bars[1000].close.v, 1000000);
	p.model.drift = 0;
	p.model.volatility = 0;
	(void)synth_collect(&p, 1, bars, 40000);
	T_OK(bars[1000].high.v == bars[0].low.v);
}

int
main(void)
{
	test_times();
	test_long_bars();
	test_streams();
	test_gaps();
	test_valid();
	test_limits();
	T_DONE(533);
}
