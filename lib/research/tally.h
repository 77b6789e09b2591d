/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How many trials there were and how far their Sharpe ratios spread, which is
 * what a deflated ratio asks; and who else is told of each: the trial log.
 *
 *	rbt_tally_begin(&t, search, log);
 *	rbt_tally_take(&t, &trial);	// in the order of the points
 *	rbt_tally_end(&t);
 *	use(&t.count);
 *	rbt_tally_release(&t);
 */
#ifndef RBT_RESEARCH_TALLY_H
#define RBT_RESEARCH_TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "market/tried.h"
#include "research/trial.h"
#include "stats/spread.h"

/* A trial without a ratio, which never traded, was tried all the same. */
struct rbt_trial_count {
	size_t n;
	struct rbt_spread sharpe; /* per period, of those that have one */
};

/*
 * The trial log as a run or a search sees it; lib/job gives that of the user.
 * No result depends on add, so it cannot fail; it sets the time itself.
 */
struct rbt_trial_log {
	void *self;
	void (*add)(void *self, const struct rbt_study *study,
	    const struct rbt_tried *t);
	/* All trials of a strategy on a bundle, by their hashes; ratios are
	 * those of periods of which there are `annualization` a year. */
	int (*count)(void *self, const char *strategy_sha256,
	    const char *bundle_sha256, int annualization,
	    struct rbt_trial_count *out, struct rbt_err *err);
};

/* A point that is judged in several windows is one trial; its ratio is the mean
 * over them. */
struct rbt_tally {
	struct rbt_trial_count count;
	const struct rbt_trial_log *log; /* or NULL */
	struct rbt_study study;
	struct rbt_buf options, params;
	bool any; /* point is one that was not counted yet */
	uint64_t point;
	double sum;
	size_t n; /* summands */
	int64_t periods;
};

/* Both are borrowed. */
void rbt_tally_begin(struct rbt_tally *t, const struct rbt_search *s,
    const struct rbt_trial_log *log);
void rbt_tally_take(struct rbt_tally *t, const struct rbt_trial *trial);
void rbt_tally_end(struct rbt_tally *t);
void rbt_tally_release(struct rbt_tally *t);

/* Tells the log of a single run, which is measured. */
void rbt_tally_run(const struct rbt_trial_log *log,
    const struct rbt_runinfo *run, const struct rbt_backtest *bt);

#endif
