/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made-up bars for the tests of their generator. */
#ifndef RBT_HARNESS_SYNTH_H
#define RBT_HARNESS_SYNTH_H

#include "harness/t.h"
#include "market/synth.h"

/* gbm of seed 7 from 2024-07-01, a Monday, without a step before the open. */
static inline struct rbt_synth_params
synth_params(const char *calendar, int64_t period_s, int days)
{
	return (struct rbt_synth_params){
	    .seed = 7,
	    .calendar = rbt_calendar_find(calendar, NULL),
	    .period = {period_s * RBT_SEC_NS},
	    .first_day = rbt_day_from_civil(2024, 7, 1),
	    .last_day = rbt_day_from_civil(2024, 7, 1) + days - 1,
	    .model = {.drift = 0.1,
		.volatility = 0.2,
		.alpha = 0.1,
		.beta = 0.8,
		.rate = 50,
		.mean = -0.01,
		.sd = 0.02,
		.ratio = 3,
		.calm = 10,
		.storm = 5},
	};
}

/* All bars of a symbol, each of which has to be a good one in whole cents. */
static inline size_t
synth_collect(const struct rbt_synth_params *p, int number,
    struct rbt_bar *bars, size_t cap)
{
	struct rbt_bar_check check = {0};
	struct rbt_err err = {0};
	struct rbt_synth g;
	struct rbt_bar b;
	bool repaired = false;
	size_t n = 0, bad = 0;
	int rc;

	T_INT(rbt_synth_check(p, &err), 0);
	rbt_synth_init(&g, p, number);
	while ((rc = rbt_synth_next(&g, &b, &err)) == 1 && n < cap) {
		bad += rbt_bar_check(&check, &b, p->period, false, &repaired,
			   &err) != 0;
		bad += b.open.v % 1000000 != 0 || b.close.v % 1000000 != 0 ||
		       b.high.v % 1000000 != 0 || b.low.v % 1000000 != 0;
		bars[n++] = b;
	}
	T_INT(rc, 0);
	T_INT(bad, 0);
	return n;
}

#endif
