/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Drawdowns of an equity curve: every stretch below a peak, found by exact
 * comparison of money.  The initial equity is the first peak.
 */
#ifndef RBT_RESEARCH_DRAWDOWN_H
#define RBT_RESEARCH_DRAWDOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "core/vec.h"
#include "market/equity.h"

/* One stretch; row 0 is the initial equity, row k the k-th session. */
struct rbt_drawdown {
	size_t peak, trough;
	size_t end;     /* the row that is back at the peak, or the last one */
	bool recovered; /* whether it is the former */
	double depth;   /* share of the peak lost at the trough, > 0 */
};

struct rbt_drawdown_list {
	struct RBT_VEC(struct rbt_drawdown) episodes; /* in order of time */
	size_t n_below; /* sessions that ended below the peak */
	double ulcer;   /* sqrt(mean(depth^2)) over the sessions; NaN: none */
};

/* Fills *list (before: zeroed or released); initial > 0. */
void rbt_drawdown_list_find(struct rbt_drawdown_list *list, rbt_money initial,
    const struct rbt_equity *sessions, size_t n);
void rbt_drawdown_list_release(struct rbt_drawdown_list *list);

/*
 * The deepest ones, deepest first, the earlier of equals first, at most `max`;
 * returns their number.
 */
size_t rbt_drawdown_list_worst(const struct rbt_drawdown_list *list, size_t max,
    struct rbt_drawdown *out);

#endif
