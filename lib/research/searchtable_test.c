/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages in full, of records that were written by hand. */
#include "research/searchtable.h"

#include "harness/search.h"
#include "harness/t.h"

static struct rbt_err err;

static void
page(const struct rbt_search *s, const char *records, const char *want)
{
	struct rbt_searchtable t;
	struct rbt_out out;

	rbt_out_open_fd(&out, -1, "memory");
	rbt_searchtable_begin(&t, s, &out);
	rbt_out_write(&t.records, records, strlen(records));
	T_INT(rbt_searchtable_take(&t, &err), 0);
	T_INT(t.records.buf.len, 0);
	rbt_searchtable_end(&t);
	T_STR(rbt_buf_str(&out.buf), want);
	rbt_searchtable_release(&t);
	rbt_out_abort(&out);
}

static void
test_heading(struct rbt_search *s)
{
	static const char *const options[] = {"train", "2y", "test", "6m",
	    NULL};

	s->command = RBT_SEARCH_WALK;
	s->options = options;
	s->min_trades = 5;
	page(s,
	    "{\"type\":\"search\",\"command\":\"walk\",\"method\":\"grid\","
	    "\"from\":\"2024-01-01\",\"to\":\"2024-06-14\"}\n",
	    "walk of t.rule on demo, 2024-01-01 to 2024-06-14\n"
	    "9 points, method grid, objective return, at least 5 trades\n"
	    "train 2y, test 6m\n");
}

/* Of these trials ten are shown; of equals the lower parameters, of the same
 * parameters the first; null is none of the best. */
static void
test_best(struct rbt_search *s)
{
	static const int objective[] = {1, 2, 3, 4, 5, 6, 6, 7, 8, 9, 10};
	struct rbt_buf records = {0};

	s->command = RBT_SEARCH_SWEEP;
	for (int i = 0; i < 11; i++)
		rbt_buf_printf(&records,
		    "{\"type\":\"trial\",\"id\":%d,\"objective\":%d,"
		    "\"sharpe\":0.5,\"total_return\":0.25,"
		    "\"max_drawdown\":0.125,\"n_trades\":3,"
		    "\"params\":{\"fast\":%d,\"slow\":20}}\n",
		    i + 1, objective[i], 30 - i);
	rbt_buf_add_str(&records,
	    "{\"type\":\"trial\",\"id\":12,\"objective\":null,"
	    "\"params\":{}}\n"
	    "{\"type\":\"trial\",\"id\":13,\"objective\":10,"
	    "\"params\":{\"fast\":20,\"slow\":20}}\n");
	page(s, records.data,
	    "\n13 trials, the best of which are\n"
	    "     trial  objective   sharpe      return  max drawdown  trades"
	    "  parameters\n"
	    "        11     10.000    0.500     25.00 %       12.50 %       3"
	    "  fast=20 slow=20\n"
	    "        10      9.000    0.500     25.00 %       12.50 %       3"
	    "  fast=21 slow=20\n"
	    "         9      8.000    0.500     25.00 %       12.50 %       3"
	    "  fast=22 slow=20\n"
	    "         8      7.000    0.500     25.00 %       12.50 %       3"
	    "  fast=23 slow=20\n"
	    "         7      6.000    0.500     25.00 %       12.50 %       3"
	    "  fast=24 slow=20\n"
	    "         6      6.000    0.500     25.00 %       12.50 %       3"
	    "  fast=25 slow=20\n"
	    "         5      5.000    0.500     25.00 %       12.50 %       3"
	    "  fast=26 slow=20\n"
	    "         4      4.000    0.500     25.00 %       12.50 %       3"
	    "  fast=27 slow=20\n"
	    "         3      3.000    0.500     25.00 %       12.50 %       3"
	    "  fast=28 slow=20\n"
	    "         2      2.000    0.500     25.00 %       12.50 %       3"
	    "  fast=29 slow=20\n");
	rbt_buf_release(&records);
	page(s, "", "\n0 trials, none with an objective\n");
	page(s,
	    "{\"type\":\"overfit\",\"sharpe_ann\":0.75,\"psr\":0.9876,"
	    "\"dsr\":0.25,\"n_trials\":1000}\n",
	    "\n0 trials, none with an objective\n"
	    "\nSharpe ratio, 0.75 a year\n"
	    "  probabilistic    0.988\n"
	    "  deflated         0.250  for 1,000 trials\n");
}

static void
test_walk(struct rbt_search *s)
{
	s->command = RBT_SEARCH_WALK;
	page(s,
	    "{\"type\":\"window\",\"index\":1,\"path\":null,"
	    "\"test_from\":\"2024-03-01\",\"test_to\":\"2024-04-01\","
	    "\"params\":{\"fast\":2,\"slow\":6},\"train_objective\":1.5,"
	    "\"test_objective\":-0.25,\"total_return\":-0.01,"
	    "\"max_drawdown\":0.02,\"n_trades\":4}\n"
	    "{\"type\":\"window\",\"index\":2,\"path\":null,"
	    "\"test_from\":\"2024-04-01\",\"test_to\":\"2024-05-01\","
	    "\"params\":null,\"train_objective\":null,"
	    "\"test_objective\":null,\"total_return\":0,"
	    "\"max_drawdown\":0,\"n_trades\":0}\n"
	    "{\"type\":\"equity\"}\n"
	    "{\"type\":\"walk\",\"windows\":2,\"profitable\":0,"
	    "\"efficiency\":0.5,\"efficiency_sharpe\":null,\"stability\":1,"
	    "\"param_stability\":{\"fast\":0.756,\"slow\":null}}\n"
	    "{\"type\":\"metrics\",\"scope\":\"oos\",\"from\":\"2024-03-01\","
	    "\"to\":\"2024-04-30\",\"total_return\":-0.01,\"cagr\":-0.06,"
	    "\"max_drawdown\":0.02,\"sharpe\":-1.5,\"sortino\":-2,"
	    "\"n_trades\":4}\n",
	    "\nwindow  test from   to          training     test     return"
	    "  drawdown  trades  parameters\n"
	    "     1  2024-03-01  2024-04-01     1.500   -0.250    -1.00 %"
	    "    2.00 %       4  fast=2 slow=6\n"
	    "     2  2024-04-01  2024-05-01         -        -     0.00 %"
	    "    0.00 %       0  -\n"
	    "\n0 of 2 windows made a profit\n"
	    "Walk-forward efficiency, tests over trainings\n"
	    "  return a year   0.50\n"
	    "  sharpe             -\n"
	    "Stability of the chosen parameters, 1 is always the same\n"
	    "  all 1.00; fast 0.76 slow -\n"
	    "\nOut of sample, 2024-03-01 to 2024-04-30\n"
	    "  return          -1.00 %\n"
	    "  a year          -6.00 %\n"
	    "  max drawdown     2.00 %\n"
	    "  sharpe          -1.50\n"
	    "  sortino         -2.00\n"
	    "  trades           4\n");
}

static void
test_paths(struct rbt_search *s)
{
	s->command = RBT_SEARCH_CPCV;
	page(s,
	    "{\"type\":\"window\",\"index\":1,\"path\":1}\n"
	    "{\"type\":\"path\",\"path\":1,\"objective\":0.5,"
	    "\"sharpe\":0.75,\"total_return\":0.1,\"max_drawdown\":0.05,"
	    "\"n_trades\":7}\n",
	    "\npath  objective   sharpe     return  drawdown  trades\n"
	    "   1      0.500    0.750    10.00 %    5.00 %       7\n");
}

static void
test_plateau(struct rbt_search *s)
{
	s->command = RBT_SEARCH_SENSITIVITY;
	page(s,
	    "{\"type\":\"sensitivity\",\"param\":\"fast\",\"value\":2,"
	    "\"objective\":0.5}\n"
	    "{\"type\":\"sensitivity\",\"param\":\"fast\",\"value\":2.5,"
	    "\"objective\":null}\n"
	    "{\"type\":\"plateau\",\"axes\":[\"fast\"],"
	    "\"best_params\":{\"fast\":2,\"slow\":6},\"best\":0.5,"
	    "\"neighbour_mean\":0.1,\"isolated\":true,\"robust_min\":0.125,"
	    "\"robust_params\":{\"fast\":3,\"slow\":6}}\n"
	    "{\"type\":\"sensitivity\",\"param\":\"slow\",\"value\":6,"
	    "\"objective\":0.5}\n"
	    "{\"type\":\"plateau\",\"axes\":[\"fast\",\"slow\"],"
	    "\"best_params\":{\"fast\":2,\"slow\":6},\"best\":0.5,"
	    "\"neighbour_mean\":0.4,\"isolated\":false,\"robust_min\":0.25,"
	    "\"robust_params\":{\"fast\":4,\"slow\":8}}\n",
	    "\n      fast  objective\n"
	    "         2      0.500\n"
	    "       2.5          -\n"
	    "Plateau of fast\n"
	    "  best        0.500  fast=2 slow=6\n"
	    "         its neighbours have 0.100 on average: a lone spike\n"
	    "  robust      0.125  fast=3 slow=6\n"
	    "\n      slow  objective\n"
	    "         6      0.500\n"
	    "Plateau of fast slow\n"
	    "  best        0.500  fast=2 slow=6\n"
	    "         its neighbours have 0.400 on average\n"
	    "  robust      0.250  fast=4 slow=8\n");
}

static void
test_bad(const struct rbt_search *s)
{
	struct rbt_searchtable t;
	struct rbt_out out;

	rbt_out_open_fd(&out, -1, "memory");
	rbt_searchtable_begin(&t, s, &out);
	rbt_out_printf(&t.records, "{\"type\"\n");
	T_INT(rbt_searchtable_take(&t, &err), -1);
	T_INT(err.code, RBT_E_DATA);
	T_STR(err.msg, "a record: text ends early: expected ':'");
	rbt_searchtable_release(&t);
	rbt_out_abort(&out);
}

int
main(void)
{
	struct t_search t;

	T_INT(t_search_init(&t, t_search_rule, NULL, 0, &err), 0);
	test_heading(&t.search);
	test_best(&t.search);
	test_walk(&t.search);
	test_paths(&t.search);
	test_plateau(&t.search);
	test_bad(&t.search);
	t_search_release(&t);
	T_DONE(1 + 3 + 9 + 3 + 3 + 3 + 3);
}
