/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One point of a search, tried on every set of its ranges: a `trial` record
 * each, which says how to run it again.
 */
#ifndef RBT_RESEARCH_TRIAL_H
#define RBT_RESEARCH_TRIAL_H

#include <stdint.h>

#include "core/attr.h"
#include "core/buf.h"
#include "core/err.h"
#include "research/backtest.h"
#include "research/search.h"

/* What is looked at most often in a run. */
struct rbt_headline {
	double objective; /* NaN: none, or too few trades */
	double sharpe, total_return, cagr, max_drawdown;
	int64_t n_trades;
	rbt_money final_equity;
};

/* Without a search there is no objective. */
struct rbt_headline rbt_headline_of(const struct rbt_search *s,
    const struct rbt_backtest *bt);
/* Members sharpe .. final_equity. */
void rbt_headline_put(struct rbt_jsonw *w, const struct rbt_headline *h);

/*
 * Appends the records of point i, a line for each set in order; none if a
 * `require` excludes it.
 */
int rbt_trial_run(const struct rbt_search *s, uint64_t i, struct rbt_buf *out,
    struct rbt_err *err) RBT_MUST_USE;
/* The same for a point that is chosen, on one set alone if set < s->sets.n. */
int rbt_trial_run_at(const struct rbt_search *s, uint64_t i,
    const struct rbt_rule *rule, size_t set, struct rbt_buf *out,
    struct rbt_err *err) RBT_MUST_USE;

/* What a search needs of a trial's record. */
struct rbt_trial {
	uint64_t point; /* from 0 */
	size_t set;
	double objective, sharpe, cagr;
	double skew, kurtosis; /* of the returns of its sessions, */
	int64_t periods;       /* which are so many */
	const char *params;    /* the object in the record; borrowed from it */
	size_t params_len;
};

/* The best trial of a set; ties go to the lower parameters. */
struct rbt_best {
	bool any; /* a trial has an objective */
	struct rbt_trial trial;
	struct rbt_point point;
	int64_t n_trials;
};

/* RBT_E_DATA for a line that is no record of the search. */
int rbt_trial_parse(const struct rbt_search *s, const char *line, size_t len,
    struct rbt_trial *out, struct rbt_err *err) RBT_MUST_USE;

/*
 * Simulates a rule on a range with `cash` and appends that to *bt, which is
 * {0} before the first one.  With close_out what is held is sold at the end;
 * without a rule nothing trades.
 */
int rbt_trial_add(const struct rbt_search *s, const struct rbt_rule *rule,
    struct rbt_range range, rbt_money cash, bool close_out,
    struct rbt_backtest *bt, struct rbt_err *err) RBT_MUST_USE;

#endif
