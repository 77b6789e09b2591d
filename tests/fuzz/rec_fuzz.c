/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Streams of records.  The first byte picks the size of the pieces and whether
 * a stream may be partial.
 */
#include "fuzz/fuzz.h"

#include "fuzz/bars.h"

/* Asks for values of every kind; what comes back is described in *out. */
static void
describe(const struct rbt_rec *rec, struct rbt_buf *out)
{
	static const char *const keys[] = {"a", "open", "time", "status"};
	struct rbt_buf text = {0};
	rbt_ts t = {0};
	int64_t i = 0;
	double x = 0;

	rbt_buf_printf(out, "%ld ", rec->lineno);
	rbt_buf_add(out, rec->type, rec->type_len);
	for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
		struct rbt_rec_val v = rbt_rec_get(rec, keys[k]);
		int good = (rbt_rec_i64(rec, keys[k], &i, NULL) == 0) +
			   2 * (rbt_rec_f64(rec, keys[k], &x, NULL) == 0) +
			   4 * (rbt_rec_time(rec, keys[k], &t, NULL) == 0) +
			   8 * (rbt_rec_str(rec, keys[k], &text, NULL) == 0);

		FUZZ_CHECK(v.kind == RBT_REC_MISSING ||
			   (v.text >= rec->line &&
			       v.text + v.len <= rec->line + rec->len));
		FUZZ_CHECK(!(good & 3) || v.kind == RBT_REC_NUMBER);
		FUZZ_CHECK(!(good & 12) || v.kind == RBT_REC_STRING);
		FUZZ_CHECK((good & 3) != 3 || (double)i == x);
		rbt_buf_printf(out, " %d:%d:%zu:%s", (int)v.kind, good, v.len,
		    rbt_buf_str(&text));
	}
	rbt_buf_add_char(out, '\n');
	rbt_buf_release(&text);
}

/* A bar that the reader has decoded must be what its members say. */
static void
check_decoded(const struct rbt_rec *rec)
{
	struct rbt_rec members = *rec;
	struct rbt_bar_symbol s, t;
	struct rbt_bar a, b;
	rbt_period p, q;
	bool rounded = false;

	members.bar = NULL;
	FUZZ_CHECK(rbt_bar_parse(rec, &s, &p, &a, &rounded, NULL) == 0);
	FUZZ_CHECK(rbt_bar_parse(&members, &t, &q, &b, &rounded, NULL) == 0);
	FUZZ_CHECK(!rounded && s.text == t.text && s.len == t.len);
	FUZZ_CHECK(p.ns == q.ns && a.time.ns == b.time.ns);
	FUZZ_CHECK(a.open.v == b.open.v && a.high.v == b.high.v);
	FUZZ_CHECK(a.low.v == b.low.v && a.close.v == b.close.v);
	FUZZ_CHECK(a.volume == b.volume && a.volume_digits == b.volume_digits);
}

/* A bar that reads well and stands alone is written and read again. */
static void
keep_bar(const struct rbt_rec *rec, struct fuzz_bars *bars, struct rbt_buf *out)
{
	char symbol[RBT_BAR_SYMBOL_MAX + 1];
	struct rbt_bar_check alone = {0};
	struct rbt_bar_symbol s;
	struct rbt_err err = {0};
	struct rbt_bar bar;
	rbt_period period;
	bool rounded = false, repaired = false;

	if (rec->bar)
		check_decoded(rec);
	if (rbt_bar_parse(rec, &s, &period, &bar, &rounded, &err) != 0) {
		fuzz_check_error(&err, RBT_E_DATA);
		rbt_buf_printf(out, "bar: %s\n", err.msg);
		return;
	}
	if (bars->bars.n == 0)
		bars->period = period;
	if (period.ns != bars->period.ns ||
	    rbt_bar_check(&alone, &bar, period, true, &repaired, NULL) != 0)
		return;
	memcpy(symbol, s.text, s.len);
	symbol[s.len] = '\0';
	fuzz_bars_add(bars, symbol, &bar, NULL);
}

/* The quick way through bars must find what the strict one finds; a blank
 * behind the object closes the quick one. */
static void
check_scan(const char *line, size_t len)
{
	static struct rbt_jsonscan quick, strict;
	char *longer = rbt_xmalloc(len + 1);

	memcpy(longer, line, len);
	longer[len] = ' ';
	FUZZ_CHECK(rbt_jsonscan_object(&quick, line, len));
	FUZZ_CHECK(rbt_jsonscan_object(&strict, longer, len + 1));
	FUZZ_CHECK(quick.n == strict.n && quick.n_all == strict.n_all);
	FUZZ_CHECK(quick.wide_integer == strict.wide_integer);
	for (size_t i = 0; i < quick.n; i++) {
		const struct rbt_jsonscan_member *a = &quick.member[i];
		const struct rbt_jsonscan_member *b = &strict.member[i];

		FUZZ_CHECK(a->key == b->key && a->key_len == b->key_len);
		FUZZ_CHECK(a->val == b->val && a->val_len == b->val_len);
		FUZZ_CHECK(a->kind == b->kind && a->escaped == b->escaped);
		FUZZ_CHECK(a->key_escaped == b->key_escaped);
	}
	free(longer);
}

static void
read_all(const uint8_t *data, size_t size, unsigned how, size_t piece,
    struct fuzz_bars *bars, struct rbt_buf *out)
{
	struct fuzz_source s;
	struct rbt_rec_reader r;
	struct rbt_rec rec;
	struct rbt_err err = {0};
	int rc;

	rbt_rec_reader_init(&r, fuzz_source_of(&s, data, size, piece));
	r.partial = how & 16;
	while ((rc = rbt_rec_next(&r, &rec, &err)) != 0) {
		if (rc < 0) {
			fuzz_check_error(&err, RBT_E_DATA);
			rbt_buf_printf(out, "! %s\n", err.msg);
			rbt_err_clear(&err);
			continue;
		}
		describe(&rec, out);
		if (piece == 0)
			check_scan(rec.line, rec.len);
		if (rbt_rec_is(&rec, "bar"))
			keep_bar(&rec, bars, out);
	}
	rbt_rec_reader_release(&r);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_bars_try(read_all, data, size);
	return 0;
}
