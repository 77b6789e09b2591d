/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether a strategy sees the future: it decides again on bars that are cut
 * off behind an instant, and on bars whose future behind it is another, and has
 * to signal and to trade the same up to there.
 *
 *	struct rbt_lookahead_strategy s = rbt_lookahead_rule(run.rule);
 *	struct rbt_lookahead found;
 *	if (rbt_lookahead_check(&run, &s, &found, err) == 0)
 *		rbt_lookahead_emit(out, &run, &found);
 */
#ifndef RBT_RESEARCH_LOOKAHEAD_H
#define RBT_RESEARCH_LOOKAHEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "research/altered.h"
#include "research/runinfo.h"
#include "research/tape.h"

/* Records what a strategy signals on the bars of u before `end`, not knowing
 * any of its signals on other bars; u goes on behind `end`. */
struct rbt_lookahead_strategy {
	const void *self;
	int (*record)(const void *self, const struct rbt_universe *u,
	    rbt_ts end, struct rbt_tape *out, struct rbt_err *err);
};

/* The rule is borrowed. */
struct rbt_lookahead_strategy rbt_lookahead_rule(const struct rbt_rule *rule);

struct rbt_lookahead_difference {
	rbt_ts cut;         /* the last bar that was the same */
	bool altered;       /* the bars behind it: altered, not cut off */
	rbt_ts time;        /* the first bar that is decided otherwise */
	const char *symbol; /* borrowed from the run; NULL: the account */
	/* "enter_long" .. "exit_short", "tie", "stop", "trail", "target"; if
	 * every signal is the same, the record: "order" .. "equity". */
	const char *what;
	int64_t n_bars; /* with other signals up to the cut */
};

struct rbt_lookahead {
	int64_t n_cuts, n_checks; /* two a cut, up to the first difference */
	int64_t n_signals;        /* bars with a signal that were compared */
	int64_t n_records;        /* orders, fills, trades, equity: the same */
	bool found;
	struct rbt_lookahead_difference first; /* if found */
};

/*
 * Cuts behind bars of the run: evenly over it, early ones, and bars that
 * signal; ends with the first difference.  No check is made where there is no
 * bar to cut off.  RBT_E_DATA and RBT_E_SYS as a run; a difference is no error.
 */
int rbt_lookahead_check(const struct rbt_runinfo *run,
    const struct rbt_lookahead_strategy *strategy, struct rbt_lookahead *out,
    struct rbt_err *err) RBT_MUST_USE;

/* Writes the `lookahead` record; a line of a report. */
void rbt_lookahead_emit(struct rbt_out *out, const struct rbt_runinfo *run,
    const struct rbt_lookahead *found);
void rbt_lookahead_report(struct rbt_out *out, const struct rbt_runinfo *run,
    const struct rbt_lookahead *found);

/* RBT_E_NO that tells the first difference; 0 if there is none. */
int rbt_lookahead_verdict(const struct rbt_runinfo *run,
    const struct rbt_lookahead *found, struct rbt_err *err) RBT_MUST_USE;

/* The parts of a check, for one that chooses its cuts. */
struct rbt_lookahead_bench {
	const struct rbt_runinfo *run;
	const struct rbt_lookahead_strategy *strategy;
	struct rbt_tape whole; /* the signals on all bars */
	struct rbt_altered altered;
};

/* All is borrowed.  Released by the caller, also on failure. */
int rbt_lookahead_bench_init(struct rbt_lookahead_bench *b,
    const struct rbt_runinfo *run,
    const struct rbt_lookahead_strategy *strategy,
    struct rbt_err *err) RBT_MUST_USE;
void rbt_lookahead_bench_release(struct rbt_lookahead_bench *b);
/* Adds the checks behind a bar of the run to *sum, which has found nothing yet;
 * cuts rise. */
int rbt_lookahead_bench_cut(struct rbt_lookahead_bench *b, rbt_ts cut,
    struct rbt_lookahead *sum, struct rbt_err *err) RBT_MUST_USE;

#endif
