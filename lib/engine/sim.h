/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The event-driven simulator: one account, one or many instruments, bars in
 * the order of time and, within a time, of the symbols' bytes.  It is the
 * definition of what happens between a decision and a fill; the rules are in
 * rbt-execution(7).
 *
 *	struct rbt_sim_options opt = RBT_SIM_OPTIONS_INIT;
 *	struct rbt_sim_result res;
 *	rbt_sim_run(series, n, &source, cal, &opt, &sink, &res, err);
 *
 * It reads no clock, opens no file and prints nothing: what happens goes to the
 * sink, what was counted into the result.
 */
#ifndef RBT_ENGINE_SIM_H
#define RBT_ENGINE_SIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/dec.h"
#include "engine/commission.h"
#include "engine/slippage.h"
#include "market/calendar.h"
#include "market/equity.h"
#include "market/fill.h"
#include "market/order.h"
#include "market/series.h"
#include "market/trade.h"
#include "strategy/signal.h"

enum rbt_fill_rule {
	RBT_FILL_NEXT_OPEN,
	RBT_FILL_SAME_CLOSE,
	RBT_FILL_NEXT_CLOSE,
};

enum rbt_intrabar {
	RBT_INTRABAR_STOP_FIRST,
	RBT_INTRABAR_TARGET_FIRST,
};

enum rbt_equity_every {
	RBT_EQUITY_SESSION,
	RBT_EQUITY_BAR,
};

struct rbt_sim_options {
	rbt_money cash; /* at the start, > 0 */
	enum rbt_fill_rule fill;
	enum rbt_intrabar intrabar;
	enum rbt_equity_every equity;
	struct rbt_commission commission;
	struct rbt_slippage slippage;
	/* Market and stop orders see the worst price of their bar, the high
	 * for a buy, before they slip. */
	bool worst_price;
	rbt_qty lot;       /* > 0: sizes are multiples of it; 1e-8: fractions */
	rbt_ts start, end; /* trading and records: start <= bar time < end */
	/* What is held behind the last bar is sold at its last close, with its
	 * costs; the last equity point is then reported once more. */
	bool close_out;
};

/* Whole units, no costs, fills at the next open, the whole span; the cash is
 * the caller's to give. */
#define RBT_SIM_OPTIONS_INIT                                                   \
	{                                                                      \
		.lot = {RBT_DEC_ONE}, .start = {INT64_MIN},                    \
		.end = { INT64_MAX }                                           \
	}

/* Where events go, in the order in which they happen; a NULL function drops
 * its kind.  What is passed is borrowed. */
struct rbt_sim_sink {
	void *self;
	void (*order)(void *self, const struct rbt_order *o);
	void (*fill)(void *self, const struct rbt_fill *f);
	void (*trade)(void *self, const struct rbt_trade *t);
	void (*equity)(void *self, const struct rbt_equity *e);
};

struct rbt_sim_result {
	rbt_money final_equity, final_cash;
	rbt_money fees, slippage_cost;
	rbt_money traded_value; /* sum of |qty x price| of all fills */
	int64_t bars;           /* bars inside start..end, all instruments */
	int64_t timestamps;     /* distinct times among them */
	/* Of those, with a position held after the fills at the open. */
	int64_t timestamps_exposed;
	int64_t n_orders, n_fills;
	int64_t n_trades, n_open; /* lots closed, and those still open */
	int64_t ties;             /* bars with an equal crossing */
	int64_t ambiguous_bars;   /* high and low leave the order open */
	int64_t suppressed_conflict, suppressed_size_zero, suppressed_no_stop;
	int64_t stale;   /* positions whose series ended early */
	rbt_ts from, to; /* first and last bar time used */
};

/*
 * Runs over series[0..n-1], n > 0, sorted by the bytes of their symbols, all of
 * one period.  Signals are drawn from the first bar of each on, whatever the
 * span.  RBT_E_DATA if no bar lies in the span, if a number does not fit
 * ("equity overflow at SPY 2010-01-04") or if slippage leaves no price above
 * zero; an error of the source is passed on.  After a failure the sink has seen
 * a prefix of the run.
 */
int rbt_sim_run(const struct rbt_series *series, size_t n,
    const struct rbt_signal_source *source, const struct rbt_calendar *cal,
    const struct rbt_sim_options *opt, const struct rbt_sim_sink *sink,
    struct rbt_sim_result *res, struct rbt_err *err) RBT_MUST_USE;

#endif
