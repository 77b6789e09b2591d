/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Instants are those of Python's zoneinfo for the same rules. */
#include "market/zone_rule.h"

#include "harness/t.h"

static struct rbt_zone_rule rule;

static bool
parse(const char *text)
{
	return rbt_zone_rule_parse(text, strlen(text), &rule);
}

/* Hours east of UTC at an instant, and whether the span holds it. */
static double
hours(int64_t t)
{
	struct rbt_zone_span s = rbt_zone_rule_span(&rule, t);

	T_OK(s.from <= t && t < s.to);
	return s.offset / 3600.0;
}

static void
test_rules(void)
{
	T_OK(parse("EST5EDT,M3.2.0,M11.1.0"));
	T_NEAR(hours(1710054000 - 1), -5, 0, 0); /* 2024-03-10 07:00 UTC */
	T_NEAR(hours(1710054000), -4, 0, 0);
	T_NEAR(hours(1730613600 - 1), -4, 0, 0); /* 2024-11-03 06:00 UTC */
	T_NEAR(hours(1730613600), -5, 0, 0);
	T_INT(rbt_zone_rule_span(&rule, 1710054000).to, 1730613600);
	T_INT(rbt_zone_rule_span(&rule, 1730613599).from, 1710054000);
	/* the southern half: summer over the new year */
	T_OK(parse("AEST-10AEDT,M10.1.0,M4.1.0/3"));
	T_NEAR(hours(2398334400), 11, 0, 0); /* 2045-12-31 12:00 UTC */
	T_NEAR(hours(1720000000), 10, 0, 0); /* July 2024 */
	/* Dublin's winter is the exception; half hours; times beyond a day */
	T_OK(parse("IST-1GMT0,M10.5.0,M3.5.0/1"));
	T_NEAR(hours(2840184000), 0, 0, 0);
	T_NEAR(hours(2855905200), 1, 0, 0);
	T_OK(parse("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"));
	T_NEAR(hours(1712415599), 11, 0, 0);
	T_NEAR(hours(1712415600), 10.5, 0, 0);
	T_OK(parse("EET-2EEST,M3.4.4/50,M10.4.4/50"));
	T_NEAR(hours(1711756800 - 1), 2, 0, 0); /* 2024-03-30 00:00 UTC */
	T_NEAR(hours(1711756800), 3, 0, 0);
	/* no changes; days of the year with and without 29 February */
	T_OK(parse("<-05>5"));
	T_NEAR(hours(0), -5, 0, 0);
	T_OK(parse("AAA0BBB,J60/0,300/0"));
	T_NEAR(hours(1709251200 - 1), 0, 0, 0); /* 2024-03-01, J60 */
	T_NEAR(hours(1709251200), 1, 0, 0);
	T_NEAR(hours(1729983600 - 1), 1, 0, 0); /* day 300: 2024-10-27 */
	T_NEAR(hours(1729983600), 0, 0, 0);
}

static void
test_refused(void)
{
	static const char *const bad[] = {"", "E5", "EST", "EST25", "EST5EDT",
	    "EST5EDT,M3.2.0", "EST5EDT,M3.2.0,M13.1.0", "EST5EDT,M0.1.0,M4.1.0",
	    "EST5EDT,M3.0.0,M4.1.0", "EST5EDT,M3.6.0,M4.1.0",
	    "EST5EDT,M3.2.7,M4.1.0", "EST5EDT,J0,J5", "EST5EDT,366,5",
	    "EST5EDT,M3.2.0/168,M11.1.0", "EST5EDT,M3.2.0,M11.1.0x", "<+1",
	    "<-05>5:60", "EST5EDT4,M3.2.0,M11.1.0,"};

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		T_OK(!parse(bad[i]));
}

int
main(void)
{
	test_rules();
	test_refused();
	T_DONE(61);
}
