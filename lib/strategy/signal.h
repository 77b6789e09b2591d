/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a strategy tells the engine: raw conditions for each bar of each
 * instrument, and the plan that turns them into sized, protected orders.  The
 * engine resolves conflicts, sizes and trades (see rbt-execution(7)).
 */
#ifndef RBT_STRATEGY_SIGNAL_H
#define RBT_STRATEGY_SIGNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/err.h"
#include "market/series.h"

/* Bits of a bar; each says that the condition is true at its close. */
enum {
	RBT_SIGNAL_ENTER_LONG = 1,
	RBT_SIGNAL_EXIT_LONG = 2,
	RBT_SIGNAL_ENTER_SHORT = 4,
	RBT_SIGNAL_EXIT_SHORT = 8,
	/* The two sides of a crossing are equal: counted as a tie. */
	RBT_SIGNAL_TIE = 16,
};

/* Signals of consecutive bars, borrowed until the next call. */
struct rbt_signal_block {
	const uint8_t *bits; /* one a bar */
	/* Distances of the protective orders in price units, one a bar, NaN
	 * where undefined; NULL if the plan has none or it is in percent. */
	const double *stop;
	const double *trail;
	const double *target;
};

enum rbt_size_kind {
	RBT_SIZE_UNITS,          /* `amount` units */
	RBT_SIZE_CASH,           /* `amount` of money / close */
	RBT_SIZE_EQUITY_PERCENT, /* equity x amount% / close */
	RBT_SIZE_RISK_PERCENT,   /* equity x amount% / distance to the stop */
};

/* A protective order of a plan. */
struct rbt_protection {
	bool on;
	bool is_percent;
	/* is_percent: percent of the entry price (trail: of the bar's high or
	 * low too) in 1e-8, 500000000 is 5 %.  Else the block has a column. */
	int64_t percent_e8;
};

struct rbt_trade_plan {
	bool has_entry; /* any enter clause */
	enum rbt_size_kind size;
	int64_t amount_e8; /* units, money or percent in 1e-8 */
	struct rbt_protection stop, trail, target;
	int64_t exit_after_bars; /* 0: none */
};

/*
 * Where the engine gets signals: one evaluator for all instruments, asked for
 * consecutive blocks of each instrument's bars from its first bar on.
 */
struct rbt_signal_source {
	void *self;
	const struct rbt_trade_plan *plan;
	/* Signals of bars from .. from+n-1 of instrument i; from continues
	 * where the last block of i ended. */
	int (*block)(void *self, size_t i, const struct rbt_series *s,
	    size_t from, size_t n, struct rbt_signal_block *out,
	    struct rbt_err *err);
};

#endif
