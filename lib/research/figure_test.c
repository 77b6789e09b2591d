/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/t.h"

#include "research/figure.h"

#define NONE ((double)NAN)

static char out[RBT_FIGURE_MAX];

static const char *
money(const char *text)
{
	struct rbt_err err = {0};
	rbt_money m = {0};

	T_OK(rbt_money_from_text(text, strlen(text), "m", &m, &err) == 0);
	return rbt_figure_money(m, out);
}

int
main(void)
{
	T_STR(money("0"), "0.00");
	T_STR(money("-0.004"), "0.00");
	T_STR(money("999.999"), "1,000.00");
	T_STR(money("-123456.785"), "-123,456.78");
	T_STR(money("12345678901234.5"), "12,345,678,901,234.50");
	T_STR(rbt_figure_count(0, out), "0");
	T_STR(rbt_figure_count(-1234567, out), "-1,234,567");
	T_STR(rbt_figure_count(INT64_MIN, out), "-9,223,372,036,854,775,808");
	T_STR(rbt_figure_number(NONE, 2, out), "-");
	T_STR(rbt_figure_number(HUGE_VAL, 2, out), "-");
	T_STR(rbt_figure_number(-0.004, 2, out), "0.00");
	T_STR(rbt_figure_number(-0.4, 0, out), "0");
	T_STR(rbt_figure_number(1234.5678, 3, out), "1,234.568");
	T_STR(rbt_figure_number(-999999999, 2, out), "-999,999,999.00");
	T_STR(rbt_figure_number(1e9, 2, out), "1e+09");
	T_STR(rbt_figure_number(-1.2345e30, 0, out), "-1.23e+30");
	T_STR(rbt_figure_percent(0.12345, 2, out), "12.35 %");
	T_STR(rbt_figure_percent(-0.00001, 2, out), "0.00 %");
	T_STR(rbt_figure_percent(NONE, 2, out), "-");
	T_DONE(19 + 5);
}
