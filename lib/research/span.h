/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lengths of time as people give them to a walk-forward ("2y", "6m", "3w",
 * "90d": calendar; "500b": bars), and the instants at which bars lie.
 */
#ifndef RBT_RESEARCH_SPAN_H
#define RBT_RESEARCH_SPAN_H

#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/err.h"
#include "core/vec.h"
#include "market/calendar.h"
#include "research/universe.h"

/* Months first, then days, then bars. */
struct rbt_span {
	int64_t months, days, bars;
};

/* RBT_E_USAGE "--option: expected a span ..., got 'x'"; 0 .. 1000000 units. */
int rbt_span_parse(const char *option, const char *text, struct rbt_span *out,
    struct rbt_err *err) RBT_MUST_USE;

/* a + times x b. */
struct rbt_span rbt_span_add(struct rbt_span a, int64_t times,
    struct rbt_span b);

/* The distinct opening times of bars.  {0} is empty. */
struct rbt_timeline {
	struct RBT_VEC(int64_t) at; /* rising */
	int64_t start;              /* midnight (UTC) of the first one's day */
	int64_t end; /* midnight of the first session behind the last one's */
};

/* Bars with start <= time < end, of which there is at least one. */
void rbt_timeline_init(struct rbt_timeline *t, const struct rbt_universe *u,
    const struct rbt_calendar *cal, rbt_ts start, rbt_ts end);
void rbt_timeline_release(struct rbt_timeline *t);

/* The first bar at or behind an instant; t->at.n if there is none. */
size_t rbt_timeline_find(const struct rbt_timeline *t, int64_t ns);

/*
 * The instant that lies a span behind t->start: of a day that the month does
 * not have, its last one.  t->end if it is behind the last bar by one bar;
 * INT64_MAX if by more, or outside of what a time can hold.
 */
int64_t rbt_timeline_after(const struct rbt_timeline *t, struct rbt_span s);

#endif
