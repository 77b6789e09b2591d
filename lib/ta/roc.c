/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roc(x, n): rate of change over n bars in percent, 100 * (x / x[n] - 1),
 * computed as 100 * (x - x[n]) / x[n].
 *
 * First defined at bar n.  No change: exactly 0.  Of prices the difference is
 * exact and the quotient is rounded once, so a rise of exactly 5 percent
 * equals 5.  Undefined where x[n] is 0.
 * TA-Lib: the same but for the rounding, and it answers 0 where x[n] is 0.
 */
#include <stdlib.h>

#include "core/mem.h"
#include "ta/table.h"
#include "ta/window.h"

struct roc {
	size_t n;
	size_t seen; /* bars since the start, at most n */
	struct rbt_ta_window win;
};

static size_t
roc_warmup(const double *param)
{
	return (size_t)param[0];
}

static void
roc_reset(void *state)
{
	struct roc *s = state;

	s->seen = 0;
	rbt_ta_window_clear(&s->win);
}

static void *
roc_open(const double *param)
{
	struct roc *s = rbt_xcalloc(1, sizeof(*s));

	s->n = s->win.keep = (size_t)param[0];
	return s;
}

static void
roc_close(void *state)
{
	struct roc *s = state;

	rbt_ta_window_release(&s->win);
	free(s);
}

/* The column that starts `by` values earlier. */
static struct rbt_ta_col
earlier(const struct rbt_ta_col *c, size_t by)
{
	return (struct rbt_ta_col){c->px ? c->px - by : NULL,
	    c->f ? c->f - by : NULL};
}

static void
roc_run(void *state, const struct rbt_ta_col *in, size_t n, double *const *out)
{
	struct roc *s = state;
	struct rbt_ta_col now;

	for (size_t at = 0, m; at < n; at += m) {
		struct rbt_ta_col then;
		double *to = out[0] + at;
		size_t warm;

		m = rbt_ta_window_add(&s->win, in, at, n - at, &now);
		warm = rbt_ta_least(m, s->n - s->seen);
		for (size_t i = 0; i < warm; i++)
			to[i] = RBT_TA_NONE;
		then = earlier(&now, s->seen);
		for (size_t i = warm; i < m; i++) {
			double x = rbt_ta_value(&now, i);
			double old = rbt_ta_value(&then, i - warm);

			to[i] = old == 0 ? RBT_TA_NONE : 100 * (x - old) / old;
		}
		s->seen += warm;
	}
}

const struct rbt_ta rbt_ta_roc = {
    .name = "roc",
    .summary = "rate of change of x over n bars, in percent",
    .n_series = 1,
    .bars = "",
    .n_param = 1,
    .param = {RBT_TA_PERIOD("n")},
    .n_out = 1,
    .warmup = roc_warmup,
    .open = roc_open,
    .run = roc_run,
    .reset = roc_reset,
    .close = roc_close,
};
