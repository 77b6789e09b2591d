/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a run would have come to under other assumptions: other costs, a slower
 * hand, worse prices, a later start.
 *
 *	struct rbt_scenarios all;
 *	if (rbt_scenario_run(&run, &all, err) == 0)
 *		rbt_scenario_emit(&records, &run, &all);
 */
#ifndef RBT_RESEARCH_SCENARIO_H
#define RBT_RESEARCH_SCENARIO_H

#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "fmt/rec.h"
#include "research/trial.h"

#define RBT_SCENARIO_MAX 9

enum rbt_scenario_kind {
	RBT_SCENARIO_COSTS,       /* commission and slippage times `value` */
	RBT_SCENARIO_DELAY,       /* every signal so many bars late */
	RBT_SCENARIO_WORST_PRICE, /* buys at the high, sells at the low */
	RBT_SCENARIO_START,       /* without the first sessions */
};

struct rbt_scenario {
	enum rbt_scenario_kind kind;
	int64_t value; /* 0 of a kind that has none */
	struct rbt_headline figures;
	rbt_money fees, slippage_cost;
};

/* The first one is the run as it is: its costs times 1. */
struct rbt_scenarios {
	struct rbt_scenario at[RBT_SCENARIO_MAX];
	size_t n;
};

/*
 * Runs all of them; a start for which the run is too short is left out.
 * RBT_E_DATA names the scenario, of whose costs slippage may leave no price.
 */
int rbt_scenario_run(const struct rbt_runinfo *run, struct rbt_scenarios *out,
    struct rbt_err *err) RBT_MUST_USE;

/* Writes a `sensitivity` record each; a table of a report. */
void rbt_scenario_emit(struct rbt_rec_writer *w, const struct rbt_runinfo *run,
    const struct rbt_scenarios *all);
void rbt_scenario_report(struct rbt_out *out, const struct rbt_scenarios *all);

#endif
