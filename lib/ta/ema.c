/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ema(x, n): exponential moving average, e = e + k * (x - e) with
 * k = 2 / (n + 1).
 *
 * The first value, at bar n-1, is the mean of the first n values.  A constant
 * x gives exactly x; n = 1 gives x.
 * TA-Lib: the same (unstable period 0, default compatibility).
 */
#include <stdlib.h>

#include "core/mem.h"
#include "ta/column.h"
#include "ta/table.h"

struct ema {
	size_t n;
	size_t seen; /* bars since the start, at most n */
	double k;
	/* In units of the column.  While seen < n, e is the first value and
	 * sum what the others exceed it by: the mean of equal values is exact.
	 */
	double e, sum;
};

static size_t
ema_warmup(const double *param)
{
	return (size_t)param[0] - 1;
}

static void
ema_reset(void *state)
{
	struct ema *s = state;

	s->seen = 0;
}

static void *
ema_open(const double *param)
{
	struct ema *s = rbt_xcalloc(1, sizeof(*s));

	s->n = (size_t)param[0];
	s->k = 2.0 / (param[0] + 1);
	return s;
}

static void
ema_close(void *state)
{
	free(state);
}

/* Takes one value of the first n. */
static void
take_seed(struct ema *s, double x)
{
	if (s->seen == 0) {
		s->e = x;
		s->sum = 0;
	}
	s->sum += x - s->e;
	s->seen++;
	if (s->seen == s->n)
		s->e += s->sum / (double)s->n;
}

static void
ema_run(void *state, const struct rbt_ta_col *in, size_t n, double *const *out)
{
	struct ema *s = state;
	double e, k = s->k, scale = rbt_ta_scale(in);
	size_t i = 0;

	for (; i < n && s->seen < s->n; i++) {
		take_seed(s, rbt_ta_value(in, i));
		out[0][i] = s->seen == s->n ? s->e / scale : RBT_TA_NONE;
	}
	if (s->n == 1) /* k is 1, but e + (x - e) can miss x by rounding */
		for (; i < n; i++)
			out[0][i] = rbt_ta_value(in, i) / scale;
	for (e = s->e; i < n; i++) {
		e += k * (rbt_ta_value(in, i) - e);
		out[0][i] = e / scale;
	}
	s->e = e;
}

const struct rbt_ta rbt_ta_ema = {
    .name = "ema",
    .summary = "exponential moving average of x, factor 2/(n+1)",
    .n_series = 1,
    .bars = "",
    .n_param = 1,
    .param = {RBT_TA_PERIOD("n")},
    .n_out = 1,
    .warmup = ema_warmup,
    .open = ema_open,
    .run = ema_run,
    .reset = ema_reset,
    .close = ema_close,
};
