/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * wma(x, n): weighted moving average, weights n for this bar, n-1 for the one
 * before, ... 1 for the oldest, divided by n * (n + 1) / 2.
 *
 * First defined at bar n-1.  Of prices: the exact weighted sum of integers,
 * rounded once.  Of computed values: a sum of the window's values in a fixed
 * order; n equal values give exactly that value.
 * TA-Lib: the same up to the rounding of its running sum; n = 1 is allowed
 * here and gives x.
 */
#include <stdlib.h>

#include "core/mem.h"
#include "ta/table.h"
#include "ta/window.h"

struct wma {
	size_t n;
	size_t seen; /* bars since the start, at most n-1 */
	/* Prices: the sum of the last `seen`, plain and with weights 1 (the
	 * oldest) to `seen`. */
	struct rbt_ta_window win;
	struct rbt_ta_den den;
	rbt_i128 sum, weighted;
	/* Computed values: tail[i] is the sum of the last block from i on with
	 * weights 1, 2, ... (0 for i = n) and, below block.pos, the value in
	 * the current one; head is the sum of those values, head_weighted that
	 * with weights 1, 2, ... */
	struct rbt_ta_block block;
	double *tail;
	double div, head, head_weighted, last;
	size_t same; /* values equal to the last one in a row */
};

static size_t
wma_warmup(const double *param)
{
	return (size_t)param[0] - 1;
}

static void
wma_reset(void *state)
{
	struct wma *s = state;

	rbt_ta_window_clear(&s->win);
	rbt_ta_block_clear(&s->block);
	s->seen = s->same = 0;
	s->sum = s->weighted = 0;
	s->head = s->head_weighted = 0;
}

static void *
wma_open(const double *param)
{
	struct wma *s = rbt_xcalloc(1, sizeof(*s));
	int64_t n = (int64_t)param[0], weights = n * (n + 1) / 2;

	s->n = s->block.n = (size_t)n;
	s->win.keep = s->n - 1;
	s->den = rbt_ta_den_of(weights * RBT_DEC_ONE);
	s->div = (double)weights;
	return s;
}

static void
wma_close(void *state)
{
	struct wma *s = state;

	rbt_ta_window_release(&s->win);
	free(s->tail);
	free(s);
}

static void
add_prices(struct wma *s, const int64_t *x, size_t m, double *out)
{
	const int64_t *old = x - s->seen;
	size_t warm = rbt_ta_least(m, s->n - 1 - s->seen);
	rbt_i128 sum = s->sum, weighted = s->weighted, n = (rbt_i128)s->n;
	struct rbt_ta_den den = s->den;

	for (size_t i = 0; i < warm; i++) {
		s->seen++;
		sum += x[i];
		weighted += (rbt_i128)s->seen * x[i];
		out[i] = RBT_TA_NONE;
	}
	for (size_t i = warm; i < m; i++) {
		sum += x[i];
		weighted += n * x[i];
		out[i] = rbt_ta_ratio(weighted, den);
		weighted -= sum; /* every weight one less */
		sum -= old[i - warm];
	}
	s->sum = sum;
	s->weighted = weighted;
}

/* Puts the weighted sums of its tails into the block that just ended. */
static void
turn(struct wma *s)
{
	double sum = 0, weighted = 0;

	for (size_t i = s->n - 1; i > 0; i--) {
		sum += s->tail[i];
		weighted += sum;
		s->tail[i] = weighted;
	}
	s->head = s->head_weighted = 0;
}

/* m values that fit into the current block. */
static void
add_values(struct wma *s, const double *x, size_t m, double *out)
{
	size_t n = s->n, pos = s->block.pos;
	size_t warm =
	    s->block.full ? 0 : n - 1; /* undefined while pos < warm */

	for (size_t i = 0; i < m; i++, pos++) {
		s->tail[pos] = x[i];
		s->head += x[i];
		s->head_weighted += (double)(pos + 1) * x[i];
		s->same = s->same > 0 && x[i] == s->last ? s->same + 1 : 1;
		s->last = x[i];
		if (s->same >= n)
			out[i] = x[i];
		else if (pos < warm)
			out[i] = RBT_TA_NONE;
		else
			out[i] = (s->tail[pos + 1] +
				     (double)(n - 1 - pos) * s->head +
				     s->head_weighted) /
				 s->div;
	}
	if (rbt_ta_block_ends(&s->block, m))
		turn(s);
}

static void
wma_run(void *state, const struct rbt_ta_col *in, size_t n, double *const *out)
{
	struct wma *s = state;
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

const struct rbt_ta rbt_ta_wma = {
    .name = "wma",
    .summary = "weighted moving average of x, weights n, n-1, ... 1",
    .n_series = 1,
    .bars = "",
    .n_param = 1,
    .param = {RBT_TA_PERIOD("n")},
    .n_out = 1,
    .warmup = wma_warmup,
    .open = wma_open,
    .run = wma_run,
    .reset = wma_reset,
    .close = wma_close,
};
