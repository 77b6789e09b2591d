/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A search as its command line says it: option values in, loaded data and a
 * struct rbt_search out, and the command line back from the values.
 */
#ifndef RBT_JOB_QUEST_H
#define RBT_JOB_QUEST_H

#include "job/job.h"
#include "research/search.h"

/* Option values as they were given. */
struct rbt_quest_text {
	struct rbt_job_text run;
	const char *method, *points, *seed, *objective, *min_trades;
	bool returns;
	const char *train, *test, *step, *purge, *embargo;
	bool anchored, keep_short;
	const char *folds, *test_folds;
};

/* clang-format off */
#define RBT_QUEST_OPTIONS(t) \
	RBT_JOB_OPTIONS((t).run, \
	    "set a parameter, or search it in LO..HI:STEP; may repeat"), \
	{.name = "method", .arg = "METHOD", .value = &(t).method, \
	 RBT_JOB_WORDS(RBT_SPACE_METHODS), \
	 .help = "grid (default), random, lhs or bayes"}, \
	{.name = "points", .letter = 'n', .arg = "N", .value = &(t).points, \
	 .help = "how many, for the other methods (default 100)"}, \
	{.name = "seed", .arg = "N", .value = &(t).seed, \
	 .help = "of the random points (default 0)"}, \
	{.name = "objective", .arg = "EXPR", .value = &(t).objective, \
	 .help = "what to make large (default sharpe)"}, \
	{.name = "min-trades", .arg = "N", .value = &(t).min_trades, \
	 .help = "with fewer trades a trial does not count (default 1)"}, \
	{.name = "returns", .flag = &(t).returns, \
	 .help = "trials carry the returns of their sessions"}

#define RBT_QUEST_WINDOW_OPTIONS(t) \
	{.name = "train", .arg = "SPAN", .value = &(t).train, \
	 .help = "length of a training: 2y 6m 3w 90d, or 500b (bars)"}, \
	{.name = "test", .arg = "SPAN", .value = &(t).test, \
	 .help = "length of the test behind it"}, \
	{.name = "step", .arg = "SPAN", .value = &(t).step, \
	 .help = "from one window to the next (default: the test)"}, \
	{.name = "anchored", .flag = &(t).anchored, \
	 .help = "every training starts at the first bar"}, \
	{.name = "keep-short", .flag = &(t).keep_short, \
	 .help = "keep a last test that the data cut short"}

#define RBT_QUEST_GAP_OPTIONS(t) \
	{.name = "purge", .arg = "SPAN", .value = &(t).purge, \
	 .help = "leave out between training and test (default 0b)"}, \
	{.name = "embargo", .arg = "SPAN", .value = &(t).embargo, \
	 .help = "leave out besides (default 0b)"}

#define RBT_QUEST_FOLD_OPTIONS(t) \
	{.name = "folds", .arg = "N", .value = &(t).folds, \
	 .help = "parts of the data (default 6)"}, \
	{.name = "test-folds", .arg = "K", .value = &(t).test_folds, \
	 .help = "of them for the test of each split (default 2)"}
/* clang-format on */

struct rbt_quest {
	struct rbt_job job;
	const struct rbt_quest_text *text;
	struct rbt_rule *rule; /* not bound */
	struct rbt_search search;
	struct rbt_bayes bayes;
	struct rbt_rule_share *share;
	const char *options[20]; /* of search.options */
};

/* Both are borrowed and outlive the quest. */
void rbt_quest_init(struct rbt_quest *q, const struct rbt_context *ctx,
    const struct rbt_quest_text *text);

/* Loads everything and makes q->search for the command, a word of
 * RBT_SEARCH_COMMANDS.  Released by the caller, also on failure. */
int rbt_quest_load(struct rbt_quest *q, const char *command,
    struct rbt_err *err) RBT_MUST_USE;
void rbt_quest_release(struct rbt_quest *q);

/* The command line that gives the values of a table of options: the command and
 * "--name=value" texts.  rbt_quest_args_release frees. */
struct rbt_quest_args {
	struct RBT_VEC(char *) at;
};

void rbt_quest_args_init(struct rbt_quest_args *a, const char *command,
    const struct rbt_option *options);
void rbt_quest_args_release(struct rbt_quest_args *a);

#endif
