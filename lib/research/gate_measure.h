/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a check of a policy finds in the evidence. */
#ifndef RBT_RESEARCH_GATE_MEASURE_H
#define RBT_RESEARCH_GATE_MEASURE_H

#include <stdint.h>

#include "research/gate_evidence.h"

enum rbt_gate_answer {
	RBT_GATE_PASS,
	RBT_GATE_FAIL,
	RBT_GATE_MISSING, /* there is nothing to measure */
	RBT_GATE_REFUSED, /* what there is must not be used */
};

struct rbt_gate_result {
	enum rbt_gate_answer answer;
	struct rbt_gate_value value, limit;
	const struct rbt_gate_record *source; /* that decided, or NULL */
	const char *note;                     /* why it is missing, or NULL */
};

/*
 * Measures and compares.  Texts belong to the arena of the evidence.
 *
 *   today   the day that ages are counted to, days since 1970-01-01
 *
 * Records that repeat others are passed over, and so is a value of null as long
 * as another record has one: what is not known is not evidence of anything.
 */
struct rbt_gate_result rbt_gate_measure(struct rbt_gate_evidence *e,
    const struct rbt_gate_check *check, int64_t today);

#endif
