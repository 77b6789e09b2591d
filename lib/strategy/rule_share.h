/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Indicators of whole series, computed once for all rules that ask for the same
 * ones: those of a search differ in their parameters, but share most columns.
 * Any number of threads may use one.
 *
 *	struct rbt_rule_share *share = rbt_rule_share_new(bytes);
 *	struct rbt_rule_eval *ev = rbt_rule_eval_new(rule, n);
 *	rbt_rule_eval_share(ev, share);
 */
#ifndef RBT_STRATEGY_RULE_SHARE_H
#define RBT_STRATEGY_RULE_SHARE_H

#include <stddef.h>

#include "market/series.h"
#include "strategy/rule.h"

struct rbt_rule_share;

/* Keeps so many bytes of columns at most; what finds no room is computed by
 * each evaluator for itself. */
struct rbt_rule_share *rbt_rule_share_new(size_t bytes);
void rbt_rule_share_free(struct rbt_rule_share *share);

/*
 * Before its first block: ev takes what it can from `share`, NULL for none.
 * The share and the columns of its series outlive the evaluator's use.
 */
void rbt_rule_eval_share(struct rbt_rule_eval *ev,
    struct rbt_rule_share *share);

#endif
