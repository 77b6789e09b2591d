/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values by hand: the digits of the text and where the point is. */
#include "core/scan.h"

#include "harness/t.h"

static void
check(const char *text, bool neg, long long m, int next, bool more,
    long long exp)
{
	struct rbt_scan s = {0};

	T_OK(rbt_scan_decimal(text, strlen(text), &s));
	T_INT(s.neg, neg);
	T_OK(s.m == (rbt_u128)m);
	T_INT(s.next, next);
	T_INT(s.more, more);
	T_INT(s.exp, exp);
}

static void
check_long(const char *text, int next, bool more, long long exp)
{
	struct rbt_scan s = {0};
	rbt_u128 want = 0;

	/* The first 38 digits are kept. */
	for (const char *p = text, *end = text + 38; p < end; p++) {
		if (*p == '.')
			end++;
		else
			want = want * 10 + (unsigned)(*p - '0');
	}
	T_OK(rbt_scan_decimal(text, strlen(text), &s));
	T_OK(s.m == want);
	T_INT(s.next, next);
	T_INT(s.more, more);
	T_INT(s.exp, exp);
}

int
main(void)
{
	static const char *const bad[] = {"", "+", "-.", ".", "e1", "1e", "1e-",
	    "1 ", " 1", "1.2.", "0x1", "nan", "inf", "1e1.", "1d5", "+-1"};
	struct rbt_scan s;

	check("0", false, 0, 0, false, 0);
	check("-12.50", true, 1250, 0, false, -2);
	check("+.5e3", false, 5, 0, false, 2);
	check("7.E-02", false, 7, 0, false, -2);
	check("000000000000000000000000000000000000000000000000.1", false, 1, 0,
	    false, -1);
	check("1e1000000000000000000000", false, 1, 0, false,
	    1000000000000000000);
	check("1e-1000000000000000000000", false, 1, 0, false,
	    -1000000000000000000);
	check_long("99999999999999999999999999999999999999", 0, false, 0);
	check_long("999999999999999999999999999999999999994", 4, false, 1);
	check_long("9999999999999999999999.9999999999999999500", 5, false, -16);
	check_long("9999999999999999999999.99999999999999995001", 5, true, -16);
	check_long("99999999999999999999999999999999999999000e-3", 0, false, 0);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		T_OK(!rbt_scan_decimal(bad[i], strlen(bad[i]), &s));
	T_DONE(7 * 6 + 5 * 5 + 16);
}
