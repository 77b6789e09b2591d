/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Days by hand from the New York calendar: 2001-09-11 to 2001-09-14 closed, no
 * trading on weekends, 2024-01-01 a holiday.
 */
#include "store/survey.h"

#include <stdlib.h>

#include "harness/t.h"
#include "store/archive.h"

#define MAX 16

static int64_t times[MAX], opens[MAX], closes[MAX];
static struct rbt_buf text;

static struct rbt_series
days(const char *const *date, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		rbt_ts t = {0};

		if (rbt_ts_parse(date[i], strlen(date[i]), &t, NULL) != 0)
			T_OK(false);
		times[i] = t.ns;
		opens[i] = closes[i] = 100 * RBT_DEC_ONE;
	}
	return (struct rbt_series){.symbol = "X",
	    .period = {RBT_DAY_NS},
	    .n = n,
	    .time = times,
	    .open = opens,
	    .high = closes,
	    .low = opens,
	    .close = closes};
}

static const struct rbt_calendar *
calendar(const char *name)
{
	return rbt_calendar_find(name, NULL);
}

static void
test_missing(void)
{
	static const char *const date[] = {"2001-09-06", "2001-09-10",
	    "2001-09-19"};
	struct rbt_series s = days(date, 3);
	struct rbt_survey v = rbt_survey_series(&s, calendar("XNYS"));

	T_INT(v.missing, 3);
	T_INT(v.extra, 0);
	rbt_survey_missing_text(&text, &v, "X", calendar("XNYS"));
	T_STR(text.data, "X: 3 sessions of XNYS without a bar: 2001-09-07 "
			 "2001-09-17 2001-09-18");
	v = rbt_survey_series(&s, calendar("weekdays"));
	T_INT(v.missing, 7);
	rbt_survey_missing_text(&text, &v, "X", calendar("weekdays"));
	T_STR(text.data,
	    "X: 7 sessions of weekdays without a bar: 2001-09-07 2001-09-11 "
	    "2001-09-12 2001-09-13 2001-09-14 ...");
	v = rbt_survey_series(&s, calendar("24/7"));
	T_INT(v.missing, 11);
}

/* Days before the calendar's first are not judged, those behind it are. */
static void
test_span(void)
{
	static const char *const date[] = {"1960-01-04", "1989-12-26",
	    "1990-01-04"};
	struct rbt_series s = days(date, 3);
	struct rbt_survey v = rbt_survey_series(&s, calendar("XNYS"));

	T_INT(v.missing, 2);
	T_INT(v.missing_day[0], rbt_day_from_civil(1990, 1, 2));
	/* Monday to Friday from 1960-01-05 to 1990-01-03, by Python */
	T_INT(rbt_survey_series(&s, calendar("weekdays")).missing, 7826);
}

static void
test_extra(void)
{
	static const char *const date[] = {"2023-12-29", "2023-12-31",
	    "2024-01-01", "2024-01-02"};
	struct rbt_series s = days(date, 4);
	struct rbt_survey v = rbt_survey_series(&s, calendar("XNYS"));

	T_INT(v.extra, 2);
	T_INT(v.missing, 0);
	rbt_survey_extra_text(&text, &v, "X", calendar("XNYS"));
	T_STR(text.data, "X: bars on 2 days that are no session of XNYS: "
			 "2023-12-31 2024-01-01");
}

/* An intraday session is there as soon as it has one bar; 23:00 in New York is
 * still the day before in UTC terms of the next. */
static void
test_intraday(void)
{
	static const char *const time[] = {"2024-01-02T14:30:00Z",
	    "2024-01-02T14:31:00Z", "2024-01-03T00:30:00Z",
	    "2024-01-04T15:00:00Z"};
	struct rbt_series s = days(time, 4);
	struct rbt_survey v;

	s.period.ns = 60 * RBT_SEC_NS;
	v = rbt_survey_series(&s, calendar("XNYS"));
	T_INT(v.missing, 1);
	T_INT(v.missing_day[0], rbt_day_from_civil(2024, 1, 3));
	T_INT(rbt_survey_series(&s, calendar("24/7")).missing, 0);
	s.period.ns = 7 * RBT_DAY_NS;
	T_INT(rbt_survey_series(&s, calendar("24/7")).missing, 0);
}

static void
test_moves(void)
{
	static const char *const date[] = {"2024-01-02", "2024-01-03",
	    "2024-01-04", "2024-01-05", "2024-01-08", "2024-01-09",
	    "2024-01-10"};
	static const int64_t close[] = {100, 150, 90, 91, 136, 34, 340};
	static const int64_t open[] = {100, 130, 140, 90, 91, 35, 300};
	struct rbt_series s = days(date, 7);
	struct rbt_survey v;

	for (size_t i = 0; i < 7; i++) {
		opens[i] = open[i] * RBT_DEC_ONE;
		closes[i] = close[i] * RBT_DEC_ONE;
	}
	v = rbt_survey_series(&s, calendar("weekdays"));
	T_INT(v.moves, 4);
	rbt_survey_moves_text(&text, &v, &s);
	T_STR(text.data,
	    "X: 4 unusual moves: 2024-01-03 100 to 150 (+50.0 %); 2024-01-04 "
	    "150 to 90 (-40.0 %); 2024-01-09 136 to 34 (-75.0 %, a 4:1 "
	    "split?); 2024-01-10 34 to 340 (+900.0 %)");
	closes[1] = 150 * RBT_DEC_ONE - 1;
	closes[2] = 90 * RBT_DEC_ONE;
	T_INT(rbt_survey_series(&s, calendar("weekdays")).moves, 2);
}

/* Sessions of New York that are missing in a file of real prices, or -1.  Of
 * each row only the date counts, which comes first. */
static int64_t
missing_in(const char *path)
{
	struct rbt_series_builder b = {0};
	int64_t missing = -1;
	struct rbt_source src;
	struct rbt_lines r;
	struct rbt_series s;
	char *line;
	size_t len;
	int rc;

	if (rbt_archive_source(path, NULL, &src, NULL) != 0)
		return -1;
	rbt_lines_init(&r, src, 1024);
	rc = rbt_lines_next(&r, &line, &len, NULL);
	while (rc == 1 && (rc = rbt_lines_next(&r, &line, &len, NULL)) == 1) {
		struct rbt_bar bar = {.open = {1},
		    .high = {1},
		    .low = {1},
		    .close = {1},
		    .volume_digits = RBT_BAR_NO_VOLUME};

		if (rbt_ts_parse(line, 10, &bar.time, NULL) != 0 ||
		    rbt_series_builder_add(&b, &bar, NULL) != 0)
			rc = -1;
	}
	if (rc == 0 && b.n > 0) {
		s = rbt_series_builder_view(&b, "X", (rbt_period){RBT_DAY_NS});
		missing = rbt_survey_series(&s, calendar("XNYS")).missing;
	}
	rbt_lines_release(&r);
	rbt_series_builder_release(&b);
	return missing;
}

/* Against the counts that the description of the data gives; they were made
 * with another calendar program. */
static void
test_real(void)
{
	static const struct {
		const char *file;
		int64_t missing;
	} known[] = {
	    {"aapl", 3},
	    {"amzn", 5},
	    {"ba", 2},
	    {"dd", 8},
	    {"fb", 0},
	    {"ge", 4},
	    {"ibm", 1},
	    {"msft", 2},
	};
	const char *shared = getenv("RBT_SHARED");
	char path[512];

	if (shared == NULL) {
		T_SKIP("RBT_SHARED does not name the real prices");
		return;
	}
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		snprintf(path, sizeof path,
		    "%s/data/daily/us-eod-adjusted/stocks/%s.us.txt.gz", shared,
		    known[i].file);
		T_INT(missing_in(path), known[i].missing);
	}
}

int
main(void)
{
	bool real = getenv("RBT_SHARED") != NULL;

	test_missing();
	test_span();
	test_extra();
	test_intraday();
	test_moves();
	test_real();
	rbt_buf_release(&text);
	T_DONE(real ? 27 : 19);
}
