/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Paths of a run that is run again with something a little different: other
 * prices, a later start, other costs.
 *
 *	struct rbt_mcrerun m = {0};
 *	if (rbt_mcrerun_init(&m, &options, &run, err) == 0)
 *		rbt_mcrerun_draw(&m, &rng, ret, room, &n, err);
 *	rbt_mcrerun_release(&m);
 */
#ifndef RBT_RESEARCH_MCRERUN_H
#define RBT_RESEARCH_MCRERUN_H

#include <stddef.h>

#include "core/attr.h"
#include "core/rng.h"
#include "research/runinfo.h"
#include "research/tape.h"

enum rbt_mcrerun_kind {
	RBT_MCRERUN_NOISE, /* on each price of each bar */
	RBT_MCRERUN_START, /* some sessions later */
	RBT_MCRERUN_COSTS, /* commission and slippage times a number */
};

struct rbt_mcrerun_options {
	enum rbt_mcrerun_kind kind;
	/* Standard deviation of the noise on the logarithm of a price, in
	 * those of the log returns of the instrument's closes; > 0. */
	double noise;
	size_t shift;       /* sessions, at most; below those of the run */
	double least, most; /* times the costs; 0 <= least < most */
};

/* Only read after init: threads may share it. */
struct rbt_mcrerun {
	struct rbt_mcrerun_options options;
	const struct rbt_runinfo *run;
	double *sd;    /* NOISE: of the log of each instrument's prices */
	rbt_ts *start; /* START: shift + 1 of them */
	/* Not NOISE: the signals, which are those of the run. */
	struct rbt_tape tape;
	struct rbt_signal_source source;
};

/*
 * run is borrowed and has a rule.  RBT_E_DATA for costs of a run that has none,
 * and for costs that leave no price; RBT_E_SYS.  Released by the caller, also
 * on failure.
 */
int rbt_mcrerun_init(struct rbt_mcrerun *m,
    const struct rbt_mcrerun_options *options, const struct rbt_runinfo *run,
    struct rbt_err *err) RBT_MUST_USE;
void rbt_mcrerun_release(struct rbt_mcrerun *m);

/*
 * The returns of the sessions of one path; there is room for those of the run,
 * and START has as many less as it starts later.  *n says how many.  Behind an
 * account at or below 0 they are not finite.
 */
int rbt_mcrerun_draw(const struct rbt_mcrerun *m, struct rbt_rng *r,
    double *ret, size_t room, size_t *n, struct rbt_err *err) RBT_MUST_USE;

#endif
