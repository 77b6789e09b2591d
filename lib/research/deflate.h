/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a search says of itself when it is done: the `overfit` record of what it
 * chose, deflated by the trials of its own stream alone, so that the same
 * command writes the same bytes.
 */
#ifndef RBT_RESEARCH_DEFLATE_H
#define RBT_RESEARCH_DEFLATE_H

#include "core/attr.h"
#include "research/tally.h"

/* Of the best trial of a sweep, by its moments. */
int rbt_deflate_best(const struct rbt_search *s,
    const struct rbt_trial_count *count, const struct rbt_best *best,
    struct rbt_rec_writer *w, struct rbt_err *err) RBT_MUST_USE;
/* Of the account of a walk, by its returns. */
int rbt_deflate_account(const struct rbt_search *s,
    const struct rbt_trial_count *count, const struct rbt_backtest *account,
    struct rbt_rec_writer *w, struct rbt_err *err) RBT_MUST_USE;

#endif
