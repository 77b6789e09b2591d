/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected times are worked out by hand; those of New York are Python's. */
#include "market/stamp.h"

#include <unistd.h>

#include "core/buf.h"
#include "harness/t.h"

static struct rbt_stamp stamp;
static int64_t day = RBT_STAMP_NO_DAY;

/* A text as the time that it is, or the message. */
static const char *
at(const char *text)
{
	static char out[RBT_TS_MAX];
	static struct rbt_err err;
	rbt_ts t;

	rbt_err_clear(&err);
	if (rbt_stamp_parse(&stamp, text, strlen(text), day, NULL, &t, &err) !=
	    0) {
		T_INT(err.code, RBT_E_DATA);
		return err.msg;
	}
	(void)rbt_ts_format_for(t, stamp.period, out);
	return out;
}

#define NO(text)                                                               \
	"expected a date or time like 2024-01-02T14:30:00Z, got '" text "'"

static void
test_days(void)
{
	stamp = (struct rbt_stamp){.period = {RBT_DAY_NS}};
	T_STR(at("2024-01-31"), "2024-01-31");
	T_STR(at("2024/1/3"), "2024-01-03");
	T_STR(at("2024.10.03"), "2024-10-03");
	T_STR(at("20240131"), "2024-01-31");
	T_STR(at("31-Jan-2024"), "2024-01-31");
	T_STR(at("3 september 68"), "2068-09-03");
	T_STR(at("Jan 31, 2024"), "2024-01-31");
	T_STR(at("DEC 1 1969"), "1969-12-01");
	T_STR(at("Wed, 31 Jan 2024 14:30:00 GMT"), "2024-01-31");
	T_STR(at("Wed, Jan 31, 2024"), "2024-01-31");
	/* the date that is written, not that of UTC */
	T_STR(at("2022-01-03 00:00:00+09:00"), "2022-01-03");
	T_STR(at("2022-01-03 23:00:00-05:00"), "2022-01-03");
	T_STR(at("20141201 00:00"), "2014-12-01");
	T_STR(at("1704205800"), "2024-01-02"); /* 14:30 UTC */
	T_STR(at("2024-02-29"), "2024-02-29");
	T_STR(at("2023-02-29"), "there is no day '2023-02-29'");
	T_STR(at("20240132"), "there is no day '20240132'");
	T_STR(at("1600-01-01"), "time '1600-01-01' is outside 1678..2262");
	T_STR(at("2024-1-3-4"), NO("2024-1-3-4"));
	T_STR(at("2024-1/3"), NO("2024-1/3"));
	T_STR(at("2024-123-1"), NO("2024-123-1"));
	T_STR(at("31 Jax 2024"), NO("31 Jax 2024"));
	T_STR(at("31 Janu 2024"), NO("31 Janu 2024"));
	T_STR(at("31 Jan 202"), NO("31 Jan 202"));
	T_STR(at("Jan"), NO("Jan"));
	T_STR(at(""), NO(""));
	T_STR(at("-1"), NO("-1"));
	T_STR(at("1"), NO("1"));
	T_STR(at("123"), NO("123"));
	T_STR(at("2024"), NO("2024"));
	T_STR(at("202401"), NO("202401"));
}

static void
test_orders(void)
{
	stamp = (struct rbt_stamp){.period = {RBT_DAY_NS}};
	T_STR(at("1/3/2017"), "'1/3/2017' may begin with the month or the day: "
			      "--dates us or --dates eu says which");
	T_STR(at("31.1.2017"),
	    "'31.1.2017' may begin with the month or the day: --dates us or "
	    "--dates eu says which");
	stamp.order = RBT_STAMP_US;
	T_STR(at("1/3/2017"), "2017-01-03");
	T_STR(at("01-03-17"), "2017-01-03");
	T_STR(at("1/3/70"), "1970-01-03");
	T_STR(at("2017-01-03"), "2017-01-03");
	T_STR(at("13/1/2017"), "there is no day '13/1/2017'");
	stamp.order = RBT_STAMP_EU;
	T_STR(at("1/3/2017"), "2017-03-01");
	T_STR(at("31.1.2017"), "2017-01-31");
	T_STR(at("1.13.2017"), "there is no day '1.13.2017'");
	T_STR(at("1/3-2017"), NO("1/3-2017"));
}

static void
test_times(void)
{
	stamp = (struct rbt_stamp){.period = {60 * RBT_SEC_NS},
	    .order = RBT_STAMP_US};
	T_STR(at("2024-01-02T14:30:00Z"), "2024-01-02T14:30:00Z");
	T_STR(at("2024-01-02 14:30"), "2024-01-02T14:30:00Z");
	T_STR(at("2024-01-02 9:30:01.5"), "2024-01-02T09:30:01.5Z");
	T_STR(at("2024-01-02 09:30:00-05:00"), "2024-01-02T14:30:00Z");
	T_STR(at("2024-01-02 09:30:00 -0500"), "2024-01-02T14:30:00Z");
	T_STR(at("2024-01-02 09:30+01"), "2024-01-02T08:30:00Z");
	T_STR(at("2024-01-02 00:30:00+01:00"), "2024-01-01T23:30:00Z");
	T_STR(at("01.02.2024 09:30:00.000 GMT+0100"), "2024-01-02T08:30:00Z");
	T_STR(at("2024-01-02 09:30 UTC"), "2024-01-02T09:30:00Z");
	T_STR(at("1/2/2024 2:30 PM"), "2024-01-02T14:30:00Z");
	T_STR(at("1/2/2024 12:05:00 am"), "2024-01-02T00:05:00Z");
	T_STR(at("1/2/2024 12:05PM"), "2024-01-02T12:05:00Z");
	T_STR(at("20240102 143000"), "2024-01-02T14:30:00Z");
	T_STR(at("20240102 143000500"), "2024-01-02T14:30:00.5Z");
	T_STR(at("202401021430"), "2024-01-02T14:30:00Z");
	T_STR(at("20240102143001"), "2024-01-02T14:30:01Z");
	T_STR(at("20240102143001250"), "2024-01-02T14:30:01.25Z");
	T_STR(at("Tue, 02 Jan 2024 14:30:00 GMT"), "2024-01-02T14:30:00Z");
	T_STR(at("1704205800"), "2024-01-02T14:30:00Z");
	T_STR(at("999999999"), "2001-09-09T01:46:39Z");
	T_STR(at("1704205800.25"), "2024-01-02T14:30:00.25Z");
	T_STR(at("1704205800123"), "2024-01-02T14:30:00.123Z");
	T_STR(at("1704205800123456"), "2024-01-02T14:30:00.123456Z");
	T_STR(at("1704205800123456789"), "2024-01-02T14:30:00.123456789Z");
	T_STR(at("2024-01-02"), "2024-01-02T00:00:00Z");
	T_STR(at("2024-01-02 24:00"), NO("2024-01-02 24:00"));
	T_STR(at("2024-01-02 09:60"), NO("2024-01-02 09:60"));
	T_STR(at("2024-01-02 09:30:60"), NO("2024-01-02 09:30:60"));
	T_STR(at("2024-01-02 9:3"), NO("2024-01-02 9:3"));
	T_STR(at("2024-01-02 930"), NO("2024-01-02 930"));
	T_STR(at("2024-01-02 13:00 PM"), NO("2024-01-02 13:00 PM"));
	T_STR(at("2024-01-02 09:30 EST"), NO("2024-01-02 09:30 EST"));
	T_STR(at("2024-01-02 09:30Z5"), NO("2024-01-02 09:30Z5"));
	T_STR(at("2024-01-02 09:30+5"), NO("2024-01-02 09:30+5"));
	T_STR(at("2024-01-02 09:30+05:0"), NO("2024-01-02 09:30+05:0"));
	T_STR(at("2024-01-02_09:30"), NO("2024-01-02_09:30"));
	T_STR(at("1704205800x"), NO("1704205800x"));
	T_STR(at("9999999999999999999"), NO("9999999999999999999"));
	T_STR(at("17042058001"), NO("17042058001"));
	stamp.at_close = true;
	T_STR(at("2024-01-02 00:00"), "2024-01-01T23:59:00Z");
}

/* The day is known, from a file's name. */
static void
test_times_of_a_day(void)
{
	stamp = (struct rbt_stamp){.period = {60 * RBT_SEC_NS}};
	day = rbt_day_from_civil(2024, 1, 2);
	T_STR(at("0"), "2024-01-02T00:00:00Z");
	T_STR(at("120000"), "2024-01-02T00:02:00Z");
	T_STR(at("86399999"), "2024-01-02T23:59:59.999Z");
	T_STR(at("86400000"), NO("86400000"));
	T_STR(at("14:30"), "2024-01-02T14:30:00Z");
	T_STR(at("14:30 -05:00"), "2024-01-02T19:30:00Z");
	T_STR(at("2024-01-02"), NO("2024-01-02"));
	day = RBT_STAMP_NO_DAY;
}

/* Times of 3 November 2024, row after row, as those of UTC. */
static const char *
twice_in(const char *times)
{
	static struct rbt_buf out;
	struct rbt_stamp_row before = {0};
	char text[RBT_TS_MAX];
	rbt_ts t;

	rbt_buf_release(&out);
	for (const char *p = times; p != NULL; p = strchr(p, ' ')) {
		p += *p == ' ';
		snprintf(text, sizeof text, "2024-11-03 %.5s", p);
		T_INT(rbt_stamp_parse(&stamp, text, 16, RBT_STAMP_NO_DAY,
			  &before, &t, NULL),
		    0);
		(void)rbt_ts_format(t, text);
		rbt_buf_printf(&out, "%.5s ", text + 11);
	}
	return rbt_buf_str(&out);
}

static void
test_zone(struct rbt_zone *z)
{
	const char *twice = "2024-11-03 01:30";

	stamp = (struct rbt_stamp){.period = {60 * RBT_SEC_NS}, .zone = z};
	T_STR(at("2024-01-02 09:30"), "2024-01-02T14:30:00Z");
	T_STR(at("2024-07-02 09:30"), "2024-07-02T13:30:00Z");
	T_STR(at("2024-07-02 09:30Z"), "2024-07-02T09:30:00Z");
	T_STR(at("1704205800"), "2024-01-02T14:30:00Z");
	T_STR(at("2024-03-10 02:30"),
	    "there is no time '2024-03-10 02:30' in America/New_York: clocks "
	    "go forward over it");
	/* a time that was twice: the first, or what goes on from before */
	T_STR(at(twice), "2024-11-03T05:30:00Z");
	T_STR(twice_in("00:30 01:00 01:30 01:00 01:30 02:00"),
	    "04:30 05:00 05:30 06:00 06:30 07:00 ");
	T_STR(twice_in("02:30 02:00 01:30 01:00 01:30 01:00 00:30"),
	    "07:30 07:00 06:30 06:00 05:30 05:00 04:30 ");
	T_STR(twice_in("00:00 01:00 01:00 02:00"), "04:00 05:00 06:00 07:00 ");
	/* days: as written, but those of an instant are looked up */
	stamp.period.ns = RBT_DAY_NS;
	T_STR(at("2024-01-02"), "2024-01-02");
	T_STR(at("2024-01-02 23:00"), "2024-01-02");
	T_STR(at("2024-01-02T04:00:00Z"), "2024-01-01");
	T_STR(at("2024-01-02T05:00:00Z"), "2024-01-02");
	T_STR(at("1704171599"), "2024-01-01"); /* 2024-01-02 04:59:59 UTC */
	T_STR(at("2024-01-02 10:00:00+09:00"), "2024-01-01");
}

int
main(void)
{
	struct rbt_zone z = {0};
	int there = access(RBT_ZONE_FOLDER "/UTC", R_OK) == 0;

	test_days();
	test_orders();
	test_times();
	test_times_of_a_day();
	if (there) {
		T_INT(rbt_zone_load(&z, "America/New_York", NULL), 0);
		test_zone(&z);
		rbt_zone_release(&z);
	} else {
		T_SKIP("no time zone database");
	}
	T_DONE(there ? 160 : 126);
}
