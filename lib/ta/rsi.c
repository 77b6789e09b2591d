/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rsi(x, n): Wilder's relative strength index, 100 * u / (u + d), where u and
 * d are the averages of the rises and falls of x from bar to bar.
 *
 * First defined at bar n, with u and d the means of the first n changes;
 * then u = u + (rise - u) / n, d likewise.  Only rises: exactly 100; only
 * falls, or no change at all: 0.
 * TA-Lib: the same, but it also answers 0 while u + d is below 1e-8 (1e-14 in
 * later versions) in units of x, whatever the scale of x; here u + d counts as
 * nothing below 1e-200.
 */
#include <stdlib.h>

#include "core/mem.h"
#include "ta/column.h"
#include "ta/table.h"

/* Long after the last change the averages would go on in subnormal numbers,
 * which are slow and keep no ratio. */
#define NOTHING 1e-200

struct rsi {
	size_t n;
	size_t seen; /* bars since the start, at most n + 1 */
	double prev;
	double up, down; /* averages; sums until there are n changes */
	double by_n;
};

static size_t
rsi_warmup(const double *param)
{
	return (size_t)param[0];
}

static void
rsi_reset(void *state)
{
	struct rsi *s = state;

	s->seen = 0;
	s->up = s->down = 0;
}

static void *
rsi_open(const double *param)
{
	struct rsi *s = rbt_xcalloc(1, sizeof(*s));

	s->n = (size_t)param[0];
	s->by_n = 1 / param[0];
	return s;
}

static void
rsi_close(void *state)
{
	free(state);
}

/* Takes one value of the first n + 1. */
static void
take_seed(struct rsi *s, double x)
{
	if (s->seen > 0) {
		s->up += x > s->prev ? x - s->prev : 0;
		s->down += x < s->prev ? s->prev - x : 0;
	}
	s->prev = x;
	s->seen++;
	if (s->seen > s->n) {
		s->up /= (double)s->n;
		s->down /= (double)s->n;
	}
}

static double
index_of(double up, double down)
{
	return up + down < NOTHING ? 0 : 100 * (up / (up + down));
}

static void
rsi_run(void *state, const struct rbt_ta_col *in, size_t n, double *const *out)
{
	struct rsi *s = state;
	double up, down, prev, by_n = s->by_n;
	size_t i = 0;

	for (; i < n && s->seen <= s->n; i++) {
		take_seed(s, rbt_ta_value(in, i));
		out[0][i] =
		    s->seen > s->n ? index_of(s->up, s->down) : RBT_TA_NONE;
	}
	up = s->up;
	down = s->down;
	prev = s->prev;
	for (; i < n; i++) {
		double x = rbt_ta_value(in, i);
		double change = x - prev;

		up += ((change > 0 ? change : 0) - up) * by_n;
		down += ((change < 0 ? -change : 0) - down) * by_n;
		prev = x;
		if (up + down < NOTHING)
			up = down = 0;
		out[0][i] = index_of(up, down);
	}
	s->up = up;
	s->down = down;
	s->prev = prev;
}

const struct rbt_ta rbt_ta_rsi = {
    .name = "rsi",
    .summary = "Wilder's relative strength index of x, 0 to 100",
    .n_series = 1,
    .bars = "",
    .n_param = 1,
    .param = {RBT_TA_PERIOD("n")},
    .n_out = 1,
    .warmup = rsi_warmup,
    .open = rsi_open,
    .run = rsi_run,
    .reset = rsi_reset,
    .close = rsi_close,
};
