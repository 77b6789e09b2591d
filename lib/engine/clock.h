/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bars of many instruments in the order of time: which of them have a bar
 * at the next timestamp.
 */
#ifndef RBT_ENGINE_CLOCK_H
#define RBT_ENGINE_CLOCK_H

#include <stddef.h>
#include <stdint.h>

#include "market/calendar.h"
#include "market/series.h"

#define RBT_CLOCK_OVER INT64_MAX

struct rbt_clock {
	const struct rbt_series *series; /* borrowed */
	size_t n;
	int64_t *head;      /* time of each one's next bar, or OVER */
	size_t *next, *end; /* index of it; the first one behind the span */
	size_t *due;        /* instruments with a bar at the taken time */
	size_t n_due;
};

/* Bars with start <= time < end. */
void rbt_clock_init(struct rbt_clock *c, const struct rbt_series *series,
    size_t n, rbt_ts start, rbt_ts end);
void rbt_clock_release(struct rbt_clock *c);

/* The next timestamp, RBT_CLOCK_OVER behind the last. */
int64_t rbt_clock_peek(const struct rbt_clock *c);

/* Takes the bars at `time`: c->due lists their instruments in order, and the
 * bar of instrument i is c->next[i] - 1. */
void rbt_clock_take(struct rbt_clock *c, int64_t time);

/* The first bar of instrument i from its next one on that is at `time` or
 * later; near ones are found faster. */
size_t rbt_clock_reach(const struct rbt_clock *c, size_t i, int64_t time);

/* Drops the next n bars of instrument i. */
void rbt_clock_skip(struct rbt_clock *c, size_t i, size_t n);

#endif
