/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A walk by hand, to the cent, is in tests/cli/wfo.t. */
#include "research/walk.h"

#include "harness/search.h"
#include "harness/t.h"

static struct rbt_err err;

/* The value of a key in the first line of a type, from `at` on. */
static double
value(const char *at, const char *type, const char *key)
{
	char want[80];
	const char *line, *p;

	snprintf(want, sizeof want, "{\"type\":\"%s\"", type);
	line = strstr(at, want);
	snprintf(want, sizeof want, "\"%s\":", key);
	p = line ? strstr(line, want) : NULL;
	return p ? strtod(p + strlen(want), NULL) : -999;
}

static size_t
count(const char *text, const char *what)
{
	size_t n = 0;

	for (const char *p = text; (p = strstr(p, what)) != NULL; p++)
		n++;
	return n;
}

static void
finish(struct t_search *t, const struct rbt_best *best, struct rbt_out *out)
{
	const struct rbt_trial_count trials = {.n = 8};
	struct rbt_rec_writer w = {.out = out};

	rbt_out_open_fd(out, -1, "memory");
	T_INT(rbt_walk_finish(&t->search, best, &trials, &w, &err), 0);
	T_INT(w.n_records, count(rbt_buf_str(&out->buf), "\n"));
}

/* One account: what a window ends with is what the next begins with, its return
 * is the product of theirs, and the curve has every session of the tests. */
static void
test_account(struct t_search *t, struct rbt_best *best)
{
	struct rbt_search *s = &t->search;
	double product = 1, last = 0;
	struct rbt_out out;
	const char *at;

	for (size_t i = 0; i < 3; i++) {
		best[i].any = true;
		rbt_space_grid(&s->space, i * 4, &best[i].point);
		best[i].trial.cagr = 0.1;
	}
	finish(t, best, &out);
	at = out.buf.data;
	for (size_t i = 0; i < 3; i++) {
		product *= 1 + value(at, "window", "total_return");
		last = value(at, "window", "final_equity");
		at = strstr(at, "\"type\":\"window\"") + 1;
	}
	T_NEAR(value(at, "metrics", "total_return"), product - 1, 1e-12, 0);
	T_NEAR(value(at, "metrics", "final_equity"), last, 0, 0);
	T_INT(count(out.buf.data, "\"type\":\"equity\""), 21 + 22 + 23);
	T_INT(count(out.buf.data, "\"scope\":\"oos\""), 21 + 22 + 23 + 1);
	T_NEAR(value(at, "walk", "windows"), 3, 0, 0);
	/* fast goes from end to end: 2, 3, 4; slow 4, 6, 8 likewise */
	T_NEAR(value(at, "walk", "stability"), 1 - sqrt(2.0 / 3), 1e-12, 0);
	rbt_out_abort(&out);
}

/* Nothing chosen: the account stands still. */
static void
test_nothing(struct t_search *t)
{
	const struct rbt_best best[3] = {{.n_trials = 8}};
	struct rbt_out out;

	finish(t, best, &out);
	T_NEAR(value(out.buf.data, "metrics", "final_equity"), 100000, 0, 0);
	T_INT(count(out.buf.data, "\"params\":null"), 3);
	T_OK(strstr(out.buf.data, "\"efficiency\":null") != NULL);
	rbt_out_abort(&out);
}

/* Tests of two months every month: the account has each session once. */
static void
test_overlap(struct t_search *t, const struct rbt_best *best)
{
	const struct rbt_window_plan plan = {.train.months = 2,
	    .test.months = 2,
	    .step.months = 1};
	struct rbt_out out;

	rbt_search_release(&t->search);
	T_INT(rbt_search_windows(&t->search, &plan, &err), 0);
	T_INT(t->search.windows.n, 2);
	finish(t, best, &out);
	T_INT(count(out.buf.data, "\"type\":\"equity\""), 21 + 22 + 23);
	rbt_out_abort(&out);
}

/* A step of a day: between a Saturday and the Sunday behind it there is nothing
 * to go through, and the account has each session once all the same. */
static void
test_days(struct t_search *t)
{
	const struct rbt_window_plan plan = {.train.days = 5,
	    .test.days = 10,
	    .step.days = 1};
	static const struct rbt_best best[366];
	const struct rbt_search *s = &t->search;
	struct rbt_out out;

	rbt_search_release(&t->search);
	T_INT(rbt_search_windows(&t->search, &plan, &err), 0);
	T_OK(s->windows.n > 100 && s->windows.n <= 366);
	finish(t, best, &out);
	T_INT(count(out.buf.data, "\"type\":\"window\""),
	    (int64_t)s->windows.n);
	T_INT(count(out.buf.data, "\"type\":\"equity\""),
	    (int64_t)(s->line.at.n -
		      rbt_timeline_find(&s->line, s->windows.at[0].test.from)));
	rbt_out_abort(&out);
}

int
main(void)
{
	const struct rbt_window_plan plan = {.train.months = 2,
	    .test.months = 1,
	    .step.months = 1};
	struct rbt_best best[3] = {{0}};
	struct t_search t;

	T_INT(t_search_init(&t, t_search_rule, NULL, 0, &err), 0);
	t.search.command = RBT_SEARCH_WALK;
	T_INT(rbt_search_windows(&t.search, &plan, &err), 0);
	rbt_search_identify(&t.search);
	test_account(&t, best);
	test_nothing(&t);
	test_overlap(&t, best);
	test_days(&t);
	t_search_release(&t);
	T_STR(err.msg, "");
	T_DONE(2 + 8 + 5 + 5 + 6 + 1);
}
