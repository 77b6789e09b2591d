/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The signals of a strategy over all bars, kept, so that a search computes its
 * indicators once for all of its windows.  A signal depends on the bars up to
 * its own alone, so the windows see what a run of their own would see.
 */
#ifndef RBT_RESEARCH_TAPE_H
#define RBT_RESEARCH_TAPE_H

#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "research/universe.h"
#include "strategy/rule_share.h"

struct rbt_tape_track {
	size_t n, cap; /* bars; room */
	uint8_t *bits;
	double *stop, *trail, *target; /* NULL where the plan has none */
};

/* {0} is empty. */
struct rbt_tape {
	struct rbt_tape_track *track; /* one an instrument */
	size_t n;
	const struct rbt_trade_plan *plan;
};

/*
 * Signals of the bars before `end`, one instrument after the other; of a rule
 * or a source that is NULL there are none at all.  Rule and plan have to
 * outlive the tape's use.  Indicators come from `share` unless it is NULL.
 * Released by the caller, also on failure.
 */
int rbt_tape_record(struct rbt_tape *t, const struct rbt_rule *rule,
    const struct rbt_universe *u, rbt_ts end, struct rbt_rule_share *share,
    struct rbt_err *err) RBT_MUST_USE;
int rbt_tape_draw(struct rbt_tape *t, const struct rbt_signal_source *source,
    const struct rbt_universe *u, rbt_ts end, struct rbt_err *err) RBT_MUST_USE;
void rbt_tape_release(struct rbt_tape *t);

/* Every signal one bar of its instrument later, as if the strategy were slow;
 * the first bar has none. */
void rbt_tape_delay(struct rbt_tape *t);

/* Runs over the same universe may ask for the bars that are there. */
struct rbt_signal_source rbt_tape_source(struct rbt_tape *t);

#endif
