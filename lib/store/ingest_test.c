/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected counts and messages by hand. */
#include "store/ingest.h"

#include "harness/bundle.h"
#include "harness/t.h"
#include "store/bundle.h"

#define STREAM                                                                 \
	"{\"type\":\"stream\",\"v\":1,\"tool\":\"x\",\"seed\":null,"           \
	"\"inputs\":[{\"name\":\"a.csv\",\"sha256\":null}]}\n"
#define END(n)                                                                 \
	"{\"type\":\"end\",\"records\":" n ",\"status\":\"ok\",\"skipped\":0}" \
	"\n"

static const struct rbt_ingest_options skip = {.on_bad = RBT_ON_BAD_SKIP};
static struct rbt_buf before, after;

static void
fresh(void)
{
	t_remove(t_path);
}

static void
sha_of(char out[65])
{
	struct rbt_bundle *b = rbt_bundle_open(t_path, &t_err);

	out[0] = '\0';
	if (b != NULL)
		memcpy(out, rbt_bundle_info(b)->sha256, 65);
	rbt_bundle_free(b);
}

static void
test_round_trip(void)
{
	struct rbt_bundle *b;
	const struct rbt_series *s;
	struct rbt_bar bar;

	T_INT(t_ingest(STREAM T_BAR("SPY", "2024-01-02", "412.35")
		      T_BAR("BTC/USD", "2024-01-02", "0.00000001")
			  T_BAR("SPY", "2024-01-03", "413") END("3")),
	    0);
	T_INT(t_result.merged.added, 3);
	T_INT(t_result.version, 1);
	T_OK(t_result.changed && t_result.calendar_assumed);
	b = rbt_bundle_open(t_path, &t_err);
	T_OK(b != NULL);
	T_INT(rbt_bundle_n(b), 2);
	T_INT(rbt_bundle_find(b, "SPY"), 1);
	T_INT(rbt_bundle_find(b, "QQQ"), -1);
	T_STR(rbt_bundle_info(b)->name, "b");
	T_STR(rbt_bundle_info(b)->calendar, "weekdays");
	T_INT(rbt_bundle_info(b)->rows, 3);
	s = rbt_bundle_series(b, 1);
	T_STR(s->symbol, "SPY");
	T_INT(s->n, 2);
	bar = rbt_series_bar(s, 0);
	T_INT(bar.close.v, 41235000000);
	T_INT(bar.volume, 100);
	T_INT(rbt_series_bar(rbt_bundle_series(b, 0), 0).open.v, 1);
	T_INT(rbt_bundle_check(b, 0, RBT_SEGMENT_ALL, &t_err), 0);
	rbt_bundle_free(b);
}

static void
test_again(void)
{
	t_snapshot(&before);
	T_INT(t_ingest(T_BAR("SPY", "2024-01-02", "412.35")), 0);
	T_INT(t_result.merged.same, 1);
	T_OK(!t_result.changed);
	T_INT(t_result.version, 1);
	t_snapshot(&after);
	T_STR(after.data, before.data);
	/* A stream without news is no error for a bundle that is there. */
	T_INT(t_ingest(STREAM END("0")), 0);
	t_snapshot(&after);
	T_STR(after.data, before.data);
}

/* Everything that fails leaves every byte as it was. */
static void
fails(struct rbt_ingest_options o, const char *text, const char *message)
{
	t_snapshot(&before);
	T_INT(t_ingest_with(o, text), -1);
	T_INT(t_err.code, RBT_E_DATA);
	T_STR(t_err.msg, message);
	t_snapshot(&after);
	T_STR(rbt_buf_str(&after), rbt_buf_str(&before));
}

static void
test_failures(void)
{
	const struct rbt_ingest_options none = {0}, strict = {.strict = true};

	fails(none, "", "no records in the input");
	fails(none, STREAM T_BAR("SPY", "2024-01-05", "1"),
	    "stdin:2: the stream has no end after 1 records");
	fails(skip, STREAM T_BAR("SPY", "2024-01-05", "1"),
	    "stdin:2: the stream has no end after 1 records");
	fails(skip, STREAM T_BAR("SPY", "2024-01-05", "1") END("2"),
	    "stdin:3: the stream has 1 records, its end counts 2");
	fails(none, T_BAR("SPY", "2024-01-05", "1") "{\"type\":\"bar\"}\n",
	    "stdin:2: missing key 'symbol'");
	fails(none, T_BAR("SPY", "2024-01-05", "-1"),
	    "stdin:1: open -1 is not above 0");
	fails(strict, T_BAR("SPY", "2024-01-05", "1.000000001"),
	    "stdin:1: a number has more than 8 decimals");
	fails(skip, "nonsense\n" T_BAR("SPY", "2024-01-05", "0"),
	    "no good row is left of 2");
	fails(none, T_BAR("SPY", "2024-01-02", "412.36"),
	    "SPY 2024-01-02: open 412.36 disagrees with 412.35 already there "
	    "(--on-conflict keep or replace decides)");
	fails(none,
	    "{\"type\":\"bar\",\"symbol\":\"SPY\",\"time\":"
	    "\"2024-01-02T15:00:00Z\",\"period\":\"1h\",\"open\":1,\"high\":1,"
	    "\"low\":1,\"close\":1,\"volume\":null}\n",
	    "bars of period 1h for a bundle of period 1d");
	fails(skip,
	    T_BAR("SPY", "2024-01-05",
		"1") "{\"type\":\"bar\",\"symbol\":\"SPY\",\"time\":"
		     "\"2024-01-08T15:00:00Z\",\"period\":\"1h\",\"open\":1,"
		     "\"high\":1,"
		     "\"low\":1,\"close\":1,\"volume\":null}\n",
	    "stdin:2: period 1h behind bars of 1d: a bundle has one period");
}

static void
test_skip(void)
{
	struct rbt_buf many = {0};

	for (int i = 0; i < 25; i++)
		rbt_buf_add_str(&many, "{\"type\":\"bar\"}\n");
	rbt_buf_add_str(&many, T_BAR("SPY", "2024-01-04", "414"));
	T_INT(t_ingest_with(skip, many.data), 0);
	T_INT(t_result.skipped, 25);
	T_INT(t_result.merged.added, 1);
	T_OK(strstr(t_said.data, "stdin:20: missing key") != NULL);
	T_OK(strstr(t_said.data, "stdin:21: ") == NULL);
	T_OK(strstr(t_said.data, "bad rows left out: 25") != NULL);
	T_INT(t_ingest_with(skip,
		  T_BAR("DEAD", "2024-01-04", "0") T_BAR("SPY", "2024-01-05",
		      "415.123456785") "{\"type\":\"tick\"}\n"),
	    0);
	T_OK(strstr(t_said.data, "records passed over that are no bars: 1") !=
	     NULL);
	T_OK(strstr(t_said.data, "rows rounded to 8 decimals: 1") != NULL);
	T_INT(t_result.symbols, 2);
	rbt_buf_release(&many);
}

static void
test_repair(void)
{
	const struct rbt_ingest_options repair = {.on_bad = RBT_ON_BAD_REPAIR};
	struct rbt_bundle *b;

	fresh();
	T_INT(t_ingest_with(repair,
		  "{\"type\":\"bar\",\"symbol\":\"A\",\"time\":\"2024-01-02\","
		  "\"period\":\"1d\",\"open\":5,\"high\":4,\"low\":3,"
		  "\"close\":2,\"volume\":null}\n" T_BAR("A", "2024-01-03", "1")
		      T_BAR("A", "2024-01-03", "1")),
	    0);
	T_INT(t_result.repaired, 1);
	T_INT(t_result.duplicates, 1);
	b = rbt_bundle_open(t_path, &t_err);
	T_INT(rbt_bundle_series(b, 0)->high[0], 5 * RBT_DEC_ONE);
	T_INT(rbt_bundle_series(b, 0)->low[0], 2 * RBT_DEC_ONE);
	T_INT(rbt_bundle_series(b, 0)->volume[0], RBT_SERIES_NO_VOLUME);
	rbt_bundle_free(b);
}

/* The same bars in another order, in parts, through other versions. */
static void
test_order(void)
{
	static const char a[] = T_BAR("A", "2024-01-02", "1.5");
	static const char b[] = T_BAR("A", "2024-01-06", "2.5");
	static const char c[] = T_BAR("C", "2024-01-03", "3.5");
	char all[1024], one[65], two[65], three[65];

	fresh();
	snprintf(all, sizeof all, "%s%s%s", a, b, c);
	T_INT(t_ingest(all), 0);
	sha_of(one);
	fresh();
	T_INT(t_ingest(c), 0);
	T_INT(t_ingest(b), 0);
	T_INT(t_ingest(a), 0);
	T_INT(t_result.version, 3);
	sha_of(two);
	T_STR(two, one);
	/* Streams of one input may overlap and go back in time. */
	fresh();
	snprintf(all, sizeof all, "%s%s%s%s%s%s%s%s", STREAM, b, END("1"),
	    STREAM, a, b, c, END("3"));
	T_INT(t_ingest(all), 0);
	T_INT(t_result.merged.same, 1);
	T_STR(rbt_calendar_name(t_result.calendar), "24/7");
	sha_of(three);
	T_STR(three, one);
}

/* The first minute of a Saturday tells, not another one of its Friday. */
static void
test_weekend(void)
{
#define HOUR(t)                                                                \
	"{\"type\":\"bar\",\"symbol\":\"A\",\"time\":\"" t                     \
	"\",\"period\":\"1h\",\"open\":1,\"high\":1,\"low\":1,\"close\":1,"    \
	"\"volume\":null}\n"
	static const char friday[] =
	    HOUR("2024-01-05T00:00:00Z") HOUR("2024-01-05T23:00:00Z");
	char all[1024];

	fresh();
	T_INT(t_ingest(friday), 0);
	T_STR(rbt_calendar_name(t_result.calendar), "weekdays");
	fresh();
	snprintf(all, sizeof all, "%s%s", friday, HOUR("2024-01-06T00:00:00Z"));
	T_INT(t_ingest(all), 0);
	T_STR(rbt_calendar_name(t_result.calendar), "24/7");
}

static void
test_calendar(void)
{
	struct rbt_ingest_options xnys = {
	    .calendar = rbt_calendar_find("XNYS", NULL)};
	static const char text[] = T_BAR("A", "2024-01-12", "1")
	    T_BAR("A", "2024-01-16", "1") T_BAR("A", "2024-01-18", "2");

	fresh();
	T_INT(t_ingest(text), 0);
	T_OK(strstr(t_said.data, "A: 2 sessions of weekdays without a bar: "
				 "2024-01-15 2024-01-17\n") != NULL);
	T_OK(strstr(t_said.data, "1 unusual move: 2024-01-18 1 to 2 (+100.0 "
				 "%, a 1:2 split?)") != NULL);
	/* 2024-01-15 is a holiday of New York. */
	T_INT(t_ingest_with(xnys, text), 0);
	T_OK(t_result.changed && !t_result.calendar_assumed);
	T_STR(t_said.data, "A: 1 session of XNYS without a bar: 2024-01-17\n");
	T_INT(t_ingest(text), 0);
	T_OK(!t_result.changed);
	/* What was said once is not said again. */
	T_INT(t_ingest(T_BAR("A", "2024-01-19", "2")), 0);
	T_STR(rbt_buf_str(&t_said), "");
	T_INT(t_ingest(T_BAR("A", "2024-01-17", "2")), 0);
	T_INT(t_result.merged.added, 1);
}

int
main(void)
{
	t_enter();
	test_round_trip();
	test_again();
	test_failures();
	test_skip();
	test_repair();
	test_order();
	test_weekend();
	test_calendar();
	rbt_buf_release(&before);
	rbt_buf_release(&after);
	t_leave();
	T_DONE(110);
}
