/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The second half of a walk-forward: what the best of each training does in the
 * test behind it.  One account goes through all tests: each starts flat, with
 * what the one before left, and sells at its end.
 */
#ifndef RBT_RESEARCH_WALK_H
#define RBT_RESEARCH_WALK_H

#include "core/attr.h"
#include "research/search.h"
#include "research/tally.h"
#include "research/trial.h"

/*
 * Writes a `window` for each, the `equity` of the account, `walk`, the
 * `metrics` and the `overfit`, all of what is out of sample; `count` is of the
 * trials.  Where tests overlap the account leaves one when the next begins.  A
 * window without a best trial does not trade.  Windows behind the loss of all
 * money are left out.
 */
int rbt_walk_finish(const struct rbt_search *s, const struct rbt_best *best,
    const struct rbt_trial_count *count, struct rbt_rec_writer *w,
    struct rbt_err *err) RBT_MUST_USE;

/* A range that is tested, and who is tested there. */
struct rbt_walk_test {
	size_t index;           /* of the window or split, from 0 */
	size_t path;            /* of cpcv, from 1; 0: none */
	struct rbt_range train; /* to <= from: not one range */
	struct rbt_range test;
	const struct rbt_best *best;
};

/*
 * Runs a test from `cash` on, measures it and writes its `window`.  *h is what
 * came of it and *rule the rule, NULL if there was no best; the caller frees.
 */
int rbt_walk_run_test(const struct rbt_search *s, const struct rbt_walk_test *t,
    rbt_money cash, struct rbt_rec_writer *w, struct rbt_headline *h,
    struct rbt_rule **rule, struct rbt_err *err) RBT_MUST_USE;

#endif
