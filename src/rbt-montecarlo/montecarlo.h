/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of rbt-montecarlo share. */
#ifndef RBT_MONTECARLO_MONTECARLO_H
#define RBT_MONTECARLO_MONTECARLO_H

#include "core/attr.h"
#include "research/mc.h"

/* Option values as they were given. */
struct montecarlo_text {
	const char *method, *paths, *seed, *block, *horizon, *jobs;
	const char *drawdown, *ruin, *months, *format;
	const char *bundle, *strategy, *noise, *shift, *costs;
};

/* RBT_E_USAGE names the option. */
int montecarlo_parse(const struct montecarlo_text *t, struct rbt_mc_options *o,
    struct rbt_err *err) RBT_MUST_USE;

#endif
