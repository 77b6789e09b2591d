/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "research/search.h"

#include "harness/search.h"
#include "harness/t.h"

static struct rbt_err err;
static char was[RBT_HASH_HEX];

static bool
changes(struct rbt_search *s)
{
	bool other;

	rbt_search_identify(s);
	other = strcmp(s->id, was) != 0;
	memcpy(was, s->id, sizeof was);
	return other;
}

/* All that can change a result changes the id; names do not, nor does the seed
 * of a grid. */
static void
test_id(struct rbt_search *s)
{
	static const char *const options[] = {"train", "2y", NULL};

	s->method = RBT_SPACE_GRID;
	T_OK(changes(s));
	s->run.strategy = "other.rule";
	s->run.bundle = "other";
	s->seed = 9;
	T_OK(!changes(s));
	s->method = RBT_SPACE_LHS;
	T_OK(changes(s));
	s->seed = 10;
	T_OK(changes(s));
	s->method = RBT_SPACE_GRID;
	s->n_points++;
	T_OK(changes(s));
	s->n_points--;
	s->min_trades = 3;
	T_OK(changes(s));
	s->objective_text = "sharpe";
	T_OK(changes(s));
	s->returns = true;
	T_OK(changes(s));
	s->options = options;
	T_OK(changes(s));
	s->command = RBT_SEARCH_CPCV;
	T_OK(changes(s));
	s->run.options.lot.v++;
	T_OK(changes(s));
	s->space.axis[0].step_e8++;
	T_OK(changes(s));
	s->space.axis[0].step_e8--;
	s->run.bundle_sha256[0] = 'x';
	T_OK(changes(s));
}

/* Nine points, of which the one with fast = slow = 4 is excluded. */
static void
test_rules(struct rbt_search *s)
{
	struct rbt_point p;
	size_t n = 0;

	s->method = RBT_SPACE_GRID;
	for (uint64_t i = 0; i < 9; i++) {
		struct rbt_rule *r = rbt_search_rule(s, i, &p, &err);

		T_OK((r == NULL) == (i == 6));
		if (r == NULL)
			continue;
		n++;
		T_NEAR(rbt_rule_param_at(r, 0)->value, 2 + (double)(i / 3), 0,
		    0);
		T_NEAR(rbt_rule_param_at(r, 1)->value, 4 + 2 * (double)(i % 3),
		    0, 0);
		rbt_rule_free(r);
	}
	T_INT(n, 8);
	s->method = RBT_SPACE_RANDOM;
	for (uint64_t i = 0; i < 100; i++) {
		struct rbt_rule *r = rbt_search_rule(s, i, &p, &err);

		n += r != NULL;
		rbt_rule_free(r);
	}
	T_INT(n, 108); /* drawn again until it is allowed */
}

static void
test_sets(struct rbt_search *s)
{
	const struct rbt_window_plan plan = {.train.months = 2,
	    .test.months = 1,
	    .step.months = 1};

	rbt_search_whole(s);
	T_INT(s->sets.n, 1);
	T_OK(s->ranges.at[0].from == s->run.options.start.ns &&
	     s->ranges.at[0].to == s->run.options.end.ns);
	rbt_search_release(s);
	T_INT(rbt_search_windows(s, &plan, &err), 0);
	T_INT(s->sets.n, 3);
	T_OK(s->ranges.at[1].to == s->windows.at[1].train.to);
	rbt_search_release(s);
	/* 4 folds of 30 bars, 2 of them tests: 6 splits; a training of two
	 * neighbours is one range, others are two. */
	s->n_folds = 4;
	s->n_test_folds = 2;
	T_INT(rbt_search_folds(s, 0, 0, &err), 0);
	T_INT(s->sets.n, 6);
	T_INT(s->ranges.n, 9);
	T_OK(s->ranges.at[0].from == s->line.at.at[60]);
	T_OK(s->ranges.at[0].to == s->line.end);
	rbt_search_release(s);
	T_INT(rbt_search_folds(s, 40, 0, &err), -1);
	T_INT(err.code, RBT_E_USAGE);
	rbt_err_clear(&err);
	rbt_search_release(s);
	s->n_folds = 1;
	T_INT(rbt_search_folds(s, 0, 0, &err), -1);
	rbt_err_clear(&err);
	rbt_search_release(s);
	s->n_folds = 50;
	s->n_test_folds = 25;
	T_INT(rbt_search_folds(s, 0, 0, &err), -1);
	rbt_err_clear(&err);
	rbt_search_release(s);
}

int
main(void)
{
	struct t_search t;

	T_INT(t_search_init(&t, t_search_rule, NULL, 0, &err), 0);
	test_rules(&t.search);
	test_sets(&t.search);
	test_id(&t.search);
	T_STR(err.msg, "");
	t_search_release(&t);
	T_DONE(1 + 27 + 14 + 13 + 1);
}
