/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The windows of a walk-forward: where each trains, and where it is tested. */
#ifndef RBT_RESEARCH_WINDOW_H
#define RBT_RESEARCH_WINDOW_H

#include <stdbool.h>

#include "research/span.h"

/* Half-open: from <= opening of a bar < to. */
struct rbt_range {
	int64_t from, to; /* ns */
};

struct rbt_window {
	struct rbt_range train, test;
};

struct rbt_windows RBT_VEC(struct rbt_window);

struct rbt_window_plan {
	struct rbt_span train, test, step;
	struct rbt_span gap; /* between a training and its test */
	bool anchored;       /* every training starts at the first bar */
	bool keep_short;     /* keep a last test that the data cut short */
};

/*
 * Appends the windows of a timeline.  Number i (from 0) trains from i x step
 * (anchored: from the start) to i x step + train, and is tested from the gap
 * behind that on.  One without a bar to train or to test on is left out.
 * RBT_E_USAGE if there is none, or if the step or the test is nothing.
 */
int rbt_window_list(const struct rbt_window_plan *plan,
    const struct rbt_timeline *t, struct rbt_windows *out,
    struct rbt_err *err) RBT_MUST_USE;

/* Whether a bar opens in the range. */
bool rbt_window_has_bar(const struct rbt_timeline *t, struct rbt_range r);

#endif
