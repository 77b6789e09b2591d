/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/bracket.h"

#include <math.h>

/* 100 % in units of 1e-8 of a percent. */
#define WHOLE (100 * RBT_DEC_ONE)

bool
rbt_bracket_distance(const struct rbt_protection *p, double x, int64_t *out)
{
	*out = 0;
	if (p->is_percent)
		return p->percent_e8 > 0;
	return isfinite(x) && rbt_dec_from_f64(x, out) && *out > 0;
}

/* from + X (up) or from - X. */
static bool
level_at(const struct rbt_protection *p, int64_t distance, int64_t from,
    bool up, int64_t *out)
{
	int64_t share;
	rbt_i128 level;

	if (!p->is_percent)
		return up ? !__builtin_add_overflow(from, distance, out)
			  : !__builtin_sub_overflow(from, distance, out);
	if (up ? __builtin_add_overflow(WHOLE, p->percent_e8, &share)
	       : __builtin_sub_overflow(WHOLE, p->percent_e8, &share))
		return false;
	if (!rbt_dec_muldiv(from, share, WHOLE, &level) || level > INT64_MAX ||
	    level < INT64_MIN)
		return false;
	*out = (int64_t)level;
	return true;
}

bool
rbt_bracket_set(struct rbt_bracket *b, const struct rbt_trade_plan *plan,
    const struct rbt_distances *d, bool is_short, rbt_px entry)
{
	*b = (struct rbt_bracket){.is_short = is_short};
	if (plan->stop.on && !level_at(&plan->stop, d->stop, entry.v, is_short,
				 &b->leg[RBT_LEG_STOP].level))
		return false;
	if (plan->trail.on && !level_at(&plan->trail, d->trail, entry.v,
				  is_short, &b->leg[RBT_LEG_TRAIL].level))
		return false;
	return !plan->target.on ||
	       level_at(&plan->target, d->target, entry.v, !is_short,
		   &b->leg[RBT_LEG_TARGET].level);
}

bool
rbt_bracket_is_empty(const struct rbt_bracket *b)
{
	return b->leg[RBT_LEG_STOP].id == 0 && b->leg[RBT_LEG_TRAIL].id == 0 &&
	       b->leg[RBT_LEG_TARGET].id == 0;
}

/* Whether a price is at a leg's level or beyond it. */
static bool
is_past(const struct rbt_bracket *b, enum rbt_leg leg, int64_t price)
{
	bool above = (leg == RBT_LEG_TARGET) != b->is_short;

	if (b->leg[leg].id == 0)
		return false;
	return above ? price >= b->leg[leg].level : price <= b->leg[leg].level;
}

/* Of stop and trail, the one that a price reaches first on its way. */
static enum rbt_leg
tighter(const struct rbt_bracket *b)
{
	int64_t stop = b->leg[RBT_LEG_STOP].level;
	int64_t trail = b->leg[RBT_LEG_TRAIL].level;

	if (b->leg[RBT_LEG_STOP].id == 0)
		return RBT_LEG_TRAIL;
	if (b->leg[RBT_LEG_TRAIL].id == 0)
		return RBT_LEG_STOP;
	return (b->is_short ? trail < stop : trail > stop) ? RBT_LEG_TRAIL
							   : RBT_LEG_STOP;
}

enum rbt_leg
rbt_bracket_gap(const struct rbt_bracket *b, int64_t open)
{
	for (enum rbt_leg leg = 0; leg < RBT_LEGS; leg++)
		if (is_past(b, leg, open))
			return leg;
	return RBT_LEG_NONE;
}

enum rbt_leg
rbt_bracket_reach(const struct rbt_bracket *b, int64_t high, int64_t low,
    bool target_first, bool *ambiguous)
{
	enum rbt_leg stop = tighter(b);
	bool stopped = is_past(b, stop, b->is_short ? high : low);
	bool won = is_past(b, RBT_LEG_TARGET, b->is_short ? low : high);

	if (stopped && won)
		*ambiguous = true;
	if (stopped && !(won && target_first))
		return stop;
	return won ? RBT_LEG_TARGET : RBT_LEG_NONE;
}

bool
rbt_bracket_trail(struct rbt_bracket *b, const struct rbt_protection *p,
    int64_t distance, int64_t high, int64_t low)
{
	int64_t *level = &b->leg[RBT_LEG_TRAIL].level, to;

	if (!level_at(p, distance, b->is_short ? low : high, b->is_short, &to))
		return false;
	if (b->is_short ? to < *level : to > *level)
		*level = to;
	return true;
}
