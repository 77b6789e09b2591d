/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * May this strategy move on: the checks of a policy over all the evidence.
 *
 *	struct rbt_gate_verdict v = {.policy = &policy, .evidence = &evidence,
 *	    .today = day};
 *	rbt_gate_verdict_reach(&v);
 *	n = rbt_gate_verdict_emit(out, &v);
 */
#ifndef RBT_RESEARCH_GATE_VERDICT_H
#define RBT_RESEARCH_GATE_VERDICT_H

#include <stddef.h>
#include <stdint.h>

#include "core/buf.h"
#include "core/out.h"
#include "research/gate_measure.h"

struct rbt_gate_verdict {
	const struct rbt_gate_policy *policy;
	struct rbt_gate_evidence *evidence; /* read */
	int64_t today;                      /* days since 1970-01-01 */
	/* Set by reach. */
	struct rbt_gate_result result[RBT_GATE_CHECKS]; /* of each check */
	size_t n_failed, n_missing, n_refused;
	enum rbt_gate_answer answer; /* PASS, FAIL or REFUSED */
};

/* Finds what belongs together, measures, and comes to the answer.  What is
 * missing though required, or refused, comes before what fails. */
void rbt_gate_verdict_reach(struct rbt_gate_verdict *v);

/* Writes a `check` record for whatever does not belong and for each check of
 * the policy, and the `verdict`.  Returns how many records that is. */
int64_t rbt_gate_verdict_emit(struct rbt_out *out,
    const struct rbt_gate_verdict *v);
/* The same as a table for people.  What stands in the way it has in its rows;
 * in a line the error says it, once. */
void rbt_gate_verdict_write(struct rbt_out *out,
    const struct rbt_gate_verdict *v);

/* What stands in the way, in a line: "2 of 14 checks failed: sharpe, pbo". */
void rbt_gate_verdict_explain(struct rbt_buf *b,
    const struct rbt_gate_verdict *v);

#endif
