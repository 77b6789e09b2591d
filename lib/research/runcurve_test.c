/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values are exact fractions by hand. */
#include "research/runcurve.h"

#include "harness/source.h"
#include "harness/t.h"

#define RUN(period)                                                            \
	"{\"type\":\"run\",\"run_id\":\"abc\",\"period\":\"" period "\","      \
	"\"cash\":1000,\"calendar\":\"XNYS\",\"annualization\":252,"           \
	"\"rf\":0.02}\n"
#define BAD(cash, rf)                                                          \
	"{\"type\":\"run\",\"run_id\":\"abc\",\"period\":\"1d\","              \
	"\"cash\":" cash                                                       \
	",\"calendar\":\"XNYS\",\"annualization\":252,\"rf\":" rf "}\n"
#define EQUITY(time, money)                                                    \
	"{\"type\":\"equity\",\"time\":\"" time "\",\"equity\":" money ","     \
	"\"cash\":1,\"flow\":0}\n"
#define TRADE(entry, exit, pnl)                                                \
	"{\"type\":\"trade\",\"entry_time\":\"" entry "\",\"exit_time\":" exit \
	",\"pnl\":" pnl "}\n"

static int
read_text(struct rbt_runcurve *c, const char *text, struct rbt_err *err)
{
	struct t_source s;

	*c = (struct rbt_runcurve){0};
	*err = (struct rbt_err){0};
	return rbt_runcurve_read(c, t_source_of(&s, "in", text), err);
}

/* A profit is held against the equity before the session of the entry. */
static void
test_daily(void)
{
	struct rbt_runcurve c;
	struct rbt_err err;

	T_INT(read_text(&c,
		  RUN("1d") EQUITY("2024-01-02", "1100") TRADE("2024-01-02",
		      "\"2024-01-03\"", "-50") EQUITY("2024-01-03", "990")
		      TRADE("2024-01-04", "\"2024-01-04\"", "99")
			  TRADE("2024-01-04", "null", "77")
			      EQUITY("2024-01-04", "1485.00"),
		  &err),
	    0);
	T_STR(rbt_buf_str(&c.id), "abc");
	T_INT(c.annualization, 252);
	T_NEAR(c.rf_ann, 0.02, 0, 0);
	T_NEAR(rbt_money_to_f64(c.cash), 1000, 0, 0);
	T_INT(c.ret.n, 3);
	T_NEAR(c.ret.at[0], 0.1, 0, 0);
	T_NEAR(c.ret.at[1], -0.1, 0, 0);
	T_NEAR(c.ret.at[2], 0.5, 0, 0);
	T_INT(c.trade_ret.n, 2);
	T_NEAR(c.trade_ret.at[0], -0.05, 0, 0);
	T_NEAR(c.trade_ret.at[1], 0.1, 0, 0);
	rbt_runcurve_release(&c);
	rbt_runcurve_release(&c);
}

/* Of an equity of each bar the last one of a session counts: what ends at 1:00
 * UTC is of the day before in New York. */
static void
test_bars(void)
{
	struct rbt_runcurve c;
	struct rbt_err err;

	T_INT(read_text(&c,
		  RUN("1h") EQUITY("2024-01-02T20:00:00Z",
		      "900") EQUITY("2024-01-03T01:00:00Z", "1200")
		      TRADE("2024-01-03T15:00:00Z", "\"2024-01-03T16:00:00Z\"",
			  "600") EQUITY("2024-01-03T16:00:00Z", "600"),
		  &err),
	    0);
	T_INT(c.ret.n, 2);
	T_NEAR(c.ret.at[0], 0.2, 0, 0);
	T_NEAR(c.ret.at[1], -0.5, 0, 0);
	T_INT(c.trade_ret.n, 1);
	T_NEAR(c.trade_ret.at[0], 0.5, 0, 0);
	rbt_runcurve_release(&c);
}

/* The curve of a walk-forward in the same pipe is another one. */
static void
test_scope(void)
{
	struct rbt_runcurve c;
	struct rbt_err err;

	T_INT(read_text(&c,
		  RUN("1d") EQUITY("2024-01-02", "1100")
		      EQUITY("2024-01-03", "1100") "{\"type\":\"equity\","
						   "\"time\":\"2020-01-01\","
						   "\"equity\":5,\"cash\":5,"
						   "\"flow\":0,"
						   "\"scope\":\"oos\"}\n"
						   "{\"type\":\"other\"}\n",
		  &err),
	    0);
	T_INT(c.ret.n, 2);
	T_NEAR(c.ret.at[1], 0, 0, 0);
	rbt_runcurve_release(&c);
}

static void
refused(const char *text, const char *message)
{
	struct rbt_runcurve c;
	struct rbt_err err;

	T_INT(read_text(&c, text, &err), -1);
	T_INT(err.code, RBT_E_DATA);
	T_STR(err.msg, message);
	rbt_runcurve_release(&c);
}

static void
test_refused(void)
{
	refused("", "no run record on in");
	refused(RUN("1d"), "in: equity of 0 sessions: at least 2 are needed");
	refused(RUN("1d") EQUITY("2024-01-02", "1") EQUITY("2024-01-02", "1"),
	    "in: equity of 1 session: at least 2 are needed");
	refused(EQUITY("2024-01-02", "1"),
	    "in:1: expected the run record before what belongs to it");
	refused(RUN("1d") RUN("1d"),
	    "in:2: a second run: expected the records of one");
	refused(RUN("1d") EQUITY("2024-01-02", "0"),
	    "in:2: equity is not above 0: there is no return after it");
	refused(RUN("1d") EQUITY("2024-01-02", "\"x\""),
	    "in:2: equity: expected a number");
	refused(RUN("1d") EQUITY("2024-01-02", "5") EQUITY("2024-01-01", "5"),
	    "in:3: time is before that of the equity record before");
	refused(RUN("1d") "{\"type\":\"equity\",\"time\":\"2024-01-02\","
			  "\"equity\":5,\"cash\":5,\"flow\":-3}\n",
	    "in:2: flow: money came in or went out during the run");
	refused(RUN("1d") TRADE("yesterday", "\"2024-01-02\"", "1"),
	    "in:2: entry_time: expected a date or time like "
	    "2024-01-02T14:30:00Z, got 'yesterday'");
	refused("{\"type\":\"run\",\"run_id\":\"\",\"period\":\"1d\","
		"\"cash\":1,\"annualization\":252,\"rf\":0}\n",
	    "in:1: run_id: is empty");
	refused(BAD("0", "0.02"), "in:1: cash: is not above 0");
	refused(BAD("1000", "-1"), "in:1: rf: -1 is outside -0.99..10");
	refused("{\"type\":\"run\",\"run_id\":\"a\",\"period\":\"1h\","
		"\"cash\":1,\"annualization\":252,\"rf\":0,"
		"\"calendar\":\"XNYZ\"}\n",
	    "in:1: unknown calendar 'XNYZ': known are XNYS, weekdays and "
	    "24/7; did you mean 'XNYS'?");
}

int
main(void)
{
	test_daily();
	test_bars();
	test_scope();
	test_refused();
	T_DONE(63);
}
