/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Times and numbers as price files write them.  The first byte picks the
 * period, the order of days, what is stamped and whether the day is known.
 */
#include "fuzz/fuzz.h"

#include "core/time.h"
#include "fmt/numeral.h"
#include "market/stamp.h"

/* What the strict reader of our own records takes is taken here alike. */
static void
check_iso(const char *text, size_t len)
{
	const struct rbt_stamp utc = {.period = {RBT_SEC_NS}};
	rbt_ts t, same;

	if (rbt_ts_parse(text, len, &t, NULL) != 0)
		return;
	FUZZ_CHECK(rbt_stamp_parse(&utc, text, len, RBT_STAMP_NO_DAY, NULL,
		       &same, NULL) == 0);
	FUZZ_CHECK(same.ns == t.ns);
}

static void
check_stamp(unsigned how, const char *text, size_t len)
{
	struct rbt_stamp s = {.order = (enum rbt_stamp_order)((how & 3) % 3),
	    .period = {how & 4 ? RBT_DAY_NS : 60 * RBT_SEC_NS}};
	int64_t day = how & 8 ? 20000 : RBT_STAMP_NO_DAY;
	struct rbt_stamp_row row = {0};
	struct rbt_err err = {0};
	rbt_ts t, open;

	if (rbt_stamp_parse(&s, text, len, day, &row, &t, &err) != 0) {
		fuzz_check_error(&err, RBT_E_DATA);
		return;
	}
	if (how & 4) {
		FUZZ_CHECK(t.ns % RBT_DAY_NS == 0);
		return;
	}
	s.at_close = true;
	if (rbt_stamp_parse(&s, text, len, day, &row, &open, NULL) == 0)
		FUZZ_CHECK(open.ns == t.ns - s.period.ns);
	if (how & 8)
		FUZZ_CHECK(rbt_ts_day(t) >= 19998 && rbt_ts_day(t) <= 20002);
}

/* A number that was made plain is one that was made of the same digits. */
static void
check_numeral(unsigned how, const char *text, size_t len)
{
	const char *p = text;
	size_t n = len, digits = 0;
	char out[RBT_NUMERAL_MAX];

	if (!rbt_numeral_plain((enum rbt_numeral)((how & 3) % 3), &p, &n,
		out)) {
		FUZZ_CHECK(p == text && n == len);
		return;
	}
	FUZZ_CHECK(n <= len);
	for (size_t i = 0; i < len; i++)
		digits += text[i] >= '0' && text[i] <= '9';
	for (size_t i = 0; i < n; i++)
		digits -= p[i] >= '0' && p[i] <= '9';
	FUZZ_CHECK(digits == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned how = fuzz_byte(&data, &size);
	/* Just as long as it is, so that reading on is noticed. */
	char *text = rbt_xmalloc(size > 0 ? size : 1);

	if (size > 0)
		memcpy(text, data, size);
	check_iso(text, size);
	check_stamp(how, text, size);
	check_numeral(how, text, size);
	free(text);
	return 0;
}
