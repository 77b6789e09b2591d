/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a search makes as large as it can: a figure of rbt-metrics(5), or an
 * expression of figures, numbers, + - * / and parentheses, min(a, b),
 * max(a, b), abs(a), sqrt(a), log(a): "sharpe - 2 * max_drawdown".
 */
#ifndef RBT_RESEARCH_OBJECTIVE_H
#define RBT_RESEARCH_OBJECTIVE_H

#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/err.h"
#include "research/metrics.h"

#define RBT_OBJECTIVE_OPS   64
#define RBT_OBJECTIVE_DEPTH 32

/* In the order in which a stack machine does it. */
struct rbt_objective {
	struct {
		uint8_t op;
		uint8_t figure; /* which one */
		double number;
	} at[RBT_OBJECTIVE_OPS];
	size_t n;
};

/* RBT_E_USAGE "--objective: ..." for what is no such expression. */
int rbt_objective_parse(const char *text, struct rbt_objective *out,
    struct rbt_err *err) RBT_MUST_USE;

/* NaN where a figure that is needed does not exist, or the result is not
 * finite. */
double rbt_objective_of(const struct rbt_objective *o,
    const struct rbt_metrics *m);

#endif
