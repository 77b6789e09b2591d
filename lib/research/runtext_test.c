/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/bars.h"
#include "harness/t.h"

static struct rbt_runinfo
parse(const struct rbt_runtext *t, struct rbt_err *err)
{
	struct rbt_runinfo run = {.options = RBT_SIM_OPTIONS_INIT};

	rbt_err_clear(err);
	T_INT(rbt_runtext_parse(t, &run, err), err->code == RBT_OK ? 0 : -1);
	return run;
}

static void
refused(struct rbt_runtext t, const char *message)
{
	struct rbt_err err = {0};

	(void)parse(&t, &err);
	T_INT(err.code, RBT_E_USAGE);
	T_STR(err.msg, message);
}

static void
test_refused(void)
{
	refused((struct rbt_runtext){.cash = "0"},
	    "--cash: expected an amount above 0, got '0'");
	refused((struct rbt_runtext){.cash = "1k"},
	    "--cash: expected a number, got '1k'");
	refused((struct rbt_runtext){.lot = "-1"},
	    "--lot: expected 0 or more, got '-1'");
	refused((struct rbt_runtext){.start = "2024"},
	    "--start: expected a date like 2024-01-02, got '2024'");
	refused((struct rbt_runtext){.start = "2024-01-03",
		    .end = "2024-01-02"},
	    "--start is after --end");
	refused((struct rbt_runtext){.end = "2024-01-03T25:00:00Z"},
	    "--end: expected a date or time like 2024-01-02T14:30:00Z, got "
	    "'2024-01-03T25:00:00Z'");
	refused((struct rbt_runtext){.rf = "-1"},
	    "--rf: -1 is outside -0.99..10");
}

static void
test_parsed(void)
{
	const struct rbt_runtext none = {0};
	const struct rbt_runtext all = {.cash = "2500.5",
	    .start = "2024-01-02",
	    .end = "2024-01-02",
	    .lot = "0",
	    .commission = "bps=10",
	    .slippage = "fixed=0.02",
	    .rf = "0.02"};
	const struct rbt_runtext bars = {.start = "2024-01-02T14:30:00Z",
	    .end = "2024-01-02T14:30:00Z"};
	struct rbt_err err = {0};
	struct rbt_runinfo run = parse(&none, &err);

	T_OK(
	    run.options.cash.v == (rbt_i128)100000 * RBT_DEC_ONE * RBT_DEC_ONE);
	T_INT(run.options.lot.v, RBT_DEC_ONE);
	T_STR(run.commission, "none");
	T_STR(run.slippage, "none");
	run = parse(&all, &err);
	T_OK(run.options.cash.v ==
	     (rbt_i128)25005 * RBT_DEC_ONE * (RBT_DEC_ONE / 10));
	T_INT(run.options.end.ns - run.options.start.ns, RBT_DAY_NS);
	T_INT(run.options.lot.v, 1);
	T_INT(run.options.commission.kind, RBT_COMMISSION_BPS);
	T_INT(run.options.slippage.kind, RBT_SLIPPAGE_FIXED);
	T_NEAR(run.rf_ann, 0.02, 0, 0);
	/* the bar that opens then, and no other; 19724 days since 1970 */
	run = parse(&bars, &err);
	T_INT(run.options.start.ns, (19724 * 1440LL + 870) * 60 * RBT_SEC_NS);
	T_INT(run.options.end.ns - run.options.start.ns, 1);
}

static void
test_rule(void)
{
	const char *good[] = {"n=7"}, *bare[] = {"n"}, *unknown[] = {"m=1"};
	struct rbt_runinfo run = {0};
	struct rbt_err err = {0};
	struct rbt_buf text = {0};
	struct rbt_rule *rule;

	rbt_buf_add_str(&text,
	    "param n = 2 in 1..9\nenter long when close > n\nsize 1 units\n");
	rule = rbt_runtext_rule(&text, "x.rule", good, 1, &run, &err);
	T_OK(rule != NULL && run.rule == rule);
	T_NEAR(rbt_rule_param_at(rule, 0)->value, 7.0, 0, 0);
	rbt_rule_free(rule);
	T_OK(rbt_runtext_rule(&text, "x", bare, 1, &run, &err) == NULL);
	T_STR(err.msg, "--param: expected NAME=VALUE, got 'n'");
	T_INT(err.code, RBT_E_USAGE);
	rbt_err_clear(&err);
	T_OK(rbt_runtext_rule(&text, "x", unknown, 1, &run, &err) == NULL);
	T_INT(err.code, RBT_E_USAGE);
	rbt_err_clear(&err);
	rbt_buf_add_str(&text, "nonsense\n");
	T_OK(rbt_runtext_rule(&text, "x", NULL, 0, &run, &err) == NULL);
	T_INT(err.code, RBT_E_DATA);
	rbt_buf_release(&text);
}

static void
test_choose(void)
{
	const int flat[][4] = {{1, 1, 1, 1}, {1, 1, 1, 1}, {1, 1, 1, 1}};
	const struct rbt_runtext unknown = {.symbols = "ABD"};
	const struct rbt_runtext other = {.benchmark = "XYZ"};
	const struct rbt_runtext known = {.symbols = "ABC", .benchmark = "ABC"};
	struct rbt_universe all = {0};
	struct rbt_runinfo *run;
	struct rbt_err err = {0};
	struct t_bars t;

	T_INT(t_bars_init(&t, "enter long when close > 1\nsize 1 units", flat,
		  3, &err),
	    0);
	run = &t.run;
	all = run->universe;
	run->universe = (struct rbt_universe){0};
	T_INT(rbt_runtext_choose(&unknown, &all, run, &err), -1);
	T_STR(err.msg, "--symbols: no symbol 'ABD' in the data; did you mean "
		       "'ABC'?");
	rbt_err_clear(&err);
	T_INT(rbt_runtext_choose(&other, &all, run, &err), -1);
	T_STR(err.msg, "--benchmark: no symbol 'XYZ' in the data");
	rbt_err_clear(&err);
	run->options.start = rbt_ts_from_day(rbt_day_from_civil(2024, 1, 2));
	T_INT(rbt_runtext_choose(&known, &all, run, &err), 0);
	T_OK(run->benchmark == &all.at[0] && run->universe.n == 1);
	T_INT(rbt_ts_day(run->from), rbt_day_from_civil(2024, 1, 2));
	T_INT(rbt_ts_day(run->to), rbt_day_from_civil(2024, 1, 3));
	T_INT(run->annualization, 252);
	run->options.start = rbt_ts_from_day(rbt_day_from_civil(2024, 1, 4));
	RBT_VEC_RELEASE(&run->universe);
	T_INT(rbt_runtext_choose(&known, &all, run, &err), -1);
	T_STR(err.msg, "no bar between --start and --end");
	RBT_VEC_RELEASE(&all);
	t_bars_release(&t);
}

int
main(void)
{
	test_refused();
	test_parsed();
	test_rule();
	test_choose();
	T_DONE(7 * 3 + 12 + 9 + 15);
}
