/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/version.h"

#include <inttypes.h>
#include <string.h>

#include "core/io.h"
#include "fmt/jsonr.h"
#include "store/survey.h"

struct warnings {
	const struct rbt_ingest_options *options;
	const char *what;
	bool brief; /* the total alone */
	int64_t lines, total;
};

/* Says what is odd about a symbol, if it is not what was said before. */
static void
warn_if_new(struct warnings *w, const char *text, int64_t was, int64_t is)
{
	if (is == was || is == 0)
		return;
	w->total += is;
	if (++w->lines <= RBT_INGEST_SHOWN && !w->brief)
		w->options->warn(w->options->warn_self, text);
}

static void
warn_total(const struct warnings *w, struct rbt_buf *text)
{
	if (w->lines < (w->brief ? 1 : 2))
		return;
	rbt_buf_clear(text);
	rbt_buf_printf(text, "%s: %" PRId64 " in %" PRId64 " symbol%s", w->what,
	    w->total, w->lines, w->lines == 1 ? "" : "s");
	w->options->warn(w->options->warn_self, text->data);
}

/*
 * Surveys the bars of a symbol, fills its entry, and says what is odd.  Counts
 * of a new symbol, or of one under another calendar, are all new.
 */
static void
survey(struct rbt_commit *c, struct rbt_commit_symbol *change,
    const struct rbt_series *s, struct warnings w[3])
{
	struct rbt_survey v = rbt_survey_series(s, c->calendar);
	const struct rbt_manifest_symbol *was = &change->was;
	struct rbt_manifest_symbol *e = &change->entry;
	bool all = c->resurvey;
	struct rbt_buf *text = &c->text;

	e->rows = (int64_t)s->n;
	e->first.ns = s->time[0];
	e->last.ns = s->time[s->n - 1];
	e->volume_digits =
	    s->volume == NULL ? RBT_BAR_NO_VOLUME : s->volume_digits;
	e->missing = v.missing;
	e->extra = v.extra;
	e->moves = v.moves;
	rbt_survey_missing_text(text, &v, e->symbol, c->calendar);
	warn_if_new(&w[0], text->data, all ? 0 : was->missing, e->missing);
	rbt_survey_extra_text(text, &v, e->symbol, c->calendar);
	warn_if_new(&w[1], text->data, all ? 0 : was->extra, e->extra);
	rbt_survey_moves_text(text, &v, s);
	warn_if_new(&w[2], text->data, was->moves, e->moves);
}

/* Writes the segment of one symbol, or looks at the old one again. */
static int
write_symbol(struct rbt_commit *c, struct rbt_commit_symbol *change,
    int64_t *next_segment, struct warnings w[3], struct rbt_err *err)
{
	struct rbt_manifest_symbol *e = &change->entry;
	struct rbt_segment old;
	struct rbt_series s;

	if (!change->fresh && !c->resurvey)
		return 0;
	if (!change->fresh) {
		if (rbt_commit_open_old(c, e, &old, err) != 0)
			return -1;
		survey(c, change, &old.series, w);
		rbt_segment_release(&old);
		return 0;
	}
	s = rbt_rows_view(&change->rows, e->symbol, c->batch->home.period);
	e->segment = (*next_segment)++;
	survey(c, change, &s, w);
	rbt_manifest_segment_path(&c->text, c->folder, e->segment);
	if (rbt_rows_write(&change->rows, &s, c->text.data, &e->seal, err) != 0)
		return -1;
	rbt_rows_release(&change->rows);
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
	size_t first =
	    from->n > RBT_MANIFEST_SOURCES ? from->n - RBT_MANIFEST_SOURCES : 0;

	for (size_t i = first; i < from->n; i++) {
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

/* A copy of the current manifest under the name of the previous one. */
static int
keep_previous(const char *folder, struct rbt_err *err)
{
	struct rbt_buf path = {0}, text = {0};
	struct rbt_out out;
	int rc;

	rbt_buf_printf(&path, "%s/" RBT_MANIFEST_FILE, folder);
	rc = rbt_io_read_file(path.data, RBT_JSONR_MAX, &text, err);
	rbt_buf_clear(&path);
	rbt_buf_printf(&path, "%s/" RBT_MANIFEST_PREVIOUS, folder);
	if (rc == 0)
		rc = rbt_out_open_file(&out, path.data, err);
	if (rc == 0) {
		rbt_out_write(&out, text.data, text.len);
		rc = rbt_out_close(&out, err);
	}
	rbt_buf_release(&path);
	rbt_buf_release(&text);
	return rc;
}

/* Whether the content is what the caller wants it to be, if he said so. */
static int
check_content(const struct rbt_commit *c, const struct rbt_manifest *m,
    struct rbt_err *err)
{
	char sha[RBT_HASH_HEX];

	if (c->want_sha256 == NULL)
		return 0;
	rbt_manifest_hash(m, sha);
	if (strcmp(sha, c->want_sha256) == 0)
		return 0;
	return rbt_err_set(err, RBT_E_DATA,
	    "damaged: the hash of its content is %s, not %s", sha,
	    c->want_sha256);
}

int
rbt_version_write(struct rbt_commit *c, struct rbt_err *err)
{
	const struct rbt_ingest_options *o = c->batch->options;
	struct warnings w[3] = {
	    {.options = o,
		.what = "sessions without a bar",
		/* A calendar that nobody named may be another one. */
		.brief = c->calendar_assumed && c->symbols.n > 1},
	    {.options = o, .what = "days with bars that are no sessions"},
	    {.options = o, .what = "unusual moves"},
	};
	struct rbt_manifest m = {
	    .version = c->old.version + 1,
	    .period = c->batch->home.period,
	    .calendar = c->calendar,
	    .calendar_assumed = c->calendar_assumed,
	    .next_segment = c->old.version == 0 ? 1 : c->old.next_segment,
	};
	int rc = 0;

	if (m.period.ns == 0)
		m.period = c->old.period;
	for (size_t i = 0; i < c->symbols.n && rc == 0; i++) {
		rc =
		    write_symbol(c, &c->symbols.at[i], &m.next_segment, w, err);
		RBT_VEC_PUSH(&m.symbols, c->symbols.at[i].entry);
	}
	for (int i = 0; i < 3 && rc == 0; i++)
		warn_total(&w[i], &c->text);
	for (size_t i = 0; i < c->old.sources.n; i++)
		RBT_VEC_PUSH(&m.sources, c->old.sources.at[i]);
	add_sources(&m, &c->batch->sources);
	if (rc == 0)
		rc = check_content(c, &m, err);
	if (rc == 0)
		rc = rbt_io_sync_dir(c->folder, err);
	if (rc == 0 && c->old.version > 0)
		rc = keep_previous(c->folder, err);
	if (rc == 0)
		rc = rbt_manifest_write(&m, c->folder, err);
	rbt_manifest_release(&m);
	return rc;
}

int
rbt_version_rollback(const char *folder, int64_t *version, struct rbt_err *err)
{
	struct rbt_manifest now, before = {0};
	int rc = rbt_manifest_read(&now, folder, RBT_MANIFEST_FILE, err);

	if (rc == 1)
		rbt_err_set(err, RBT_E_DATA, "no bundle at %s", folder);
	if (rc == 0) {
		rc = rbt_manifest_read(&before, folder, RBT_MANIFEST_PREVIOUS,
		    err);
		if (rc == 1)
			rbt_err_set(err, RBT_E_DATA,
			    "there is no version before %" PRId64, now.version);
	}
	if (rc == 0)
		rc = keep_previous(folder, err);
	if (rc == 0) {
		*version = before.version = now.version + 1;
		before.next_segment = now.next_segment;
		rc = rbt_manifest_write(&before, folder, err);
	}
	rbt_manifest_release(&now);
	rbt_manifest_release(&before);
	return rc == 0 ? 0 : -1;
}
