/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the closed trades of a run say: a win is a pnl above zero after fees;
 * every figure is NaN where it does not exist.
 */
#ifndef RBT_RESEARCH_ROUNDTRIP_H
#define RBT_RESEARCH_ROUNDTRIP_H

#include <stddef.h>
#include <stdint.h>

#include "market/trade.h"

struct rbt_roundtrip {
	int64_t n_closed, n_open;
	double win_rate;      /* wins / closed trades */
	double profit_factor; /* sum of wins / |sum of losses| */
	double expectancy;    /* mean pnl, money */
	double payoff;        /* mean win / |mean loss| */
	double sqn;           /* sqrt(n) x mean / sd of pnl */
	double kelly;         /* w - (1 - w) / payoff */
	int64_t max_wins_row, max_losses_row;
	double avg_bars; /* mean bars held */
};

/* Over n trades in the order in which they closed. */
struct rbt_roundtrip rbt_roundtrip_of(const struct rbt_trade *trades, size_t n);

#endif
