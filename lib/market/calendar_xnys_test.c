/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A table of days and of sessions a year that ships with the source (facts
 * published by the exchange: sessions of a year are widely quoted, 253 in 1990,
 * 248 in 2001, 250 in 2024), and every day of 1990-2030 against tables compiled
 * from two independent projects, if $RBT_SHARED is there.
 */
#include "market/calendar_xnys.h"

#include <stdlib.h>

#include "harness/t.h"

#define FIRST RBT_CALENDAR_XNYS_FIRST_YEAR
#define LAST  RBT_CALENDAR_XNYS_LAST_YEAR

#define N_SESSIONS  10322 /* the sum of the published years */
#define N_IRREGULAR 102   /* sessions with other hours */

static int64_t
new_year(int year)
{
	return rbt_day_from_civil(year, 1, 1);
}

static void
test_table(void)
{
	static const struct {
		int year, month, day, open, close; /* hhmm, 0: no session */
	} days[] = {
	    {1990, 1, 1, 0, 0}, {1990, 4, 13, 0, 0}, /* Good Friday */
	    {1990, 7, 3, 930, 1600}, {1990, 12, 24, 930, 1400},
	    {1990, 12, 27, 931, 1600}, {1991, 7, 5, 930, 1600},
	    {1991, 11, 29, 930, 1600}, {1992, 7, 3, 0, 0},
	    {1992, 11, 27, 930, 1400}, {1993, 11, 26, 930, 1300},
	    {1993, 12, 24, 0, 0}, {1993, 12, 31, 930, 1600},
	    {1994, 2, 11, 930, 1430}, {1994, 4, 27, 0, 0},
	    {1995, 7, 3, 930, 1300}, {1996, 1, 8, 1100, 1400},
	    {1996, 7, 3, 930, 1600}, {1996, 7, 5, 930, 1300},
	    {1997, 1, 20, 930, 1600},
	    {1998, 1, 19, 0, 0}, /* first M. L. King */
	    {1997, 12, 26, 930, 1300}, {2008, 12, 26, 930, 1600},
	    {1999, 12, 31, 930, 1300}, {2000, 4, 21, 0, 0},
	    {2001, 9, 10, 930, 1600}, {2001, 9, 11, 0, 0}, {2001, 9, 14, 0, 0},
	    {2001, 9, 17, 933, 1600}, {2002, 7, 5, 930, 1300},
	    {2004, 6, 11, 0, 0}, {2005, 3, 25, 0, 0}, {2005, 6, 1, 930, 1556},
	    {2007, 1, 2, 0, 0}, {2008, 3, 21, 0, 0}, {2011, 1, 3, 930, 1600},
	    {2010, 12, 31, 930, 1600}, {2012, 10, 29, 0, 0},
	    {2012, 10, 30, 0, 0}, {2013, 7, 3, 930, 1300},
	    {2013, 7, 5, 930, 1600}, {2017, 1, 2, 0, 0}, {2018, 12, 5, 0, 0},
	    {2021, 6, 18, 930, 1600}, {2021, 12, 24, 0, 0},
	    {2021, 12, 31, 930, 1600},
	    {2022, 6, 20, 0, 0}, /* first Juneteenth */
	    {2022, 12, 26, 0, 0}, {2024, 3, 29, 0, 0}, {2024, 5, 27, 0, 0},
	    {2024, 9, 2, 0, 0}, {2024, 11, 28, 0, 0}, {2024, 11, 29, 930, 1300},
	    {2024, 2, 19, 0, 0}, {2025, 1, 9, 0, 0}, {2027, 6, 18, 0, 0},
	    {2027, 7, 5, 0, 0}, {2030, 4, 19, 0, 0},
	    {2024, 6, 22, 0, 0}, /* a Saturday */
	};

	for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
		int open = 0, close = 0;
		bool session =
		    rbt_calendar_xnys_hours(rbt_day_from_civil(days[i].year,
						days[i].month, days[i].day),
			&open, &close);

		T_INT(session, days[i].open != 0);
		if (!session)
			continue;
		T_INT(open / 60 * 100 + open % 60, days[i].open);
		T_INT(close / 60 * 100 + close % 60, days[i].close);
	}
}

static int
sessions_of(int year)
{
	int n = 0, open, close;

	for (int64_t d = new_year(year); d < new_year(year + 1); d++)
		n += rbt_calendar_xnys_hours(d, &open, &close);
	return n;
}

static void
test_counts(void)
{
	static const short want[] = {
	    253,
	    253,
	    254,
	    253,
	    252,
	    252,
	    254,
	    253,
	    252,
	    252, /* 1990- */
	    252,
	    248,
	    252,
	    252,
	    252,
	    252,
	    251,
	    251,
	    253,
	    252, /* 2000- */
	    252,
	    252,
	    250,
	    252,
	    252,
	    252,
	    252,
	    251,
	    251,
	    252, /* 2010- */
	    253,
	    252,
	    251,
	    250,
	    252,
	    250,
	    251,
	    251,
	    251,
	    251, /* 2020- */
	    251,
	};

	T_INT(sessions_of(FIRST - 1), 0);
	for (int y = FIRST; y <= LAST; y++)
		T_INT(sessions_of(y), want[y - FIRST]);
	T_INT(sessions_of(LAST + 1), 0);
}

struct special {
	bool listed, session;
	int open, close;
};

static int
minutes(const char *hhmm)
{
	int h = -1, m = 0;

	T_INT(sscanf(hhmm, "%d:%d", &h, &m), 2);
	return h * 60 + m;
}

/* Days with a rule of their own, by number since the first day; false if the
 * file is not there. */
static bool
load_special(const char *shared, struct special *days)
{
	char path[4096], line[512], kind[64], open[8], close[8];
	int y, m, d, n = 0;
	FILE *f;

	snprintf(path, sizeof path,
	    "%s/data/calendar/nyse_special_days_1990-2030.csv", shared);
	f = fopen(path, "r");
	if (f == NULL)
		return false;
	while (fgets(line, sizeof line, f) != NULL) {
		struct special *s;
		int fields = sscanf(line, "%d-%d-%d,%63[^,],%7[^,],%7[^,]", &y,
		    &m, &d, kind, open, close);

		if (fields < 4)
			continue; /* the header */
		s = &days[rbt_day_from_civil(y, m, d) - new_year(FIRST)];
		s->listed = true;
		s->session = fields == 6;
		s->open = s->session ? minutes(open) : 0;
		s->close = s->session ? minutes(close) : 0;
		n++;
	}
	fclose(f);
	T_INT(n, 477);
	return true;
}

/* Every day, checked one by one; the number that were. */
static long
test_every_day(const char *shared)
{
	static struct special days[366 * (LAST - FIRST + 1)];
	int64_t base = new_year(FIRST), end = new_year(LAST + 1);

	if (!load_special(shared, days)) {
		T_OK(!"calendar under RBT_SHARED");
		return 1;
	}
	for (int64_t d = base; d < end; d++) {
		const struct special *s = &days[d - base];
		bool want = s->listed ? s->session : rbt_day_weekday(d) < 5;
		int open = 0, close = 0;

		T_INT(rbt_calendar_xnys_hours(d, &open, &close), want);
		if (!want)
			continue;
		T_INT(open, s->listed ? s->open : RBT_CALENDAR_XNYS_OPEN);
		T_INT(close, s->listed ? s->close : RBT_CALENDAR_XNYS_CLOSE);
	}
	return 1 + 2L * N_IRREGULAR + (long)(end - base) + 2L * N_SESSIONS;
}

int
main(void)
{
	const char *shared = getenv("RBT_SHARED");
	long more = 0;

	test_table();
	test_counts();
	if (shared != NULL)
		more = test_every_day(shared);
	else
		T_SKIP("RBT_SHARED is not set");
	T_DONE(157 + more);
}
