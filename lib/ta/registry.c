/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "ta/column.h"
#include "ta/registry.h"
#include "ta/table.h"

static const struct rbt_ta *const table[] = {
    &rbt_ta_atr,
    &rbt_ta_bbands,
    &rbt_ta_ema,
    &rbt_ta_highest,
    &rbt_ta_lowest,
    &rbt_ta_macd,
    &rbt_ta_roc,
    &rbt_ta_rsi,
    &rbt_ta_sma,
    &rbt_ta_stddev,
    &rbt_ta_wma,
};

struct rbt_ta_state {
	const struct rbt_ta *ta;
	void *own;
	size_t n_in;
	bool fed; /* has seen bars since it was new or reset */
};

const struct rbt_ta *
rbt_ta_at(size_t i)
{
	return i < sizeof(table) / sizeof(table[0]) ? table[i] : NULL;
}

const struct rbt_ta *
rbt_ta_find(const char *name, size_t len)
{
	const struct rbt_ta *ta;

	for (size_t i = 0; (ta = rbt_ta_at(i)) != NULL; i++)
		if (strlen(ta->name) == len && memcmp(ta->name, name, len) == 0)
			return ta;
	return NULL;
}

struct rbt_ta_state *
rbt_ta_new(const struct rbt_ta *ta, const double *param)
{
	struct rbt_ta_state *st = rbt_xcalloc(1, sizeof(*st));

	st->ta = ta;
	st->own = ta->open(param);
	st->n_in = ta->n_series + strlen(ta->bars);
	return st;
}

void
rbt_ta_free(struct rbt_ta_state *st)
{
	if (st == NULL)
		return;
	st->ta->close(st->own);
	free(st);
}

/* How many bars from `at` on (and before `end`) are finite in column c. */
static size_t
count_finite(const struct rbt_ta_col *c, size_t at, size_t end)
{
	size_t i = at;

	if (c->px != NULL)
		return end - at;
	while (i < end && isfinite(c->f[i]))
		i++;
	return i - at;
}

/* Runs bars at .. at+m-1, all of them finite. */
static void
run_finite(struct rbt_ta_state *st, const struct rbt_ta_col *in, size_t at,
    size_t m, double *const *out)
{
	struct rbt_ta_col col[RBT_TA_MAX_IN];
	double *to[RBT_TA_MAX_OUT];

	for (size_t c = 0; c < st->n_in; c++)
		col[c] = rbt_ta_from(&in[c], at);
	for (size_t o = 0; o < st->ta->n_out; o++)
		to[o] = out[o] + at;
	st->ta->run(st->own, col, m, to);
	st->fed = true;
}

void
rbt_ta_run(struct rbt_ta_state *st, const struct rbt_ta_col *in, size_t n,
    double *const *out)
{
	for (size_t at = 0; at < n;) {
		size_t m = n - at;

		for (size_t c = 0; c < st->n_in; c++)
			m = count_finite(&in[c], at, at + m);
		if (m > 0) {
			run_finite(st, in, at, m, out);
			at += m;
			continue;
		}
		for (size_t o = 0; o < st->ta->n_out; o++)
			out[o][at] = RBT_TA_NONE;
		at++;
		if (st->fed)
			st->ta->reset(st->own);
		st->fed = false;
	}
}
