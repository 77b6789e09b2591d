/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The protective orders of a position: stop loss, trailing stop and target,
 * their levels, and which of them a bar reaches.
 */
#ifndef RBT_ENGINE_BRACKET_H
#define RBT_ENGINE_BRACKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/dec.h"
#include "engine/size.h"
#include "strategy/signal.h"

enum rbt_leg {
	RBT_LEG_STOP,
	RBT_LEG_TRAIL,
	RBT_LEG_TARGET,
	RBT_LEGS,
	RBT_LEG_NONE = RBT_LEGS,
};

/* {0} protects nothing. */
struct rbt_bracket {
	bool is_short; /* the position's side */
	struct {
		int64_t id;    /* of its order; 0: there is no such leg */
		int64_t level; /* 1e-8; zero or less is never reached */
	} leg[RBT_LEGS];
};

/*
 * The distance of one leg as of a bar's close: X rounded half to even to 1e-8,
 * or 0 if the plan gives a percentage.  false if X is undefined, not above zero
 * or too large.
 */
bool rbt_bracket_distance(const struct rbt_protection *p, double x,
    int64_t *out) RBT_MUST_USE;

/*
 * The levels of the plan's legs around an entry price, rounded half to even to
 * 1e-8.  The ids are the caller's to give.  false on overflow.
 */
bool rbt_bracket_set(struct rbt_bracket *b, const struct rbt_trade_plan *plan,
    const struct rbt_distances *d, bool is_short, rbt_px entry) RBT_MUST_USE;

bool rbt_bracket_is_empty(const struct rbt_bracket *b);

/* The leg through which the bar opens, the first in the order of submission. */
enum rbt_leg rbt_bracket_gap(const struct rbt_bracket *b, int64_t open);

/*
 * The leg that the bar reaches; its level is the price.  If both sides are
 * inside, *ambiguous is set and the stop is taken, unless target_first.
 */
enum rbt_leg rbt_bracket_reach(const struct rbt_bracket *b, int64_t high,
    int64_t low, bool target_first, bool *ambiguous);

/*
 * Moves the trail to high - X (low + X for a short) if that is tighter, X being
 * `distance` or the protection's percentage of the high (the low).  false on
 * overflow.
 */
bool rbt_bracket_trail(struct rbt_bracket *b, const struct rbt_protection *p,
    int64_t distance, int64_t high, int64_t low) RBT_MUST_USE;

#endif
