/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected rows and messages are worked out by hand. */
#include "market/csvbar.h"

#include "harness/csvbar.h"
#include "harness/source.h"
#include "harness/t.h"

/*
 * Reads a text to its end and lists what came: "SYMBOL TIME O H L C V" or the
 * message of a bad row, a line each; a failed open or source ends the list.
 */
static const char *
list(const char *text, const char *symbol, rbt_period p, enum rbt_on_bad on_bad,
    struct rbt_csvbar_book *book)
{
	static struct rbt_buf out;
	struct t_source source;
	struct rbt_csvbar r;
	struct rbt_err err = {0};
	struct rbt_csvbar_row row;
	const struct rbt_bar *b = &row.bar;
	char t[RBT_TS_MAX], n[5][RBT_DEC_MAX];
	int rc = 0;

	rbt_buf_release(&out);
	book->stamp.period = p;
	book->on_bad = on_bad;
	if (rbt_csvbar_open(&r, book, t_source_of(&source, "f.csv", text),
		symbol, RBT_STAMP_NO_DAY, &err) != 0)
		rbt_buf_printf(&out, "! %s\n", err.msg);
	else
		rc = 1;
	while (rc != 0) {
		rc = t_csvbar_next(&r, &row, &err);
		if (rc < 0) {
			rbt_buf_printf(&out, "%s\n", err.msg);
			rbt_err_clear(&err);
			if (r.n_bad > 1)
				rbt_buf_printf(&out, "and %lld more\n",
				    (long long)r.n_bad - 1);
			if (r.n_bad == 0)
				break;
		}
		if (rc <= 0)
			continue;
		(void)rbt_ts_format_for(b->time, p, t);
		(void)rbt_dec_format(b->open.v, 8, n[0]);
		(void)rbt_dec_format(b->high.v, 8, n[1]);
		(void)rbt_dec_format(b->low.v, 8, n[2]);
		(void)rbt_dec_format(b->close.v, 8, n[3]);
		memcpy(n[4], "-", 2);
		if (b->volume_digits != RBT_BAR_NO_VOLUME)
			(void)rbt_dec_format(b->volume, b->volume_digits, n[4]);
		rbt_buf_printf(&out, "%s %s %s %s %s %s %s\n",
		    book->symbols.name[row.symbol], t, n[0], n[1], n[2], n[3],
		    n[4]);
	}
	if (r.n_prose > 0)
		rbt_buf_printf(&out, "footer of %lld\n", (long long)r.n_prose);
	rbt_csvbar_release(&r);
	return rbt_buf_str(&out);
}

static const rbt_period day = {RBT_DAY_NS}, minute = {60 * RBT_SEC_NS};

static const char *
once(const char *text, const char *symbol, rbt_period p, enum rbt_on_bad on_bad)
{
	struct rbt_csvbar_book book = {0};
	const char *got = list(text, symbol, p, on_bad, &book);

	rbt_csvbar_book_release(&book);
	return got;
}

static void
test_columns(void)
{
	T_STR(once("Date,Open,High,Low,Close,Volume,OpenInt\n"
		   "2024-01-02,1,2,0.5,1.5,100,0\n"
		   "2024-01-03,1.5,2,1,2,0,0\n",
		  "A", day, RBT_ON_BAD_ERROR),
	    "A 2024-01-02 1 2 0.5 1.5 100\nA 2024-01-03 1.5 2 1 2 0\n");
	/* any order, another delimiter, letter case, no volume, CRLF, a mark */
	T_STR(once("\xef\xbb\xbfticker;CLOSE;Low;high;open;timestamp\r\n"
		   "A;1.5;0.5;2;1;2024-01-02\r\nB-1;1;1;1;1;2024-01-02\r\n",
		  NULL, day, RBT_ON_BAD_ERROR),
	    "A 2024-01-02 1 2 0.5 1.5 -\nB-1 2024-01-02 1 1 1 1 -\n");
	T_STR(once("Datetime\tOpen\tHigh\tLow\tClose\tVolume\n"
		   "2024-01-02 09:30:00-05:00\t1\t1\t1\t1\t\n"
		   "2024-01-02T14:31:00.5Z\t1\t1\t1\t1\t2.50\n"
		   "2024-01-02 14:32\t1\t1\t1\t1\t\n",
		  "A", minute, RBT_ON_BAD_SKIP),
	    "A 2024-01-02T14:30:00Z 1 1 1 1 -\n"
	    "A 2024-01-02T14:31:00.5Z 1 1 1 1 2.5\n"
	    "A 2024-01-02T14:32:00Z 1 1 1 1 -\n");
	/* the date that is written counts, not that of UTC */
	T_STR(once("Date,Open,High,Low,Close\n"
		   "2024-01-02 00:00:00+09:00,1,1,1,1\n"
		   "2024-01-03 20:00:00-05:00,1,1,1,1\n",
		  "A", day, RBT_ON_BAD_ERROR),
	    "A 2024-01-02 1 1 1 1 -\nA 2024-01-03 1 1 1 1 -\n");
}

static void
test_headers(void)
{
	T_STR(once("", "A", day, RBT_ON_BAD_SKIP), "! f.csv: empty file\n");
	T_STR(once("Date,Open,High,Low\n", "A", day, RBT_ON_BAD_SKIP),
	    "! f.csv:1: no column named close in the header "
	    "'Date,Open,High,Low'\n");
	T_STR(once("a,b\n", "A", day, RBT_ON_BAD_SKIP),
	    "! f.csv:1: no column named date, datetime, time or timestamp in "
	    "the header 'a,b'\n");
	T_STR(once("Date,Open,High,Low,Close,Day\n", "A", day, RBT_ON_BAD_SKIP),
	    "! f.csv:1:26: columns 'Date' and 'Day' mean the same\n");
	T_STR(once("Date,Open,High,Low,Close\n", NULL, day, RBT_ON_BAD_SKIP),
	    "! f.csv:1: no symbol: no column named symbol or ticker in the "
	    "header 'Date,Open,High,Low,Close', and none was given\n");
	T_STR(once("Date,Open,High,Low,Close,Symbol\n", "A", day,
		  RBT_ON_BAD_SKIP),
	    "! f.csv:1: the file has a symbol column, so the symbol 'A' cannot "
	    "be given\n");
}

#define HEAD "Symbol,Date,Open,High,Low,Close,Volume\n"

static void
test_bad_rows(void)
{
	T_STR(once(HEAD "A,2024-01-02,1,2,1,12x,1\n"
			"A,2024-01-02,1,2,1,2,1\n"
			"A,2024-01-03,1,2,1,2\n"
			"A B,2024-01-03,1,2,1,2,1\n"
			"A,2024-13-03,1,2,1,2,1\n"
			"A,2024-01-03,,2,1,2,1\n"
			"A,2024-01-03,1,2,3,2,1\n"
			"A,2024-01-01,1,2,1,2,1\n"
			"A,2024-01-02,1,2,1,2,1\n"
			"\n"
			"A,2024-01-03,1,1,1,1,1e30\n"
			"A,2024-01-03,1,1,1,1,nan\n"
			"B,2024-01-01,1,1,1,1,1\n"
			"A,2024-01-04,1,1,1,1,1\n",
		  NULL, day, RBT_ON_BAD_SKIP),
	    "f.csv:2:20: close: expected a number, got '12x'\n"
	    "A 2024-01-02 1 2 1 2 1\n"
	    "f.csv:4: expected 7 fields as in the header, got 6\n"
	    "f.csv:5:1: 'A B' is no symbol: 1 to 64 characters of ASCII, no "
	    "blank, quote or backslash\n"
	    "f.csv:6:3: there is no day '2024-13-03'\n"
	    "f.csv:7:14: open: expected a number, got ''\n"
	    "f.csv:8: high 2 below low 3\n"
	    "f.csv:9: time 2024-01-01 is before 2024-01-02 of the row before: "
	    "rows must be in rising order (--sort sorts them)\n"
	    "f.csv:10: duplicate of the row before\n"
	    "f.csv:12:22: volume overflow: 1e30\n"
	    "f.csv:13:22: volume: expected a number, got 'nan'\n"
	    "B 2024-01-01 1 1 1 1 1\n"
	    "A 2024-01-04 1 1 1 1 1\n");
}

static void
test_repair(void)
{
	struct rbt_csvbar_book book = {0};

	T_STR(list(HEAD "A,2024-01-02,3,2,1,1,1\n"
			"A,2024-01-02,3,3,1,1,1\n"
			"A,2024-01-02,3,4,1,1,1\n"
			"A,2024-01-03,1.000000005,3,0.000000001,1,1\n"
			"A,2024-01-04,1.000000005,3,0.5,1,1.0000000000\n",
		  NULL, day, RBT_ON_BAD_REPAIR, &book),
	    "A 2024-01-02 3 3 1 1 1\n"
	    "f.csv:4: second row for 2024-01-02\n"
	    "f.csv:5: low 0 is not above 0\n"
	    "A 2024-01-04 1 3 0.5 1 1\n");
	T_INT(book.repaired, 1);
	T_INT(book.duplicates, 1);
	T_INT(book.rounded, 1);
	T_INT(book.states.at[0].rows, 2);
	/* the next file of the same run goes on behind it */
	T_STR(list("Date,Open,High,Low,Close\n2024-01-03,1,1,1,1\n"
		   "2024-01-05,1,1,1,1\n",
		  "A", day, RBT_ON_BAD_SKIP, &book),
	    "f.csv:2: time 2024-01-03 is before 2024-01-04 of the row before: "
	    "rows must be in rising order (--sort sorts them)\n"
	    "A 2024-01-05 1 1 1 1 -\n");
	rbt_csvbar_book_release(&book);
}

/* A source that fails is no bad row, whatever its code. */
static void
test_broken_source(void)
{
	struct rbt_csvbar_book book = {.stamp.period = {RBT_DAY_NS}};
	struct t_source text;
	struct rbt_source src =
	    t_source_of(&text, "f.csv", HEAD "A,2024-01-02,1,1,1,1,1\n");
	struct rbt_csvbar r;
	struct rbt_err err = {0};
	struct rbt_csvbar_row row;

	text.fail = "torn";
	T_INT(rbt_csvbar_open(&r, &book, src, NULL, RBT_STAMP_NO_DAY, &err), 0);
	T_INT(t_csvbar_next(&r, &row, &err), 1);
	T_INT(t_csvbar_next(&r, &row, &err), -1);
	T_INT(r.n_bad, 0);
	T_OK(strstr(err.msg, "torn") != NULL);
	rbt_csvbar_release(&r);
	rbt_csvbar_book_release(&book);
}

/* Text above, among and below the rows. */
static void
test_prose(void)
{
	T_STR(once("Prices of A\nDate,Open,High,Low,Close\n,USD,USD,USD,USD\n"
		   "2024-01-02,1,1,1,1\n\nSource: somebody\nTotal,,,,\n",
		  "A", day, RBT_ON_BAD_ERROR),
	    "A 2024-01-02 1 1 1 1 -\nfooter of 2\n");
	T_STR(once("Date,Open,High,Low,Close\n2024-01-02,1,1,1,1\nNew data:\n"
		   "more,,,,\n2024-01-03,1,1,1,1\nx\n2024-01-04,1,\"1,1,1\n",
		  "A", day, RBT_ON_BAD_SKIP),
	    "A 2024-01-02 1 1 1 1 -\n"
	    "f.csv:3: expected a bar, got 'New data:'\nand 1 more\n"
	    "A 2024-01-03 1 1 1 1 -\n"
	    "f.csv:6: expected a bar, got 'x'\n"
	    "f.csv:7:14: quote without end\n");
	/* a symbol in a footer is none */
	T_STR(once("Symbol,Date,Open,High,Low,Close\nA,2024-01-02,1,1,1,1\n"
		   "end,,,,,\n",
		  NULL, day, RBT_ON_BAD_ERROR),
	    "A 2024-01-02 1 1 1 1 -\nfooter of 1\n");
}

/* A text with a list of columns, or with the settings of a book. */
static const char *
with(struct rbt_csvbar_book book, const char *columns, const char *text,
    const char *symbol, rbt_period p)
{
	const char *got;

	if (columns != NULL)
		T_INT(rbt_csvhead_list_parse(&book.columns, columns, NULL), 0);
	got = list(text, symbol, p, RBT_ON_BAD_SKIP, &book);
	rbt_csvhead_list_release(&book.columns);
	rbt_csvbar_book_release(&book);
	return got;
}

static void
test_formats(void)
{
	const struct rbt_csvbar_book none = {0};

	T_STR(with(none, "date,time,open,high,low,close,volume",
		  "Date,Open,High,Low,Close,Volume\n"
		  "2006-01-02,09:01:00,1,3,1,2,5,0\n"
		  "2006-01-02,09:02:00,1,3,1,2,5\n",
		  "A", minute),
	    "A 2006-01-02T09:01:00Z 1 3 1 2 5\n"
	    "f.csv:3: expected 8 fields as in the first row, got 7\n");
	T_STR(with(none, "date,close,volume", "2024-01-02,5\n2024-01-03,6,7\n",
		  "A", day),
	    "f.csv:1: 3 columns are named, but the row has 2\n"
	    "A 2024-01-03 6 6 6 6 7\n");
	T_STR(with(none, NULL, "20240102 093000;1;2;1;2;5\n", "A", minute),
	    "A 2024-01-02T09:30:00Z 1 2 1 2 5\n");
	T_STR(with(none, NULL, "2024-01-02,1,2,1,2,5\n", NULL, day),
	    "! f.csv:1: no symbol: there is no column of it, and none was "
	    "given\n");
	T_STR(with((struct rbt_csvbar_book){.skip_lines = 2}, NULL,
		  "a \"title\nDate,Open\nDate,Open,High,Low,Close\n"
		  "2024-01-02,1,2,1,2\n",
		  "A", day),
	    "A 2024-01-02 1 2 1 2 -\n");
	T_STR(with((struct rbt_csvbar_book){.numeral = RBT_NUMERAL_COMMA,
		       .stamp.order = RBT_STAMP_EU},
		  NULL,
		  "Date;Open;High;Low;Close;Volume\n"
		  "31.1.2024;1.234,5;1.300;1.200,25;1.299;1.000.000\n",
		  "A", day),
	    "A 2024-01-31 1234.5 1300 1200.25 1299 1000000\n");
	T_STR(with((struct rbt_csvbar_book){.delim = ';',
		       .numeral = RBT_NUMERAL_COMMA},
		  NULL, "2024-01-31;1,5;1,5;1,5;1,5\n", "A", day),
	    "A 2024-01-31 1.5 1.5 1.5 1.5 -\n");
	T_STR(with(none, NULL,
		  "Date,Open,High,Low,Close\n"
		  "2024-01-31,\"1,234\",1500,1000,1200\n",
		  "A", day),
	    "f.csv:2:12: open: '1,234' has a comma: --decimal point or "
	    "--decimal comma says what it means\n");
	T_STR(with(none, NULL,
		  "Date,Time,Open,High,Low,Close\n"
		  "2024-01-31,this is a time of far too many characters to be "
		  "one of a "
		  "day,1,1,1,1\n",
		  "A", minute),
	    "f.csv:2:1: a date and a time of more than 64 characters\n");
}

static void
test_wide(void)
{
	const struct rbt_csvbar_book wide = {.wide = true};

	T_STR(with(wide, NULL,
		  "Date,KO,OPEN\n2024-01-02,1.5,\n2024-01-03,x,2\n"
		  "2024-01-04,,\n2024-01-05,1\nx,1,1\n2024-01-06,3,0\n",
		  NULL, day),
	    "KO 2024-01-02 1.5 1.5 1.5 1.5 -\n"
	    "f.csv:3:12: close: expected a number, got 'x'\n"
	    "OPEN 2024-01-03 2 2 2 2 -\n"
	    "f.csv:5: expected 3 fields as in the header, got 2\n"
	    "f.csv:6:1: expected a date or time like 2024-01-02T14:30:00Z, got "
	    "'x'\n"
	    "KO 2024-01-06 3 3 3 3 -\n"
	    "f.csv:7: open 0 is not above 0\n");
	T_STR(with(wide, NULL, "Date,A B\n", NULL, day),
	    "! f.csv:1:6: 'A B' is no symbol: 1 to 64 characters of ASCII, no "
	    "blank, quote or backslash\n");
	T_STR(with(wide, NULL, "Date,A\n", "A", day),
	    "! f.csv:1: the header names the symbols, so the symbol 'A' cannot "
	    "be given\n");
}

/* The same rows in LF and CRLF, plain and quoted, under any delimiter. */
static void
test_dresses(void)
{
	static const char *const rows[][6] = {
	    {"Date", "Open", "High", "Low", "Close", "Volume"},
	    {"2024-01-02", "10", "11.5", "9.25", "10.5", "100"},
	    {"2024-01-03", "10.5", "12", "10", "11", ""},
	    {"2024-01-04", "11", "11", "11", "11", "1.25"},
	};
	static struct rbt_buf first, text;

	for (int dress = 0; dress < 16; dress++) {
		const char *end = dress & 1 ? "\r\n" : "\n";
		const char *quote = dress & 2 ? "\"" : "";
		char delim = ",;\t|"[dress / 4];
		const char *got;

		rbt_buf_clear(&text);
		for (size_t i = 0; i < 4; i++) {
			for (size_t k = 0; k < 6; k++)
				rbt_buf_printf(&text, "%s%s%s%c", quote,
				    rows[i][k], quote, delim);
			text.len--;
			rbt_buf_add_str(&text, end);
		}
		got = once(rbt_buf_str(&text), "A", day, RBT_ON_BAD_ERROR);
		if (dress == 0)
			rbt_buf_add_str(&first, got);
		T_STR(got, rbt_buf_str(&first));
	}
	rbt_buf_release(&first);
	rbt_buf_release(&text);
}

int
main(void)
{
	test_columns();
	test_headers();
	test_bad_rows();
	test_repair();
	test_broken_source();
	test_prose();
	test_formats();
	test_wide();
	test_dresses();
	T_DONE(55);
}
