/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Evidence that allows for what its own search tried, made to allow for all
 * that was ever tried.
 */
#ifndef RBT_RESEARCH_GATE_TRIALS_H
#define RBT_RESEARCH_GATE_TRIALS_H

#include <stdbool.h>

#include "core/attr.h"
#include "research/gate_evidence.h"
#include "research/tally.h"

/*
 * Asks the log for the strategy and the bundle of the run, and has each
 * `overfit` of the evidence say what it would say with that number of trials
 * and that spread.  One that knows of more trials than the log stays as it is,
 * and *fewer is set.  No deflated ratio rises.  Without a run nothing happens.
 * Errors are those of the log.
 */
int rbt_gate_trials_recount(struct rbt_gate_evidence *e,
    const struct rbt_trial_log *log, bool *fewer,
    struct rbt_err *err) RBT_MUST_USE;

#endif
