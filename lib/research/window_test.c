/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bars' windows of skfolio are in walkforward_golden_test.c. */
#include "research/window.h"

#include "harness/search.h"
#include "harness/t.h"

static struct rbt_err err;

static void
day_text(int64_t ns, struct rbt_buf *out)
{
	char text[RBT_TS_MAX];

	rbt_ts_format_date((rbt_ts){ns}, text);
	rbt_buf_printf(out, "%s ", text + 5);
}

/* The windows of a plan, by hand: months have the weekdays that they have. */
static void
check(const struct rbt_timeline *t, struct rbt_window_plan plan,
    const char *want)
{
	struct rbt_windows got = {0};
	struct rbt_buf text = {0};

	T_INT(rbt_window_list(&plan, t, &got, &err), 0);
	for (size_t i = 0; i < got.n; i++) {
		day_text(got.at[i].train.from, &text);
		day_text(got.at[i].train.to, &text);
		day_text(got.at[i].test.from, &text);
		day_text(got.at[i].test.to, &text);
		rbt_buf_add_str(&text, "| ");
	}
	T_STR(rbt_buf_str(&text), want);
	RBT_VEC_RELEASE(&got);
	rbt_buf_release(&text);
}

int
main(void)
{
	const struct rbt_span one = {.months = 1}, two = {.months = 2};
	const struct rbt_span five = {.bars = 5}, none = {0};
	struct rbt_window_plan plan = {.train = two, .test = one, .step = one};
	static struct t_search t;
	const struct rbt_universe u = {.at = &t.series, .n = 1};
	const struct rbt_calendar *cal = rbt_calendar_find("weekdays", &err);
	struct rbt_windows got = {0};
	struct rbt_timeline line;

	t_search_bars(&t); /* to Friday, June 14 */
	rbt_timeline_init(&line, &u, cal, (rbt_ts){INT64_MIN},
	    (rbt_ts){INT64_MAX});
	check(&line, plan,
	    "01-01 03-01 03-01 04-01 | 02-01 04-01 04-01 05-01 | "
	    "03-01 05-01 05-01 06-01 | ");
	plan.keep_short = true;
	plan.anchored = true;
	check(&line, plan,
	    "01-01 03-01 03-01 04-01 | 01-01 04-01 04-01 05-01 | "
	    "01-01 05-01 05-01 06-01 | 01-01 06-01 06-01 06-17 | ");
	plan = (struct rbt_window_plan){.train = two,
	    .test = two,
	    .step = two,
	    .gap = five};
	/* March 1 is a Friday */
	check(&line, plan, "01-01 03-01 03-08 05-08 | ");
	plan.step = none;
	T_INT(rbt_window_list(&plan, &line, &got, &err), -1);
	T_INT(err.code, RBT_E_USAGE);
	rbt_err_clear(&err);
	plan.step = one;
	plan.train.months = 6;
	T_INT(rbt_window_list(&plan, &line, &got, &err), -1);
	T_STR(err.msg, "the data are too short for one window of --train and "
		       "--test");
	T_INT(got.n, 0);
	rbt_timeline_release(&line);
	T_DONE(11);
}
