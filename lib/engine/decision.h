/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From the signals of a closed bar to the orders that they send.  Private to
 * lib/engine.
 */
#ifndef RBT_ENGINE_DECISION_H
#define RBT_ENGINE_DECISION_H

#include "core/attr.h"
#include "engine/run.h"

/*
 * Decides for an active instrument whose bar has closed, with the equity that
 * sizes are computed from.  No order of it is waiting.
 */
int rbt_decision_make(struct rbt_run *r, struct rbt_position *p,
    rbt_money equity) RBT_MUST_USE;

/* Sends the order that closes p, which is held. */
void rbt_decision_exit(struct rbt_run *r, struct rbt_position *p,
    enum rbt_order_reason reason);

#endif
