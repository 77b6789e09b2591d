/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values are worked out by hand. */
#include "market/csvname.h"

#include "core/time.h"
#include "harness/t.h"

static struct rbt_err err;

static const char *
symbol(const char *path)
{
	static char out[RBT_CSVNAME_MAX];

	rbt_err_clear(&err);
	return rbt_csvname_symbol(path, out, &err) == 0 ? out : err.msg;
}

static const char *
day(const char *path)
{
	static char out[RBT_TS_MAX];
	int64_t d;

	rbt_err_clear(&err);
	if (rbt_csvname_day(path, &d, &err) != 0)
		return err.msg;
	(void)rbt_ts_format_date(rbt_ts_from_day(d), out);
	return out;
}

int
main(void)
{
	T_STR(symbol("aapl.us.txt.gz"), "AAPL");
	T_STR(symbol("a.b/brk-b.csv"), "BRK-B");
	T_STR(symbol("dir/SPY"), "SPY");
	T_STR(symbol("dir/.csv"),
	    "the name of the file 'dir/.csv' gives no symbol");
	T_INT(err.code, RBT_E_USAGE);
	T_STR(symbol("a b.csv"),
	    "the name of the file 'a b.csv' gives no symbol");
	T_STR(symbol("-"), "standard input has no name that gives a symbol");
	T_INT(err.code, RBT_E_USAGE);
	T_STR(symbol("./-"), "-");
	T_STR(day("-"), "standard input has no name that gives a day");
	T_INT(err.code, RBT_E_USAGE);
	T_STR(day("x/20140501_quote.zip"), "2014-05-01");
	T_STR(day("20130101/eurusd-123-20140502.csv"), "2014-05-02");
	T_STR(day("eurusd.csv"), "the name of the file 'eurusd.csv' gives no "
				 "day like 20240131");
	T_STR(day("20141301.csv"), "the name of the file '20141301.csv' gives "
				   "no day like 20240131");
	T_INT(err.code, RBT_E_USAGE);
	T_DONE(16);
}
