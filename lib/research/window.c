/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "research/window.h"

static bool
is_nothing(struct rbt_span s)
{
	return s.months == 0 && s.days == 0 && s.bars == 0;
}

bool
rbt_window_has_bar(const struct rbt_timeline *t, struct rbt_range r)
{
	return rbt_timeline_find(t, r.from) < rbt_timeline_find(t, r.to);
}

int
rbt_window_list(const struct rbt_window_plan *plan,
    const struct rbt_timeline *t, struct rbt_windows *out, struct rbt_err *err)
{
	const struct rbt_span zero = {0};
	size_t before = out->n;

	if (is_nothing(plan->train) || is_nothing(plan->test) ||
	    is_nothing(plan->step))
		return rbt_err_set(err, RBT_E_USAGE,
		    "--train, --test and --step have to be more than nothing");
	for (int64_t i = 0;; i++) {
		struct rbt_span base = rbt_span_add(zero, i, plan->step);
		struct rbt_span trained = rbt_span_add(base, 1, plan->train);
		struct rbt_span begin = rbt_span_add(trained, 1, plan->gap);
		struct rbt_span end = rbt_span_add(begin, 1, plan->test);
		struct rbt_window w = {
		    .train = {plan->anchored ? t->start
					     : rbt_timeline_after(t, base),
			rbt_timeline_after(t, trained)},
		    .test = {rbt_timeline_after(t, begin),
			rbt_timeline_after(t, end)},
		};

		if (w.test.from >= t->end ||
		    (w.test.to > t->end && !plan->keep_short))
			break;
		if (w.test.to > t->end)
			w.test.to = t->end;
		if (rbt_window_has_bar(t, w.train) &&
		    rbt_window_has_bar(t, w.test))
			RBT_VEC_PUSH(out, w);
	}
	if (out->n == before)
		return rbt_err_set(err, RBT_E_USAGE,
		    "the data are too short for one window of --train and "
		    "--test");
	return 0;
}
