/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/batch.h"

#include <inttypes.h>
#include <string.h>

#include "fmt/jsonr.h"
#include "fmt/rec.h"

void
rbt_batch_release(struct rbt_batch *b)
{
	for (size_t i = 0; i < b->symbols.n; i++) {
		rbt_rows_release(&b->symbols.at[i].now);
		rbt_rows_release(&b->symbols.at[i].all);
	}
	RBT_VEC_RELEASE(&b->symbols);
	RBT_VEC_RELEASE(&b->sources);
	rbt_symtab_release(&b->names);
	rbt_arena_release(&b->arena);
}

/* Moves the bars of the stream that has ended to those before it. */
static int
close_symbol(struct rbt_batch *b, size_t i, struct rbt_err *err)
{
	struct rbt_batch_symbol *s = &b->symbols.at[i];
	const char *name = b->names.name[i];
	struct rbt_rows both = {0};
	struct rbt_merge_counts *n = &b->result->merged;
	int64_t added = n->added;
	struct rbt_series all, now;
	int rc = 0;

	s->check = (struct rbt_bar_check){0};
	if (rbt_rows_end(&s->now, &b->home, err) != 0)
		return -1;
	if (!rbt_rows_any(&s->now))
		return 0;
	if (!rbt_rows_any(&s->all)) {
		rbt_rows_release(&s->all);
		s->all = s->now;
		s->now = (struct rbt_rows){0};
		return 0;
	}
	all = rbt_rows_view(&s->all, name, b->home.period);
	now = rbt_rows_view(&s->now, name, b->home.period);
	rc = rbt_merge(&all, &now, b->options->on_conflict, &b->home, &both, n,
	    err);
	n->added = added; /* what is new to the bundle shows at the commit */
	rbt_rows_release(&s->all);
	rbt_rows_release(&s->now);
	s->all = both;
	return rc;
}

static int
close_stream(struct rbt_batch *b, struct rbt_err *err)
{
	for (size_t i = 0; i < b->symbols.n; i++) {
		if (close_symbol(b, i, err) != 0)
			return -1;
	}
	return 0;
}

static const char *
keep_text(struct rbt_batch *b, const struct rbt_jsonr_val *v, const char *key)
{
	const char *text;

	if (!rbt_jsonr_has(v, key) || rbt_jsonr_str(v, key, &text, NULL) != 0)
		return NULL;
	return rbt_arena_strndup(&b->arena, text, strlen(text));
}

/* What a `stream` record says of where its data come from; all is optional. */
static int
add_sources(struct rbt_batch *b, const struct rbt_rec *rec, struct rbt_err *err)
{
	struct rbt_manifest_source s = {0};
	struct rbt_jsonr_val list, item;
	struct rbt_jsonr doc;
	size_t n = 0;

	if (rbt_jsonr_parse(&doc, rec->line, rec->len, err) != 0)
		return -1;
	s.tool = keep_text(b, &doc.root, "tool");
	if (rbt_jsonr_has(&doc.root, "inputs") &&
	    rbt_jsonr_arr(&doc.root, "inputs", &list, &n, NULL) != 0)
		n = 0;
	for (size_t i = 0; i < n; i++) {
		item = rbt_jsonr_item(&list, i);
		s.name = keep_text(b, &item, "name");
		s.sha256 = keep_text(b, &item, "sha256");
		RBT_VEC_PUSH(&b->sources, s);
	}
	if (n == 0)
		RBT_VEC_PUSH(&b->sources, s);
	rbt_jsonr_release(&doc);
	return 0;
}

/* Makes a symbol, which gets its state at first sight, the current one.  -1 if
 * the period is not that of the bars before. */
static int
choose_symbol(struct rbt_batch *b, const struct rbt_bar_symbol *symbol,
    rbt_period period, struct rbt_err *err)
{
	char was[RBT_TS_MAX], is[RBT_TS_MAX];

	if (b->home.period.ns == 0)
		b->home.period = period;
	if (period.ns != b->home.period.ns) {
		(void)rbt_period_format(b->home.period, was);
		(void)rbt_period_format(period, is);
		return rbt_err_set(err, RBT_E_DATA,
		    "period %s behind bars of %s: a bundle has one period", is,
		    was);
	}
	b->current = rbt_symtab_add(&b->names, symbol->text, symbol->len);
	if (b->current == b->symbols.n)
		RBT_VEC_PUSH(&b->symbols, (struct rbt_batch_symbol){0});
	return 0;
}

/* Judges and keeps a bar of the current symbol: as read_bar. */
static int
keep_bar(struct rbt_batch *b, struct rbt_bar *bar, bool rounded,
    struct rbt_err *err)
{
	struct rbt_batch_symbol *s = &b->symbols.at[b->current];
	bool repaired = false;
	int rc;

	if (rounded && b->options->strict) {
		rbt_err_set(&b->bad, RBT_E_DATA,
		    "a number has more than %d decimals", RBT_DEC_DIGITS);
		return 1;
	}
	rc = rbt_bar_check(&s->check, bar, b->home.period,
	    b->options->on_bad == RBT_ON_BAD_REPAIR, &repaired, &b->bad);
	if (rc < 0)
		return 1;
	if (rc == 1) {
		b->result->duplicates++;
		return 0;
	}
	if (rbt_rows_room(&s->now, &b->home, bar, err) != 0)
		return -1;
	if (rbt_rows_add(&s->now, bar, &b->bad) != 0)
		return 1;
	b->result->rows++;
	b->result->rounded += rounded;
	b->result->repaired += repaired;
	return 0;
}

/* 0; 1 for a bad row, which is in b->bad; -1 for what no skipping helps. */
static int
read_bar(struct rbt_batch *b, const struct rbt_rec *rec, struct rbt_err *err)
{
	uint64_t run = rec->bar ? rec->bar->run : 0;
	struct rbt_bar_symbol symbol;
	rbt_period period;
	struct rbt_bar bar;
	bool rounded = false;

	if (rbt_bar_parse(rec, &symbol, &period, &bar, &rounded, &b->bad) != 0)
		return 1;
	if ((run == 0 || run != b->run) &&
	    choose_symbol(b, &symbol, period, err) != 0)
		return -1;
	b->run = run;
	return keep_bar(b, &bar, rounded, err);
}

/* One record: as read_bar. */
static int
read_record(struct rbt_batch *b, const struct rbt_rec *rec, struct rbt_err *err)
{
	if (rbt_rec_is(rec, "bar"))
		return read_bar(b, rec, err);
	if (rbt_rec_is(rec, "stream")) {
		if (close_stream(b, err) != 0)
			return -1;
		return add_sources(b, rec, err);
	}
	b->result->other += !rbt_rec_is(rec, "end");
	return 0;
}

/* A bad row by its line: counted and shown, or the end.  Clears b->bad. */
static int
bad_row(struct rbt_batch *b, struct rbt_err *err)
{
	const struct rbt_ingest_options *o = b->options;
	int rc = 0;

	if (o->on_bad == RBT_ON_BAD_ERROR)
		rc = rbt_err_set(err, b->bad.code, "%s", b->bad.msg);
	else if (++b->result->skipped <= RBT_INGEST_SHOWN)
		o->warn(o->warn_self, b->bad.msg);
	rbt_err_clear(&b->bad);
	return rc;
}

/*
 * Whether a failed rbt_rec_next was about one line and the next call goes on
 * behind it: then, and only then, it counted that line.  A stream without its
 * end and a failed read are no bad rows.
 */
static bool
only_a_line(const struct rbt_rec_reader *r, int64_t n_stream)
{
	return r->n_stream == n_stream + 1;
}

static int
read_records(struct rbt_batch *b, struct rbt_rec_reader *r, struct rbt_err *err)
{
	struct rbt_rec rec;
	int64_t n_stream;
	int rc;

	for (;;) {
		n_stream = r->n_stream;
		rc = rbt_rec_next(r, &rec, &b->bad);
		if (rc == 0)
			return 0;
		b->result->lines++;
		if (rc < 0 && !only_a_line(r, n_stream)) {
			rc = rbt_err_set(err, b->bad.code, "%s", b->bad.msg);
			rbt_err_clear(&b->bad);
			return rc;
		}
		if (rc > 0) {
			rc = read_record(b, &rec, err);
			if (rc < 0)
				return rbt_err_wrap(err, "%s:%ld", r->name,
				    rec.lineno);
			if (rc > 0)
				rbt_err_wrap(&b->bad, "%s:%ld", r->name,
				    rec.lineno);
		}
		if (rc != 0 && bad_row(b, err) != 0)
			return -1;
	}
}

int
rbt_batch_read(struct rbt_batch *b, struct rbt_source src, struct rbt_err *err)
{
	struct rbt_rec_reader r;
	int rc;

	rbt_rec_reader_init(&r, src);
	r.partial = b->options->partial;
	b->run = 0;
	rc = read_records(b, &r, err);
	rbt_rec_reader_release(&r);
	return rc == 0 ? close_stream(b, err) : -1;
}
