/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A point of the equity curve. */
#ifndef RBT_MARKET_EQUITY_H
#define RBT_MARKET_EQUITY_H

#include "core/dec.h"
#include "core/io.h"
#include "core/time.h"

struct rbt_equity {
	rbt_ts time;      /* a session's date, or the end of a bar */
	rbt_money equity; /* cash + positions at their marks, exactly */
	rbt_money cash;
};

/*
 * Writes an `equity` record ("flow" is 0: no money comes or goes in a
 * backtest).  `daily` writes the date alone.  A scope ("oos") says of which
 * curve it is; NULL: that of the run.
 */
void rbt_equity_emit(struct rbt_out *out, const struct rbt_equity *e,
    bool daily, const char *scope);

#endif
