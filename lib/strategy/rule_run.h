/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One operation of a program over some rows of one instrument, for rule_eval
 * and rule_run only.  Columns are shared by all instruments; an instrument
 * keeps only what operations remember.
 */
#ifndef RBT_STRATEGY_RULE_RUN_H
#define RBT_STRATEGY_RULE_RUN_H

#include "market/series.h"
#include "strategy/rule_internal.h"
#include "strategy/rule_share.h"

/*
 * Rows of a register, with some more: registers at the same offset in their
 * pages would evict each other from the cache, and conditions need a row in
 * front and whole words.
 */
#define RBT_RULE_NUMBER_STRIDE  (RBT_RULE_CHUNK + 16)
#define RBT_RULE_CONDITION_LEAD 8
#define RBT_RULE_CONDITION_STRIDE                                              \
	(RBT_RULE_CONDITION_LEAD + RBT_RULE_CHUNK + 64)

union rbt_rule_slot {
	struct rbt_ta_state *ta;
	uint32_t pos;     /* of a ring: its oldest value */
	int64_t since;    /* bars since the last true, -1 before it */
	uint8_t relation; /* of the last bar */
};

/* What the operations of one instrument remember. */
struct rbt_rule_state {
	double **shared; /* one a column: all its rows, NULL if not shared */
	union rbt_rule_slot *slot;
	double *numbers; /* rings */
	uint8_t *conditions;
};

struct rbt_rule_run {
	const struct rbt_rule_program *p;
	double *numbers;       /* registers */
	double *const *shared; /* of the state at hand; NULL: none */
	uint8_t *conditions;   /* registers, rows behind CONDITION_LEAD */
	struct rbt_rule_state *state;
	const struct rbt_series *s;
	size_t from, m; /* m rows from bar `from` on, 1 .. RBT_RULE_CHUNK */
	uint8_t *bits;  /* of these rows; ties are marked there */
};

static inline double *
rbt_rule_run_number(const struct rbt_rule_run *r, uint32_t col)
{
	size_t reg = r->p->col.at[col].reg;

	if (r->shared && r->shared[col])
		return r->shared[col] + r->from;
	return r->numbers + reg * RBT_RULE_NUMBER_STRIDE;
}

static inline uint8_t *
rbt_rule_run_condition(const struct rbt_rule_run *r, uint32_t col)
{
	size_t reg = r->p->col.at[col].reg;

	return r->conditions + reg * RBT_RULE_CONDITION_STRIDE +
	       RBT_RULE_CONDITION_LEAD;
}

/* The prices of a series that is an enum of rule_internal.h. */
const int64_t *rbt_rule_run_prices(const struct rbt_series *s, uint32_t series);

void rbt_rule_run_op(const struct rbt_rule_run *r,
    const struct rbt_rule_op *op);

/* The columns of an indicator, all rows of the series; false if it cannot be
 * shared. */
bool rbt_rule_share_get(struct rbt_rule_share *share,
    const struct rbt_rule_op *op, const struct rbt_series *s, double **out);

#endif
