/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of times, dates and periods. */
#include "fuzz/fuzz.h"

#include "core/time.h"
#include "market/calendar.h"

/* A time comes back from its text, and a day from its date. */
static void
check_time(rbt_ts t)
{
	int64_t day = rbt_ts_day(t);
	char text[RBT_TS_MAX];
	size_t n = rbt_ts_format(t, text);
	int y, m, d;
	rbt_ts back;

	FUZZ_CHECK(n == strlen(text) && n < RBT_TS_MAX);
	FUZZ_CHECK(rbt_ts_parse(text, n, &back, NULL) == 0);
	FUZZ_CHECK(back.ns == t.ns);
	rbt_day_to_civil(day, &y, &m, &d);
	FUZZ_CHECK(rbt_date_valid(y, m, d));
	FUZZ_CHECK(day == rbt_day_from_civil(y, m, d));
	n = rbt_ts_format_date(t, text);
	FUZZ_CHECK(n == 10);
	if (rbt_ts_parse(text, n, &back, NULL) == 0)
		FUZZ_CHECK(back.ns <= t.ns && t.ns - back.ns < RBT_DAY_NS);
	else
		FUZZ_CHECK(day < -106751); /* its midnight is out of range */
}

static void
check_sessions(rbt_ts t)
{
	static const char *const names[] = {"XNYS", "weekdays", "24/7"};
	const rbt_period daily = {RBT_DAY_NS}, minute = {60 * RBT_SEC_NS};

	for (size_t i = 0; i < 3; i++) {
		const struct rbt_calendar *c =
		    rbt_calendar_find(names[i], NULL);

		FUZZ_CHECK(c != NULL);
		(void)rbt_calendar_session_of(c, t, daily);
		(void)rbt_calendar_session_of(c, t, minute);
		(void)rbt_calendar_next(c, rbt_ts_day(t));
	}
}

static void
check_period(const char *text, size_t len)
{
	struct rbt_err err = {0};
	char again[RBT_TS_MAX];
	rbt_period p, back;
	size_t n;

	if (rbt_period_parse(text, len, &p, &err) != 0) {
		fuzz_check_error(&err, RBT_E_DATA);
		return;
	}
	FUZZ_CHECK(p.ns > 0);
	n = rbt_period_format(p, again);
	FUZZ_CHECK(n == strlen(again) && n < RBT_TS_MAX);
	FUZZ_CHECK(rbt_period_parse(again, n, &back, NULL) == 0);
	FUZZ_CHECK(back.ns == p.ns);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = size > 0 ? (const char *)data : "";
	struct rbt_err err = {0};
	rbt_ts t;

	if (rbt_ts_parse(text, size, &t, &err) != 0) {
		fuzz_check_error(&err, RBT_E_DATA);
	} else {
		check_time(t);
		check_sessions(t);
	}
	if (size >= sizeof t.ns) {
		memcpy(&t.ns, data, sizeof t.ns);
		check_time(t);
	}
	check_period(text, size);
	return 0;
}
