/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected instants are those of Python's zoneinfo. */
#include "market/zone.h"

#include <unistd.h>

#include "harness/t.h"

static struct rbt_zone z;
static struct rbt_err err;

static int
load(const char *name)
{
	rbt_zone_release(&z);
	rbt_err_clear(&err);
	return rbt_zone_load(&z, name, &err);
}

/* A local time of the zone as its instants; -1 for those that are not. */
static void
check(int64_t local, int64_t first, int64_t second)
{
	int64_t utc[2] = {-1, -1};
	int n = rbt_zone_to_utc(&z, local, utc);

	T_INT(n, (first != -1) + (second != -1));
	T_INT(n > 0 ? utc[0] : -1, first);
	T_INT(n > 1 ? utc[1] : -1, second);
	if (n > 0)
		T_INT(utc[0] + rbt_zone_offset(&z, utc[0]), local);
}

#define HOUR 3600

static void
test_database(void)
{
	T_INT(load("America/New_York"), 0);
	check(1719849600 - 4 * HOUR, 1719849600, -1); /* 2024-07-01 12:00 */
	check(1719849660 - 4 * HOUR, 1719849660, -1); /* the same span */
	check(1705338000 - 5 * HOUR, 1705338000, -1); /* 2024-01-15 12:00 */
	check(1730611800 - 4 * HOUR, 1730611800, 1730615400); /* twice */
	check(1710037800, -1, -1);         /* 2024-03-10 02:30 never was */
	check(1710039600, 1710054000, -1); /* 03:00 was */
	check(2540304000 - 4 * HOUR, 2540304000, -1); /* by the rule: 2050 */
	check(2524669200 - 5 * HOUR, 2524669200, -1);
	check(-867916800 - 4 * HOUR, -867916800, -1);    /* war time, 1942 */
	T_INT(rbt_zone_offset(&z, -2745385438), -17762); /* local mean time */
	T_INT(load("Asia/Kolkata"), 0);
	check(1704100500, 1704080700, -1); /* 2024-01-01 09:15 */
	T_INT(load("Australia/Lord_Howe"), 0);
	check(1712454300, 1712414700, 1712416500); /* half an hour back */
	check(1728180900, -1, -1); /* 2024-10-06 02:15 never was */
	T_INT(load("Etc/GMT+5"), 0);
	check(1704067200, 1704085200, -1);
	T_INT(load("Asia/Tokyo"), 0);
	check(-615506400 + 10 * HOUR, -615506400, -1);
}

static void
test_names(void)
{
	static const char *const bad[] = {"", "/etc/passwd", "../zoneinfo/UTC",
	    "America//New_York", "America/", "a b", "x.y"};

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		T_INT(load(bad[i]), -1);
		T_INT(err.code, RBT_E_USAGE);
	}
	T_INT(load("a b"), -1);
	T_STR(err.msg, "'a b' is no time zone: expected a name like "
		       "America/New_York");
}

/* What holds only where the database is. */
static void
test_unknown(void)
{
	T_INT(load("Mars/Olympus"), -1);
	T_STR(err.msg, "there is no time zone 'Mars/Olympus' in "
		       "/usr/share/zoneinfo");
	T_INT(load("America"), -1);
	T_STR(err.msg,
	    "there is no time zone 'America' in /usr/share/zoneinfo");
	T_INT(load("tzdata_zi"), -1);
}

/* A file of one transition at second 1000, from UTC to an hour east of it. */
#define HEADER_1 "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
#define COUNTS_0                                                               \
	"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" /* all six */
#define COUNTS_1                                                               \
	"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\2\0\0\0\4" /* times, types */
#define BODY                                                                   \
	"\0\0\0\0\0\0\3\350"                                                   \
	"\1"                                                                   \
	"\0\0\0\0\0\0"                                                         \
	"\0\0\016\020\0\0"                                                     \
	"UTC\0"
static const char file[] =
    HEADER_1 COUNTS_0 HEADER_1 COUNTS_1 BODY "\n<+01>-1\n";
#define FILE_LEN (sizeof file - 1)
#define COUNTS   (44 + 20) /* where those of the second header begin */
#define DATA     (44 + 44)

/* Parses the file with one byte changed. */
static int
parse_with(size_t at, char byte)
{
	char copy[sizeof file];

	memcpy(copy, file, sizeof file);
	copy[at] = byte;
	rbt_zone_release(&z);
	rbt_err_clear(&err);
	return rbt_zone_parse(&z, "x", copy, FILE_LEN, &err);
}

static void
test_files(void)
{
	T_INT(parse_with(0, 'T'), 0);
	T_INT(rbt_zone_offset(&z, 999), 0);
	T_INT(rbt_zone_offset(&z, 1000), 3600);
	T_INT(rbt_zone_offset(&z, 4000000000), 3600);
	T_INT(parse_with(FILE_LEN - 2, '2'), 0); /* the rule at the end */
	T_INT(rbt_zone_offset(&z, 4000000000), 7200);
	T_INT(parse_with(0, 't'), -1);
	T_STR(err.msg, "x: no time zone file of version 2 or later");
	T_INT(err.code, RBT_E_DATA);
	T_INT(parse_with(4, '\0'), -1);           /* version 1 */
	T_INT(parse_with(COUNTS + 3, '\1'), -1);  /* longer than it is */
	T_INT(parse_with(COUNTS + 11, '\1'), -1); /* leap seconds */
	T_INT(parse_with(COUNTS + 19, '\0'), -1); /* no types */
	T_INT(parse_with(COUNTS + 12, '\177'), -1);
	T_INT(parse_with(DATA + 8, '\2'), -1);   /* no such type */
	T_INT(parse_with(DATA + 9, '\177'), -1); /* an offset of years */
	T_INT(parse_with(DATA + 25, 'x'), -1);   /* no line before the rule */
	T_INT(parse_with(DATA + 26, '!'), -1);   /* no rule */
	for (size_t n = 0; n < FILE_LEN; n++) {
		rbt_err_clear(&err);
		if (rbt_zone_parse(&z, "x", file, n, &err) == 0)
			printf("\t%zu bytes were enough\n", n);
		T_INT(err.code, RBT_E_DATA);
	}
}

int
main(void)
{
	int there = access(RBT_ZONE_FOLDER "/UTC", R_OK) == 0;

	test_names();
	test_files();
	if (there) {
		test_database();
		test_unknown();
	} else {
		T_SKIP("no time zone database");
	}
	rbt_zone_release(&z);
	T_DONE(there ? 221 : 156);
}
