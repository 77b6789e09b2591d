/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/clock.h"

#include <stdlib.h>

#include "core/mem.h"
#include "core/rank.h"

static int64_t
head_of(const struct rbt_clock *c, size_t i)
{
	return c->next[i] < c->end[i] ? c->series[i].time[c->next[i]]
				      : RBT_CLOCK_OVER;
}

void
rbt_clock_init(struct rbt_clock *c, const struct rbt_series *series, size_t n,
    rbt_ts start, rbt_ts end)
{
	*c = (struct rbt_clock){
	    .series = series,
	    .n = n,
	    .head = rbt_xcalloc(n, sizeof *c->head),
	    .next = rbt_xcalloc(n, sizeof *c->next),
	    .end = rbt_xcalloc(n, sizeof *c->end),
	    .due = rbt_xcalloc(n, sizeof *c->due),
	};
	for (size_t i = 0; i < n; i++) {
		c->next[i] = rbt_series_find(&series[i], start);
		c->end[i] = rbt_series_find(&series[i], end);
		c->head[i] = head_of(c, i);
	}
}

void
rbt_clock_release(struct rbt_clock *c)
{
	free(c->head);
	free(c->next);
	free(c->end);
	free(c->due);
	*c = (struct rbt_clock){0};
}

int64_t
rbt_clock_peek(const struct rbt_clock *c)
{
	int64_t first = RBT_CLOCK_OVER;

	for (size_t i = 0; i < c->n; i++)
		first = c->head[i] < first ? c->head[i] : first;
	return first;
}

void
rbt_clock_take(struct rbt_clock *c, int64_t time)
{
	c->n_due = 0;
	for (size_t i = 0; i < c->n; i++) {
		if (c->head[i] != time)
			continue;
		c->due[c->n_due++] = i;
		c->next[i]++;
		c->head[i] = head_of(c, i);
	}
}

size_t
rbt_clock_reach(const struct rbt_clock *c, size_t i, int64_t time)
{
	const int64_t *at = c->series[i].time;
	size_t low = c->next[i], high = c->end[i], step = 1;

	while (low + step < high && at[low + step - 1] < time) {
		low += step;
		step *= 2;
	}
	high = low + step < high ? low + step : high;
	return low + rbt_rank(at + low, high - low, time);
}

void
rbt_clock_skip(struct rbt_clock *c, size_t i, size_t n)
{
	c->next[i] += n;
	c->head[i] = head_of(c, i);
}
