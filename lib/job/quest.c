/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "job/quest.h"

#include "cli/choice.h"
#include "core/mem.h"
#include "core/num.h"

#define POINTS_MAX 1000000000
#define GRID_MAX   10000000 /* points that a sensitivity keeps in memory */
#define ROWS_MAX   1000000000
#define SHARE_MAX                                                              \
	((size_t)256 << 20) /* bytes of indicators that trials share */

void
rbt_quest_init(struct rbt_quest *q, const struct rbt_context *ctx,
    const struct rbt_quest_text *text)
{
	*q = (struct rbt_quest){.text = text};
	rbt_job_init(&q->job, ctx, &text->run);
}

/* Remembers an option for the record, if it was given. */
static void
note(struct rbt_quest *q, const char *key, const char *text)
{
	size_t n = 0;

	while (q->options[n])
		n += 2;
	RBT_BUG_IF(n + 2 >= sizeof q->options / sizeof *q->options);
	if (text) {
		q->options[n] = key;
		q->options[n + 1] = text;
	}
}

/* RBT_E_USAGE if an option was given that the command does not have. */
static int
check_given(const struct rbt_quest_text *t, enum rbt_search_command c,
    const char *command, struct rbt_err *err)
{
	const struct {
		const char *name;
		bool given;
		unsigned of; /* 1 << command */
	} all[] = {
	    {"train", t->train != NULL, 1u << RBT_SEARCH_WALK},
	    {"test", t->test != NULL, 1u << RBT_SEARCH_WALK},
	    {"step", t->step != NULL, 1u << RBT_SEARCH_WALK},
	    {"anchored", t->anchored, 1u << RBT_SEARCH_WALK},
	    {"keep-short", t->keep_short, 1u << RBT_SEARCH_WALK},
	    {"folds", t->folds != NULL, 1u << RBT_SEARCH_CPCV},
	    {"test-folds", t->test_folds != NULL, 1u << RBT_SEARCH_CPCV},
	    {"purge", t->purge != NULL,
		1u << RBT_SEARCH_WALK | 1u << RBT_SEARCH_CPCV},
	    {"embargo", t->embargo != NULL,
		1u << RBT_SEARCH_WALK | 1u << RBT_SEARCH_CPCV},
	};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i].given && !(all[i].of & 1u << c))
			return rbt_err_set(err, RBT_E_USAGE,
			    "--%s: %s has no such option", all[i].name,
			    command);
	return 0;
}

static bool
allows(void *self, const struct rbt_point *p)
{
	const struct rbt_quest *q = self;
	/* An error is met again, and told, when the point is tried. */
	struct rbt_err err = {0};
	struct rbt_rule *rule = rbt_search_rule_at(&q->search, p, &err);

	rbt_rule_free(rule);
	return rule != NULL || err.code != RBT_OK;
}

static int
choose_bayes(struct rbt_quest *q, struct rbt_err *err)
{
	struct rbt_search *s = &q->search;

	if (s->command != RBT_SEARCH_SWEEP)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--method: bayes is for sweep alone");
	if (s->n_points > RBT_BAYES_POINTS)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--points: bayes takes %d at most", RBT_BAYES_POINTS);
	q->bayes = (struct rbt_bayes){.space = &s->space,
	    .seed = s->seed,
	    .n_points = s->n_points,
	    .allows = allows,
	    .self = q};
	s->bayes = &q->bayes;
	return 0;
}

/* How many points, and which. */
static int
choose_points(struct rbt_quest *q, struct rbt_err *err)
{
	const struct rbt_quest_text *t = q->text;
	struct rbt_search *s = &q->search;
	int method = rbt_choice("method", RBT_SPACE_METHODS, t->method, err);
	int64_t n = 100, seed = 0;

	if (method < 0 ||
	    rbt_num_option_i64("points", t->points, 1, POINTS_MAX, &n, err) !=
		0 ||
	    rbt_num_option_i64("seed", t->seed, 0, INT64_MAX, &seed, err) != 0)
		return -1;
	s->method = (enum rbt_space_method)method;
	s->seed = (uint64_t)seed;
	s->n_points = (uint64_t)n;
	if (s->space.n_axes == 0)
		return rbt_err_set(err, RBT_E_USAGE,
		    "%s has no parameter with a range; give one with "
		    "-p NAME=LO..HI:STEP",
		    t->run.strategy);
	if (s->method == RBT_SPACE_BAYES)
		return choose_bayes(q, err);
	if (s->method != RBT_SPACE_GRID)
		return s->command != RBT_SEARCH_SENSITIVITY
			   ? 0
			   : rbt_err_set(err, RBT_E_USAGE,
				 "--method: sensitivity needs the grid");
	if (t->points || t->seed)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--%s: the grid has neither points to choose nor a seed",
		    t->points ? "points" : "seed");
	s->n_points = s->space.size;
	if (s->n_points >
	    (s->command == RBT_SEARCH_SENSITIVITY ? GRID_MAX : POINTS_MAX))
		return rbt_err_set(err, RBT_E_USAGE,
		    "the grid has too many points; use --method random or "
		    "lhs, or narrow it with -p NAME=LO..HI:STEP");
	return 0;
}

static int
choose_objective(struct rbt_quest *q, struct rbt_err *err)
{
	const struct rbt_quest_text *t = q->text;
	struct rbt_search *s = &q->search;

	s->objective_text = t->objective ? t->objective : "sharpe";
	s->returns = t->returns;
	s->min_trades = 1;
	if (rbt_num_option_i64("min-trades", t->min_trades, 0, ROWS_MAX,
		&s->min_trades, err) != 0)
		return -1;
	return rbt_objective_parse(s->objective_text, &s->objective, err);
}

static int
choose_windows(struct rbt_quest *q, struct rbt_err *err)
{
	const struct rbt_quest_text *t = q->text;
	const char *step = t->step ? t->step : t->test;
	const char *purge = t->purge ? t->purge : "0b";
	const char *embargo = t->embargo ? t->embargo : "0b";
	struct rbt_window_plan plan = {.anchored = t->anchored,
	    .keep_short = t->keep_short};
	struct rbt_span more;

	if (t->train == NULL || t->test == NULL)
		return rbt_err_set(err, RBT_E_USAGE,
		    "expected --train and --test, such as --train 2y "
		    "--test 6m");
	if (rbt_span_parse("train", t->train, &plan.train, err) != 0 ||
	    rbt_span_parse("test", t->test, &plan.test, err) != 0 ||
	    rbt_span_parse("step", step, &plan.step, err) != 0 ||
	    rbt_span_parse("purge", purge, &plan.gap, err) != 0 ||
	    rbt_span_parse("embargo", embargo, &more, err) != 0)
		return -1;
	plan.gap = rbt_span_add(plan.gap, 1, more);
	note(q, "windows", t->anchored ? "anchored" : "rolling");
	note(q, "train", t->train);
	note(q, "test", t->test);
	note(q, "step", step);
	note(q, "purge", purge);
	note(q, "embargo", embargo);
	note(q, "keep_short", t->keep_short ? "yes" : "no");
	return rbt_search_windows(&q->search, &plan, err);
}

/* Rows to leave out of a training: bars alone make sense between folds. */
static int
rows(const char *name, const char *text, int64_t *out, struct rbt_err *err)
{
	struct rbt_span s;

	if (rbt_span_parse(name, text, &s, err) != 0)
		return -1;
	*out = s.bars;
	return s.months == 0 && s.days == 0
		   ? 0
		   : rbt_err_set(err, RBT_E_USAGE,
			 "--%s: cpcv counts in bars, such as 5b", name);
}

static int
choose_folds(struct rbt_quest *q, struct rbt_err *err)
{
	const struct rbt_quest_text *t = q->text;
	const char *purge = t->purge ? t->purge : "0b";
	const char *embargo = t->embargo ? t->embargo : "0b";
	int64_t n = 6, k = 2, before, behind;

	if (rbt_num_option_i64("folds", t->folds, 2, RBT_FOLD_MAX, &n, err) !=
		0 ||
	    rbt_num_option_i64("test-folds", t->test_folds, 1, RBT_FOLD_MAX, &k,
		err) != 0 ||
	    rows("purge", purge, &before, err) != 0 ||
	    rows("embargo", embargo, &behind, err) != 0)
		return -1;
	q->search.n_folds = (size_t)n;
	q->search.n_test_folds = (size_t)k;
	note(q, "folds", t->folds ? t->folds : "6");
	note(q, "test_folds", t->test_folds ? t->test_folds : "2");
	note(q, "purge", purge);
	note(q, "embargo", embargo);
	return rbt_search_folds(&q->search, before, behind, err);
}

/* The strategy, with the parameters that are set. */
static int
load_rule(struct rbt_quest *q, struct rbt_err *err)
{
	const struct rbt_job_text *t = &q->text->run;
	struct rbt_search *s = &q->search;

	q->rule =
	    rbt_runtext_parsed(&q->job.source, t->strategy, &q->job.run, err);
	if (q->rule == NULL)
		return -1;
	return rbt_space_init(&s->space, q->rule, t->params.at, t->params.n,
	    err);
}

int
rbt_quest_load(struct rbt_quest *q, const char *command, struct rbt_err *err)
{
	struct rbt_search *s = &q->search;
	int which = rbt_choice("", RBT_SEARCH_COMMANDS, command, NULL);

	if (which < 0)
		return rbt_err_set(err, RBT_E_USAGE,
		    "expected one of the commands %s; got '%s'",
		    RBT_SEARCH_COMMANDS, command);
	s->command = (enum rbt_search_command)which;
	s->options = q->options;
	if (check_given(q->text, s->command, command, err) != 0 ||
	    rbt_job_open(&q->job, err) != 0 || load_rule(q, err) != 0 ||
	    choose_points(q, err) != 0 || choose_objective(q, err) != 0 ||
	    rbt_job_load(&q->job, err) != 0)
		return -1;
	s->run = q->job.run;
	s->source = &q->job.source;
	s->share = q->share = rbt_rule_share_new(SHARE_MAX);
	if (s->command == RBT_SEARCH_WALK) {
		if (choose_windows(q, err) != 0)
			return -1;
	} else if (s->command == RBT_SEARCH_CPCV) {
		if (choose_folds(q, err) != 0)
			return -1;
	} else {
		rbt_search_whole(s);
	}
	rbt_search_identify(s);
	return 0;
}

void
rbt_quest_release(struct rbt_quest *q)
{
	rbt_bayes_release(&q->bayes);
	rbt_search_release(&q->search);
	rbt_rule_share_free(q->share);
	rbt_rule_free(q->rule);
	rbt_job_release(&q->job);
}

static void
add(struct rbt_quest_args *a, const char *name, const char *value)
{
	struct rbt_buf b = {0};

	rbt_buf_printf(&b, "--%s", name);
	if (value)
		rbt_buf_printf(&b, "=%s", value);
	RBT_VEC_PUSH(&a->at, b.data);
}

void
rbt_quest_args_init(struct rbt_quest_args *a, const char *command,
    const struct rbt_option *options)
{
	*a = (struct rbt_quest_args){0};
	RBT_VEC_PUSH(&a->at, rbt_xstrdup(command));
	for (const struct rbt_option *o = options; o->name; o++) {
		if (o->flag && *o->flag)
			add(a, o->name, NULL);
		if (o->value && *o->value)
			add(a, o->name, *o->value);
		for (size_t i = 0; o->list && i < o->list->n; i++)
			add(a, o->name, o->list->at[i]);
	}
}

void
rbt_quest_args_release(struct rbt_quest_args *a)
{
	for (size_t i = 0; i < a->at.n; i++)
		free(a->at.at[i]);
	RBT_VEC_RELEASE(&a->at);
}
