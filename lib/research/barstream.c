/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "research/barstream.h"

#include "fmt/rec.h"

static int
add_bar(struct rbt_barstream *b, const struct rbt_rec *rec, struct rbt_err *err)
{
	struct rbt_barstream_symbol *s;
	struct rbt_bar_symbol symbol;
	struct rbt_bar bar;
	rbt_period period;
	bool rounded = false;
	size_t i;

	if (rbt_bar_parse(rec, &symbol, &period, &bar, &rounded, err) != 0)
		return -1;
	if (b->period.ns == 0)
		b->period = period;
	if (period.ns != b->period.ns)
		return rbt_err_set(err, RBT_E_DATA,
		    "a second period: all bars of a run have one");
	i = rbt_symtab_add(&b->names, symbol.text, symbol.len);
	if (i == b->symbols.n)
		RBT_VEC_PUSH(&b->symbols, (struct rbt_barstream_symbol){0});
	s = &b->symbols.at[i];
	if (rbt_bar_check(&s->check, &bar, period, false, NULL, err) != 0)
		return -1;
	b->rounded += rounded;
	b->weekend |= rbt_day_weekday(rbt_ts_day(bar.time)) >= 5;
	return rbt_series_builder_add(&s->bars, &bar, err);
}

static int
compare(const void *a, const void *b)
{
	const struct rbt_series *x = a, *y = b;

	return strcmp(x->symbol, y->symbol);
}

static void
make_views(struct rbt_barstream *b)
{
	for (size_t i = 0; i < b->symbols.n; i++)
		RBT_VEC_PUSH(&b->series,
		    rbt_series_builder_view(&b->symbols.at[i].bars,
			b->names.name[i], b->period));
	qsort(b->series.at, b->series.n, sizeof *b->series.at, compare);
}

int
rbt_barstream_read(struct rbt_barstream *b, struct rbt_source src,
    struct rbt_err *err)
{
	struct rbt_rec_reader reader;
	struct rbt_hash hash;
	struct rbt_rec rec;
	int rc;

	rbt_hash_init(&hash);
	rbt_rec_reader_init(&reader, src);
	while ((rc = rbt_rec_next(&reader, &rec, err)) == 1) {
		rbt_hash_update(&hash, rec.line, rec.len);
		rbt_hash_update(&hash, "\n", 1);
		if (rbt_rec_is(&rec, "bar") && add_bar(b, &rec, err) != 0) {
			rc = rbt_err_wrap(err, "%s:%ld", src.name, rec.lineno);
			break;
		}
	}
	rbt_rec_reader_release(&reader);
	if (rc != 0)
		return -1;
	if (b->symbols.n == 0)
		return rbt_err_set(err, RBT_E_DATA, "no bars on %s", src.name);
	rbt_hash_final_hex(&hash, b->sha256);
	make_views(b);
	return 0;
}

void
rbt_barstream_release(struct rbt_barstream *b)
{
	for (size_t i = 0; i < b->symbols.n; i++)
		rbt_series_builder_release(&b->symbols.at[i].bars);
	RBT_VEC_RELEASE(&b->symbols);
	RBT_VEC_RELEASE(&b->series);
	rbt_symtab_release(&b->names);
}
