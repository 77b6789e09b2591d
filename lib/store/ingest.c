/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/ingest.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/io.h"
#include "core/mem.h"
#include "store/batch.h"
#include "store/folder.h"
#include "store/manifest.h"
#include "store/segment.h"
#include "store/survey.h"

struct rbt_ingest {
	struct rbt_ingest_options options;
	struct rbt_ingest_result result;
	struct rbt_batch batch;
};

/* A symbol of the version that is being made. */
struct change {
	struct rbt_manifest_symbol entry;
	struct rbt_series_builder bars; /* what goes into a new segment */
	bool fresh;                     /* there is one */
	struct rbt_manifest_symbol was; /* entry of the old version or zeros */
	struct rbt_survey survey;
};
struct change_vec RBT_VEC(struct change);

/* Everything that a commit has at hand; under the lock of the folder. */
struct commit {
	struct rbt_ingest *g;
	const char *folder;
	struct rbt_manifest old;
	struct change_vec changes; /* all symbols of the new version */
	const struct rbt_calendar *calendar;
	bool assumed;
	bool resurvey; /* another calendar than before */
	struct rbt_buf path;
};

struct rbt_ingest *
rbt_ingest_new(const struct rbt_ingest_options *options)
{
	struct rbt_ingest *g = rbt_xcalloc(1, sizeof *g);

	g->options = *options;
	g->batch.options = &g->options;
	g->batch.result = &g->result;
	return g;
}

void
rbt_ingest_free(struct rbt_ingest *g)
{
	if (g == NULL)
		return;
	rbt_batch_release(&g->batch);
	free(g);
}

int
rbt_ingest_read(struct rbt_ingest *g, struct rbt_source src,
    struct rbt_err *err)
{
	return rbt_batch_read(&g->batch, src, err);
}

const struct rbt_ingest_result *
rbt_ingest_result(const struct rbt_ingest *g)
{
	return &g->result;
}

static void
commit_release(struct commit *c)
{
	for (size_t i = 0; i < c->changes.n; i++)
		rbt_series_builder_release(&c->changes.at[i].bars);
	RBT_VEC_RELEASE(&c->changes);
	rbt_manifest_release(&c->old);
	rbt_buf_release(&c->path);
}

/* Maps the segment of an entry and checks that it is whole. */
static int
open_old(struct commit *c, const struct rbt_manifest_symbol *e,
    struct rbt_segment *g, struct rbt_err *err)
{
	char sha[RBT_HASH_HEX];

	rbt_manifest_segment_path(&c->path, c->folder, e->segment);
	if (rbt_segment_open(g, c->path.data, err) != 0)
		return -1;
	g->series.symbol = e->symbol;
	rbt_hash_hex(g->map.data, g->map.size, sha);
	if (strcmp(sha, e->sha256) == 0)
		return 0;
	rbt_segment_release(g);
	return rbt_err_set(err, RBT_E_DATA,
	    "%s: damaged: its bytes are not those that were ingested for %s",
	    c->path.data, e->symbol);
}

/* Merges the bars that were read for a symbol with those of the bundle. */
static int
merge_symbol(struct commit *c, struct change *change,
    struct rbt_batch_symbol *in, struct rbt_err *err)
{
	struct rbt_ingest *g = c->g;
	struct rbt_merge_counts *total = &g->result.merged;
	struct rbt_merge_counts n = {0};
	struct rbt_segment old;
	struct rbt_series fresh;
	int rc;

	if (change->was.rows == 0) {
		total->added += (int64_t)in->all.n;
		change->bars = in->all;
		in->all = (struct rbt_series_builder){0};
		change->fresh = true;
		return 0;
	}
	if (open_old(c, &change->was, &old, err) != 0)
		return -1;
	fresh = rbt_series_builder_view(&in->all, change->was.symbol,
	    g->batch.period);
	rc = rbt_merge(&old.series, &fresh, g->options.on_conflict,
	    &change->bars, &n, err);
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
	const struct change *x = a, *y = b;

	return strcmp(x->entry.symbol, y->entry.symbol);
}

static struct change *
find_change(struct commit *c, size_t n_old, const char *symbol)
{
	const struct rbt_manifest_symbol *e =
	    rbt_manifest_find(&c->old, symbol);
	struct change change = {.entry = {.symbol = symbol}};

	if (e != NULL)
		return &c->changes.at[e - c->old.symbols.at];
	RBT_BUG_IF(c->changes.n < n_old);
	RBT_VEC_PUSH(&c->changes, change);
	return &c->changes.at[c->changes.n - 1];
}

/* The symbols of the new version: the old ones, and those that were read. */
static int
merge_all(struct commit *c, struct rbt_err *err)
{
	struct rbt_ingest *g = c->g;
	const struct rbt_batch *batch = &g->batch;
	size_t n_old = c->old.symbols.n;

	for (size_t i = 0; i < n_old; i++) {
		struct change change = {.entry = c->old.symbols.at[i],
		    .was = c->old.symbols.at[i]};

		RBT_VEC_PUSH(&c->changes, change);
	}
	for (size_t i = 0; i < batch->symbols.n; i++) {
		struct rbt_batch_symbol *in = &batch->symbols.at[i];

		if (in->all.n == 0)
			continue;
		if (merge_symbol(c, find_change(c, n_old, batch->names.name[i]),
			in, err) != 0)
			return -1;
	}
	if (c->changes.n > 0)
		qsort(c->changes.at, c->changes.n, sizeof *c->changes.at,
		    compare_changes);
	return 0;
}

static bool
has_weekend(const struct rbt_series_builder *b)
{
	for (size_t i = 0; i < b->n; i++) {
		if (rbt_day_weekday(rbt_ts_day((rbt_ts){b->time[i]})) >= 5)
			return true;
	}
	return false;
}

/*
 * The calendar that was asked for, else the bundle's.  One that was assumed
 * becomes "24/7" with the first bar on a weekend, whenever that comes, so the
 * order of ingest does not matter.
 */
static int
choose_calendar(struct commit *c, struct rbt_err *err)
{
	const struct rbt_ingest_options *o = &c->g->options;
	bool weekend = false;

	c->calendar = o->calendar != NULL ? o->calendar : c->old.calendar;
	c->assumed = o->calendar == NULL &&
		     (c->old.version == 0 || c->old.calendar_assumed);
	if (c->assumed) {
		for (size_t i = 0; i < c->changes.n && !weekend; i++)
			weekend = has_weekend(&c->changes.at[i].bars);
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

static void
fill_entry(struct change *change, const struct rbt_series *s,
    const struct rbt_calendar *calendar)
{
	struct rbt_manifest_symbol *e = &change->entry;

	change->survey = rbt_survey_series(s, calendar);
	e->rows = (int64_t)s->n;
	e->first.ns = s->time[0];
	e->last.ns = s->time[s->n - 1];
	e->volume_digits =
	    s->volume == NULL ? RBT_BAR_NO_VOLUME : s->volume_digits;
	e->missing = change->survey.missing;
	e->extra = change->survey.extra;
	e->moves = change->survey.moves;
}

struct warnings {
	const struct rbt_ingest_options *options;
	const char *what;
	int64_t lines, total;
};

/* Says what is odd about a symbol, if it is not what was said before. */
static void
warn_if_new(struct warnings *w, const char *text, int64_t was, int64_t is)
{
	if (is == was || is == 0)
		return;
	w->total += is;
	if (++w->lines <= RBT_INGEST_SHOWN)
		w->options->warn(w->options->warn_self, text);
}

static void
warn_total(const struct warnings *w, struct rbt_buf *text)
{
	if (w->lines < 2)
		return;
	rbt_buf_clear(text);
	rbt_buf_printf(text, "%s: %" PRId64 " in %" PRId64 " symbols", w->what,
	    w->total, w->lines);
	w->options->warn(w->options->warn_self, text->data);
}

/* Counts of a new symbol, or of one under another calendar, are all new. */
static void
report(struct commit *c, struct change *change, const struct rbt_series *s,
    struct warnings w[3])
{
	const struct rbt_manifest_symbol *is = &change->entry;
	const struct rbt_manifest_symbol *was = &change->was;
	bool all = c->resurvey;
	struct rbt_buf *text = &c->path;

	rbt_survey_missing_text(text, &change->survey, is->symbol, c->calendar);
	warn_if_new(&w[0], text->data, all ? 0 : was->missing, is->missing);
	rbt_survey_extra_text(text, &change->survey, is->symbol, c->calendar);
	warn_if_new(&w[1], text->data, all ? 0 : was->extra, is->extra);
	rbt_survey_moves_text(text, &change->survey, s);
	warn_if_new(&w[2], text->data, was->moves, is->moves);
}

/* Writes the segment of one symbol, or looks at the old one again. */
static int
write_symbol(struct commit *c, struct change *change, int64_t *next_segment,
    struct warnings w[3], struct rbt_err *err)
{
	struct rbt_manifest_symbol *e = &change->entry;
	struct rbt_segment old;
	struct rbt_series s;

	if (!change->fresh && !c->resurvey)
		return 0;
	if (!change->fresh) {
		if (open_old(c, e, &old, err) != 0)
			return -1;
		fill_entry(change, &old.series, c->calendar);
		report(c, change, &old.series, w);
		rbt_segment_release(&old);
		return 0;
	}
	rbt_merge_canonical(&change->bars);
	s = rbt_series_builder_view(&change->bars, e->symbol,
	    c->g->batch.period);
	e->segment = (*next_segment)++;
	rbt_manifest_segment_path(&c->path, c->folder, e->segment);
	if (rbt_segment_write(c->path.data, &s, e->sha256, err) != 0)
		return -1;
	fill_entry(change, &s, c->calendar);
	report(c, change, &s, w);
	rbt_series_builder_release(&change->bars);
	return 0;
}

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Sources that are not in the list yet; the oldest leave a full one. */
static void
add_sources(struct rbt_manifest *m, const struct rbt_manifest_source_vec *from)
{
	for (size_t i = 0; i < from->n; i++) {
		const struct rbt_manifest_source *s = &from->at[i], *t = NULL;

		for (size_t j = 0; j < m->sources.n; j++) {
			t = &m->sources.at[j];
			if (same_text(s->tool, t->tool) &&
			    same_text(s->name, t->name) &&
			    same_text(s->sha256, t->sha256))
				break;
			t = NULL;
		}
		if (t == NULL)
			RBT_VEC_PUSH(&m->sources, *s);
	}
	if (m->sources.n > RBT_MANIFEST_SOURCES) {
		size_t drop = m->sources.n - RBT_MANIFEST_SOURCES;

		m->sources.n = RBT_MANIFEST_SOURCES;
		memmove(m->sources.at, m->sources.at + drop,
		    m->sources.n * sizeof *m->sources.at);
	}
}

/* The current manifest gets the name of the previous one as well. */
static int
keep_previous(struct commit *c, struct rbt_err *err)
{
	struct rbt_buf now = {0}, temp = {0}, previous = {0};
	int rc = 0;

	rbt_buf_printf(&now, "%s/" RBT_MANIFEST_FILE, c->folder);
	rbt_buf_printf(&temp, "%s/.rbt-previous.tmp", c->folder);
	rbt_buf_printf(&previous, "%s/" RBT_MANIFEST_PREVIOUS, c->folder);
	if (link(now.data, temp.data) != 0 ||
	    rename(temp.data, previous.data) != 0)
		rc = rbt_err_sys(err, "%s", previous.data);
	/* A rename of one link onto another does nothing at all. */
	if (unlink(temp.data) != 0 && errno != ENOENT && rc == 0)
		rc = rbt_err_sys(err, "%s", temp.data);
	rbt_buf_release(&now);
	rbt_buf_release(&temp);
	rbt_buf_release(&previous);
	return rc;
}

/* Segments, then the manifest that names them. */
static int
write_version(struct commit *c, struct rbt_err *err)
{
	const struct rbt_ingest_options *o = &c->g->options;
	struct warnings w[3] = {
	    {.options = o, .what = "sessions without a bar"},
	    {.options = o, .what = "days with bars that are no sessions"},
	    {.options = o, .what = "unusual moves"},
	};
	struct rbt_manifest m = {
	    .version = c->old.version + 1,
	    .period = c->g->batch.period,
	    .calendar = c->calendar,
	    .calendar_assumed = c->assumed,
	    .next_segment = c->old.version == 0 ? 1 : c->old.next_segment,
	};
	int rc = 0;

	if (m.period.ns == 0)
		m.period = c->old.period;
	for (size_t i = 0; i < c->changes.n && rc == 0; i++) {
		rc =
		    write_symbol(c, &c->changes.at[i], &m.next_segment, w, err);
		RBT_VEC_PUSH(&m.symbols, c->changes.at[i].entry);
	}
	for (int i = 0; i < 3 && rc == 0; i++)
		warn_total(&w[i], &c->path);
	for (size_t i = 0; i < c->old.sources.n; i++)
		RBT_VEC_PUSH(&m.sources, c->old.sources.at[i]);
	add_sources(&m, &c->g->batch.sources);
	if (rc == 0)
		rc = rbt_io_sync_dir(c->folder, err);
	if (rc == 0 && c->old.version > 0)
		rc = keep_previous(c, err);
	if (rc == 0)
		rc = rbt_manifest_write(&m, c->folder, err);
	rbt_manifest_release(&m);
	return rc;
}

/* Names the symbols of which no row was good. */
static void
warn_empty(const struct rbt_ingest *g)
{
	char text[RBT_BAR_SYMBOL_MAX + 64];

	for (size_t i = 0; i < g->batch.symbols.n; i++) {
		if (g->batch.symbols.at[i].all.n > 0)
			continue;
		snprintf(text, sizeof text, "%s: no good row, left out",
		    g->batch.names.name[i]);
		g->options.warn(g->options.warn_self, text);
	}
}

static int
check_period(const struct commit *c, struct rbt_err *err)
{
	char is[RBT_TS_MAX], was[RBT_TS_MAX];
	rbt_period fresh = c->g->batch.period;

	if (c->old.version == 0 || fresh.ns == 0 ||
	    fresh.ns == c->old.period.ns)
		return 0;
	(void)rbt_period_format(fresh, is);
	(void)rbt_period_format(c->old.period, was);
	return rbt_err_set(err, RBT_E_DATA,
	    "bars of period %s for a bundle of period %s", is, was);
}

static void
fill_result(struct commit *c)
{
	struct rbt_ingest_result *r = &c->g->result;

	r->version = c->old.version + r->changed;
	r->symbols = c->changes.n;
	r->calendar = c->calendar;
	r->calendar_assumed = c->assumed;
	for (size_t i = 0; i < c->changes.n; i++)
		r->total_rows += c->changes.at[i].entry.rows;
}

static int
commit_locked(struct commit *c, struct rbt_err *err)
{
	const struct rbt_merge_counts *n = &c->g->result.merged;

	if (rbt_manifest_read(&c->old, c->folder, RBT_MANIFEST_FILE, err) < 0)
		return -1;
	if (check_period(c, err) != 0 ||
	    rbt_folder_sweep(c->folder, err) != 0 || merge_all(c, err) != 0 ||
	    choose_calendar(c, err) != 0)
		return -1;
	c->g->result.changed = n->added + n->replaced > 0 || c->resurvey ||
			       c->assumed != c->old.calendar_assumed;
	if (c->g->result.changed && write_version(c, err) != 0)
		return -1;
	fill_result(c);
	return 0;
}

/* Whether there is anything to commit; a new bundle needs a bar. */
static int
check_batch(const struct rbt_ingest *g, const char *path, struct rbt_err *err)
{
	const struct rbt_ingest_result *r = &g->result;
	struct rbt_manifest old;
	int rc;

	if (r->lines == 0)
		return rbt_err_set(err, RBT_E_DATA, "no records in the input");
	if (r->rows > 0)
		return 0;
	if (r->skipped > 0)
		return rbt_err_set(err, RBT_E_DATA,
		    "no good row is left of %" PRId64, r->skipped);
	rc = rbt_manifest_read(&old, path, RBT_MANIFEST_FILE, err);
	rbt_manifest_release(&old);
	return rc == 1 ? rbt_err_set(err, RBT_E_DATA,
			     "no bars in the input, and no bundle at %s", path)
		       : rc;
}

int
rbt_ingest_commit(struct rbt_ingest *g, const char *path, struct rbt_err *err)
{
	struct commit c = {.g = g, .folder = path};
	int lock, rc;

	if (check_batch(g, path, err) != 0 || rbt_io_mkdirs(path, err) != 0)
		return -1;
	warn_empty(g);
	lock = rbt_folder_lock(path, err);
	if (lock < 0)
		return -1;
	rc = commit_locked(&c, err);
	/* Of a version that did not come to be nothing stays; of one that did,
	 * what only the version before the last one used goes. */
	if (rbt_folder_sweep(path, rc == 0 ? err : NULL) != 0)
		rc = -1;
	commit_release(&c);
	rbt_folder_unlock(lock);
	return rc;
}
