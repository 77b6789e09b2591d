/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What belongs together and what does not, and the answer that comes of it. */
#include "harness/t.h"

#include "harness/gate.h"

#define STRATEGY(s) "\"strategy\":{\"name\":\"x\",\"sha256\":\"" s "\"}"
#define BUNDLE(b)   "\"bundle\":{\"name\":\"y\",\"sha256\":\"" b "\"}"
#define RUN_OF(id, more)                                                       \
	"{\"type\":\"run\",\"run_id\":\"" id                                   \
	"\"," STRATEGY("aa") ",\"params\":{\"fast\":10,\"slow\":30.5}"         \
			     "," BUNDLE("bb") ","                              \
					      "\"symbols\":[\"A\",\"B\"]" more \
					      "}\n"
#define RUN RUN_OF("r1", "")
#define SEARCH_OF(strategy, bundle, symbols, params, space)                    \
	"{\"type\":\"search\",\"search_id\":\"s1\"," STRATEGY(                 \
	    strategy) "," BUNDLE(bundle) ",\"symbols\":" symbols               \
					 ",\"params\":{" params                \
					 "},\"space\":[" space "]}\n"
#define SEARCH_WITH(options)                                                   \
	"{\"type\":\"search\",\"search_id\":\"s1\"," STRATEGY(                 \
	    "aa") "," BUNDLE("bb") ",\"symbols\":" SYMBOLS                     \
				   ",\"params\":{" PARAMS                      \
				   "},\"space\":[" SPACE                       \
				   "],\"options\":{" options "}}\n"
#define SYMBOLS "[\"A\",\"B\"]"
#define SPACE                                                                  \
	"{\"name\":\"fast\",\"min\":4,\"max\":20,\"step\":3},{\"name\":"       \
	"\"slow\",\"min\":30,\"max\":31,\"step\":0.1}"
#define PARAMS "\"fast\":1,\"slow\":2"
#define SEARCH SEARCH_OF("aa", "bb", SYMBOLS, PARAMS, SPACE)
#define SESSION_OF(id, strategy, params, account)                              \
	"{\"type\":\"session\",\"session_id\":\"" id                           \
	"\"," STRATEGY(strategy) ",\"params\":{" params                        \
				 "},\"symbols\":" SYMBOLS                      \
				 ",\"account\":\"" account "\"}\n"
#define OURS    "\"slow\":30.5,\"fast\":10.0"
#define SESSION SESSION_OF("l1", "aa", OURS, "demo")

#define STREAM "{\"type\":\"stream\",\"v\":1}\n"
#define END(n) "{\"type\":\"end\",\"records\":" n ",\"status\":\"ok\"}\n"

/* A stream around some lines, so the first of them is line 2. */
static void
wrap(struct rbt_buf *whole, const char *lines)
{
	size_t n = 0;

	for (const char *p = lines; (p = strchr(p, '\n')) != NULL; p++)
		n++;
	rbt_buf_printf(whole,
	    STREAM "%s{\"type\":\"end\",\"records\":%zu,\"status\":\"ok\"}\n",
	    lines, n);
}

/* The problems of some lines, joined: "search:3 is of other symbols". */
static void
check_streams(bool session, const char *lines, const char *want)
{
	struct rbt_gate_policy p;
	struct rbt_gate_evidence e;
	struct rbt_err err = {0};
	struct rbt_buf got = {0};

	T_INT(gate_policy(&p, session,
		  "{\"name\":\"c\",\"type\":\"order\",\"of\":\"session\","
		  "\"compute\":\"count\",\"op\":\"<\",\"limit\":9},{\"name\":"
		  "\"d\",\"type\":\"metrics\",\"key\":\"x\",\"op\":\"<\","
		  "\"limit\":9}",
		  &err),
	    0);
	T_INT(gate_read(&e, &p, lines, &err), 0);
	rbt_gate_evidence_belong(&e, session);
	for (size_t i = 0; i < e.problems.n; i++) {
		const struct rbt_gate_problem *q = &e.problems.at[i];

		rbt_buf_printf(&got, "%s%s:%ld %s", i ? "; " : "",
		    q->type ? q->type : "-", q->lineno, q->what);
	}
	T_STR(rbt_buf_str(&got), want);
	rbt_buf_release(&got);
	rbt_gate_evidence_release(&e);
	rbt_gate_policy_release(&p);
}

static void
check(bool session, const char *lines, const char *want)
{
	struct rbt_buf whole = {0};

	wrap(&whole, lines);
	check_streams(session, whole.data, want);
	rbt_buf_release(&whole);
}

static void
test_runs(void)
{
	check(false, "", "-:0 there is no run");
	check(false, RUN, "");
	check(false, RUN RUN, "");
	check(false, RUN RUN_OF("r2", ""),
	    "run:3 is of another run r2, not r1");
	check(false, RUN RUN_OF("r1", ",\"to\":1"),
	    "run:3 disagrees with an earlier record of the same");
	check(false, RUN "{\"type\":\"mc\",\"run_id\":\"r1\",\"seed\":1}\n",
	    "");
	/* Said once, however many there are. */
	check(false,
	    RUN "{\"type\":\"mc\",\"run_id\":\"r2\",\"seed\":1}\n"
		"{\"type\":\"mc\",\"run_id\":\"r2\",\"seed\":2}\n",
	    "mc:3 is of another run r2, not r1");
	check(false, RUN "{\"type\":\"lookahead\",\"run_id\":\"r3\"}\n",
	    "lookahead:3 is of another run r3, not r1");
	check(false,
	    RUN "{\"type\":\"mc\",\"run_id\":\"r1\",\"mean\":1}\n"
		"{\"type\":\"mc\",\"run_id\":\"r1\",\"mean\":2}\n",
	    "mc:4 disagrees with an earlier record of the same");
	check(false, RUN "{\"type\":\"mc\",\"a\":{\"b\":1,\"b\":2}}\n",
	    "mc:3 is not sound");
	/* What says nothing of a run belongs to none. */
	check(false, RUN "{\"type\":\"mc\",\"paths\":5000}\n",
	    "mc:3 names no run");
	check(false, RUN "{\"type\":\"lookahead\",\"clean\":true}\n",
	    "lookahead:3 names no run");
	/* Lines that somebody typed. */
	check_streams(false, RUN, "run:1 stands in no stream");
	check_streams(false,
	    STREAM RUN END("1") "{\"type\":\"mc\",\"run_id\":\"r1\"}\n",
	    "mc:4 stands in no stream");
}

static void
test_metrics(void)
{
#define FIGURES(scope, x)                                                      \
	"{\"type\":\"metrics\",\"scope\":\"" scope "\",\"x\":" x "}\n"

	check(false, RUN FIGURES("run", "1"), "");
	check(false, RUN FIGURES("run", "1") RUN FIGURES("run", "1"), "");
	check(false, RUN FIGURES("run", "1") RUN FIGURES("run", "2"),
	    "metrics:5 disagrees with an earlier record of the same");
	check(false, FIGURES("run", "1") RUN,
	    "metrics:2 of scope 'run' follows no run");
	check(false, RUN FIGURES("oos", "1"),
	    "metrics:3 of scope 'oos' follows no search");
	check(false, RUN SEARCH FIGURES("oos", "1"), "");
	check(false,
	    RUN
	    "{\"type\":\"metrics\",\"scope\":\"run\",\"from\":\"2020-01-02\"}"
	    "\n",
	    "metrics:3 is of another time than its run");
	check(false, RUN FIGURES("live", "1"),
	    "metrics:3 of scope 'live' follows no session");
	/* A stream begins anew. */
	check_streams(false,
	    STREAM RUN END("1") STREAM FIGURES("run", "1") END("1"),
	    "metrics:5 of scope 'run' follows no run");
	check_streams(false, STREAM RUN END("1") FIGURES("run", "1"),
	    "metrics:4 stands in no stream; "
	    "metrics:4 of scope 'run' follows no run");
}

static void
test_searches(void)
{
	check(false, RUN SEARCH, "");
	check(false, SEARCH RUN SEARCH, "");
	check(false, RUN SEARCH_OF("ab", "bb", SYMBOLS, PARAMS, SPACE),
	    "search:3 is of another strategy ab, not aa");
	check(false, RUN SEARCH_OF("aa", "bc", SYMBOLS, PARAMS, SPACE),
	    "search:3 is of another bundle bc, not bb");
	check(false, RUN SEARCH_OF("aa", "bb", "[\"A\"]", PARAMS, SPACE),
	    "search:3 is of other symbols");
	check(false, RUN SEARCH_OF("aa", "bb", "[\"A\",\"C\"]", PARAMS, SPACE),
	    "search:3 is of other symbols");
	/* fast = 10 is 4 + 2 x 3; slow stands alone, on no axis. */
	check(false,
	    RUN SEARCH_OF("aa", "bb", SYMBOLS, "\"fast\":1,\"slow\":30.5",
		"{\"name\":\"fast\",\"min\":4,\"max\":20,\"step\":3}"),
	    "");
	check(false,
	    RUN SEARCH_OF("aa", "bb", SYMBOLS, "\"fast\":1,\"slow\":30.4",
		"{\"name\":\"fast\",\"min\":4,\"max\":20,\"step\":4}"),
	    "search:3 did not try the run's fast; "
	    "search:3 did not try the run's slow");
	check(false,
	    RUN SEARCH_OF("aa", "bb", SYMBOLS, "\"fast\":1,\"slow\":30.5",
		"{\"name\":\"fast\",\"min\":11,\"max\":20,\"step\":1}"),
	    "search:3 did not try the run's fast");
	check(false, RUN SEARCH_OF("aa", "bb", SYMBOLS, "", ""),
	    "search:3 did not try the run's fast; "
	    "search:3 did not try the run's slow");
	check(false,
	    "{\"type\":\"run\",\"run_id\":\"r1\"," STRATEGY("aa") "," BUNDLE(
		"bb") ",\"params\":{\"fast\":\"x\"},\"symbols\":" SYMBOLS
		      "}\n" SEARCH,
	    "search:3 cannot be held against the parameters");
	/* What the run was done with the search has to have been, too. */
	check(false,
	    RUN_OF("r1", ",\"fill\":\"next-open\",\"rf\":0")
		SEARCH_WITH("\"fill\":\"next-open\",\"rf\":0,\"x\":1"),
	    "");
	check(false,
	    RUN_OF("r1",
		",\"fill\":\"next-open\",\"commission\":\"bps=5\",\"rf\":0")
		SEARCH_WITH("\"fill\":\"same-close\",\"rf\":-0.5"),
	    "search:3 is of another fill same-close, not next-open; "
	    "search:3 names no commission; "
	    "search:3 is of another rf -0.5, not 0");
	check(false, RUN "{\"type\":\"search\",\"search_id\":\"s1\"}\n",
	    "search:3 names no strategy; "
	    "search:3 names no bundle; "
	    "search:3 is of other symbols; "
	    "search:3 says nothing of parameters");
}

static void
test_overfit(void)
{
#define OVERFIT(run, search)                                                   \
	"{\"type\":\"overfit\",\"search_id\":" search ",\"run_id\":" run       \
	",\"source\":\"search\"}\n"

	check(false, RUN OVERFIT("\"r1\"", "null"), "");
	check(false, RUN OVERFIT("\"r1\"", "\"s9\""), "");
	check(false, RUN OVERFIT("\"r2\"", "\"s1\"") SEARCH,
	    "overfit:3 is of another run r2, not r1");
	check(false, RUN OVERFIT("null", "\"s1\"") SEARCH, "");
	check(false, RUN OVERFIT("null", "\"s9\"") SEARCH,
	    "overfit:3 is of a search that is not there");
	check(false, RUN OVERFIT("null", "null"),
	    "overfit:3 is of no run and no search");
}

/* sha256sum of {"fast":10,"slow":30.5} */
#define PARAMS_SHA256                                                          \
	"f76e385ac522f311b9da7979bcbefd00ee285a8b30bc08a45f976b154499eeb3"
#define ATTEST(strategy, params, account)                                      \
	"{\"type\":\"attest\",\"strategy_sha256\":\"" strategy                 \
	"\",\"params_sha256\":\"" params "\",\"account\":\"" account "\"}\n"

static void
test_sessions(void)
{
	check(true, RUN, "-:0 there is no session");
	check(true, RUN SESSION, "");
	check(true, RUN SESSION SESSION_OF("l2", "aa", OURS, "demo"), "");
	check(true, RUN SESSION_OF("l1", "ab", OURS, "demo"),
	    "session:3 is of another strategy ab, not aa");
	check(true, RUN SESSION_OF("l1", "aa", "\"fast\":10", "demo"),
	    "session:3 is of other parameters");
	check(true,
	    RUN SESSION_OF("l1", "aa", "\"fast\":10,\"slow\":31", "demo"),
	    "session:3 is of other parameters");
	check(true,
	    RUN "{\"type\":\"session\",\"session_id\":\"l1\"," STRATEGY(
		"aa") ",\"params\":{" OURS "},\"symbols\":[\"A\"]}\n",
	    "session:3 is of other symbols");
	check(true, RUN SESSION SESSION_OF("l2", "aa", OURS, "real"),
	    "session:4 is of another account real, not demo");
	check(true, RUN SESSION ATTEST("ab", PARAMS_SHA256, "real"),
	    "attest:4 is of another account real, not demo; "
	    "attest:4 is of another strategy ab, not aa");
	check(true, RUN SESSION ATTEST("aa", PARAMS_SHA256, "demo"), "");
	check(true, RUN SESSION ATTEST("aa", "0", "demo"),
	    "attest:4 is of other parameters");
	/* What a person says needs no stream, but has to say of what. */
	check_streams(true,
	    STREAM RUN SESSION END("2") ATTEST("aa", PARAMS_SHA256, "demo"),
	    "");
	check(true, RUN SESSION "{\"type\":\"attest\"}\n",
	    "attest:4 names no account; attest:4 names no strategy; "
	    "attest:4 is of other parameters");
	check(true, RUN SESSION "{\"type\":\"order\",\"account\":\"real\"}\n",
	    "order:4 is of another account real, not demo");
}

static void
test_broken(void)
{
	struct t_source source;
	struct rbt_gate_policy p;
	struct rbt_gate_evidence e;
	struct rbt_err err = {0};

	T_INT(gate_policy(&p, false,
		  "{\"name\":\"c\",\"type\":\"run\",\"key\":\"x\",\"op\":\"<\","
		  "\"limit\":1}",
		  &err),
	    0);
	T_INT(gate_read(&e, &p, STREAM RUN, &err), -1);
	T_STR(err.msg, "test:2: the stream has no end after 1 records");
	rbt_gate_evidence_release(&e);
	rbt_err_clear(&err);
	T_INT(gate_read(&e, &p, RUN "{\"type\":\"run\"}\n", &err), -1);
	T_STR(err.msg, "test:2: missing key 'run_id'");
	rbt_gate_evidence_release(&e);
	rbt_err_clear(&err);
	/* As if a gibibyte had been kept before. */
	e = (struct rbt_gate_evidence){.n_bytes = RBT_GATE_EVIDENCE_MAX};
	T_INT(rbt_gate_evidence_read(&e, &p, t_source_of(&source, "test", RUN),
		  &err),
	    -1);
	T_INT(err.code, RBT_E_SYS);
	T_STR(err.msg, "test:1: evidence of more than 1073741824 bytes");
	rbt_gate_evidence_release(&e);
	rbt_gate_policy_release(&p);
}

/* However much does not belong, what is said of it has an end. */
static void
test_many(void)
{
	struct rbt_gate_policy p;
	struct rbt_gate_evidence e;
	struct rbt_err err = {0};
	struct rbt_buf lines = {0};

	rbt_buf_add_str(&lines, RUN);
	for (int i = 0; i < 1000; i++)
		rbt_buf_printf(&lines, "{\"type\":\"mc\",\"run_id\":\"m%d\"}\n",
		    i);
	T_INT(gate_policy(&p, false,
		  "{\"name\":\"c\",\"type\":\"run\",\"key\":\"x\",\"op\":\"<\","
		  "\"limit\":1}",
		  &err),
	    0);
	T_INT(gate_read(&e, &p, rbt_buf_str(&lines), &err), 0);
	rbt_gate_evidence_belong(&e, false);
	T_INT(e.problems.n, RBT_GATE_PROBLEMS);
	rbt_gate_evidence_release(&e);
	rbt_gate_policy_release(&p);
	rbt_buf_release(&lines);
}

/* The answer to a policy of two checks, the second of which may be left out. */
static void
answer(const char *lines, enum rbt_gate_answer want, const char *why)
{
	struct rbt_gate_policy p;
	struct rbt_gate_evidence e;
	struct rbt_gate_verdict v = {.policy = &p,
	    .evidence = &e,
	    .today = GATE_TODAY};
	struct rbt_err err = {0};
	struct rbt_buf text = {0}, whole = {0};

	T_INT(gate_policy(&p, false,
		  "{\"name\":\"old\",\"type\":\"run\",\"key\":\"to\","
		  "\"compute\":\"age\",\"op\":\"<=\",\"limit\":5,\"refuse\":"
		  "true},{\"name\":\"x\",\"type\":\"metrics\",\"key\":\"x\","
		  "\"op\":\">=\",\"limit\":1},{\"name\":\"free\",\"type\":"
		  "\"mc\",\"key\":\"x\",\"op\":\">=\",\"limit\":1,\"required\":"
		  "false}",
		  &err),
	    0);
	wrap(&whole, lines);
	T_INT(gate_read(&e, &p, whole.data, &err), 0);
	rbt_gate_verdict_reach(&v);
	rbt_gate_verdict_explain(&text, &v);
	T_INT(v.answer, want);
	T_STR(rbt_buf_str(&text), why);
	rbt_buf_release(&text);
	rbt_buf_release(&whole);
	rbt_gate_evidence_release(&e);
	rbt_gate_policy_release(&p);
}

static void
test_answers(void)
{
#define NEW   RUN_OF("r1", ",\"to\":\"2024-01-05\"")
#define OLD   RUN_OF("r1", ",\"to\":\"2023-12-05\"")
#define MC(x) "{\"type\":\"mc\",\"run_id\":\"r1\",\"x\":" x "}\n"
#define WITH(to, x)                                                            \
	"{\"type\":\"metrics\",\"scope\":\"run\",\"to\":\"" to "\",\"x\":" x   \
	"}\n"
#define GOOD WITH("2024-01-05", "1")
#define BAD  WITH("2024-01-05", "0")

	answer(NEW GOOD, RBT_GATE_PASS, "");
	answer(NEW GOOD MC("1"), RBT_GATE_PASS, "");
	answer(NEW GOOD MC("0"), RBT_GATE_FAIL, "1 of 3 checks failed: free");
	answer(NEW BAD, RBT_GATE_FAIL, "1 of 3 checks failed: x");
	answer(NEW, RBT_GATE_REFUSED, "1 of 3 checks have no evidence: x");
	/* Refused comes before failed. */
	answer(OLD WITH("2023-12-05", "0"), RBT_GATE_REFUSED,
	    "1 of 3 checks refuse the evidence: old; 1 of 3 checks failed: x");
	answer(NEW BAD "{\"type\":\"lookahead\",\"run_id\":\"r2\"}\n",
	    RBT_GATE_REFUSED,
	    "lookahead of line 4 is of another run r2, not r1; "
	    "1 of 3 checks failed: x");
	answer("", RBT_GATE_REFUSED,
	    "there is no run; 2 of 3 checks have no evidence: old, x");
}

int
main(void)
{
	test_runs();
	test_metrics();
	test_searches();
	test_overfit();
	test_sessions();
	test_broken();
	test_many();
	test_answers();
	T_DONE(3 * (14 + 10 + 14 + 6 + 14) + 3 + 8 + 4 * 8);
}
