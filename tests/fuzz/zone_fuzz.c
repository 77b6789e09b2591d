/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of the time zone database, and the rules that they end in. */
#include "fuzz/fuzz.h"

#include "market/zone.h"

static void
check_instant(struct rbt_zone *z, int64_t t)
{
	int64_t local = t + rbt_zone_offset(z, t), utc[2];
	int n = rbt_zone_to_utc(z, local, utc);

	FUZZ_CHECK(n >= 0 && n <= 2);
	FUZZ_CHECK(n < 2 || utc[0] < utc[1]);
	for (int i = 0; i < n; i++)
		FUZZ_CHECK(utc[i] + rbt_zone_offset(z, utc[i]) == local);
}

static void
check_rule(const char *text, size_t len)
{
	struct rbt_zone_rule rule;

	if (!rbt_zone_rule_parse(text, len, &rule))
		return;
	for (int64_t t = 0; t < 4102444800; t += 12345678) {
		struct rbt_zone_span s = rbt_zone_rule_span(&rule, t);

		FUZZ_CHECK(s.from <= t && t < s.to);
		FUZZ_CHECK(
		    s.offset == rule.standard || s.offset == rule.summer);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rbt_err err = {0};
	struct rbt_zone z;

	check_rule((const char *)data, size);
	if (rbt_zone_parse(&z, "x", (const char *)data, size, &err) != 0) {
		fuzz_check_error(&err, RBT_E_DATA);
		return 0;
	}
	for (int64_t t = -9000000000; t < 9000000000; t += 98765432)
		check_instant(&z, t);
	for (size_t i = 0; i < z.n && i < 500; i++) {
		if (z.at[i] > -9000000000 && z.at[i] < 9000000000)
			check_instant(&z, z.at[i]);
	}
	rbt_zone_release(&z);
	return 0;
}
