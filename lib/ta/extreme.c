/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * highest(x, n), lowest(x, n): the largest and the smallest value of x over
 * the last n bars, this one included.
 *
 * First defined at bar n-1; exact.  For a channel that leaves out the current
 * bar write highest(high, n)[1].
 * TA-Lib (MAX, MIN): the same.
 */
#include <math.h>
#include <stdlib.h>

#include "core/mem.h"
#include "ta/table.h"
#include "ta/window.h"

struct extreme {
	double sign; /* 1 for the largest; -1 turns the smallest into that */
	struct rbt_ta_block block;
	/* tail[i] is the extreme of the last block from i on (of nothing for
	 * i = n) and, below block.pos, the value in the current one; times
	 * sign. */
	double *tail;
	double head;
};

static size_t
extreme_warmup(const double *param)
{
	return (size_t)param[0] - 1;
}

static void
extreme_reset(void *state)
{
	struct extreme *s = state;

	rbt_ta_block_clear(&s->block);
	s->head = -(double)INFINITY;
}

static void *
extreme_open(const double *param, double sign)
{
	struct extreme *s = rbt_xcalloc(1, sizeof(*s));

	s->sign = sign;
	s->block.n = (size_t)param[0];
	s->head = -(double)INFINITY;
	s->tail = rbt_xmalloc((s->block.n + 1) * sizeof(*s->tail));
	s->tail[s->block.n] = s->head;
	return s;
}

static void *
highest_open(const double *param)
{
	return extreme_open(param, 1);
}

static void *
lowest_open(const double *param)
{
	return extreme_open(param, -1);
}

static void
extreme_close(void *state)
{
	struct extreme *s = state;

	free(s->tail);
	free(s);
}

static inline double
larger(double a, double b)
{
	return a > b ? a : b;
}

/* m values, already in out and times sign, that fit into the current block. */
static void
add_values(struct extreme *s, size_t m, double *out)
{
	size_t n = s->block.n, i = 0;
	size_t warm =
	    s->block.full ? 0 : n - 1; /* undefined while pos < warm */
	double *tail = s->tail + s->block.pos;
	double head = s->head, sign = s->sign;

	for (; i < m && s->block.pos + i < warm; i++) {
		head = larger(out[i], head);
		tail[i] = out[i];
		out[i] = RBT_TA_NONE;
	}
	for (; i < m; i++) {
		head = larger(out[i], head);
		tail[i] = out[i];
		out[i] = sign * larger(tail[i + 1], head);
	}
	s->head = head;
	if (!rbt_ta_block_ends(&s->block, m))
		return;
	head = s->tail[n]; /* nothing */
	for (i = n; i > 0; i--)
		s->tail[i - 1] = head = larger(s->tail[i - 1], head);
	s->head = s->tail[n];
}

static void
extreme_run(void *state, const struct rbt_ta_col *in, size_t n,
    double *const *out)
{
	struct extreme *s = state;
	struct rbt_ta_den one = rbt_ta_den_of(RBT_DEC_ONE);

	/* Rounding keeps order, so the extreme of the doubles is the double
	 * of the extreme price. */
	if (in->px != NULL)
		for (size_t i = 0; i < n; i++)
			out[0][i] = s->sign * rbt_ta_ratio(in->px[i], one);
	else
		for (size_t i = 0; i < n; i++)
			out[0][i] = s->sign * in->f[i];
	for (size_t at = 0, m; at < n; at += m) {
		m = rbt_ta_block_room(&s->block, n - at);
		add_values(s, m, out[0] + at);
	}
}

const struct rbt_ta rbt_ta_highest = {
    .name = "highest",
    .summary = "largest value of x over n bars",
    .n_series = 1,
    .bars = "",
    .n_param = 1,
    .param = {RBT_TA_PERIOD("n")},
    .n_out = 1,
    .warmup = extreme_warmup,
    .open = highest_open,
    .run = extreme_run,
    .reset = extreme_reset,
    .close = extreme_close,
};

const struct rbt_ta rbt_ta_lowest = {
    .name = "lowest",
    .summary = "smallest value of x over n bars",
    .n_series = 1,
    .bars = "",
    .n_param = 1,
    .param = {RBT_TA_PERIOD("n")},
    .n_out = 1,
    .warmup = extreme_warmup,
    .open = lowest_open,
    .run = extreme_run,
    .reset = extreme_reset,
    .close = extreme_close,
};
