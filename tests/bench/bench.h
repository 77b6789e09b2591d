/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the benchmarks share: a clock, made-up bars, the memory's bandwidth. */
#ifndef RBT_BENCH_BENCH_H
#define RBT_BENCH_BENCH_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/mem.h"
#include "core/time.h"

#define ROUNDS     5
#define MINUTE_NS  (60 * RBT_SEC_NS)
#define CENT       1000000
#define FIRST_YEAR 2000

struct columns {
	size_t n;
	int64_t *time, *open, *high, *low, *close;
};

static inline double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static inline void
keep_least(double *best, double t)
{
	*best = t < *best ? t : *best;
}

/* A walk in cents between 50 and 200, the same every time; `step` apart. */
static inline struct columns
make_columns(size_t n, int64_t step)
{
	struct columns c = {.n = n};
	int64_t start = rbt_day_from_civil(FIRST_YEAR, 1, 1) * RBT_DAY_NS;
	int64_t px = 10000;
	uint64_t x = 88172645463325252u; /* xorshift64, Marsaglia 2003 */

	c.time = rbt_xcalloc(n, sizeof *c.time);
	c.open = rbt_xcalloc(n, sizeof *c.open);
	c.high = rbt_xcalloc(n, sizeof *c.high);
	c.low = rbt_xcalloc(n, sizeof *c.low);
	c.close = rbt_xcalloc(n, sizeof *c.close);
	for (size_t i = 0; i < n; i++) {
		int64_t open, up;

		x ^= x << 13;
		x ^= x >> 7;
		x ^= x << 17;
		open = px + (int64_t)(x & 3) - 1;
		px = open + (int64_t)(x >> 8 & 15) - 7;
		if (px < 5000 || px > 20000)
			px = open;
		up = (int64_t)(x >> 16 & 3);
		c.time[i] = start + (int64_t)i * step;
		c.open[i] = open * CENT;
		c.close[i] = px * CENT;
		c.high[i] = ((open > px ? open : px) + up) * CENT;
		c.low[i] = ((open < px ? open : px) - up) * CENT;
	}
	return c;
}

/* Bytes a second that a loop reads from memory, best of several rounds. */
static inline double
memory_bandwidth(void)
{
	size_t n = (size_t)32 << 20; /* words: more than any cache holds */
	uint64_t *word = rbt_xcalloc(n, sizeof *word), sum = 0;
	double best = 1e9, t;

	for (size_t i = 0; i < n; i++)
		word[i] = i;
	for (int r = 0; r < ROUNDS; r++) {
		t = now();
		for (size_t i = 0; i < n; i++)
			sum += word[i];
		keep_least(&best, now() - t);
	}
	if (sum == 42) /* so that the sum is wanted */
		puts("");
	free(word);
	return (double)(n * sizeof *word) / best;
}

#endif
