/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values by hand. */
#include "research/scenario.h"

#include "harness/bars.h"
#include "harness/t.h"

/* Signals an entry at the close of bar 1 and an exit at that of bar 4. */
static const char rule[] = "enter long when close > 10\n"
			   "exit long when close < 11\n"
			   "size 10 units\n";
static const int bars[][4] = {{10, 10, 10, 10}, {10, 12, 10, 11},
    {12, 13, 11, 12}, {13, 14, 12, 13}, {13, 13, 9, 10}, {9, 11, 8, 10},
    {11, 11, 10, 10}};

static struct rbt_err err;

static void
check(const struct rbt_scenario *s, enum rbt_scenario_kind kind, int value,
    int64_t final, int64_t fees, int64_t slippage, int64_t trades)
{
	const rbt_i128 unit = (rbt_i128)RBT_DEC_ONE * RBT_DEC_ONE;

	T_INT(s->kind, kind);
	T_INT(s->value, value);
	T_INT(s->figures.final_equity.v / unit, final);
	T_OK(s->figures.final_equity.v % unit == 0);
	T_NEAR(s->figures.total_return, (double)(final - 1000) / 1000, 1e-14,
	    0);
	T_OK(isnan(s->figures.objective));
	T_INT(s->fees.v / unit, fees);
	T_INT(s->slippage_cost.v / unit, slippage);
	T_INT(s->figures.n_trades, trades);
}

/* From 1000: bought at 12, sold at 9, one paid for each order. */
static void
test_all(struct t_bars *t, struct rbt_scenarios *all)
{
	const struct rbt_scenario *s = all->at;

	T_INT(rbt_commission_parse("per-order=1", &t->run.options.commission,
		  &err),
	    0);
	T_INT(rbt_scenario_run(&t->run, all, &err), 0);
	/* 21 sessions later there is no bar. */
	T_INT(all->n, 8);
	check(s++, RBT_SCENARIO_COSTS, 1, 968, 2, 0, 1);
	check(s++, RBT_SCENARIO_COSTS, 0, 970, 0, 0, 1);
	check(s++, RBT_SCENARIO_COSTS, 2, 966, 4, 0, 1);
	check(s++, RBT_SCENARIO_COSTS, 5, 960, 10, 0, 1);
	/* Bought at 13, sold at 11. */
	check(s++, RBT_SCENARIO_DELAY, 1, 978, 2, 0, 1);
	/* Bought at 13 instead of 12, sold at 8 instead of 9. */
	check(s++, RBT_SCENARIO_WORST_PRICE, 0, 948, 2, 20, 1);
	check(s++, RBT_SCENARIO_START, 1, 968, 2, 0, 1);
	/* Only the exit is left. */
	check(s++, RBT_SCENARIO_START, 5, 1000, 0, 0, 0);
}

static void
test_slippage(struct t_bars *t)
{
	struct rbt_scenarios all;

	/* 0.5 each way, then 2.5 */
	T_INT(rbt_slippage_parse("fixed=0.5", &t->run.options.slippage, &err),
	    0);
	t->run.options.commission.kind = RBT_COMMISSION_NONE;
	T_INT(rbt_scenario_run(&t->run, &all, &err), 0);
	T_NEAR(all.at[0].figures.total_return, -0.04, 1e-14, 0);
	T_NEAR(all.at[1].figures.total_return, -0.03, 1e-14, 0);
	T_NEAR(all.at[3].figures.total_return, -0.08, 1e-14, 0);
	/* 9 - 5 x 2 is no price */
	T_INT(rbt_slippage_parse("fixed=2", &t->run.options.slippage, &err), 0);
	T_INT(rbt_scenario_run(&t->run, &all, &err), -1);
	T_INT(err.code, RBT_E_DATA);
	T_STR(err.msg, "--sensitivity: costs 5: slippage leaves no price at "
		       "ABC 2024-01-08");
	rbt_err_clear(&err);
	/* nor is a price less 5 x 25 % */
	T_INT(rbt_slippage_parse("bps=2500", &t->run.options.slippage, &err),
	    0);
	T_INT(rbt_scenario_run(&t->run, &all, &err), -1);
	T_INT(err.code, RBT_E_DATA);
	T_STR(err.msg, "--sensitivity: costs 5: they leave no price");
	rbt_err_clear(&err);
}

static void
test_record(const struct t_bars *t, const struct rbt_scenarios *all)
{
	struct rbt_rec_writer w = {0};
	struct rbt_buf want = {0};
	struct rbt_out out;

	rbt_out_open_fd(&out, -1, "memory");
	w.out = &out;
	rbt_scenario_emit(&w, &t->run, all);
	T_INT(w.n_records, 8);
	rbt_buf_printf(&want,
	    "{\"type\":\"sensitivity\",\"run_id\":\"%s\",\"scenario\":"
	    "\"worst_price\",\"value\":null,\"sharpe\":",
	    t->run.id);
	T_OK(strstr(rbt_buf_str(&out.buf), want.data) != NULL);
	T_OK(strstr(rbt_buf_str(&out.buf),
		 "\"n_trades\":1,\"final_equity\":948,\"fees\":2,"
		 "\"slippage_cost\":20,\"change\":{\"sharpe\":") != NULL);
	T_OK(strstr(rbt_buf_str(&out.buf),
		 "\"n_trades\":0,\"final_equity\":-20}}\n") != NULL);
	rbt_buf_release(&want);
	rbt_out_abort(&out);
}

int
main(void)
{
	struct rbt_scenarios all = {.n = 0};
	struct t_bars t;

	T_INT(t_bars_init(&t, rule, bars, 7, &err), 0);
	test_all(&t, &all);
	test_record(&t, &all);
	test_slippage(&t);
	t_bars_release(&t);
	T_DONE(1 + 3 + 8 * 9 + 4 + 13);
}
