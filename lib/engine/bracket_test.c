/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Levels and reached legs, by hand. */
#include "engine/bracket.h"

#include <math.h>

#include "harness/t.h"

#define E8 RBT_DEC_ONE

static struct rbt_bracket b;

/* A bracket around an entry at 100 with all legs sent. */
static struct rbt_bracket
around(bool is_short, int64_t stop, int64_t trail, int64_t target)
{
	struct rbt_trade_plan plan = {.stop = {.on = stop != 0},
	    .trail = {.on = trail != 0},
	    .target = {.on = target != 0}};
	struct rbt_distances d = {stop, trail, target};

	T_OK(rbt_bracket_set(&b, &plan, &d, is_short, (rbt_px){100 * E8}));
	b.leg[RBT_LEG_STOP].id = stop != 0 ? 1 : 0;
	b.leg[RBT_LEG_TRAIL].id = trail != 0 ? 2 : 0;
	b.leg[RBT_LEG_TARGET].id = target != 0 ? 3 : 0;
	return b;
}

static void
test_distance(void)
{
	struct rbt_protection x = {.on = true}, p = {true, true, 5 * E8};
	int64_t d;

	T_OK(rbt_bracket_distance(&x, 1.25, &d) && d == 125000000);
	T_OK(rbt_bracket_distance(&p, (double)NAN, &d) && d == 0);
	T_OK(!rbt_bracket_distance(&x, (double)NAN, &d));
	T_OK(!rbt_bracket_distance(&x, 0, &d));
	T_OK(!rbt_bracket_distance(&x, -1, &d));
	T_OK(!rbt_bracket_distance(&x, 1e-9, &d));
	T_OK(!rbt_bracket_distance(&x, 1e12, &d));
	T_OK(!rbt_bracket_distance(&x, (double)INFINITY, &d));
	p.percent_e8 = 0;
	T_OK(!rbt_bracket_distance(&p, (double)NAN, &d));
}

static void
test_levels(void)
{
	struct rbt_trade_plan plan = {.stop = {true, true, 5 * E8},
	    .trail = {true, true, 250000000},
	    .target = {true, true, 10 * E8}};
	struct rbt_distances d = {0, 0, 0};

	T_OK(rbt_bracket_set(&b, &plan, &d, false, (rbt_px){100 * E8}));
	T_INT(b.leg[RBT_LEG_STOP].level, 95 * E8);
	T_INT(b.leg[RBT_LEG_TRAIL].level, 9750000000);
	T_INT(b.leg[RBT_LEG_TARGET].level, 110 * E8);
	T_OK(rbt_bracket_set(&b, &plan, &d, true, (rbt_px){100 * E8}));
	T_INT(b.leg[RBT_LEG_STOP].level, 105 * E8);
	T_INT(b.leg[RBT_LEG_TRAIL].level, 10250000000);
	T_INT(b.leg[RBT_LEG_TARGET].level, 90 * E8);
	/* 0.0000001 less 5 % are 9.5 units, 0.0000003 are 28.5: half to even */
	T_OK(rbt_bracket_set(&b, &plan, &d, false, (rbt_px){10}));
	T_INT(b.leg[RBT_LEG_STOP].level, 10);
	T_OK(rbt_bracket_set(&b, &plan, &d, false, (rbt_px){30}));
	T_INT(b.leg[RBT_LEG_STOP].level, 28);
	/* a target beyond what a price can be */
	T_OK(!rbt_bracket_set(&b, &plan, &d, false, (rbt_px){INT64_MAX}));
}

static void
test_reach(void)
{
	bool ambiguous = false;

	b = around(false, 5 * E8, 0, 10 * E8); /* 95 and 110 */
	T_INT(rbt_bracket_reach(&b, 109 * E8, 96 * E8, false, &ambiguous),
	    RBT_LEG_NONE);
	T_INT(rbt_bracket_reach(&b, 109 * E8, 95 * E8, false, &ambiguous),
	    RBT_LEG_STOP);
	T_INT(rbt_bracket_reach(&b, 110 * E8, 96 * E8, false, &ambiguous),
	    RBT_LEG_TARGET);
	T_OK(!ambiguous);
	T_INT(rbt_bracket_reach(&b, 110 * E8, 95 * E8, false, &ambiguous),
	    RBT_LEG_STOP);
	T_OK(ambiguous);
	T_INT(rbt_bracket_reach(&b, 110 * E8, 95 * E8, true, &ambiguous),
	    RBT_LEG_TARGET);
	ambiguous = false;
	b = around(true, 5 * E8, 0, 10 * E8); /* 105 and 90 */
	T_INT(rbt_bracket_reach(&b, 104 * E8, 91 * E8, false, &ambiguous),
	    RBT_LEG_NONE);
	T_INT(rbt_bracket_reach(&b, 105 * E8, 91 * E8, false, &ambiguous),
	    RBT_LEG_STOP);
	T_INT(rbt_bracket_reach(&b, 104 * E8, 90 * E8, false, &ambiguous),
	    RBT_LEG_TARGET);
	/* stop and trail: the nearer one is passed first; 95 and 98 */
	b = around(false, 5 * E8, 2 * E8, 0);
	T_INT(rbt_bracket_reach(&b, 109 * E8, 90 * E8, false, &ambiguous),
	    RBT_LEG_TRAIL);
	b = around(false, 2 * E8, 5 * E8, 0);
	T_INT(rbt_bracket_reach(&b, 109 * E8, 90 * E8, false, &ambiguous),
	    RBT_LEG_STOP);
	b = around(true, 5 * E8, 2 * E8, 0);
	T_INT(rbt_bracket_reach(&b, 109 * E8, 90 * E8, false, &ambiguous),
	    RBT_LEG_TRAIL);
	T_OK(!ambiguous);
}

static void
test_gap(void)
{
	b = around(false, 5 * E8, 0, 10 * E8);
	T_INT(rbt_bracket_gap(&b, 95 * E8), RBT_LEG_STOP);
	T_INT(rbt_bracket_gap(&b, 95 * E8 + 1), RBT_LEG_NONE);
	T_INT(rbt_bracket_gap(&b, 110 * E8), RBT_LEG_TARGET);
	/* through stop and trail: the one that was sent first */
	b = around(false, 5 * E8, 2 * E8, 0);
	T_INT(rbt_bracket_gap(&b, 90 * E8), RBT_LEG_STOP);
	T_INT(rbt_bracket_gap(&b, 96 * E8), RBT_LEG_TRAIL);
	/* a level of zero or less is never reached */
	b = around(false, 100 * E8, 0, 0);
	T_INT(b.leg[RBT_LEG_STOP].level, 0);
	T_INT(rbt_bracket_gap(&b, 1), RBT_LEG_NONE);
	b = around(true, 0, 0, 120 * E8);
	T_INT(rbt_bracket_gap(&b, 1), RBT_LEG_NONE);
	b = (struct rbt_bracket){0};
	T_OK(rbt_bracket_is_empty(&b));
	T_INT(rbt_bracket_gap(&b, 1), RBT_LEG_NONE);
}

static void
test_trail(void)
{
	struct rbt_protection x = {.on = true}, p = {true, true, 10 * E8};

	b = around(false, 0, 5 * E8, 0);
	T_OK(rbt_bracket_trail(&b, &x, 3 * E8, 97 * E8, 90 * E8));
	T_INT(b.leg[RBT_LEG_TRAIL].level, 95 * E8); /* 94 is not tighter */
	T_OK(rbt_bracket_trail(&b, &x, 3 * E8, 102 * E8, 90 * E8));
	T_INT(b.leg[RBT_LEG_TRAIL].level, 99 * E8);
	T_OK(rbt_bracket_trail(&b, &p, 0, 120 * E8, 90 * E8));
	T_INT(b.leg[RBT_LEG_TRAIL].level, 108 * E8);
	b = around(true, 0, 5 * E8, 0);
	T_OK(rbt_bracket_trail(&b, &x, 3 * E8, 120 * E8, 103 * E8));
	T_INT(b.leg[RBT_LEG_TRAIL].level, 105 * E8);
	T_OK(rbt_bracket_trail(&b, &p, 0, 120 * E8, 80 * E8));
	T_INT(b.leg[RBT_LEG_TRAIL].level, 88 * E8);
}

int
main(void)
{
	test_distance();
	test_levels();
	test_reach();
	test_gap();
	test_trail();
	T_DONE(67);
}
