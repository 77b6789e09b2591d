/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * atr(n): Wilder's average true range of the bars, in units of price.  The
 * true range of a bar is max(high, close before) - min(low, close before).
 *
 * First defined at bar n, as the mean of the true ranges of bars 1 to n; then
 * a = a + (range - a) / n.  Bars whose ranges are equal give exactly that
 * range; bars that do not move give 0.
 * TA-Lib: the same.
 */
#include <stdlib.h>

#include "core/mem.h"
#include "ta/column.h"
#include "ta/table.h"

struct atr {
	size_t n;
	size_t seen; /* bars since the start, at most n + 1 */
	double close;
	/* While seen <= n: the first range, and what the others exceed it by.
	 */
	double avg, sum;
	double by_n;
};

static size_t
atr_warmup(const double *param)
{
	return (size_t)param[0];
}

static void
atr_reset(void *state)
{
	struct atr *s = state;

	s->seen = 0;
}

static void *
atr_open(const double *param)
{
	struct atr *s = rbt_xcalloc(1, sizeof(*s));

	s->n = (size_t)param[0];
	s->by_n = 1 / param[0];
	return s;
}

static void
atr_close(void *state)
{
	free(state);
}

/* The true range of bar i of (high, low, close) behind that close. */
static double
true_range(const struct rbt_ta_col *in, size_t i, double close)
{
	double high = rbt_ta_value(&in[0], i), low = rbt_ta_value(&in[1], i);

	return (high > close ? high : close) - (low < close ? low : close);
}

/* Takes one bar of the first n + 1. */
static void
take_seed(struct atr *s, const struct rbt_ta_col *in, size_t i)
{
	double range = true_range(in, i, s->close);

	if (s->seen == 1) {
		s->avg = range;
		s->sum = 0;
	} else if (s->seen > 1) {
		s->sum += range - s->avg;
	}
	s->close = rbt_ta_value(&in[2], i);
	s->seen++;
	if (s->seen > s->n)
		s->avg += s->sum / (double)s->n;
}

static void
atr_run(void *state, const struct rbt_ta_col *in, size_t n, double *const *out)
{
	struct atr *s = state;
	double avg, close, by_n = s->by_n, scale = rbt_ta_scale(in);
	size_t i = 0;

	for (; i < n && s->seen <= s->n; i++) {
		take_seed(s, in, i);
		out[0][i] = s->seen > s->n ? s->avg / scale : RBT_TA_NONE;
	}
	avg = s->avg;
	close = s->close;
	for (; i < n; i++) {
		avg += (true_range(in, i, close) - avg) * by_n;
		close = rbt_ta_value(&in[2], i);
		out[0][i] = avg / scale;
	}
	s->avg = avg;
	s->close = close;
}

const struct rbt_ta rbt_ta_atr = {
    .name = "atr",
    .summary = "Wilder's average true range over n bars",
    .n_series = 0,
    .bars = "hlc",
    .n_param = 1,
    .param = {RBT_TA_PERIOD("n")},
    .n_out = 1,
    .warmup = atr_warmup,
    .open = atr_open,
    .run = atr_run,
    .reset = atr_reset,
    .close = atr_close,
};
