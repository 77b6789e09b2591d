/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the statistics of overfitting are computed from, as text gives it:
 * records of a run or a search, a list of returns, or moments.
 *
 *	struct rbt_overfit_read r;
 *	rbt_overfit_read_init(&r);
 *	if (rbt_overfit_read_records(&r, rbt_source_fd(0, "stdin"), err) == 0)
 *		rbt_overfit_compute(&r.in, &figures, err);
 *	rbt_overfit_read_release(&r);
 */
#ifndef RBT_RESEARCH_OVERFIT_READ_H
#define RBT_RESEARCH_OVERFIT_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "core/attr.h"
#include "core/hash.h"
#include "core/lines.h"
#include "core/vec.h"
#include "research/overfit.h"
#include "research/runcurve.h"
#include "research/tally.h"

struct rbt_overfit_read {
	struct rbt_overfit_input in;     /* borrows from the rest */
	struct rbt_runcurve run, search; /* accounts of a run and a walk */
	char best_id[RBT_HASH_HEX];      /* of the best trial */
	struct rbt_runcurve_values ret;  /* of the result, if of neither */
	struct RBT_VEC(rbt_money) pnl;   /* of the trades of the run */
	struct RBT_VEC(double *) trials; /* returns of each trial */
	size_t n_rows;                   /* of each of them */
	struct rbt_panel panel;
};

void rbt_overfit_read_init(struct rbt_overfit_read *r);
void rbt_overfit_read_release(struct rbt_overfit_read *r);

/*
 * Reads records to the end of the source, passing over those of other types.
 * The result that is judged is the run if there is one, else the account of a
 * walk, else the best trial of a sweep, by its moments if it has no returns.
 * RBT_E_DATA for a broken stream, for neither a run nor a search or two of one,
 * and for a run that the search did not try.
 */
int rbt_overfit_read_records(struct rbt_overfit_read *r, struct rbt_source src,
    struct rbt_err *err) RBT_MUST_USE;

/*
 * After records: takes the number of trials and the spread of their ratios from
 * the log, for that strategy and bundle, unless the records have more trials.
 * RBT_E_DATA if neither knows of one.
 */
int rbt_overfit_read_log(struct rbt_overfit_read *r,
    const struct rbt_trial_log *log, struct rbt_err *err) RBT_MUST_USE;

/*
 * Reads a column of delimited text: a name in its first row or a number from 1;
 * NULL for rows that have one field, where a first row that is no number is a
 * heading.  Each field is a finite number.
 */
int rbt_overfit_read_returns(struct rbt_overfit_read *r, struct rbt_source src,
    const char *column, struct rbt_err *err) RBT_MUST_USE;

/* Reads "sharpe=0.458,skew=-2.448,kurtosis=10.164,n=24"; skew 0 and kurtosis 3
 * may be left out, "trials=100,sd=0.0447" added.  RBT_E_USAGE. */
int rbt_overfit_read_moments(struct rbt_overfit_read *r, const char *text,
    struct rbt_err *err) RBT_MUST_USE;

#endif
