/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "research/span.h"

#include "harness/search.h"
#include "harness/t.h"

static struct rbt_err err;

static void
test_parse(void)
{
	static const char *const bad[] = {"", "2", "y", "-1y", "1.5y", "2x",
	    "2 y", "9999999b"};
	struct rbt_span s;

	T_INT(rbt_span_parse("train", "2y", &s, &err), 0);
	T_OK(s.months == 24 && s.days == 0 && s.bars == 0);
	T_INT(rbt_span_parse("train", "3w", &s, &err), 0);
	T_OK(s.months == 0 && s.days == 21 && s.bars == 0);
	T_INT(rbt_span_parse("train", "500b", &s, &err), 0);
	T_OK(s.months == 0 && s.days == 0 && s.bars == 500);
	s = rbt_span_add((struct rbt_span){1, 2, 3}, 2,
	    (struct rbt_span){10, 20, 30});
	T_OK(s.months == 21 && s.days == 42 && s.bars == 63);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		T_INT(rbt_span_parse("test", bad[i], &s, &err), -1);
		T_INT(err.code, RBT_E_USAGE);
		rbt_err_clear(&err);
	}
}

static int64_t
date(int year, int month, int day)
{
	return rbt_day_from_civil(year, month, day) * RBT_DAY_NS;
}

/* Dates by hand; 2024 is a leap year. */
static void
test_after(void)
{
	static struct t_search t;
	const struct rbt_universe u = {.at = &t.series, .n = 1};
	const struct rbt_universe twice = {.at = (struct rbt_series[]){t.series,
					       t.series},
	    .n = 2};
	const struct rbt_calendar *cal = rbt_calendar_find("weekdays", &err);
	rbt_ts from = {date(2024, 1, 31)}, all = {INT64_MAX};
	struct rbt_timeline line;

	t_search_bars(&t);
	twice.at[0] = twice.at[1] = t.series;
	rbt_timeline_init(&line, &u, cal, from, all);
	T_INT(line.at.n, T_DAYS - 22); /* 22 weekdays before */
	T_INT(line.start, from.ns);
	/* The last bar is Friday, June 14; the next session Monday. */
	T_INT(line.end, date(2024, 6, 17));
	T_INT(rbt_timeline_after(&line, (struct rbt_span){.months = 1}),
	    date(2024, 2, 29));
	T_INT(rbt_timeline_after(&line, (struct rbt_span){.months = 13}),
	    date(2025, 2, 28));
	T_INT(rbt_timeline_after(&line,
		  (struct rbt_span){.months = 1, .days = 2}),
	    date(2024, 3, 2));
	T_INT(rbt_timeline_after(&line, (struct rbt_span){.bars = 3}),
	    date(2024, 2, 5)); /* Wednesday, Thursday, Friday are before it */
	T_INT(rbt_timeline_after(&line,
		  (struct rbt_span){.bars = (int64_t)line.at.n}),
	    line.end);
	T_INT(rbt_timeline_after(&line,
		  (struct rbt_span){.bars = (int64_t)line.at.n + 1}),
	    INT64_MAX);
	T_INT(rbt_timeline_after(&line, (struct rbt_span){.months = 400000}),
	    INT64_MAX);
	T_INT(rbt_timeline_find(&line, date(2024, 2, 3)), 3);
	rbt_timeline_release(&line);
	/* Bars of several instruments at one time count once. */
	rbt_timeline_init(&line, &twice, cal, from, (rbt_ts){date(2024, 3, 1)});
	T_INT(line.at.n, 22);
	T_INT(line.end, date(2024, 3, 1));
	rbt_timeline_release(&line);
}

int
main(void)
{
	test_parse();
	test_after();
	T_STR(err.msg, "");
	T_DONE(7 + 16 + 13 + 1);
}
