/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A run or the account of a walk as its records tell it: what it began with,
 * its returns session by session, and those of its trades on the equity of the
 * account.
 *
 *	struct rbt_runcurve c = {0};
 *	if (rbt_runcurve_read(&c, rbt_source_fd(0, "stdin"), err) == 0)
 *		use(c.ret.at, c.ret.n);
 *	rbt_runcurve_release(&c);
 */
#ifndef RBT_RESEARCH_RUNCURVE_H
#define RBT_RESEARCH_RUNCURVE_H

#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/buf.h"
#include "core/dec.h"
#include "core/lines.h"
#include "core/vec.h"
#include "fmt/rec.h"
#include "market/calendar.h"

struct rbt_runcurve_values RBT_VEC(double);

/* A trade that was closed. */
struct rbt_runcurve_trade {
	int64_t day; /* session of the entry */
	rbt_money pnl;
};

struct rbt_runcurve {
	struct rbt_buf id;     /* of the run or the search; empty: not begun */
	struct rbt_buf record; /* the line that it began with */
	rbt_money cash;        /* > 0 */
	int annualization;     /* sessions a year */
	double rf_ann;
	rbt_period period;
	const struct rbt_calendar *calendar;
	struct RBT_VEC(int64_t) day;      /* of each session */
	struct RBT_VEC(rbt_money) equity; /* at its last close, > 0 */
	/* Closed trades in the order of the records. */
	struct RBT_VEC(struct rbt_runcurve_trade) trade;
	/* Set by finish: the return of each session; the profit of each trade
	 * over the equity at the last close of a session before its entry. */
	struct rbt_runcurve_values ret, trade_ret;
};

/*
 * Reads `run`, `equity` and `trade` records to the end of the source, passing
 * over others and over the equity of another scope.  RBT_E_DATA for a stream
 * that is broken, without a run or with two of them, with less than two
 * sessions, or with an equity of 0 or less, behind which there is no return.
 * Released by the caller, also on failure.
 */
int rbt_runcurve_read(struct rbt_runcurve *c, struct rbt_source src,
    struct rbt_err *err) RBT_MUST_USE;
void rbt_runcurve_release(struct rbt_runcurve *c);

/* The steps of it, for a reader of more than a run: a `run` or `search` record;
 * then its `equity` and `trade` records, in order; then the returns, which need
 * two sessions. */
int rbt_runcurve_begin(struct rbt_runcurve *c, const struct rbt_rec *rec,
    struct rbt_err *err) RBT_MUST_USE;
int rbt_runcurve_add(struct rbt_runcurve *c, const struct rbt_rec *rec,
    struct rbt_err *err) RBT_MUST_USE;
int rbt_runcurve_finish(struct rbt_runcurve *c,
    struct rbt_err *err) RBT_MUST_USE;

#endif
