/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bbands(x, n, k): Bollinger bands, mid = sma(x, n),
 * upper = mid + k * stddev(x, n), lower = mid - k * stddev(x, n).
 *
 * First defined at bar n-1.  mid is the very number that sma gives.  A window
 * of equal values has all three equal to that value.
 * TA-Lib: the same with its simple average and one k for both sides.
 */
#include <stdlib.h>

#include "core/mem.h"
#include "ta/table.h"

struct bbands {
	void *mean; /* state of sma */
	void *dev;  /* state of stddev */
	double k;
};

static size_t
bbands_warmup(const double *param)
{
	return (size_t)param[0] - 1;
}

static void
bbands_reset(void *state)
{
	struct bbands *s = state;

	rbt_ta_sma.reset(s->mean);
	rbt_ta_stddev.reset(s->dev);
}

static void *
bbands_open(const double *param)
{
	struct bbands *s = rbt_xcalloc(1, sizeof(*s));

	s->mean = rbt_ta_sma.open(param);
	s->dev = rbt_ta_stddev.open(param);
	s->k = param[1];
	return s;
}

static void
bbands_close(void *state)
{
	struct bbands *s = state;

	rbt_ta_sma.close(s->mean);
	rbt_ta_stddev.close(s->dev);
	free(s);
}

static void
bbands_run(void *state, const struct rbt_ta_col *in, size_t n,
    double *const *out)
{
	struct bbands *s = state;
	double *upper = out[0], *mid = out[1], *lower = out[2];

	rbt_ta_sma.run(s->mean, in, n, &mid);
	rbt_ta_stddev.run(s->dev, in, n, &upper);
	for (size_t i = 0; i < n; i++) {
		double width = s->k * upper[i];

		upper[i] = mid[i] + width;
		lower[i] = mid[i] - width;
	}
}

const struct rbt_ta rbt_ta_bbands = {
    .name = "bbands",
    .summary = "Bollinger bands: sma of x plus and minus k stddev",
    .n_series = 1,
    .bars = "",
    .n_param = 2,
    .param = {RBT_TA_PERIOD("n"), {"k", 0, 100, 0}},
    .n_out = 3,
    .out_name = {"upper", "mid", "lower"},
    .warmup = bbands_warmup,
    .open = bbands_open,
    .run = bbands_run,
    .reset = bbands_reset,
    .close = bbands_close,
};
