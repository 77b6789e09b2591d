/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A strategy as a rule file (rbt-rule(5)): text in, checked program out, and an
 * evaluator that runs it column by column over the bars of many instruments.
 *
 *	struct rbt_rule *rule = rbt_rule_parse(text, len, "sma.rule", err);
 *	rbt_rule_set(rule, "fast", "12", err);
 *	rbt_rule_bind(rule, err);		// constants, `require`, plan
 *	struct rbt_rule_eval *ev = rbt_rule_eval_new(rule, n_instruments);
 *	struct rbt_signal_source src = rbt_rule_eval_source(ev);
 */
#ifndef RBT_STRATEGY_RULE_H
#define RBT_STRATEGY_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/attr.h"
#include "core/err.h"
#include "strategy/signal.h"

struct rbt_rule;
struct rbt_rule_eval;

/*
 * Parses and checks the text (borrowed; len bytes; name for messages).  NULL
 * with RBT_E_DATA "name:line:col: what; did you mean ...?" followed by the line
 * and a caret.
 */
struct rbt_rule *rbt_rule_parse(const char *text, size_t len, const char *name,
    struct rbt_err *err) RBT_MUST_USE;
void rbt_rule_free(struct rbt_rule *r);

struct rbt_rule_param {
	const char *name;
	double value; /* the default until rbt_rule_set */
	double min, max, step;
	bool has_range, whole;
};

/* Parameter i, NULL behind the last; in the order of the file. */
const struct rbt_rule_param *rbt_rule_param_at(const struct rbt_rule *r,
    size_t i);

/* Sets a parameter from text.  RBT_E_USAGE for an unknown name (with the
 * nearest), a bad number, a value outside the range, or a second value. */
int rbt_rule_set(struct rbt_rule *r, const char *name, const char *value,
    struct rbt_err *err) RBT_MUST_USE;

/* Whether every `require` holds for the parameters as they are; for a rule that
 * is not bound yet. */
bool rbt_rule_allows(struct rbt_rule *r);

/*
 * Fixes the parameters: evaluates constant expressions, checks every `require`
 * and every period, makes the plan.  Call once, before what follows.
 */
int rbt_rule_bind(struct rbt_rule *r, struct rbt_err *err) RBT_MUST_USE;

/*
 * The plan, and the first bar (from 0) from which on every condition and
 * distance of the rule is known, as far as that depends on the length of the
 * history; bound rules only.  The plan is borrowed from r.
 */
const struct rbt_trade_plan *rbt_rule_plan(const struct rbt_rule *r);
size_t rbt_rule_warmup(const struct rbt_rule *r);
/* Whether the rule reads volumes; one that is not bound yet might. */
bool rbt_rule_reads_volume(const struct rbt_rule *r);

/* An evaluator for n instruments; r must outlive it. */
struct rbt_rule_eval *rbt_rule_eval_new(const struct rbt_rule *r, size_t n);
void rbt_rule_eval_free(struct rbt_rule_eval *ev);
struct rbt_signal_source rbt_rule_eval_source(struct rbt_rule_eval *ev);

#endif
