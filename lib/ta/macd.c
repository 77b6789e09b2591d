/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * macd(x, fast, slow, signal): line = ema(x, fast) - ema(x, slow),
 * signal = ema(line, signal), hist = line - signal.
 *
 * Both averages of x start at the same bar, the longer period - 1: each is the
 * mean of as many values as its period has, the last of them at that bar.
 * The signal starts with the mean of the first `signal` values of the line.
 * All three outputs are first defined at bar max(fast, slow) + signal - 2.
 * A constant x gives exactly 0.
 * TA-Lib: the same if fast < slow; it swaps the two otherwise, here the line
 * then is what is written (the negative).
 */
#include <stdlib.h>

#include "core/mem.h"
#include "ta/column.h"
#include "ta/table.h"

struct macd {
	size_t first; /* index of the first defined outputs */
	size_t seen;  /* bars since the start, at most first */
	/* Bars before the first one that the average takes. */
	size_t skip_fast, skip_slow, skip_signal;
	void *fast, *slow, *signal; /* states of ema */
};

static size_t
macd_warmup(const double *param)
{
	double longer = param[0] > param[1] ? param[0] : param[1];

	return (size_t)(longer + param[2]) - 2;
}

static void
macd_reset(void *state)
{
	struct macd *s = state;

	s->seen = 0;
	rbt_ta_ema.reset(s->fast);
	rbt_ta_ema.reset(s->slow);
	rbt_ta_ema.reset(s->signal);
}

static void *
macd_open(const double *param)
{
	struct macd *s = rbt_xcalloc(1, sizeof(*s));
	size_t fast = (size_t)param[0], slow = (size_t)param[1];

	s->first = macd_warmup(param);
	s->skip_fast = slow > fast ? slow - fast : 0;
	s->skip_slow = fast > slow ? fast - slow : 0;
	s->skip_signal = (slow > fast ? slow : fast) - 1;
	s->fast = rbt_ta_ema.open(&param[0]);
	s->slow = rbt_ta_ema.open(&param[1]);
	s->signal = rbt_ta_ema.open(&param[2]);
	return s;
}

static void
macd_close(void *state)
{
	struct macd *s = state;

	rbt_ta_ema.close(s->fast);
	rbt_ta_ema.close(s->slow);
	rbt_ta_ema.close(s->signal);
	free(s);
}

/* An average that does not take the first `skip` bars; `seen` went before. */
static void
run_average(void *ema, size_t skip, size_t seen, const struct rbt_ta_col *in,
    size_t n, double *out)
{
	size_t past = skip > seen ? rbt_ta_least(skip - seen, n) : 0;
	struct rbt_ta_col rest = rbt_ta_from(in, past);
	double *to = out + past;

	for (size_t i = 0; i < past; i++)
		out[i] = RBT_TA_NONE;
	rbt_ta_ema.run(ema, &rest, n - past, &to);
}

static void
macd_run(void *state, const struct rbt_ta_col *in, size_t n, double *const *out)
{
	struct macd *s = state;
	double *line = out[0], *signal = out[1], *hist = out[2];
	struct rbt_ta_col col = {.f = line};
	size_t seen = s->seen, warm = rbt_ta_least(n, s->first - seen);

	run_average(s->fast, s->skip_fast, seen, in, n, line);
	run_average(s->slow, s->skip_slow, seen, in, n, hist);
	for (size_t i = 0; i < n; i++)
		line[i] -= hist[i];
	run_average(s->signal, s->skip_signal, seen, &col, n, signal);
	for (size_t i = 0; i < n; i++)
		hist[i] = line[i] - signal[i];
	for (size_t i = 0; i < warm; i++)
		line[i] = RBT_TA_NONE; /* like the others, though its value is
					  known */
	s->seen += warm;
}

const struct rbt_ta rbt_ta_macd = {
    .name = "macd",
    .summary = "difference of two ema of x, its ema, and what lies between",
    .n_series = 1,
    .bars = "",
    .n_param = 3,
    .param = {RBT_TA_PERIOD("fast"), RBT_TA_PERIOD("slow"),
	RBT_TA_PERIOD("signal")},
    .n_out = 3,
    .out_name = {"line", "signal", "hist"},
    .warmup = macd_warmup,
    .open = macd_open,
    .run = macd_run,
    .reset = macd_reset,
    .close = macd_close,
};
