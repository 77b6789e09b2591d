/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Made-up bars: geometric Brownian motion on the sessions of a calendar, one
 * random stream a symbol, so that a symbol's bars depend on the seed and its
 * name alone.
 *
 *	struct rbt_synth g;
 *	if (rbt_synth_check(&params, err) != 0) ...
 *	rbt_synth_init(&g, &params, "SYN001");
 *	while ((rc = rbt_synth_next(&g, &bar, err)) == 1)
 *		use(&bar);
 *
 * X, the logarithm of the price, starts uniform in log 10 .. log 200.  A
 *session lasts h = 1 / (sessions a year).  With drift m and volatility s a
 *year, a step that covers the share q of it is
 *
 *	X += (m - s^2 / 2) h q + s sqrt(h q) z,	z standard normal.
 *
 * If the exchange was closed before the session, a step with q = 1/5 lies
 * before the open and the session has the other 4/5; else there is no gap.  A
 * bar has the part of its length.  With a = X at its open, c at its close and
 * v = s^2 h q, its extremes are drawn from their distribution given both ends
 * (Glasserman, "Monte Carlo Methods in Financial Engineering", 2004, 6.4), u1
 * and u2 uniform in (0, 1):
 *
 *	(a + c + sqrt((c - a)^2 - 2 v log u1)) / 2 is the high, and
 *	(a + c - sqrt((c - a)^2 - 2 v log u2)) / 2 the low.
 *
 * Prices are exp X to the nearest 0.01, at least 0.01.  Volume is w p e^(0.4 z)
 * as a whole number, where the bar is the part p of the session and log w is
 * uniform in log 1e5 .. log 1e7 for each symbol.
 */
#ifndef RBT_MARKET_SYNTH_H
#define RBT_MARKET_SYNTH_H

#include <stdint.h>

#include "core/attr.h"
#include "core/rng.h"
#include "market/bar.h"
#include "market/calendar.h"

struct rbt_synth_params {
	uint64_t seed;
	const struct rbt_calendar *calendar;
	rbt_period period;           /* a day, or less: it fills the sessions */
	int64_t first_day, last_day; /* inclusive, inside the calendar's span */
	double drift, volatility;    /* a year, as fractions */
};

struct rbt_synth {
	struct rbt_synth_params params;
	const char *symbol; /* borrowed */
	struct rbt_rng rng;
	int64_t day;          /* of the session in hand */
	rbt_ts open, close;   /* its hours; {0} both before the first */
	rbt_ts next;          /* where the next bar begins */
	double x;             /* log price */
	double log_volume;    /* log w */
	double session_share; /* 1, or 4/5 behind a gap */
};

/* RBT_E_USAGE if the period is longer than a day or the days are outside of
 * the calendar. */
int rbt_synth_check(const struct rbt_synth_params *p,
    struct rbt_err *err) RBT_MUST_USE;

/* Parameters that were checked. */
void rbt_synth_init(struct rbt_synth *g, const struct rbt_synth_params *params,
    const char *symbol);

/* 1 with the next bar, 0 at the end, -1 with RBT_E_USAGE if the price has grown
 * beyond what a price can hold. */
int rbt_synth_next(struct rbt_synth *g, struct rbt_bar *b,
    struct rbt_err *err) RBT_MUST_USE;

#endif
