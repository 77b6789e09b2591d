/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected columns are counted by hand. */
#include "market/csvhead.h"

#include "harness/source.h"
#include "harness/t.h"

static struct rbt_err err;

/*
 * What a text's header comes to: a letter for the role of each column (D date,
 * C clock, S stamp, O H L K V, Y symbol, - none) of the rows' `n` columns, the
 * line of the first row of data if it was read, or the message.
 */
static const char *
head(const char *list, const char *text, bool daily, bool wide)
{
	static struct rbt_buf out;
	struct rbt_csvhead_list l = {0};
	struct rbt_csvhead h;
	struct rbt_csv csv;
	struct rbt_csv_row row;
	struct t_source source;
	int rc;

	rbt_buf_release(&out);
	rbt_err_clear(&err);
	if (list != NULL && rbt_csvhead_list_parse(&l, list, &err) != 0) {
		rbt_csvhead_list_release(&l);
		return err.msg;
	}
	rbt_csv_init(&csv, t_source_of(&source, "f", text), 0);
	rc = rbt_csvhead_read(&h, &l, daily, wide, &csv, &row, &err);
	for (size_t i = 0; rc >= 0 && i < 12; i++) {
		char letter = '-';

		for (size_t k = 0; k < RBT_CSVHEAD_ROLES; k++) {
			if (h.column[k] == i)
				letter = "DCSOHLKVY"[k];
		}
		if (letter != '-' || i < h.n_columns)
			rbt_buf_add_char(&out, letter);
	}
	if (rc >= 0)
		rbt_buf_printf(&out, " t%zu", h.time);
	if (rc >= 0 && h.clock != RBT_CSVHEAD_NONE)
		rbt_buf_printf(&out, "+%zu", h.clock);
	if (rc == 1)
		rbt_buf_printf(&out, " line %ld", row.line);
	rbt_csv_release(&csv);
	rbt_csvhead_list_release(&l);
	return rc < 0 ? err.msg : rbt_buf_str(&out);
}

#define DAILY(text)  head(NULL, text, true, false)
#define MINUTE(text) head(NULL, text, false, false)

static void
test_names(void)
{
	T_STR(DAILY("Date,Open,High,Low,Close,Adj Close,Volume\n"),
	    "DOHLK-V t0");
	T_STR(MINUTE("<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,"
		     "<VOL>,<OPENINT>\n"),
	    "Y-DCOHLKV- t2+3");
	T_STR(DAILY("date;timestamp;close;high;low;open;price;volume\n"),
	    "DSKHLO-V t0");
	T_STR(MINUTE("date;timestamp;close;high;low;open;price;volume\n"),
	    "DSKHLO-V t1");
	T_STR(MINUTE("Date_Time|Open|High|Low|Close\n"), "SOHLK t0");
	T_STR(MINUTE("Time\tOpen\tHigh\tLow\tClose\n"), "COHLK t0");
	T_STR(DAILY("Date,Close/Last,Volume,Open,High,Low\n"), "DKVOHL t0");
	T_STR(DAILY(",Open,High,Low,Close,Volume\n"), "SOHLKV t0");
	T_STR(DAILY(",date,open,high,low,close\n"), "-DOHLK t1");
	T_STR(DAILY("Date,Open,High,Low,Last\n"),
	    "f:1: no column named close in the header "
	    "'Date,Open,High,Low,Last'");
	T_STR(DAILY("Day,Open,High,open,Low,Close\n"),
	    "f:1:15: columns 'Open' and 'open' mean the same");
	T_STR(DAILY(""), "f: empty file");
	T_STR(DAILY("\n\n"), "f: empty file");
}

/* Titles above, headers of several rows, other delimiters above. */
static void
test_rows(void)
{
	T_STR(DAILY("Prices of X, adjusted, in USD\n\nDate;Open;High;Low;"
		    "Close\n"),
	    "DOHLK t0");
	T_STR(DAILY("Close, by day\nDate;Open;High;Low;Close\n"), "DOHLK t0");
	T_STR(DAILY("Price,Close,High,Low,Open,Volume\nTicker,A,A,A,A,A\n"
		    "Date,,,,,\n2024-01-02,1,1,1,1,1\n"),
	    "DKHLOV t0");
	T_STR(DAILY("a,b,c,d,e,Date\nOpen,High,Low,Close\n"),
	    "f:2: no column named date, datetime, time or timestamp in the "
	    "header 'Open,High,Low,Close'");
	T_STR(DAILY("a,b\nc\n"), "f:1: no column named date, datetime, time or "
				 "timestamp in the header 'a,b'");
	T_STR(DAILY("x\nDate,Open,High,Close\n2024-01-02,1,1,1\n"),
	    "f:2: no column named low in the header 'Date,Open,High,Close'");
	T_STR(DAILY("Open,High,Low\n2024-01-02,1,1,1,1\nDate,Open,High,Low,"
		    "Close\n"),
	    "f:1: no column named date, datetime, time or timestamp in the "
	    "header 'Open,High,Low'");
}

static void
test_without(void)
{
	T_STR(DAILY("2024-01-02,1,1,1,1\n"), "SOHLK t0 line 1");
	T_STR(DAILY("Prices of X\n2024-01-02,1,1,1,1,5\n"), "SOHLKV t0 line 2");
	T_STR(MINUTE("20240102,09:30,1,1,1,1,5\n"), "DCOHLKV t0+1 line 1");
	T_STR(MINUTE("20240102,09:30,1,1,1\n"),
	    "f:1: no header, and 5 columns: --columns says what they are");
	T_STR(DAILY("2024-01-02,1,1,1,1,5,0\n"),
	    "f:1: no header, and 7 columns: --columns says what they are");
	T_STR(DAILY("AAPL,20240102,1,1,1,1\n"),
	    "f:1: no header, and 6 columns: --columns says what they are");
}

static void
test_lists(void)
{
	T_STR(head("date,time,open,high,low,close,-,volume", "", false, false),
	    "DCOHLKV t0+1");
	T_STR(head("symbol,Timestamp,O,high,low,close", "", true, false),
	    "'O' is none of date, time, datetime, open, high, low, close, "
	    "volume, symbol and -");
	T_STR(head("date,close", "", true, false), "DK t0");
	T_STR(head("volume=Tickvol", "Date,Open,High,Low,Close,Tickvol,Volume",
		  true, false),
	    "DOHLKV- t0");
	T_STR(head("close=price,date=Data", "Data,price,volume", true, false),
	    "DKV t0");
	T_STR(head("close=Settle", "Date,Open,High,Low,Last\n", true, false),
	    "f:1: no column named 'Settle' in the header "
	    "'Date,Open,High,Low,Last'");
	T_STR(head("close=Last", "Date,Open,High,Last\n", true, false),
	    "f:1: no column named low in the header 'Date,Open,High,Last'");
	T_STR(head("date,date,close", "", true, false),
	    "'date' stands there twice");
	T_STR(head("date,close=x", "", true, false),
	    "a list of columns has names behind all of them or none");
	T_STR(head("foo=x", "", true, false),
	    "'foo' is none of date, time, datetime, open, high, low, close, "
	    "volume, symbol");
	T_STR(head("open,high,low,close", "", true, false),
	    "there is no date, time or datetime in 'open,high,low,close'");
	T_STR(head("date,open,close", "", true, false),
	    "there is no high in 'date,open,close'");
	T_INT(err.code, RBT_E_USAGE);
	T_STR(head("", "", true, false),
	    "'' is none of date, time, datetime, open, high, low, close, "
	    "volume, symbol and -");
}

static void
test_wide(void)
{
	T_STR(head(NULL, "Date,AAPL,OPEN,KO\n", true, true), "D--- t0");
	T_STR(head(NULL, ",AAPL,KO\n", true, true), "S-- t0");
	T_STR(head(NULL, "AAPL,KO\n2024-01-02,1\n", true, true),
	    "f:1: no column named date, datetime, time or timestamp in the "
	    "header 'AAPL,KO'");
}

static bool
prose(const char *text, bool wide)
{
	struct rbt_csvhead_list none = {0};
	struct rbt_csvhead h;
	struct rbt_csv csv;
	struct rbt_csv_row row;
	struct t_source source;
	struct rbt_buf all = {0};
	bool is;

	rbt_buf_printf(&all, "Date,Open,High,Low,Close,Volume\n%s\n", text);
	rbt_csv_init(&csv, t_source_of(&source, "f", rbt_buf_str(&all)), 0);
	T_INT(rbt_csvhead_read(&h, &none, true, wide, &csv, &row, NULL), 0);
	T_INT(rbt_csv_next(&csv, &row, NULL), 1);
	is = rbt_csvhead_is_prose(&h, &row);
	rbt_csv_release(&csv);
	rbt_buf_release(&all);
	return is;
}

static void
test_prose(void)
{
	T_OK(prose("Source: somebody, 2024", false));
	T_OK(prose("(c) 2024", false));
	T_OK(prose("Total,,,,,123", false));
	T_OK(prose(",USD,USD,USD,USD,", false));
	T_OK(!prose("2024-01-0", false));
	T_OK(!prose("2024-01-02,1", false));
	T_OK(!prose(",1,1,1,1,1", false));
	T_OK(!prose("Jan 2,n,n,n,n,n", false));
	T_OK(!prose("x,1,x,x,x,", false));
	T_OK(!prose("x,,,,,7", true));
}

int
main(void)
{
	test_names();
	test_rows();
	test_without();
	test_lists();
	test_wide();
	test_prose();
	T_DONE(73);
}
