/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "research/trial.h"

#include "harness/search.h"
#include "harness/t.h"

static struct rbt_err err;

/* The run that rbt-backtest would make of a point. */
static void
run_alone(struct t_search *t, const char *fast, const char *slow,
    struct rbt_backtest *bt, struct rbt_runinfo *run)
{
	struct rbt_buf a = {0}, b = {0};
	const char *params[2];
	struct rbt_rule *rule;

	rbt_buf_printf(&a, "fast=%s", fast);
	rbt_buf_printf(&b, "slow=%s", slow);
	params[0] = a.data;
	params[1] = b.data;
	*run = t->search.run;
	rule = rbt_runtext_rule(&t->text, "t.rule", params, 2, run, &err);
	*bt = (struct rbt_backtest){0};
	T_OK(rule != NULL && rbt_backtest_run(bt, run, NULL, &err) == 0);
	rbt_runinfo_identify(run);
	run->rule = NULL;
	rbt_rule_free(rule);
	rbt_buf_release(&a);
	rbt_buf_release(&b);
}

static void
test_same_as_backtest(struct t_search *t)
{
	struct rbt_search *s = &t->search;
	struct rbt_buf line = {0};
	struct rbt_trial trial;
	struct rbt_backtest bt;
	struct rbt_runinfo run;
	char want[256];

	T_INT(rbt_trial_run(s, 5, &line, &err), 0); /* 3, 8 */
	run_alone(t, "3", "8", &bt, &run);
	T_OK(bt.metrics.trades.n_closed > 3);
	snprintf(want, sizeof want,
	    "\"id\":6,\"window\":null,\"run_id\":\"%s\",", run.id);
	T_OK(strstr(line.data, want) != NULL);
	T_OK(strstr(line.data, "\"params\":{\"fast\":3,\"slow\":8}") != NULL);
	T_INT(rbt_trial_parse(s, line.data, line.len - 1, &trial, &err), 0);
	T_INT(trial.point, 5);
	T_INT(trial.set, 0);
	T_OK(trial.objective == bt.metrics.total_return);
	T_OK(trial.sharpe == bt.metrics.sharpe);
	T_OK(trial.cagr == bt.metrics.cagr);
	rbt_backtest_release(&bt);
	/* excluded by the rule: nothing */
	rbt_buf_clear(&line);
	T_INT(rbt_trial_run(s, 6, &line, &err), 0);
	T_INT(line.len, 0);
	rbt_buf_release(&line);
}

/* Too few trades: no objective, but the figures. */
static void
test_few(struct rbt_search *s)
{
	struct rbt_buf line = {0};
	struct rbt_trial trial;

	s->min_trades = 1000;
	s->returns = true;
	T_INT(rbt_trial_run(s, 5, &line, &err), 0);
	T_OK(strstr(line.data, "\"objective\":null") != NULL);
	T_OK(strstr(line.data, "\"returns\":[0,") != NULL);
	T_INT(rbt_trial_parse(s, line.data, line.len - 1, &trial, &err), 0);
	T_OK(isnan(trial.objective) && !isnan(trial.sharpe));
	s->min_trades = 0;
	s->returns = false;
	rbt_buf_release(&line);
}

/* A training in two parts: money goes from one to the other, what is held at
 * the end of the first is sold. */
static void
test_parts(struct rbt_search *s)
{
	const struct rbt_range a = {INT64_MIN, s->run.universe.at[0].time[50]};
	const struct rbt_range b = {s->run.universe.at[0].time[70], INT64_MAX};
	struct rbt_backtest bt = {0};
	struct rbt_buf line = {0};
	struct rbt_trial trial;
	struct rbt_point p;
	struct rbt_rule *rule = rbt_search_rule(s, 1, &p, &err);
	rbt_money cash = s->run.options.cash;

	rbt_search_release(s);
	RBT_VEC_PUSH(&s->ranges, a);
	RBT_VEC_PUSH(&s->ranges, b);
	RBT_VEC_PUSH(&s->sets, ((struct rbt_set){0, 2}));
	T_INT(rbt_trial_run(s, 1, &line, &err), 0);
	T_OK(strstr(line.data, "\"run_id\":null") != NULL);
	T_INT(rbt_trial_parse(s, line.data, line.len - 1, &trial, &err), 0);
	T_INT(rbt_trial_add(s, rule, a, cash, true, &bt, &err), 0);
	T_INT(bt.result.n_open, 0);
	T_OK(bt.result.final_cash.v == bt.result.final_equity.v);
	T_INT(rbt_trial_add(s, rule, b, bt.result.final_equity, false, &bt,
		  &err),
	    0);
	rbt_backtest_measure(&bt, &s->run);
	T_INT(bt.sessions.n, 50 + 50);
	T_OK(trial.objective == bt.metrics.total_return);
	T_INT(bt.result.bars, 100);
	rbt_backtest_release(&bt);
	rbt_rule_free(rule);
	rbt_buf_release(&line);
}

static void
refuse(const struct rbt_search *s, const char *line)
{
	struct rbt_trial trial;

	T_INT(rbt_trial_parse(s, line, strlen(line), &trial, &err), -1);
	T_INT(err.code, RBT_E_DATA);
	rbt_err_clear(&err);
}

int
main(void)
{
	struct t_search t;
	struct rbt_buf line = {0};

	T_INT(t_search_init(&t, t_search_rule, NULL, 0, &err), 0);
	rbt_search_whole(&t.search);
	rbt_search_identify(&t.search);
	test_same_as_backtest(&t);
	test_few(&t.search);
	test_parts(&t.search);
	refuse(&t.search, "{\"id\":1}");
	refuse(&t.search, "{");
	rbt_buf_printf(&line,
	    "{\"search_id\":\"%s\",\"id\":10,\"window\":null}", t.search.id);
	refuse(&t.search, line.data);
	rbt_buf_release(&line);
	T_STR(err.msg, "");
	t_search_release(&t);
	T_DONE(1 + 13 + 5 + 10 + 6 + 1);
}
