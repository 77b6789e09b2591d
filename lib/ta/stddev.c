/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stddev(x, n): standard deviation of x over the last n bars (population:
 * divisor n).
 *
 * First defined at bar n-1.  Equal values give exactly 0, as does n = 1.
 * Of prices: sqrt(n * sum(x^2) - sum(x)^2) / n with both sums exact (prices
 * above 2^62 / n units, 46 million for n = 1000, are summed as doubles around
 * the oldest value of the window).  Of computed values: means and squared
 * deviations of parts of the window, merged; no difference of large sums.
 * Source: Chan, Golub, LeVeque (1983).
 * TA-Lib: the same up to its rounding, which near a flat window is large; it
 * answers 0 for every variance below 1e-8 (1e-14 in later versions).
 */
#include <math.h>
#include <stdlib.h>

#include "core/mem.h"
#include "ta/table.h"
#include "ta/window.h"

/* Mean of some values and the sum of their squared deviations from it. */
struct part {
	double mean, dev2;
};

struct stddev {
	size_t n;
	size_t seen; /* bars since the start, at most n-1 */
	/* Prices: sums over the last `seen` bars of those that are not big. */
	struct rbt_ta_window win;
	int64_t limit; /* larger ones are big */
	int64_t sum;
	rbt_i128 sum2;
	size_t n_big;
	/* Computed values: tail[i] is the last block from i on and, below
	 * block.pos, tail[i].mean a value of the current one. */
	struct rbt_ta_block block;
	struct part *tail;
	struct part head;
};

static size_t
stddev_warmup(const double *param)
{
	return (size_t)param[0] - 1;
}

static void
stddev_reset(void *state)
{
	struct stddev *s = state;

	rbt_ta_window_clear(&s->win);
	rbt_ta_block_clear(&s->block);
	s->seen = s->n_big = 0;
	s->sum = 0;
	s->sum2 = 0;
	s->head = (struct part){0, 0};
}

static void *
stddev_open(const double *param)
{
	struct stddev *s = rbt_xcalloc(1, sizeof(*s));

	s->n = s->block.n = (size_t)param[0];
	s->win.keep = s->n - 1;
	s->limit = (INT64_C(1) << 62) / (int64_t)s->n;
	return s;
}

static void
stddev_close(void *state)
{
	struct stddev *s = state;

	rbt_ta_window_release(&s->win);
	free(s->tail);
	free(s);
}

static inline void
take_price(struct stddev *s, int64_t x)
{
	if (x > s->limit || x < -s->limit) {
		s->n_big++;
		return;
	}
	s->sum += x;
	s->sum2 += (rbt_i128)x * x;
}

static inline void
drop_price(struct stddev *s, int64_t x)
{
	if (x > s->limit || x < -s->limit) {
		s->n_big--;
		return;
	}
	s->sum -= x;
	s->sum2 -= (rbt_i128)x * x;
}

/* Of n prices too large for exact sums, in two passes. */
static double
of_big(const int64_t *x, size_t n)
{
	double sum = 0, dev2 = 0, base = (double)x[0], mean;

	for (size_t i = 0; i < n; i++)
		sum += (double)x[i] - base;
	mean = sum / (double)n;
	for (size_t i = 0; i < n; i++) {
		double d = (double)x[i] - base - mean;

		dev2 += d * d;
	}
	return sqrt(dev2 / (double)n) / (double)RBT_DEC_ONE;
}

static void
add_prices(struct stddev *s, const int64_t *x, size_t m, double *out)
{
	const int64_t *old = x - s->seen;
	size_t n = s->n, warm = rbt_ta_least(m, n - 1 - s->seen);
	double div = (double)n * (double)RBT_DEC_ONE;

	for (size_t i = 0; i < warm; i++) {
		take_price(s, x[i]);
		out[i] = RBT_TA_NONE;
	}
	for (size_t i = warm; i < m; i++, old++) {
		take_price(s, x[i]);
		if (s->n_big == 0)
			out[i] = sqrt((double)((rbt_i128)n * s->sum2 -
					       (rbt_i128)s->sum * s->sum)) /
				 div;
		else
			out[i] = of_big(old, n);
		drop_price(s, *old);
	}
	s->seen += warm;
}

/* One more value of a part, its n-th. */
static inline void
widen(struct part *p, double x, size_t n)
{
	double d = x - p->mean;

	p->mean += d / (double)n;
	p->dev2 += d * (x - p->mean);
}

/* Squared deviations of the union of two parts with na and nb values. */
static inline double
merge(const struct part *a, size_t na, const struct part *b, size_t nb)
{
	double d = b->mean - a->mean;

	return a->dev2 + b->dev2 +
	       d * d * ((double)na * (double)nb / (double)(na + nb));
}

/* m values that fit into the current block. */
static void
add_values(struct stddev *s, const double *x, size_t m, double *out)
{
	size_t n = s->n, pos = s->block.pos;
	struct part part = {0, 0};

	for (size_t i = 0; i < m; i++, pos++) {
		s->tail[pos].mean = x[i];
		widen(&s->head, x[i], pos + 1);
		if (pos + 1 == n)
			out[i] = sqrt(s->head.dev2 / (double)n);
		else if (s->block.full)
			out[i] = sqrt(merge(&s->tail[pos + 1], n - 1 - pos,
					  &s->head, pos + 1) /
				      (double)n);
		else
			out[i] = RBT_TA_NONE;
	}
	if (!rbt_ta_block_ends(&s->block, m))
		return;
	for (size_t i = n - 1; i > 0; i--) {
		widen(&part, s->tail[i].mean, n - i);
		s->tail[i] = part;
	}
	s->head = (struct part){0, 0};
}

static void
stddev_run(void *state, const struct rbt_ta_col *in, size_t n,
    double *const *out)
{
	struct stddev *s = state;
	struct rbt_ta_col now;

	if (in->f != NULL && s->tail == NULL)
		s->tail = rbt_xmalloc(s->n * sizeof(*s->tail));
	for (size_t at = 0, m; at < n; at += m) {
		if (in->px != NULL) {
			m = rbt_ta_window_add(&s->win, in, at, n - at, &now);
			add_prices(s, now.px, m, out[0] + at);
		} else {
			m = rbt_ta_block_room(&s->block, n - at);
			add_values(s, in->f + at, m, out[0] + at);
		}
	}
}

const struct rbt_ta rbt_ta_stddev = {
    .name = "stddev",
    .summary = "population standard deviation of x over n bars",
    .n_series = 1,
    .bars = "",
    .n_param = 1,
    .param = {RBT_TA_PERIOD("n")},
    .n_out = 1,
    .warmup = stddev_warmup,
    .open = stddev_open,
    .run = stddev_run,
    .reset = stddev_reset,
    .close = stddev_close,
};
