/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Parameters of made-up bars from the texts of options.
 *
 *	struct rbt_synth_spec spec = {.model = "garch,alpha=0.1,beta=0.85"};
 *	struct rbt_synth_params params = {.period = {RBT_DAY_NS}};
 *	int64_t symbols;
 *	if (rbt_synth_spec_read(&spec, &params, &symbols, err) != 0) ...
 */
#ifndef RBT_MARKET_SYNTH_SPEC_H
#define RBT_MARKET_SYNTH_SPEC_H

#include <stdint.h>

#include "core/attr.h"
#include "core/err.h"
#include "market/synth.h"

/* Borrowed texts; NULL takes the default of rbt-fetch(1). */
struct rbt_synth_spec {
	const char *seed, *symbols, *start, *end, *calendar;
	const char *model, *drift, *volatility, *correlation;
	const char *overnight, *gaps, *effect;
};

/*
 * Everything but params->period, which has to be set, and checked by
 * rbt_synth_check; *symbols is how many.  RBT_E_USAGE that names the option.
 */
int rbt_synth_spec_read(const struct rbt_synth_spec *spec,
    struct rbt_synth_params *params, int64_t *symbols,
    struct rbt_err *err) RBT_MUST_USE;

#endif
