/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every way to compute, each with evidence that passes, fails and is missing.
 * Expected values are counted by hand; that of years is
 * (2024-01-01 less 2021-01-01) = 1095 days / 365.25. */
#include "harness/t.h"

#include "harness/gate.h"

#define RUN "{\"type\":\"run\",\"run_id\":\"r\",\"fill\":\"next-open\"}\n"

struct outcome {
	enum rbt_gate_answer answer;
	double number; /* NaN: none */
	long line;     /* of the source, 0: none */
	char text[32], note[128];
};

/* One check over some lines. */
static struct outcome
outcome_of(const char *check, const char *lines)
{
	struct rbt_gate_policy p;
	struct rbt_gate_evidence e;
	struct rbt_gate_result r;
	struct outcome o = {.number = (double)NAN};
	struct rbt_err err = {0};
	struct rbt_buf whole = {0};

	rbt_buf_printf(&whole, "{\"name\":\"c\",%s}", check);
	T_INT(gate_policy(&p, false, whole.data, &err), 0);
	T_INT(gate_read(&e, &p, lines, &err), 0);
	T_STR(err.msg, "");
	r = rbt_gate_measure(&e, &p.check[0], GATE_TODAY);
	o.answer = r.answer;
	if (r.value.kind == RBT_GATE_NUMBER)
		o.number = r.value.number;
	if (r.value.kind == RBT_GATE_TEXT)
		snprintf(o.text, sizeof o.text, "%s", r.value.text);
	o.line = r.source ? r.source->lineno : 0;
	snprintf(o.note, sizeof o.note, "%s", r.note ? r.note : "");
	rbt_gate_evidence_release(&e);
	rbt_gate_policy_release(&p);
	rbt_buf_release(&whole);
	return o;
}

/* 3 checks for the set-up, then 4. */
static void
check(const char *what, const char *lines, enum rbt_gate_answer answer,
    double number, long line, const char *note)
{
	struct outcome o = outcome_of(what, lines);

	T_INT(o.answer, answer);
	T_NEAR(o.number, number, 1e-12, 0);
	T_INT(o.line, line);
	T_STR(o.note, note);
}

static const double none = (double)NAN;

#define M(x) "{\"type\":\"m\",\"x\":" x "}\n"

/* The worst of several counts, whichever side is the bad one. */
static void
test_value(void)
{
	static const char ge[] =
	    "\"type\":\"m\",\"key\":\"x\",\"op\":\">=\",\"limit\":1";
	static const char lt[] =
	    "\"type\":\"m\",\"key\":\"x\",\"op\":\"<\",\"limit\":2";

	check(ge, M("1"), RBT_GATE_PASS, 1, 1, "");
	check(ge, M("3") M("0.5") M("2"), RBT_GATE_FAIL, 0.5, 2, "");
	check(lt, M("1") M("1.5") M("0"), RBT_GATE_PASS, 1.5, 2, "");
	check(lt, M("1") M("2"), RBT_GATE_FAIL, 2, 2, "");
	/* What is not known is passed over, unless there is nothing else. */
	check(ge, M("null") M("2"), RBT_GATE_PASS, 2, 2, "");
	check(ge, M("null"), RBT_GATE_MISSING, none, 1, "x is not known");
	check(ge, "{\"type\":\"m\"}\n", RBT_GATE_MISSING, none, 1,
	    "x is not known");
	check(ge, RUN, RBT_GATE_MISSING, none, 0, "no m");
	/* Text and lists are no numbers; neither is more than a double holds.
	 */
	check(ge, M("\"5\""), RBT_GATE_FAIL, none, 1, "");
	check(ge, M("[5]"), RBT_GATE_MISSING, none, 1, "x is not known");
	check(ge, M("1e400"), RBT_GATE_MISSING, none, 1, "x is not known");
	/* A repeat counts once. */
	check("\"type\":\"m\",\"compute\":\"count\",\"op\":\"==\",\"limit\":2",
	    M("1") M("2") M("1"), RBT_GATE_PASS, 2, 1, "");
}

static void
test_pick(void)
{
	static const char last[] = "\"type\":\"m\",\"key\":\"x\",\"pick\":"
				   "\"last\",\"op\":\">=\",\"limit\":1";
	static const char mean[] = "\"type\":\"m\",\"key\":\"x\",\"pick\":"
				   "\"mean\",\"op\":\">=\",\"limit\":1";

	check(last, M("0") M("2") M("null"), RBT_GATE_PASS, 2, 2, "");
	check(last, M("2") M("0"), RBT_GATE_FAIL, 0, 2, "");
	check(mean, M("0") M("3") M("null"), RBT_GATE_PASS, 1.5, 2, "");
	check(mean, M("0") M("1"), RBT_GATE_FAIL, 0.5, 2, "");
	check(mean, M("\"a\"") M("null"), RBT_GATE_MISSING, none, 1,
	    "x is not known");
}

static void
test_texts(void)
{
	static const char fill[] = "\"type\":\"run\",\"key\":\"fill\",\"op\":"
				   "\"!=\",\"limit\":\"same-close\"";
	static const char clean[] =
	    "\"type\":\"m\",\"key\":\"x\",\"op\":\"==\",\"limit\":true";
	struct outcome o;

	o = outcome_of(fill, RUN);
	T_INT(o.answer, RBT_GATE_PASS);
	T_STR(o.text, "next-open");
	o = outcome_of(fill, RUN
	    "{\"type\":\"run\",\"run_id\":\"q\",\"fill\":\"same-close\"}\n");
	T_INT(o.answer, RBT_GATE_FAIL);
	T_STR(o.text, "same-close");
	T_INT(o.line, 2);
	check(clean, M("true"), RBT_GATE_PASS, none, 1, "");
	check(clean, M("true") M("false"), RBT_GATE_FAIL, none, 2, "");
	check(clean, M("1"), RBT_GATE_FAIL, 1, 1, "");
	check(clean, M("null"), RBT_GATE_MISSING, none, 1, "x is not known");
	check("\"type\":\"m\",\"key\":\"a.b\",\"op\":\"==\",\"limit\":1",
	    "{\"type\":\"m\",\"a\":{\"b\":1}}\n", RBT_GATE_PASS, 1, 1, "");
	check("\"type\":\"m\",\"key\":\"a.b\",\"op\":\"==\",\"limit\":1",
	    "{\"type\":\"m\",\"a\":1}\n", RBT_GATE_MISSING, none, 1,
	    "a.b is not known");
}

static void
test_of_record(void)
{
	static const char sum[] =
	    "\"type\":\"m\",\"keys\":[\"x\",\"y\"],\"compute\":\"sum\","
	    "\"op\":\">\",\"limit\":0";
	static const char ratio[] =
	    "\"type\":\"m\",\"keys\":[\"x\",\"y\"],\"compute\":\"ratio\","
	    "\"op\":\">=\",\"limit\":1";
	static const char years[] =
	    "\"type\":\"m\",\"keys\":[\"x\",\"y\"],\"compute\":\"years\","
	    "\"op\":\">=\",\"limit\":2.98";
#define XY(x, y) "{\"type\":\"m\",\"x\":" x ",\"y\":" y "}\n"

	check(sum, XY("1", "2"), RBT_GATE_PASS, 3, 1, "");
	check(sum, XY("1", "2") XY("0", "0"), RBT_GATE_FAIL, 0, 2, "");
	check(sum, XY("1", "null"), RBT_GATE_MISSING, none, 1,
	    "x, y is not known");
	check(ratio, XY("3", "2"), RBT_GATE_PASS, 1.5, 1, "");
	check(ratio, XY("3", "2") XY("1", "2"), RBT_GATE_FAIL, 0.5, 2, "");
	check(ratio, XY("1", "0"), RBT_GATE_MISSING, none, 1,
	    "x, y is not known");
	check(years, XY("\"2021-01-01\"", "\"2024-01-01\""), RBT_GATE_PASS,
	    1095 / 365.25, 1, "");
	check(years, XY("\"2021-01-01\"", "\"2021-01-01T12:00:00Z\""),
	    RBT_GATE_FAIL, 0.5 / 365.25, 1, "");
	check(years, XY("\"2021-01-01\"", "5"), RBT_GATE_MISSING, none, 1,
	    "x, y is not known");
}

/* 2024-01-06 is asked about. */
static void
test_age(void)
{
	static const char age[] = "\"type\":\"m\",\"key\":\"x\",\"compute\":"
				  "\"age\",\"op\":\"<=\",\"limit\":5";
	static const char refuse[] =
	    "\"type\":\"m\",\"key\":\"x\",\"compute\":\"age\",\"op\":\"<=\","
	    "\"limit\":5,\"refuse\":true";

	check(age, M("\"2024-01-01\"") M("\"2024-01-05T23:59:00Z\""),
	    RBT_GATE_PASS, 5, 1, "");
	check(age, M("\"2023-12-31T23:59:59Z\""), RBT_GATE_FAIL, 6, 1, "");
	check(refuse, M("\"2023-12-31\""), RBT_GATE_REFUSED, 6, 1, "");
	check(age, M("\"2024-01-07\""), RBT_GATE_PASS, -1, 1, "");
	check(age, M("\"2024-01-08\""), RBT_GATE_MISSING, none, 1,
	    "x is no time before the day asked about");
}

static void
test_of_records(void)
{
	static const char count[] =
	    "\"type\":\"m\",\"where\":[{\"key\":\"x\",\"is\":[1,\"a\"]},"
	    "{\"key\":\"y\",\"not\":[null]}],\"compute\":\"count\","
	    "\"op\":\">=\",\"limit\":2";
	static const char days[] =
	    "\"type\":\"m\",\"key\":\"x\",\"as\":\"date\",\"compute\":"
	    "\"distinct\",\"op\":\">=\",\"limit\":2";
	static const char share[] =
	    "\"type\":\"m\",\"where\":[{\"key\":\"y\",\"not\":[0]}],"
	    "\"compute\":\"share\",\"match\":[{\"key\":\"x\",\"is\":[1]}],"
	    "\"op\":\">\",\"limit\":0.6";

	check(count, XY("1", "1") XY("\"a\"", "2") XY("1", "null"),
	    RBT_GATE_PASS, 2, 1, "");
	check(count, XY("2", "1"), RBT_GATE_FAIL, 0, 0, "");
	check(days,
	    M("\"2024-01-01T10:00:00Z\"") M("\"2024-01-01T11:00:00Z\"")
		M("\"2024-01-02T00:00:00Z\""),
	    RBT_GATE_PASS, 2, 1, "");
	check(days, M("\"2024-01-01\"") M("\"no time\""), RBT_GATE_FAIL, 1, 1,
	    "");
	check(days, RUN, RBT_GATE_MISSING, none, 0, "no m");
	check(share, XY("1", "1") XY("1", "2") XY("2", "1") XY("2", "0"),
	    RBT_GATE_PASS, 2.0 / 3, 1, "");
	check(share, XY("1", "1") XY("2", "2"), RBT_GATE_FAIL, 0.5, 1, "");
	check(share, XY("1", "0"), RBT_GATE_MISSING, none, 0,
	    "no m with y not 0");
}

/* Of an object the smallest number; anything else in it is no evidence. */
static void
test_least(void)
{
	static const char least[] = "\"type\":\"m\",\"key\":\"x\",\"compute\":"
				    "\"least\",\"op\":\">=\",\"limit\":0.5";
	static const char inner[] =
	    "\"type\":\"m\",\"key\":\"x.y\",\"compute\":\"least\",\"op\":"
	    "\">=\",\"limit\":0.5";

	check(least, M("{\"a\":0.9,\"b\":0.5,\"c\":1}"), RBT_GATE_PASS, 0.5, 1,
	    "");
	check(least, M("{\"a\":1,\"b\":0.4}") M("{\"a\":1}"), RBT_GATE_FAIL,
	    0.4, 1, "");
	check(least, M("{}"), RBT_GATE_MISSING, none, 1, "x is not known");
	check(least, M("1"), RBT_GATE_MISSING, none, 1, "x is not known");
	check(least, M("{\"a\":1,\"b\":null}"), RBT_GATE_MISSING, none, 1,
	    "x is not known");
	check(least, M("{\"a\":\"1\"}"), RBT_GATE_MISSING, none, 1,
	    "x is not known");
	check(inner, M("{\"y\":{\"a\":0.7},\"z\":0}"), RBT_GATE_PASS, 0.7, 1,
	    "");
	check(inner, M("{\"y\":1}"), RBT_GATE_MISSING, none, 1,
	    "x.y is not known");
}

/* Three dates within two days are two steps, 365.25 a year. */
static void
test_dates(void)
{
	static const char yearly[] =
	    "\"type\":\"m\",\"key\":\"x\",\"as\":\"date\",\"compute\":"
	    "\"yearly\",\"against\":{\"type\":\"run\",\"key\":\"n\"},"
	    "\"op\":\">=\",\"limit\":0.9";
	static const char distinct[] =
	    "\"type\":\"m\",\"key\":\"x\",\"as\":\"date\",\"compute\":"
	    "\"distinct\",\"against\":{\"type\":\"run\",\"key\":\"n\"},"
	    "\"op\":\">=\",\"limit\":0.5";
#define COUNTS(n)  "{\"type\":\"run\",\"run_id\":\"r\",\"n\":" n "}\n"
#define THREE_DAYS M("\"2023-12-31\"") M("\"2024-01-01\"") M("\"2024-01-02\"")

	check(yearly, COUNTS("365") THREE_DAYS, RBT_GATE_PASS, 365.25 / 365, 2,
	    "");
	check(yearly,
	    COUNTS("365") M("\"2023-01-01\"") M("\"2024-01-01T05:00:00Z\"")
		M("\"2024-01-01T06:00:00Z\""),
	    RBT_GATE_FAIL, 365.25 / 365 / 365, 2, "");
	check(yearly, COUNTS("365") M("\"2024-01-01\""), RBT_GATE_MISSING, none,
	    2, "there is nothing to hold it against");
	check(yearly, THREE_DAYS, RBT_GATE_MISSING, none, 1,
	    "there is nothing to hold it against");
	check(distinct, COUNTS("6") THREE_DAYS, RBT_GATE_PASS, 0.5, 2, "");
	check(distinct, COUNTS("7") THREE_DAYS, RBT_GATE_FAIL, 3.0 / 7, 2, "");
	check(distinct, COUNTS("0") THREE_DAYS, RBT_GATE_MISSING, none, 2,
	    "there is nothing to hold it against");
}

/* What null stands for, where a policy says so; a record has to be there. */
static void
test_if_null(void)
{
	static const char ratio[] =
	    "\"type\":\"m\",\"keys\":[\"x\",\"y\"],\"compute\":\"ratio\","
	    "\"op\":\">=\",\"limit\":1,\"if_null\":0";

	check(ratio, XY("3", "2"), RBT_GATE_PASS, 1.5, 1, "");
	check(ratio, XY("3", "null"), RBT_GATE_FAIL, 0, 1, "");
	check(ratio, XY("3", "2") XY("3", "null"), RBT_GATE_FAIL, 0, 2, "");
	check(ratio, RUN, RBT_GATE_MISSING, none, 0, "no m");
}

/* The last is so by its time; nothing is gained by another order of the stream.
 * A limit that several records give is the hardest of them. */
static void
test_order(void)
{
	static const char last[] = "\"type\":\"m\",\"key\":\"x\",\"pick\":"
				   "\"last\",\"op\":\">=\",\"limit\":1";
	static const char at_least[] =
	    "\"type\":\"m\",\"key\":\"x\",\"op\":\">=\",\"limit_of\":{"
	    "\"type\":\"k\",\"key\":\"x\"}";
	static const char below[] =
	    "\"type\":\"m\",\"key\":\"x\",\"op\":\"<\",\"limit_of\":{"
	    "\"type\":\"k\",\"key\":\"x\"}";
#define AT(key, time, x)                                                       \
	"{\"type\":\"m\",\"" key "\":\"" time "\",\"x\":" x "}\n"
#define K(x) "{\"type\":\"k\",\"x\":" x "}\n"

	check(last,
	    AT("time", "2024-01-03T00:00:00Z", "0")
		AT("time", "2024-01-02T23:00:00Z", "2"),
	    RBT_GATE_FAIL, 0, 1, "");
	check(last, AT("to", "2024-01-02", "2") AT("to", "2024-01-02", "0"),
	    RBT_GATE_FAIL, 0, 2, "");
	check(last, AT("to", "2024-01-02", "2") M("0"), RBT_GATE_PASS, 2, 1,
	    "");
	check(at_least, M("5") K("5") K("3"), RBT_GATE_PASS, 5, 1, "");
	check(at_least, M("5") K("6") K("3"), RBT_GATE_FAIL, 5, 1, "");
	check(below, M("5") K("9") K("5"), RBT_GATE_FAIL, 5, 1, "");
	check(below, M("5") K("null"), RBT_GATE_MISSING, 5, 1,
	    "there is nothing to hold it against");
}

/* Live against the backtest; what follows no session is none of it. */
static void
test_relative(void)
{
	static const char relative[] =
	    "\"type\":\"metrics\",\"of\":\"session\",\"key\":\"s\",\"compute\":"
	    "\"relative\",\"against\":{\"type\":\"metrics\",\"of\":\"run\","
	    "\"key\":\"s\"},\"op\":\">=\",\"limit\":0.8";
	static const char limit_of[] =
	    "\"type\":\"metrics\",\"of\":\"session\",\"key\":\"s\",\"op\":"
	    "\"<=\",\"limit_of\":{\"type\":\"run\",\"key\":\"slippage\","
	    "\"as\":\"bps\"}";
#define SES     "{\"type\":\"session\",\"session_id\":\"s\"}\n"
#define MET(x)  "{\"type\":\"metrics\",\"s\":" x "}\n"
#define SLIP(x) "{\"type\":\"run\",\"run_id\":\"r\",\"slippage\":\"" x "\"}\n"

	check(relative, RUN MET("2") SES MET("1.8"), RBT_GATE_PASS, 0.9, 4, "");
	check(relative, RUN MET("2") SES MET("1"), RBT_GATE_FAIL, 0.5, 4, "");
	check(relative, RUN MET("-2") SES MET("1"), RBT_GATE_MISSING, none, 4,
	    "there is nothing to hold it against");
	check(relative, RUN MET("2"), RBT_GATE_MISSING, none, 0,
	    "no metrics of a session");
	check(limit_of, SLIP("bps=2.5") SES MET("2.5"), RBT_GATE_PASS, 2.5, 3,
	    "");
	check(limit_of, SLIP("none") SES MET("0.1"), RBT_GATE_FAIL, 0.1, 3, "");
	check(limit_of, SLIP("fixed=0.02") SES MET("0"), RBT_GATE_MISSING, 0, 3,
	    "there is nothing to hold it against");
}

/* One made of numbers alone is as good as none. */
static void
test_bare(void)
{
	static const char dsr[] =
	    "\"type\":\"overfit\",\"key\":\"dsr\",\"op\":\">=\",\"limit\":0.95";
#define OVER(source)                                                           \
	"{\"type\":\"overfit\",\"source\":\"" source "\",\"dsr\":0.99}\n"

	check(dsr, OVER("run"), RBT_GATE_PASS, 0.99, 1, "");
	check(dsr, OVER("search"), RBT_GATE_PASS, 0.99, 1, "");
	check(dsr, OVER("moments"), RBT_GATE_MISSING, none, 0,
	    "no overfit; one of bare numbers is no evidence");
	check(dsr, OVER("returns"), RBT_GATE_MISSING, none, 0,
	    "no overfit; one of bare numbers is no evidence");
	check(dsr, "{\"type\":\"overfit\",\"dsr\":1}\n", RBT_GATE_MISSING, none,
	    0, "no overfit; one of bare numbers is no evidence");
}

int
main(void)
{
	test_value();
	test_pick();
	test_texts();
	test_of_record();
	test_age();
	test_of_records();
	test_least();
	test_dates();
	test_if_null();
	test_order();
	test_relative();
	test_bare();
	T_DONE(
	    7 * (12 + 5 + 6 + 9 + 5 + 8 + 8 + 7 + 4 + 7 + 7 + 5) + 2 * 3 + 5);
}
