/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Made-up bars of known properties on the sessions of a calendar.  A symbol's
 * bars depend on the seed and its name, not on how many others there are.
 *
 *	struct rbt_synth g;
 *	if (rbt_synth_check(&params, err) != 0) ...
 *	rbt_synth_init(&g, &params, 1);
 *	while ((rc = rbt_synth_next(&g, &bar, err)) == 1)
 *		use(g.symbol, &bar);
 *
 * X, the logarithm of the price, starts uniform in log 10 .. log 200 and moves
 * as market/synth_path.h says, h = 1 / (sessions a year): a session is one,
 * half day or not.  But for the first, its share `overnight` is a step before
 * the open; a bar has the part of the rest that its length is of the session's.
 * Each step's normal number is sqrt(rho) f + sqrt(1 - rho) z, rho the
 * correlation, f the step's number of the stream "factor" that all symbols
 * share, z of the symbol's own.  The regime is the same for all symbols.
 *
 * With a = X at the open of a bar, c where it ends but for its jumps, which
 * come at its close, and v the variance of its step, the extremes between are
 * drawn from their distribution given both ends (Glasserman, "Monte Carlo
 * Methods in Financial Engineering", 2004, 6.4), u1 and u2 uniform in (0, 1):
 *
 *	(a + c + sqrt((c - a)^2 - 2 v log u1)) / 2 is the high, and
 *	(a + c - sqrt((c - a)^2 - 2 v log u2)) / 2 the low.
 *
 * Prices are exp X to the nearest 0.01, at least 0.01 (X goes on below it).
 * Volume is w p e^(0.4 z) as a whole number, where the bar is the part p of the
 * session and log w is uniform in log 1e5 .. log 1e7 for each symbol.  A bar of
 * several days is that of its sessions; it stands at the first of them, and
 * such periods are counted from Monday 1970-01-05.
 *
 * Streams of random numbers are named "SYN001 path" (start, steps), "SYN001
 * shape" (extremes, volume), "SYN001 jump" and "SYN001 gap"; "factor" and
 * "regime" belong to all.  X is made by the same operations on every processor
 * but for the constants log 10, log 200 and, with jumps, e^(a + d^2 / 2) and
 * e^(-L h q); elsewhere the C library's log and exp are rounded to 0.01 or a
 * whole number at once, so another last bit of theirs hardly ever shows.
 */
#ifndef RBT_MARKET_SYNTH_H
#define RBT_MARKET_SYNTH_H

#include <stdint.h>

#include "core/attr.h"
#include "core/rng.h"
#include "market/bar.h"
#include "market/calendar.h"
#include "market/synth_path.h"

struct rbt_synth_params {
	uint64_t seed;
	const struct rbt_calendar *calendar;
	rbt_period period;           /* less than a day fills the sessions */
	int64_t first_day, last_day; /* inclusive, inside the calendar's span */
	struct rbt_synth_model model;
	double spread;      /* the drift of odd symbols is half of it above the
			       model's, that of even ones below */
	double correlation; /* 0..1 */
	double overnight;   /* 0..1 */
	double gaps;        /* the share of sessions without bars, below 1 */
};

struct rbt_synth {
	struct rbt_synth_params params;
	struct rbt_synth_path path;
	char symbol[32];
	struct rbt_rng own, shape, jump, gap, factor, regime;
	double own_part, factor_part; /* of a step's normal number */
	int64_t day, next_day; /* of the session in hand, and behind it */
	rbt_ts open, close;    /* its hours, of daily bars midnights;
					 {0} both before the first */
	rbt_ts next;           /* where the next bar begins */
	double inside;         /* its share behind the open */
	bool absent;           /* it has no bars */
	double log_volume;     /* log w */
};

/* RBT_E_USAGE if a period above a day is not whole days or the days are outside
 * of the calendar. */
int rbt_synth_check(const struct rbt_synth_params *p,
    struct rbt_err *err) RBT_MUST_USE;

/* Parameters that were checked; symbol SYN001 is number 1.  g may not move. */
void rbt_synth_init(struct rbt_synth *g, const struct rbt_synth_params *params,
    int64_t number);

/* 1 with the next bar, 0 at the end, -1 with RBT_E_USAGE if the price has grown
 * beyond what a price can hold. */
int rbt_synth_next(struct rbt_synth *g, struct rbt_bar *b,
    struct rbt_err *err) RBT_MUST_USE;

/* All bars of symbols 1 .. n as records; fails as rbt_synth_next. */
int rbt_synth_write(const struct rbt_synth_params *params, int64_t n,
    struct rbt_rec_writer *w, struct rbt_err *err) RBT_MUST_USE;

#endif
