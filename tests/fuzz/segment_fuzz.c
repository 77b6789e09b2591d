/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Segments of bundles: what the trailer says must lie inside the file. */
#include "fuzz/fuzz.h"

#include "fuzz/file.h"
#include "store/segment_writer.h"

static void
check_column(const struct rbt_segment *g, const int64_t *column,
    const int64_t *other)
{
	const uint8_t *at = (const uint8_t *)column;
	const uint8_t *end = g->map.data + g->map.size;

	FUZZ_CHECK(at >= g->map.data + 64 && at < end);
	FUZZ_CHECK((uintptr_t)at % sizeof(int64_t) == 0);
	FUZZ_CHECK((size_t)(end - at) / sizeof(int64_t) >= g->series.n);
	FUZZ_CHECK(memcmp(column, other, g->series.n * sizeof *column) == 0);
}

static void
check(const struct rbt_segment *g, const struct rbt_segment *h)
{
	const struct rbt_series *s = &g->series, *t = &h->series;

	FUZZ_CHECK(s->n > 0 && s->n == t->n && s->period.ns == t->period.ns);
	check_column(g, s->time, t->time);
	check_column(g, s->open, t->open);
	check_column(g, s->high, t->high);
	check_column(g, s->low, t->low);
	check_column(g, s->close, t->close);
	FUZZ_CHECK((s->volume == NULL) == (t->volume == NULL));
	if (s->volume == NULL)
		return;
	check_column(g, s->volume, t->volume);
	FUZZ_CHECK(s->volume_digits == t->volume_digits);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rbt_segment g, h;
	struct rbt_err err = {0};
	struct rbt_segment_seal seal;

	if (rbt_segment_open(&g, fuzz_file("a", data, size), &err) != 0) {
		fuzz_check_error(&err, RBT_E_DATA);
		return 0;
	}
	FUZZ_CHECK(
	    rbt_segment_write(fuzz_path("b"), &g.series, &seal, NULL) == 0);
	FUZZ_CHECK(rbt_segment_open(&h, fuzz_path("b"), NULL) == 0);
	check(&g, &h);
	check(&h, &g);
	rbt_segment_release(&g);
	rbt_segment_release(&h);
	return 0;
}
