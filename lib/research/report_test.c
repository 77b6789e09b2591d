/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two pages in full.  The money is worked by hand, the ratios were computed
 * anew from the five returns with Python's statistics module. */
#include "harness/bars.h"
#include "harness/t.h"

#include "research/report.h"

static void
page(const char *rule, const int (*bars)[4], size_t n, const char *want)
{
	struct rbt_backtest bt = {0};
	struct rbt_err err = {0};
	struct rbt_out out;
	struct t_bars t;

	T_INT(t_bars_init(&t, rule, bars, n, &err), 0);
	memcpy(t.run.id, "0123456789abcdef", 17);
	T_INT(rbt_backtest_run(&bt, &t.run, NULL, &err), 0);
	rbt_out_open_fd(&out, -1, "memory");
	rbt_report_write(&out, &t.run, &bt);
	T_STR(rbt_buf_str(&out.buf), want);
	rbt_out_abort(&out);
	rbt_backtest_release(&bt);
	t_bars_release(&t);
}

static const char stopped_page[] =
    "t.rule on demo: n=10\n"
    "2024-01-01 to 2024-01-05, 5 sessions, 5 bars of 1d\n"
    "ABC\n"
    "run 0123456789abcdef, rbt 1.2.3\n"
    "\n"
    "Assumptions\n"
    "  fills         market orders at the next open\n"
    "  inside a bar  the stop comes before the target\n"
    "  commission    none\n"
    "  slippage      none\n"
    "  cash          1,000.00, lot 1, no margin, no latency\n"
    "  universe      static: the same symbols from the first day to "
    "the last\n"
    "  calendar      weekdays, 252 sessions a year\n"
    "  warm-up       0 bars of a symbol before its rules are known\n"
    "\n"
    "1,000.00 became 1,010.00; 0.00 in fees, 0.00 to slippage\n"
    "\n"
    "Equity\n"
    "        1,010.00                                                  "
    "████████████\n"
    "                  ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁                        "
    "████████████\n"
    "                  ████████████████████████                        "
    "████████████\n"
    "          990.00  "
    "████████████████████████▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁████████████\n"
    "                  2024-01-01                                      "
    "  2024-01-05\n"
    "\n"
    "  Return                    Risk                      Trades\n"
    "  total return     1.00 %   volatility      17.52 %   trades      "
    "          1\n"
    "  CAGR            65.12 %   Sharpe             2.93   still open  "
    "          1\n"
    "  best month       1.00 %   Sortino            7.24   win rate    "
    "     0.00 %\n"
    "  worst month      1.00 %   Calmar            65.12   profit "
    "factor      0.00\n"
    "  best day         2.02 %   Omega              2.02   payoff      "
    "          -\n"
    "  worst day       -1.00 %   max drawdown     1.00 %   expectancy  "
    "     -10.00\n"
    "  exposure        40.00 %   under water     40.00 %   SQN         "
    "          -\n"
    "  turnover           7.83   ulcer index      0.63 %   Kelly       "
    "          -\n"
    "  alpha                 -   skew               0.88   avg bars    "
    "       0.00\n"
    "  beta                  -   kurtosis           2.73   wins in a "
    "row         0\n"
    "  sessions              5   tail ratio         2.02   losses in "
    "row         1\n"
    "\n"
    "Loss of a session            95 %       99 %\n"
    "  VaR, historical          0.80 %     0.96 %\n"
    "  mean loss beyond it      1.00 %     1.00 %\n"
    "  VaR, normal              1.61 %     2.36 %\n"
    "  VaR, Cornish-Fisher      1.33 %     1.26 %\n"
    "\n"
    "Worst drawdowns\n"
    "     from        trough      recovered        depth   sessions\n"
    "  1  2024-01-02  2024-01-03  2024-01-05       1.00 %          3\n"
    "\n"
    "Monthly returns, %\n"
    "        Jan  Feb  Mar  Apr  May  Jun  Jul  Aug  Sep  Oct  Nov  "
    "Dec     Year\n"
    "  2024  1.0                                                       "
    "      1.0\n"
    "\n"
    "Last trades\n"
    "  symbol   side   entry       exit        bars     return         "
    "  pnl  why\n"
    "  ABC      long   2024-01-03  2024-01-03     0   -10.00 %        "
    "-10.00  stop\n"
    "  ABC      long   2024-01-05  -              0    16.67 %         "
    "20.00  open\n"
    "\n"
    "What weakens this\n"
    "         1  bar whose high and low leave open what came first\n"
    "            with the other order: between 1,010.00 and "
    "1,040.00\n";

static const char quiet_page[] =
    "t.rule on demo\n"
    "2024-01-01 to 2024-01-02, 2 sessions, 2 bars of 1d\n"
    "ABC\n"
    "run 0123456789abcdef, rbt 1.2.3\n"
    "\n"
    "Assumptions\n"
    "  fills         market orders at the next open\n"
    "  inside a bar  the stop comes before the target\n"
    "  commission    none\n"
    "  slippage      none\n"
    "  cash          1,000.00, lot 1, no margin, no latency\n"
    "  universe      static: the same symbols from the first day to "
    "the last\n"
    "  calendar      weekdays, 252 sessions a year\n"
    "  warm-up       0 bars of a symbol before its rules are known\n"
    "\n"
    "1,000.00 became 1,000.00; 0.00 in fees, 0.00 to slippage\n"
    "\n"
    "Equity\n"
    "        1,000.00\n"
    "\n"
    "                  "
    "████████████████████████████████████████████████████████████\n"
    "        1,000.00  "
    "████████████████████████████████████████████████████████████\n"
    "                  2024-01-01                                      "
    "  2024-01-02\n"
    "\n"
    "  Return                    Risk                      Trades\n"
    "  total return     0.00 %   volatility       0.00 %   trades      "
    "          0\n"
    "  CAGR             0.00 %   Sharpe                -   still open  "
    "          0\n"
    "  best month       0.00 %   Sortino               -   win rate    "
    "          -\n"
    "  worst month      0.00 %   Calmar                -   profit "
    "factor         -\n"
    "  best day         0.00 %   Omega                 -   payoff      "
    "          -\n"
    "  worst day        0.00 %   max drawdown     0.00 %   expectancy  "
    "          -\n"
    "  exposure         0.00 %   under water      0.00 %   SQN         "
    "          -\n"
    "  turnover           0.00   ulcer index      0.00 %   Kelly       "
    "          -\n"
    "  alpha                 -   skew                  -   avg bars    "
    "          -\n"
    "  beta                  -   kurtosis              -   wins in a "
    "row         0\n"
    "  sessions              2   tail ratio            -   losses in "
    "row         0\n"
    "\n"
    "Loss of a session            95 %       99 %\n"
    "  VaR, historical          0.00 %     0.00 %\n"
    "  mean loss beyond it      0.00 %     0.00 %\n"
    "  VaR, normal              0.00 %     0.00 %\n"
    "  VaR, Cornish-Fisher           -          -\n"
    "\n"
    "Drawdowns: none\n"
    "\n"
    "Monthly returns, %\n"
    "        Jan  Feb  Mar  Apr  May  Jun  Jul  Aug  Sep  Oct  Nov  "
    "Dec     Year\n"
    "  2024  0.0                                                       "
    "      0.0\n"
    "\n"
    "Trades: none\n"
    "\n"
    "What weakens this\n"
    "  nothing that was counted\n";

int
main(void)
{
	/* 10 units bought at 10, sold by the stop at 9 in the same bar, that
	 * reaches the target at 11 too; 10 bought again at 12 and marked at
	 * 14. */
	const int stopped[][4] = {{10, 10, 10, 10}, {10, 11, 10, 11},
	    {10, 12, 8, 10}, {10, 12, 10, 12}, {12, 14, 12, 14}};
	const int quiet[][4] = {{10, 10, 10, 10}, {10, 10, 10, 10}};

	page("param n = 10 in 1..99\n"
	     "enter long when close > n\n"
	     "stop loss 10%\n"
	     "target 20%\n"
	     "size 10 units\n",
	    stopped, 5, stopped_page);
	page("enter long when close > 99\nsize 1 units\n", quiet, 2,
	    quiet_page);
	T_DONE(6);
}
