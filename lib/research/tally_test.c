/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "research/tally.h"

#include "harness/search.h"
#include "harness/t.h"

static struct rbt_err err;

/* A log that remembers the last trial. */
struct memory {
	int n;
	struct rbt_study study;
	struct rbt_tried last;
	char params[64], options[1024];
};

static void
remember(void *self, const struct rbt_study *study, const struct rbt_tried *t)
{
	struct memory *m = self;

	m->n++;
	m->study = *study;
	m->last = *t;
	snprintf(m->params, sizeof m->params, "%s", t->params);
	snprintf(m->options, sizeof m->options, "%s", study->options);
}

static struct rbt_trial
trial(uint64_t point, double sharpe)
{
	return (struct rbt_trial){.point = point,
	    .sharpe = sharpe,
	    .periods = 10,
	    .params = "{\"f\":1},",
	    .params_len = 7};
}

/* Windows of a point are one trial with their mean; without a ratio it counts
 * all the same.  q is 261 of weekdays; 0.75 and 1.5 by hand. */
static void
test_count(const struct rbt_search *s)
{
	const double root = sqrt((double)s->run.annualization);
	const double sharpe[] = {0.5, 1, (double)NAN, 1.5, (double)NAN};
	const uint64_t point[] = {0, 0, 0, 4, 7};
	struct memory m = {0};
	const struct rbt_trial_log log = {&m, remember, NULL};
	struct rbt_tally t;

	rbt_tally_begin(&t, s, &log);
	for (size_t i = 0; i < 5; i++) {
		struct rbt_trial one = trial(point[i], sharpe[i]);

		rbt_tally_take(&t, &one);
		if (i == 3) {
			T_INT(m.n, 1);
			T_NEAR(m.last.sharpe, 0.75 / root, 1e-15, 0);
			T_INT(m.last.periods, 30);
			T_STR(m.params, "{\"f\":1}");
		}
	}
	rbt_tally_end(&t);
	rbt_tally_end(&t);
	T_INT(m.n, 3);
	T_OK(isnan(m.last.sharpe));
	T_INT(t.count.n, 3);
	T_INT(t.count.sharpe.n, 2);
	T_NEAR(rbt_spread_sd(&t.count.sharpe), 0.75 / sqrt(2) / root, 1e-14, 0);
	rbt_tally_release(&t);
}

/* A run and the point of a sweep over the same bars are the same trial. */
static void
test_same(struct t_search *t)
{
	const char *params[] = {"fast=3", "slow=8"};
	struct memory sweep = {0}, single = {0};
	const struct rbt_trial_log swept = {&sweep, remember, NULL};
	const struct rbt_trial_log run_once = {&single, remember, NULL};
	static const char *const options[] = {"train", "2y", NULL};
	struct rbt_search *s = &t->search;
	struct rbt_runinfo run = s->run;
	struct rbt_backtest bt = {0};
	struct rbt_buf line = {0};
	struct rbt_trial point;
	struct rbt_tally tally;
	struct rbt_rule *rule =
	    rbt_runtext_rule(&t->text, "t.rule", params, 2, &run, &err);

	T_INT(rbt_trial_run(s, 5, &line, &err), 0); /* 3, 8 */
	T_INT(rbt_trial_parse(s, line.data, line.len - 1, &point, &err), 0);
	rbt_tally_begin(&tally, s, &swept);
	rbt_tally_take(&tally, &point);
	rbt_tally_end(&tally);
	rbt_tally_release(&tally);
	/* what is written of a run is no other run */
	run.options.equity = RBT_EQUITY_BAR;
	run.benchmark = &t->series;
	T_INT(rbt_backtest_run(&bt, &run, NULL, &err), 0);
	rbt_tally_run(&run_once, &run, &bt);
	T_STR(single.params, "{\"fast\":3,\"slow\":8}");
	T_STR(sweep.params, single.params);
	T_STR(sweep.options, single.options);
	T_STR(sweep.study.options_sha256, single.study.options_sha256);
	T_STR(sweep.study.strategy_sha256, single.study.strategy_sha256);
	T_NEAR(sweep.last.sharpe, single.last.sharpe, 0, 0);
	T_INT(sweep.last.periods, single.last.periods);
	T_INT(single.last.periods, T_DAYS);
	/* windows judge otherwise, and so does another fee */
	s->options = options;
	rbt_tally_begin(&tally, s, NULL);
	T_OK(strstr(tally.study.options, "\"train\":\"2y\"") != NULL);
	T_OK(strcmp(tally.study.options_sha256, sweep.study.options_sha256) !=
	     0);
	rbt_tally_release(&tally);
	run.commission = "bps=11";
	rbt_tally_run(&run_once, &run, &bt);
	T_OK(strcmp(single.study.options_sha256, sweep.study.options_sha256) !=
	     0);
	rbt_backtest_release(&bt);
	rbt_rule_free(rule);
	rbt_buf_release(&line);
}

int
main(void)
{
	struct t_search t;

	T_INT(t_search_init(&t, t_search_rule, NULL, 0, &err), 0);
	rbt_search_whole(&t.search);
	rbt_search_identify(&t.search);
	test_count(&t.search);
	test_same(&t);
	t_search_release(&t);
	T_STR(err.msg, "");
	T_DONE(1 + 9 + 14 + 1);
}
