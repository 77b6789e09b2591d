/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/export.h"

#include <string.h>

#include "core/near.h"

static int
parse_bound(const char *option, const char *text, rbt_ts *out,
    struct rbt_err *err)
{
	struct rbt_err why = {0};

	if (text == NULL || rbt_ts_parse(text, strlen(text), out, &why) == 0)
		return 0;
	return rbt_err_set(err, RBT_E_USAGE, "%s: %s", option, why.msg);
}

int
rbt_export_bounds(struct rbt_export *e, const char *start, const char *end,
    struct rbt_err *err)
{
	e->from.ns = INT64_MIN;
	e->to.ns = INT64_MAX;
	if (parse_bound("--start", start, &e->from, err) != 0 ||
	    parse_bound("--end", end, &e->to, err) != 0)
		return -1;
	if (end != NULL && strchr(end, ':') == NULL)
		e->to.ns += RBT_DAY_NS - 1;
	if (e->from.ns > e->to.ns)
		return rbt_err_set(err, RBT_E_USAGE, "--start is after --end");
	return 0;
}

int
rbt_export_check(const struct rbt_export *e, const struct rbt_bundle *b,
    struct rbt_err *err)
{
	for (size_t i = 0; i < e->n_symbols; i++) {
		const char *word = e->symbols[i];
		char hint[RBT_NEAR_HINT];
		struct rbt_near near;

		if (rbt_bundle_find(b, word) >= 0)
			continue;
		rbt_near_init(&near, word, strlen(word));
		for (size_t k = 0; k < rbt_bundle_n(b); k++)
			rbt_near_offer(&near, rbt_bundle_series(b, k)->symbol);
		return rbt_err_set(err, RBT_E_USAGE,
		    "no symbol '%s' in the bundle%s", word,
		    rbt_near_hint(near.best, hint));
	}
	return 0;
}

static bool
is_chosen(const struct rbt_export *e, const char *symbol)
{
	for (size_t i = 0; i < e->n_symbols; i++) {
		if (strcmp(e->symbols[i], symbol) == 0)
			return true;
	}
	return e->n_symbols == 0;
}

int
rbt_export_write(const struct rbt_export *e, const struct rbt_bundle *b,
    struct rbt_rec_writer *w, struct rbt_err *err)
{
	struct rbt_bar_writer bars;

	for (size_t i = 0; i < rbt_bundle_n(b); i++) {
		const struct rbt_series *s = rbt_bundle_series(b, i);

		if (!is_chosen(e, s->symbol))
			continue;
		if (rbt_bundle_check(b, i, RBT_SEGMENT_ALL, err) != 0)
			return -1;
		rbt_bar_writer_start(&bars, s->symbol, s->period);
		for (size_t k = rbt_series_find(s, e->from);
		     k < s->n && s->time[k] <= e->to.ns; k++) {
			struct rbt_bar bar = rbt_series_bar(s, k);

			rbt_bar_emit(&bars, w->out, &bar, NULL);
			w->n_records++;
		}
	}
	return 0;
}
