/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A search for people: reads the records that the search writes, as they come,
 * and writes tables of what matters in them; of a million trials that is the
 * best ten.
 *
 *	rbt_searchtable_begin(&t, search, out);
 *	...				// records are written to &t.records
 *	rbt_searchtable_take(&t, err);	// now and then, and at the end
 *	rbt_searchtable_end(&t);
 *	rbt_searchtable_release(&t);
 */
#ifndef RBT_RESEARCH_SEARCHTABLE_H
#define RBT_RESEARCH_SEARCHTABLE_H

#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/out.h"
#include "research/search.h"

#define RBT_SEARCHTABLE_BEST 10

struct rbt_searchtable_row {
	int64_t id;
	double objective, sharpe, total_return, max_drawdown, n_trades;
	char *params;
};

struct rbt_searchtable {
	const struct rbt_search *search;
	struct rbt_out *out;
	struct rbt_out records; /* in memory, of what was not taken yet */
	struct rbt_searchtable_row best[RBT_SEARCHTABLE_BEST];
	size_t n_best;
	int64_t n_trials;
	bool best_shown;
	struct rbt_buf last; /* what the last rows were of */
	struct rbt_buf word;
};

/* Both are borrowed. */
void rbt_searchtable_begin(struct rbt_searchtable *t,
    const struct rbt_search *s, struct rbt_out *out);
/* Reads the records that were written since.  RBT_E_DATA for what is none. */
int rbt_searchtable_take(struct rbt_searchtable *t,
    struct rbt_err *err) RBT_MUST_USE;
void rbt_searchtable_end(struct rbt_searchtable *t);
void rbt_searchtable_release(struct rbt_searchtable *t);

#endif
