/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "research/objective.h"

#include "harness/t.h"

/* Worth with sharpe 1.5, max_drawdown 0.2, cagr 0.1, calmar undefined. */
static double
worth(const char *text)
{
	struct rbt_metrics m = {.sharpe = 1.5,
	    .max_drawdown = 0.2,
	    .cagr = 0.1,
	    .total_return = 0.3,
	    .trades.sqn = 2,
	    .calmar = (double)NAN};
	struct rbt_objective o;
	struct rbt_err err = {0};

	if (rbt_objective_parse(text, &o, &err) != 0) {
		printf("%s\n", err.msg);
		return -999;
	}
	return rbt_objective_of(&o, &m);
}

static void
refuse(const char *text, const char *want)
{
	struct rbt_objective o;
	struct rbt_err err = {0};

	T_INT(rbt_objective_parse(text, &o, &err), -1);
	T_STR(err.msg, want);
}

int
main(void)
{
	T_NEAR(worth("sharpe"), 1.5, 0, 0);
	T_NEAR(worth("return"), 0.3, 0, 0);
	T_NEAR(worth(" sqn "), 2, 0, 0);
	T_NEAR(worth("1 + 2 * 3 - 4 / 8"), 6.5, 0, 0);
	T_NEAR(worth("(1 + 2) * 3"), 9, 0, 0);
	T_NEAR(worth("8 - 4 - 2"), 2, 0, 0);
	T_NEAR(worth("8 / 4 / 2"), 1, 0, 0);
	T_NEAR(worth("-sharpe * -2"), 3, 0, 0);
	T_NEAR(worth("2 * -(1 + 1)"), -4, 0, 0);
	T_NEAR(worth("--3"), 3, 0, 0);
	T_NEAR(worth("sharpe - 2 * max_drawdown"), 1.1, 1e-15, 0);
	T_NEAR(worth("min(sharpe, max(1, 0.5)) + abs(-2)"), 3, 0, 0);
	T_NEAR(worth("sqrt(16) * log(1)"), 0, 0, 0);
	T_OK(isnan(worth("calmar")));
	T_OK(isnan(worth("max(calmar, 1)")));
	T_OK(isnan(worth("1 / (cagr - cagr)")));
	T_OK(isnan(worth("sqrt(-1)")));
	refuse("", "--objective: column 1: expected a figure or a number");
	refuse("1 2", "--objective: column 3: expected an operator");
	refuse("(1", "--objective: column 3: expected ')'");
	refuse("1)", "--objective: column 2: no '(' before it");
	refuse("min(1)", "--objective: column 6: expected ','");
	refuse("abs(1, 2)", "--objective: column 6: expected ')'");
	refuse("abs 1", "--objective: column 4: expected '('");
	refuse("1..2", "--objective: column 1: expected a number");
	refuse("sharp",
	    "--objective: no figure 'sharp'; did you mean 'sharpe'?");
	refuse("1 - drawdown",
	    "--objective: no figure 'drawdown'; did you mean 'max_drawdown'?");
	refuse("pnl", "--objective: no figure 'pnl'; see rbt-metrics(5)");
	refuse("((((((((((((((((((((((((((((((((((1",
	    "--objective: column 34: too deep");
	refuse("1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1"
	       "+1+1",
	    "--objective: column 66: too long");
	T_DONE(17 + 26);
}
