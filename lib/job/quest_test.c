/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/quest.h"
#include "harness/t.h"

static struct rbt_context ctx = {.tool = "rbt-test", .quiet = true};
static struct rbt_err err;

static void
test_walk(void)
{
	struct rbt_quest_text text = t_quest_walk();
	struct rbt_quest q, again;

	rbt_quest_init(&q, &ctx, &text);
	T_INT(rbt_quest_load(&q, "walk", &err), 0);
	T_INT(q.search.command, RBT_SEARCH_WALK);
	T_INT(q.search.n_points, 24);
	T_INT(q.search.sets.n, 10);
	T_STR(q.search.objective_text, "sharpe");
	T_INT(q.search.min_trades, 1);
	T_STR(q.options[0], "windows");
	T_STR(q.options[1], "rolling");
	/* another step, another search */
	text.step = "16b";
	rbt_quest_init(&again, &ctx, &text);
	T_INT(rbt_quest_load(&again, "walk", &err), 0);
	T_OK(strcmp(q.search.id, again.search.id) != 0);
	rbt_quest_release(&again);
	rbt_quest_release(&q);
}

static void
refuse(const char *command, const struct rbt_quest_text *text, const char *want)
{
	struct rbt_quest q;

	rbt_quest_init(&q, &ctx, text);
	T_INT(rbt_quest_load(&q, command, &err), -1);
	T_STR(err.msg, want);
	rbt_quest_release(&q);
	rbt_err_clear(&err);
}

static void
test_refused(void)
{
	struct rbt_quest_text text = t_quest_walk();

	refuse("sweep", &text, "--train: sweep has no such option");
	text.method = "lhs";
	text.points = "0";
	refuse("walk", &text, "--points: 0 is outside 1..1000000000");
	text.points = "5";
	text.seed = "x";
	refuse("walk", &text, "--seed: expected a whole number, got 'x'");
	text.seed = NULL;
	text.min_trades = "-1";
	refuse("walk", &text, "--min-trades: -1 is outside 0..1000000000");
}

/* What is given comes back as a command line, and only that. */
static void
test_args(void)
{
	static struct rbt_quest_text text;
	static const struct rbt_option options[] = {
	    RBT_JOB_OPTIONS(text.run, ""),
	    RBT_QUEST_WINDOW_OPTIONS(text),
	    {0},
	};
	const char *params[] = {"n=3", "m=4..8"};
	struct rbt_quest_args args;

	text.run.bundle = "b";
	text.run.params = (struct rbt_strings){params, 2};
	text.anchored = true;
	rbt_quest_args_init(&args, "walk", options);
	T_INT(args.at.n, 5);
	T_STR(args.at.at[0], "walk");
	T_STR(args.at.at[1], "--bundle=b");
	T_STR(args.at.at[2], "--param=n=3");
	T_STR(args.at.at[3], "--param=m=4..8");
	T_STR(args.at.at[4], "--anchored");
	rbt_quest_args_release(&args);
}

int
main(void)
{
	t_quest_enter();
	test_walk();
	test_refused();
	test_args();
	t_quest_leave();
	T_STR(err.msg, "");
	T_DONE(10 + 8 + 6 + 1);
}
