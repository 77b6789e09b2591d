/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The other end of a search: takes the trials' records in order, writes them
 * on, remembers the best of every set, and at the end writes what follows from
 * those.  Its memory does not grow with the number of trials, but for a
 * sensitivity, which has to look at the whole grid.
 *
 *	rbt_harvest_begin(&h, search, "rbt-wfo", out, false, log);
 *	rbt_harvest_take(&h, trials, err);	// tasks 0, 1, 2, ...
 *	rbt_harvest_end(&h, err);
 *	rbt_harvest_release(&h);
 */
#ifndef RBT_RESEARCH_HARVEST_H
#define RBT_RESEARCH_HARVEST_H

#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "research/search.h"
#include "research/searchtable.h"
#include "research/tally.h"
#include "research/trial.h"

struct rbt_harvest {
	const struct rbt_search *search;
	struct rbt_rec_writer w;
	struct rbt_best *best; /* one a set */
	double *grid; /* of a sensitivity: the objective of each point */
	struct rbt_tally tally;
	bool is_table;
	struct rbt_searchtable table;
};

/* Writes `stream` and `search`; with `table`, here and in what follows, tables
 * for people in place of records.  The log is told of the trials unless it is
 * NULL. */
void rbt_harvest_begin(struct rbt_harvest *h, const struct rbt_search *s,
    const char *tool, struct rbt_out *out, bool table,
    const struct rbt_trial_log *log);
/* Lines of records, which are written on. */
int rbt_harvest_take(struct rbt_harvest *h, const struct rbt_buf *trials,
    struct rbt_err *err) RBT_MUST_USE;
/* Writes what the command makes of it, and `end`; RBT_E_NO without a trial. */
int rbt_harvest_end(struct rbt_harvest *h, struct rbt_err *err) RBT_MUST_USE;
void rbt_harvest_release(struct rbt_harvest *h);

#endif
