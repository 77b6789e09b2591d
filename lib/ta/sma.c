/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sma(x, n): simple moving average, the mean of x over the last n bars,
 * this one included.
 *
 * First defined at bar n-1 (the first bar is 0).  Of prices: the exact sum of
 * integers, divided by n and rounded once, so equal averages compare equal
 * whatever their n.  Of computed values: a sum of the window's values in a
 * fixed order; n equal values give exactly that value.
 * TA-Lib: the same up to the rounding of its running sum; n = 1 is allowed
 * here and gives x.
 */
#include <stdlib.h>

#include "core/mem.h"
#include "ta/table.h"
#include "ta/window.h"

struct sma {
	size_t n;
	size_t seen; /* bars since the start, at most n-1 */
	/* Prices: their sum over the last `seen` bars. */
	struct rbt_ta_window win;
	struct rbt_ta_den den;
	rbt_i128 sum;
	/* Computed values: tail[i] is the sum of the last block from i on (0
	 * for i = n) and, below block.pos, the value in the current one. */
	struct rbt_ta_block block;
	double *tail;
	double head, last;
	size_t same; /* values equal to the last one in a row */
};

static size_t
sma_warmup(const double *param)
{
	return (size_t)param[0] - 1;
}

static void
sma_reset(void *state)
{
	struct sma *s = state;

	rbt_ta_window_clear(&s->win);
	rbt_ta_block_clear(&s->block);
	s->seen = s->same = 0;
	s->sum = 0;
	s->head = 0;
}

static void *
sma_open(const double *param)
{
	struct sma *s = rbt_xcalloc(1, sizeof(*s));

	s->n = s->block.n = (size_t)param[0];
	s->win.keep = s->n - 1;
	s->den = rbt_ta_den_of((int64_t)s->n * RBT_DEC_ONE);
	return s;
}

static void
sma_close(void *state)
{
	struct sma *s = state;

	rbt_ta_window_release(&s->win);
	free(s->tail);
	free(s);
}

static void
add_prices(struct sma *s, const int64_t *x, size_t m, double *out)
{
	const int64_t *old = x - s->seen;
	size_t warm = rbt_ta_least(m, s->n - 1 - s->seen);
	rbt_i128 sum = s->sum;
	struct rbt_ta_den den = s->den;

	for (size_t i = 0; i < warm; i++) {
		sum += x[i];
		out[i] = RBT_TA_NONE;
	}
	for (size_t i = warm; i < m; i++) {
		sum += x[i];
		out[i] = rbt_ta_ratio(sum, den);
		sum -= old[i - warm];
	}
	s->sum = sum;
	s->seen += warm;
}

/* m values that fit into the current block. */
static void
add_values(struct sma *s, const double *x, size_t m, double *out)
{
	size_t n = s->n, pos = s->block.pos, same = s->same;
	size_t warm =
	    s->block.full ? 0 : n - 1; /* undefined while pos < warm */
	double div = (double)n, head = s->head, last = s->last;

	for (size_t i = 0; i < m; i++, pos++) {
		s->tail[pos] = x[i];
		head += x[i];
		same = same > 0 && x[i] == last ? same + 1 : 1;
		last = x[i];
		if (same >= n)
			out[i] = x[i];
		else
			out[i] = pos < warm ? RBT_TA_NONE
					    : (s->tail[pos + 1] + head) / div;
	}
	s->head = head;
	s->same = same;
	s->last = last;
	if (!rbt_ta_block_ends(&s->block, m))
		return;
	for (size_t i = n; i > 0; i--)
		s->tail[i - 1] += s->tail[i];
	s->head = 0;
}

static void
sma_run(void *state, const struct rbt_ta_col *in, size_t n, double *const *out)
{
	struct sma *s = state;
	struct rbt_ta_col now;

	if (in->f != NULL && s->tail == NULL)
		s->tail = rbt_xcalloc(s->n + 1, sizeof(*s->tail));
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

const struct rbt_ta rbt_ta_sma = {
    .name = "sma",
    .summary = "simple moving average of x over n bars",
    .n_series = 1,
    .bars = "",
    .n_param = 1,
    .param = {RBT_TA_PERIOD("n")},
    .n_out = 1,
    .warmup = sma_warmup,
    .open = sma_open,
    .run = sma_run,
    .reset = sma_reset,
    .close = sma_close,
};
