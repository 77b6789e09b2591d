/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/commit.h"

#include <stdlib.h>
#include <string.h>

#include "store/member.h"
#include "store/version.h"

void
rbt_commit_release(struct rbt_commit *c)
{
	for (size_t i = 0; i < c->symbols.n; i++)
		rbt_rows_release(&c->symbols.at[i].rows);
	RBT_VEC_RELEASE(&c->symbols);
	rbt_manifest_release(&c->old);
	rbt_buf_release(&c->text);
}

int
rbt_commit_open_old(struct rbt_commit *c, const struct rbt_manifest_symbol *e,
    struct rbt_segment *g, struct rbt_err *err)
{
	if (rbt_member_open(g, &c->old, e, c->folder, err) != 0)
		return -1;
	if (rbt_member_check(g, e, RBT_SEGMENT_ALL, c->folder, err) == 0)
		return 0;
	rbt_segment_release(g);
	return -1;
}

/* Merges the bars that were read for a symbol with those of the bundle. */
static int
merge_symbol(struct rbt_commit *c, struct rbt_commit_symbol *change,
    struct rbt_batch_symbol *in, struct rbt_err *err)
{
	struct rbt_batch *batch = c->batch;
	struct rbt_merge_counts *total = &batch->result->merged;
	struct rbt_merge_counts n = {0};
	struct rbt_segment old;
	struct rbt_series fresh =
	    rbt_rows_view(&in->all, change->entry.symbol, batch->home.period);
	int rc;

	if (change->was.rows == 0) {
		total->added += (int64_t)fresh.n;
		change->rows = in->all;
		in->all = (struct rbt_rows){0};
		change->fresh = true;
		return 0;
	}
	if (rbt_commit_open_old(c, &change->was, &old, err) != 0)
		return -1;
	rc = rbt_merge(&old.series, &fresh, batch->options->on_conflict,
	    &batch->home, &change->rows, &n, err);
	rbt_segment_release(&old);
	change->fresh = n.added + n.replaced > 0;
	total->added += n.added;
	total->same += n.same;
	total->kept += n.kept;
	total->replaced += n.replaced;
	return rc;
}

static int
compare_changes(const void *a, const void *b)
{
	const struct rbt_commit_symbol *x = a, *y = b;

	return strcmp(x->entry.symbol, y->entry.symbol);
}

static struct rbt_commit_symbol *
find_change(struct rbt_commit *c, size_t n_old, const char *symbol)
{
	const struct rbt_manifest_symbol *e =
	    rbt_manifest_find(&c->old, symbol);
	struct rbt_commit_symbol change = {.entry = {.symbol = symbol}};

	if (e != NULL)
		return &c->symbols.at[e - c->old.symbols.at];
	RBT_BUG_IF(c->symbols.n < n_old);
	RBT_VEC_PUSH(&c->symbols, change);
	return &c->symbols.at[c->symbols.n - 1];
}

/* The symbols of the new version: the old ones, and those that were read. */
static int
merge_all(struct rbt_commit *c, struct rbt_err *err)
{
	const struct rbt_batch *batch = c->batch;
	size_t n_old = c->old.symbols.n;

	for (size_t i = 0; i < n_old; i++) {
		struct rbt_commit_symbol change = {.entry =
						       c->old.symbols.at[i],
		    .was = c->old.symbols.at[i]};

		RBT_VEC_PUSH(&c->symbols, change);
	}
	for (size_t i = 0; i < batch->symbols.n; i++) {
		struct rbt_batch_symbol *in = &batch->symbols.at[i];

		if (!rbt_rows_any(&in->all))
			continue;
		if (merge_symbol(c, find_change(c, n_old, batch->names.name[i]),
			in, err) != 0)
			return -1;
	}
	if (c->symbols.n > 0)
		qsort(c->symbols.at, c->symbols.n, sizeof *c->symbols.at,
		    compare_changes);
	return 0;
}

static bool
has_weekend(const struct rbt_series *s)
{
	rbt_ts midnight = {INT64_MIN}; /* behind the day of the bar before */

	for (size_t i = 0; i < s->n; i++) {
		int64_t day;

		if (s->time[i] < midnight.ns)
			continue;
		day = rbt_ts_day((rbt_ts){s->time[i]});
		if (rbt_day_weekday(day) >= 5)
			return true;
		midnight = rbt_ts_from_day(day + 1);
	}
	return false;
}

/*
 * The calendar that was asked for, else the bundle's.  One that was assumed
 * becomes "24/7" with the first bar on a weekend, whenever that comes, so the
 * order of ingest does not matter.
 */
static int
choose_calendar(struct rbt_commit *c, struct rbt_err *err)
{
	const struct rbt_ingest_options *o = c->batch->options;
	bool weekend = false;

	c->calendar = o->calendar != NULL ? o->calendar : c->old.calendar;
	c->calendar_assumed = o->calendar == NULL &&
			      (c->old.version == 0 || c->old.calendar_assumed);
	if (c->calendar_assumed) {
		for (size_t i = 0; i < c->symbols.n && !weekend; i++) {
			struct rbt_series s =
			    rbt_rows_view(&c->symbols.at[i].rows, NULL,
				c->batch->home.period);

			weekend = has_weekend(&s);
		}
		if (weekend || c->calendar == NULL)
			c->calendar =
			    rbt_calendar_find(weekend ? "24/7" : "weekdays",
				err);
		if (c->calendar == NULL)
			return -1;
	}
	c->resurvey = c->calendar != c->old.calendar;
	return 0;
}

static int
check_period(const struct rbt_commit *c, struct rbt_err *err)
{
	char is[RBT_TS_MAX], was[RBT_TS_MAX];
	rbt_period fresh = c->batch->home.period;

	if (c->old.version == 0 || fresh.ns == 0 ||
	    fresh.ns == c->old.period.ns)
		return 0;
	(void)rbt_period_format(fresh, is);
	(void)rbt_period_format(c->old.period, was);
	return rbt_err_set(err, RBT_E_DATA,
	    "bars of period %s for a bundle of period %s", is, was);
}

static void
fill_result(struct rbt_commit *c)
{
	struct rbt_ingest_result *r = c->batch->result;

	r->version = c->old.version + r->changed;
	r->symbols = c->symbols.n;
	r->calendar = c->calendar;
	r->calendar_assumed = c->calendar_assumed;
	for (size_t i = 0; i < c->symbols.n; i++)
		r->total_rows += c->symbols.at[i].entry.rows;
}

int
rbt_commit_run(struct rbt_commit *c, struct rbt_err *err)
{
	const struct rbt_merge_counts *n = &c->batch->result->merged;

	if (rbt_manifest_read(&c->old, c->folder, RBT_MANIFEST_FILE, err) < 0)
		return -1;
	if (check_period(c, err) != 0 || merge_all(c, err) != 0 ||
	    choose_calendar(c, err) != 0)
		return -1;
	c->batch->result->changed =
	    n->added + n->replaced > 0 || c->resurvey ||
	    c->calendar_assumed != c->old.calendar_assumed;
	if (c->batch->result->changed && rbt_version_write(c, err) != 0)
		return -1;
	fill_result(c);
	return 0;
}
