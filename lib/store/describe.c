/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/describe.h"

#include <inttypes.h>
#include <string.h>

#include "core/arena.h"
#include "fmt/jsonw.h"
#include "market/bar.h"

/* Sums over the symbols. */
struct totals {
	int64_t rows, missing;
	rbt_ts first, last;
};

static struct totals
add_up(const struct rbt_manifest *m)
{
	struct totals t = {.first = {INT64_MAX}, .last = {INT64_MIN}};

	for (size_t i = 0; i < m->symbols.n; i++) {
		const struct rbt_manifest_symbol *s = &m->symbols.at[i];

		t.rows += s->rows;
		t.missing += s->missing;
		if (s->first.ns < t.first.ns)
			t.first = s->first;
		if (s->last.ns > t.last.ns)
			t.last = s->last;
	}
	return t;
}

void
rbt_describe_emit(struct rbt_out *out, const struct rbt_describe *d)
{
	const struct rbt_manifest *m = d->manifest;
	struct totals t = add_up(m);
	char period[RBT_TS_MAX];
	struct rbt_jsonw w;

	(void)rbt_period_format(m->period, period);
	rbt_jsonw_begin(&w, out, "bundle");
	rbt_jsonw_str(&w, "name", d->name);
	rbt_jsonw_i64(&w, "version", m->version);
	rbt_jsonw_str(&w, "sha256", m->sha256);
	rbt_jsonw_str(&w, "period", period);
	rbt_jsonw_str(&w, "calendar", rbt_calendar_name(m->calendar));
	rbt_jsonw_bool(&w, "calendar_assumed", m->calendar_assumed);
	rbt_jsonw_i64(&w, "symbols", (int64_t)m->symbols.n);
	rbt_jsonw_i64(&w, "rows", t.rows);
	rbt_jsonw_time(&w, "from", t.first, m->period);
	rbt_jsonw_time(&w, "to", t.last, m->period);
	rbt_jsonw_i64(&w, "missing", t.missing);
	rbt_jsonw_end(&w);
}

int64_t
rbt_describe_emit_parts(struct rbt_out *out, const struct rbt_describe *d)
{
	const struct rbt_manifest *m = d->manifest;
	struct rbt_jsonw w;

	for (size_t i = 0; i < m->symbols.n; i++) {
		const struct rbt_manifest_symbol *s = &m->symbols.at[i];

		rbt_jsonw_begin(&w, out, "symbol");
		rbt_jsonw_str(&w, "symbol", s->symbol);
		rbt_jsonw_i64(&w, "rows", s->rows);
		rbt_jsonw_time(&w, "from", s->first, m->period);
		rbt_jsonw_time(&w, "to", s->last, m->period);
		rbt_jsonw_i64(&w, "missing", s->missing);
		rbt_jsonw_i64(&w, "extra", s->extra);
		rbt_jsonw_i64(&w, "moves", s->moves);
		rbt_jsonw_bool(&w, "volume",
		    s->volume_digits != RBT_BAR_NO_VOLUME);
		rbt_jsonw_str(&w, "sha256", s->seal.sha256);
		rbt_jsonw_end(&w);
	}
	for (size_t i = 0; i < m->sources.n; i++) {
		rbt_jsonw_begin(&w, out, "source");
		rbt_jsonw_str_or_null(&w, "tool", m->sources.at[i].tool);
		rbt_jsonw_str_or_null(&w, "name", m->sources.at[i].name);
		rbt_jsonw_str_or_null(&w, "sha256", m->sources.at[i].sha256);
		rbt_jsonw_end(&w);
	}
	return (int64_t)(m->symbols.n + m->sources.n);
}

/* A table of short texts, measured before it is written. */
#define CELLS 8
struct table {
	struct rbt_arena arena;
	struct row_vec RBT_VEC(struct row { const char *cell[CELLS]; }) rows;
};

static const char *
text_of(struct table *t, int64_t v)
{
	char buf[RBT_DEC_MAX];

	return rbt_arena_strndup(&t->arena, buf, rbt_dec_format(v, 0, buf));
}

static const char *
time_of(struct table *t, rbt_ts time, rbt_period p)
{
	char buf[RBT_TS_MAX];

	return rbt_arena_strndup(&t->arena, buf,
	    rbt_ts_format_for(time, p, buf));
}

/* Bit i of `right` puts column i to the right. */
static void
table_write(struct rbt_out *out, struct table *t, unsigned right)
{
	size_t width[CELLS] = {0}, n;

	for (size_t i = 0; i < t->rows.n; i++) {
		for (int k = 0; k < CELLS && t->rows.at[i].cell[k]; k++) {
			n = strlen(t->rows.at[i].cell[k]);
			width[k] = n > width[k] ? n : width[k];
		}
	}
	for (size_t i = 0; i < t->rows.n; i++) {
		const struct row *r = &t->rows.at[i];

		for (int k = 0; k < CELLS && r->cell[k]; k++) {
			bool last = k + 1 == CELLS || r->cell[k + 1] == NULL;
			int w = right >> k & 1 ? (int)width[k]
				: last         ? 0
					       : -(int)width[k];

			rbt_out_printf(out, "%s%*s", k > 0 ? "  " : "", w,
			    r->cell[k]);
		}
		rbt_out_write(out, "\n", 1);
	}
	RBT_VEC_RELEASE(&t->rows);
	rbt_arena_release(&t->arena);
}

void
rbt_describe_table(struct rbt_out *out, const struct rbt_describe *d, size_t n)
{
	struct table t = {0};
	struct row head = {{"NAME", "PERIOD", "SYMBOLS", "ROWS", "FROM", "TO",
	    "MISSING", "CALENDAR"}};

	RBT_VEC_PUSH(&t.rows, head);
	for (size_t i = 0; i < n; i++) {
		const struct rbt_manifest *m = d[i].manifest;
		struct totals sum = add_up(m);
		char period[RBT_TS_MAX];
		size_t len = rbt_period_format(m->period, period);
		struct row row = {{d[i].name,
		    rbt_arena_strndup(&t.arena, period, len),
		    text_of(&t, (int64_t)m->symbols.n), text_of(&t, sum.rows),
		    time_of(&t, sum.first, m->period),
		    time_of(&t, sum.last, m->period), text_of(&t, sum.missing),
		    rbt_calendar_name(m->calendar)}};

		RBT_VEC_PUSH(&t.rows, row);
	}
	table_write(out, &t, 1u << 2 | 1u << 3 | 1u << 6);
}

void
rbt_describe_names(struct rbt_out *out, const struct rbt_describe *d, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		rbt_out_printf(out, "%s\n", d[i].name);
		rbt_out_end_line(out);
	}
}

static void
page_symbols(struct rbt_out *out, const struct rbt_manifest *m)
{
	struct table t = {0};
	struct row head = {
	    {"SYMBOL", "ROWS", "FROM", "TO", "MISSING", "EXTRA", "MOVES"}};

	RBT_VEC_PUSH(&t.rows, head);
	for (size_t i = 0; i < m->symbols.n; i++) {
		const struct rbt_manifest_symbol *s = &m->symbols.at[i];
		struct row row = {{s->symbol, text_of(&t, s->rows),
		    time_of(&t, s->first, m->period),
		    time_of(&t, s->last, m->period), text_of(&t, s->missing),
		    text_of(&t, s->extra), text_of(&t, s->moves)}};

		RBT_VEC_PUSH(&t.rows, row);
	}
	table_write(out, &t, 1u << 1 | 1u << 4 | 1u << 5 | 1u << 6);
}

void
rbt_describe_page(struct rbt_out *out, const struct rbt_describe *d)
{
	const struct rbt_manifest *m = d->manifest;
	struct totals t = add_up(m);
	char period[RBT_TS_MAX], from[RBT_TS_MAX], to[RBT_TS_MAX];

	(void)rbt_period_format(m->period, period);
	(void)rbt_ts_format_for(t.first, m->period, from);
	(void)rbt_ts_format_for(t.last, m->period, to);
	rbt_out_printf(out, "%s, version %" PRId64 "\n\n", d->name, m->version);
	rbt_out_printf(out, "  period    %s\n", period);
	rbt_out_printf(out, "  calendar  %s%s\n",
	    rbt_calendar_name(m->calendar),
	    m->calendar_assumed ? " (assumed)" : "");
	rbt_out_printf(out, "  symbols   %zu\n", m->symbols.n);
	rbt_out_printf(out, "  rows      %" PRId64 "\n", t.rows);
	rbt_out_printf(out, "  span      %s to %s\n", from, to);
	rbt_out_printf(out, "  missing   %" PRId64 " session%s\n", t.missing,
	    t.missing == 1 ? "" : "s");
	rbt_out_printf(out, "  sha256    %s\n\n", m->sha256);
	page_symbols(out, m);
	if (m->sources.n > 0)
		rbt_out_write(out, "\nsources\n", 9);
	for (size_t i = 0; i < m->sources.n; i++) {
		const struct rbt_manifest_source *s = &m->sources.at[i];

		rbt_out_printf(out, "  %s%s%s%s%s\n", s->tool ? s->tool : "?",
		    s->name ? " " : "", s->name ? s->name : "",
		    s->sha256 ? " " : "", s->sha256 ? s->sha256 : "");
	}
}
