/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bars with another future: a copy of a universe in which prices and volumes
 * from an instant on are not what they were.
 */
#ifndef RBT_RESEARCH_ALTERED_H
#define RBT_RESEARCH_ALTERED_H

#include "core/attr.h"
#include "research/universe.h"

struct rbt_altered {
	const struct rbt_universe *of;
	struct rbt_universe universe;
	struct rbt_series_builder *bars; /* what its columns are in */
	size_t *kept; /* bars of each that are as they were */
};

/*
 * Every bar of u, which is borrowed, multiplied by numbers of its own between
 * 1/2 and 3/2, one for the prices and one for the volume; they are the same
 * each time.  RBT_E_DATA.  Released by the caller, also on failure.
 */
int rbt_altered_init(struct rbt_altered *a, const struct rbt_universe *u,
    struct rbt_err *err) RBT_MUST_USE;
void rbt_altered_release(struct rbt_altered *a);

/* Makes the bars before `end` what they were; `end` rises from call to call. */
void rbt_altered_keep(struct rbt_altered *a, rbt_ts end);

#endif
