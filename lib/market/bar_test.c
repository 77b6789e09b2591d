/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values are worked out by hand from the rules in market/bar.h. */
#include "market/bar.h"

#include "harness/source.h"
#include "harness/t.h"

static const rbt_period daily = {RBT_DAY_NS};
static const rbt_period minute = {60 * RBT_SEC_NS};

static struct rbt_bar
bar(int64_t day, double o, double h, double l, double c)
{
	struct rbt_bar b = {.time = rbt_ts_from_day(day), .volume = 5};

	if (!rbt_dec_from_f64(o, &b.open.v) ||
	    !rbt_dec_from_f64(h, &b.high.v) || !rbt_dec_from_f64(l, &b.low.v) ||
	    !rbt_dec_from_f64(c, &b.close.v))
		T_OK(!"price fits");
	return b;
}

/* Checks a bar behind one of day 100 and returns the message, "" if good. */
static const char *
verdict(struct rbt_bar b, rbt_period p)
{
	static struct rbt_err err;
	struct rbt_bar_check c = {0};
	struct rbt_bar first = bar(100, 10, 11, 9, 10.5);
	bool repaired = false;

	rbt_err_clear(&err);
	T_INT(rbt_bar_check(&c, &first, p, false, &repaired, &err), 0);
	if (rbt_bar_check(&c, &b, p, false, &repaired, &err) == 0)
		return "";
	T_INT(err.code, RBT_E_DATA);
	T_OK(c.last.time.ns == first.time.ns);
	return err.msg;
}

static void
test_check(void)
{
	struct rbt_bar b = bar(101, 10, 10, 10, 10);

	T_STR(verdict(b, daily), "");
	T_STR(verdict(bar(101, 0, 10, 10, 10), daily), "open 0 is not above 0");
	T_STR(verdict(bar(101, 1, 10, 1, -2.5), daily),
	    "close -2.5 is not above 0");
	T_STR(verdict(bar(101, 9.6, 9.5, 9.7, 9.6), daily),
	    "high 9.5 below low 9.7");
	T_STR(verdict(bar(101, 11.25, 11, 9, 10), daily),
	    "open 11.25 above high 11");
	T_STR(verdict(bar(101, 10, 11, 9, 8.5), daily),
	    "close 8.5 below low 9");
	T_STR(verdict(bar(100, 10, 11, 9, 10.5), daily),
	    "duplicate of the row before");
	T_STR(verdict(bar(100, 10, 11, 9, 10), daily),
	    "second row for 1970-04-11");
	T_STR(verdict(bar(99, 10, 11, 9, 10), daily),
	    "time 1970-04-10 is before 1970-04-11 of the row before: rows must "
	    "be in rising order");
	b.volume = -25;
	b.volume_digits = 1;
	T_STR(verdict(b, daily), "volume -2.5 is negative");
	b = bar(101, 10, 10, 10, 10);
	b.time.ns += 60 * RBT_SEC_NS;
	T_STR(verdict(b, daily),
	    "time 1970-04-12T00:01:00Z of a daily bar is no date");
	T_STR(verdict(b, minute), "");
	b.time.ns = 100 * RBT_DAY_NS;
	T_STR(verdict(b, minute), "second row for 1970-04-11T00:00:00Z");
	b.time = rbt_ts_from_day(rbt_day_from_civil(1678, 1, 1));
	T_STR(verdict(b, minute),
	    "time 1678-01-01T00:00:00Z is before 1970-04-11T00:00:00Z of the "
	    "row before: rows must be in rising order");
	b.time.ns--;
	T_STR(verdict(b, minute),
	    "time 1677-12-31T23:59:59.999999999Z is outside of the years 1678 "
	    "to 2261");
	b.time = rbt_ts_from_day(rbt_day_from_civil(2262, 1, 1));
	T_STR(verdict(b, daily),
	    "time 2262-01-01 is outside of the years 1678 to 2261");
	b.time.ns--;
	T_STR(verdict(b, minute), "");
}

static void
test_repair(void)
{
	struct rbt_bar_check c = {0};
	struct rbt_bar b = bar(1, 9.6, 9.5, 9.7, 9.65), same;
	struct rbt_err err = {0};
	bool repaired = false;

	T_INT(rbt_bar_check(&c, &b, daily, true, &repaired, &err), 0);
	T_OK(repaired);
	T_INT(b.high.v, 965000000);
	T_INT(b.low.v, 960000000);
	same = b;
	repaired = false;
	T_INT(rbt_bar_check(&c, &same, daily, true, &repaired, &err), 1);
	same.volume++;
	T_INT(rbt_bar_check(&c, &same, daily, true, &repaired, &err), -1);
	T_STR(err.msg, "second row for 1970-01-02");
	rbt_err_clear(&err);
	b = bar(2, 5, 0, 4, 5);
	T_INT(rbt_bar_check(&c, &b, daily, true, &repaired, &err), -1);
	T_STR(err.msg, "high 0 is not above 0");
	T_OK(!repaired);
}

static void
test_volume(void)
{
	static const struct {
		const char *text;
		int64_t volume;
		int digits;
		bool rounded;
	} good[] = {
	    {"23220030", 23220030, 0, false}, {"0", 0, 0, false},
	    {"1000.00", 1000, 0, false}, {"1.50", 15, 1, false},
	    {"1.5e3", 1500, 0, false}, {"15e-1", 15, 1, false},
	    {"150E-1", 15, 0, false},
	    {"0.000000015", 2, 8, true}, /* half to even */
	    {"123456789012345678", 123456789012345678, 0, false},
	    {"-3", -3, 0, false}, /* rbt_bar_check refuses it */
	};
	struct rbt_bar b;
	struct rbt_err err = {0};
	bool rounded;

	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		rounded = false;
		T_INT(rbt_bar_volume_from_text(&b, good[i].text,
			  strlen(good[i].text), &rounded, &err),
		    0);
		T_INT(b.volume, good[i].volume);
		T_INT(b.volume_digits, good[i].digits);
		T_INT(rounded, good[i].rounded);
	}
	T_INT(rbt_bar_volume_from_text(&b, "", 0, &rounded, &err), 0);
	T_INT(b.volume_digits, RBT_BAR_NO_VOLUME);
	T_INT(rbt_bar_volume_from_text(&b, "12x", 3, &rounded, &err), -1);
	T_STR(err.msg, "volume: expected a number, got '12x'");
	rbt_err_clear(&err);
	T_INT(rbt_bar_volume_from_text(&b, "1e19", 4, &rounded, &err), -1);
	T_STR(err.msg, "volume overflow: 1e19");
}

/* Reads one record and parses it as a bar; the message, "" if there is none. */
static const char *
parse(const char *line, char *symbol, rbt_period *p, struct rbt_bar *b,
    bool *rounded)
{
	static struct rbt_err err;
	struct t_source text;
	struct rbt_rec_reader r;
	struct rbt_rec rec;
	struct rbt_bar_symbol s;

	rbt_err_clear(&err);
	*rounded = false;
	rbt_rec_reader_init(&r, t_source_of(&text, "t", line));
	if (rbt_rec_next(&r, &rec, &err) == 1 &&
	    rbt_bar_parse(&rec, &s, p, b, rounded, &err) == 0) {
		memcpy(symbol, s.text, s.len);
		symbol[s.len] = '\0';
	}
	rbt_rec_reader_release(&r);
	return err.msg;
}

/* What was written to out, which is then empty. */
static const char *
written(struct rbt_out *out)
{
	static char text[1024];

	T_OK(out->buf.len < sizeof text);
	memcpy(text, out->buf.data, out->buf.len);
	text[out->buf.len] = '\0';
	rbt_buf_clear(&out->buf);
	return text;
}

static bool
same(const struct rbt_bar *a, const struct rbt_bar *b)
{
	return a->time.ns == b->time.ns && a->open.v == b->open.v &&
	       a->high.v == b->high.v && a->low.v == b->low.v &&
	       a->close.v == b->close.v && a->volume == b->volume &&
	       a->volume_digits == b->volume_digits;
}

static void
test_round_trip(void)
{
	struct rbt_bar a = bar(19724, 412.35, 413, 0.00000001, 412), b;
	struct rbt_bar_writer w;
	struct rbt_out out;
	rbt_period p;
	const char *line;
	char symbol[80], longest[65];
	bool rounded;

	rbt_out_open_fd(&out, 1, "test");
	a.volume = 1234;
	a.volume_digits = 1;
	rbt_bar_writer_start(&w, "BRK-B", daily);
	rbt_bar_emit(&w, &out, &a, NULL);
	line = written(&out);
	T_STR(line,
	    "{\"type\":\"bar\",\"symbol\":\"BRK-B\",\"time\":\"2024-01-02\","
	    "\"period\":\"1d\",\"open\":412.35,\"high\":413,\"low\":0.00000001,"
	    "\"close\":412,\"volume\":123.4}\n");
	T_STR(parse(line, symbol, &p, &b, &rounded), "");
	T_STR(symbol, "BRK-B");
	T_INT(p.ns, daily.ns);
	T_OK(same(&a, &b) && !rounded);

	a.time.ns += 14 * 3600 * RBT_SEC_NS;
	a.volume = 0;
	a.volume_digits = RBT_BAR_NO_VOLUME;
	rbt_bar_writer_start(&w, "X", minute);
	rbt_bar_emit(&w, &out, &a, NULL);
	line = written(&out);
	T_STR(line,
	    "{\"type\":\"bar\",\"symbol\":\"X\",\"time\":\"2024-01-02T14:00:"
	    "00Z\",\"period\":\"1m\",\"open\":412.35,\"high\":413,\"low\":"
	    "0.00000001,\"close\":412,\"volume\":null}\n");
	T_STR(parse(line, symbol, &p, &b, &rounded), "");
	T_OK(same(&a, &b));

	/* The longest texts stay inside what is reserved. */
	a.open.v = a.high.v = a.low.v = a.close.v = INT64_MAX;
	a.volume = INT64_MAX;
	a.volume_digits = 8;
	a.time.ns = INT64_MAX;
	memset(longest, 'A', 64);
	longest[64] = '\0';
	rbt_bar_writer_start(&w, longest, minute);
	rbt_bar_emit(&w, &out, &a, NULL);
	T_STR(parse(written(&out), symbol, &p, &b, &rounded), "");
	T_OK(same(&a, &b));
	T_STR(symbol, longest);
	rbt_buf_release(&out.buf);
}

/* What is remembered of a record shows in none behind it.  The counts of
 * nanoseconds were made by Python's datetime. */
static void
test_writer(void)
{
	static const struct {
		const char *symbol;
		int64_t period_s, ns;
		const char *text;
	} rows[] = {
	    {"A", 60, 1704205800000000000,
		"A\",\"time\":\"2024-01-02T14:30:00Z\",\"period\":\"1m\""},
	    {"A", 60, 1704239999000000000,
		"A\",\"time\":\"2024-01-02T23:59:59Z\",\"period\":\"1m\""},
	    {"A", 60, 1704239999500000000,
		"A\",\"time\":\"2024-01-02T23:59:59.5Z\",\"period\":\"1m\""},
	    {"A", 60, 1704240000000000000,
		"A\",\"time\":\"2024-01-03T00:00:00Z\",\"period\":\"1m\""},
	    {"AB", 60, 1704240060000000000,
		"AB\",\"time\":\"2024-01-03T00:01:00Z\",\"period\":\"1m\""},
	    {"A", 60, 1704240060000000000,
		"A\",\"time\":\"2024-01-03T00:01:00Z\",\"period\":\"1m\""},
	    {"A", 900, 1704240060000000000,
		"A\",\"time\":\"2024-01-03T00:01:00Z\",\"period\":\"15m\""},
	    {"A", 86400, 1704240000000000000,
		"A\",\"time\":\"2024-01-03\",\"period\":\"1d\""},
	    {"A", 86400, 1704153600000000000,
		"A\",\"time\":\"2024-01-02\",\"period\":\"1d\""},
	    {"A", 60, 1704153600000000000,
		"A\",\"time\":\"2024-01-02T00:00:00Z\",\"period\":\"1m\""},
	    {"A", 60, 0,
		"A\",\"time\":\"1970-01-01T00:00:00Z\",\"period\":\"1m\""},
	    {"A", 60, -60000000000,
		"A\",\"time\":\"1969-12-31T23:59:00Z\",\"period\":\"1m\""},
	    {"A", 60, -9214560000000000000,
		"A\",\"time\":\"1678-01-01T00:00:00Z\",\"period\":\"1m\""},
	    {"A", 60, 9214646399999999999,
		"A\",\"time\":\"2261-12-31T23:59:59.999999999Z\",\"period\":"
		"\"1m\""},
	};
	struct rbt_bar_writer w;
	struct rbt_bar a = bar(0, 2, 4, 1, 3);
	struct rbt_out out;
	char want[256];

	a.volume_digits = RBT_BAR_NO_VOLUME;
	rbt_out_open_fd(&out, 1, "test");
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		a.time.ns = rows[i].ns;
		if (i == 0 || rows[i].symbol != rows[i - 1].symbol ||
		    rows[i].period_s != rows[i - 1].period_s)
			rbt_bar_writer_start(&w, rows[i].symbol,
			    (rbt_period){rows[i].period_s * RBT_SEC_NS});
		rbt_bar_emit(&w, &out, &a, NULL);
		snprintf(want, sizeof want,
		    "{\"type\":\"bar\",\"symbol\":\"%s,\"open\":2,\"high\":4,"
		    "\"low\":1,\"close\":3,\"volume\":null}\n",
		    rows[i].text);
		T_STR(written(&out), want);
	}
	rbt_buf_release(&out.buf);
}

#define HEAD "{\"type\":\"bar\",\"symbol\":\"A\",\"time\":\"2024-01-02\","

#define OHLC "\"period\":\"1d\",\"open\":1,\"high\":2,\"low\":1,"

static void
test_foreign_records(void)
{
	static const struct {
		const char *line, *message;
	} bad[] = {
	    {HEAD "\"period\":\"1d\",\"open\":\"1\",\"high\":2,\"low\":1,"
		  "\"close\":1,\"volume\":1}",
		"open: expected a number, got the string '1'"},
	    {HEAD "\"period\":\"1d\",\"high\":2,\"low\":1,\"close\":1}",
		"missing key 'open'"},
	    {HEAD OHLC "\"close\":1e11,\"volume\":1}", "close overflow: 1e11"},
	    {HEAD OHLC "\"close\":1,\"volume\":true}",
		"volume: expected a number, got 'true'"},
	    {HEAD "\"period\":\"1q\",\"open\":1,\"high\":2,\"low\":1,"
		  "\"close\":1}",
		"period: expected a period like 30s, 15m, 1h, 1d or 1w, got "
		"'1q'"},
	    {"{\"type\":\"bar\",\"symbol\":\"A\",\"time\":20240102," OHLC
	     "\"close\":1}",
		"time: expected a plain string, got '20240102'"},
	    {"{\"type\":\"bar\",\"symbol\":\"A\\n\",\"time\":\"\"}",
		"symbol: expected a plain string, got the string 'A\\n'"},
	    {"{\"type\":\"bar\",\"symbol\":\"A "
	     "B\",\"time\":\"2024-01-02\"," OHLC "\"close\":1,\"volume\":1}",
		"'A B' is no symbol: 1 to 64 characters of ASCII, no blank, "
		"quote or backslash"},
	};
	struct rbt_bar b;
	rbt_period p;
	char symbol[80];
	bool rounded;

	T_STR(parse("{\"close\": 1.5, \"x\":[1], \"low\":1, \"high\":2,"
		    "\"open\":1.25,\"time\":\"2024-01-02\",\"symbol\":"
		    "\"A\",\"period\":\"1d\",\"type\":\"bar\"}",
		  symbol, &p, &b, &rounded),
	    "");
	T_INT(b.close.v, 150000000);
	T_INT(b.volume_digits, RBT_BAR_NO_VOLUME);
	T_STR(parse(HEAD "\"period\":\"1d\",\"open\":1.123456785,"
			 "\"high\":2,\"low\":1,\"close\":1,\"volume\":1}",
		  symbol, &p, &b, &rounded),
	    "");
	T_OK(rounded);
	T_INT(b.open.v, 112345678);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		T_STR(parse(bad[i].line, symbol, &p, &b, &rounded),
		    bad[i].message);
}

static void
test_symbol(void)
{
	char longest[66];

	memset(longest, 'A', 65);
	T_INT(rbt_bar_symbol_check("BTC/USD", 7, NULL), 0);
	T_INT(rbt_bar_symbol_check(longest, 64, NULL), 0);
	T_INT(rbt_bar_symbol_check(longest, 65, NULL), -1);
	T_INT(rbt_bar_symbol_check("", 0, NULL), -1);
	T_INT(rbt_bar_symbol_check("a\"", 2, NULL), -1);
	T_INT(rbt_bar_symbol_check("\x80", 1, NULL), -1);
}

int
main(void)
{
	test_check();
	test_repair();
	test_volume();
	test_round_trip();
	test_writer();
	test_foreign_records();
	test_symbol();
	T_DONE(180);
}
