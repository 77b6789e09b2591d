/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The quick ways of bars against the general ones: a record with a space
 * behind it takes the general way, so it has to be read, or refused, the same;
 * and what is a good row is said here a second time, rule by rule.
 */
#include "core/rng.h"
#include "market/bar.h"

#include "harness/source.h"
#include "harness/t.h"

/* What became of a line. */
struct told {
	int rc;
	char symbol[80];
	rbt_period period;
	struct rbt_bar bar;
	bool rounded;
	struct rbt_err err;
};

/* What becomes of the next line. */
static void
tell_next(struct rbt_rec_reader *r, struct rbt_rec *rec, struct told *t)
{
	struct rbt_bar_symbol symbol = {"", 0};

	memset(t, 0, sizeof *t);
	*rec = (struct rbt_rec){0};
	t->rc = rbt_rec_next(r, rec, &t->err);
	if (t->rc == 1 && rbt_rec_is(rec, "bar"))
		t->rc = 10 + rbt_bar_parse(rec, &symbol, &t->period, &t->bar,
				 &t->rounded, &t->err);
	if (t->rc == 10)
		snprintf(t->symbol, sizeof t->symbol, "%.*s", (int)symbol.len,
		    symbol.text);
}

static void
tell(const char *line, struct told *t)
{
	struct rbt_rec_reader r;
	struct rbt_rec rec;
	struct t_source s;

	rbt_rec_reader_init(&r, t_source_of(&s, "in", line));
	tell_next(&r, &rec, t);
	rbt_rec_reader_release(&r);
}

/* The end of the text is one place further on behind a space, and the number
 * of the line another one. */
static bool
is_same_message(const char *a, const char *b)
{
	if (strncmp(a, "in:", 3) == 0 && strncmp(b, "in:", 3) == 0) {
		a += 3 + strspn(a + 3, "0123456789");
		b += 3 + strspn(b + 3, "0123456789");
	}
	return strcmp(a, b) == 0 ||
	       (strstr(a, "text ends early") && strstr(b, "text ends early"));
}

static bool
is_same(const struct told *a, const struct told *b)
{
	const struct rbt_bar *x = &a->bar, *y = &b->bar;

	if (a->rc != b->rc || !is_same_message(a->err.msg, b->err.msg))
		return false;
	return a->rc != 10 ||
	       (strcmp(a->symbol, b->symbol) == 0 &&
		   a->period.ns == b->period.ns && x->time.ns == y->time.ns &&
		   x->open.v == y->open.v && x->high.v == y->high.v &&
		   x->low.v == y->low.v && x->close.v == y->close.v &&
		   x->volume == y->volume &&
		   x->volume_digits == y->volume_digits &&
		   a->rounded == b->rounded);
}

static int64_t
some_price(struct rbt_rng *r)
{
	static const int64_t unit[] = {1, 1000, 1000000, 100000000};

	return 1 + (int64_t)(rbt_rng_u64(r) >> (34 + rbt_rng_below(r, 28))) *
		       unit[rbt_rng_below(r, 4)];
}

/* A bar with values of all lengths, as rbt_bar_emit writes it. */
static void
emit_some(struct rbt_rng *r, const char *symbol, struct rbt_out *out)
{
	static const int64_t seconds[] = {86400, 60, 900, 604800, 7};
	rbt_period p = {seconds[rbt_rng_below(r, 5)] * RBT_SEC_NS};
	struct rbt_bar b = {
	    .open = {some_price(r)},
	    .high = {some_price(r)},
	    .low = {some_price(r)},
	    .close = {some_price(r)},
	    .volume = (int64_t)(rbt_rng_u64(r) >> (1 + rbt_rng_below(r, 62))),
	    .volume_digits = (int)rbt_rng_below(r, 10) - 1,
	};
	struct rbt_bar_writer w;

	b.time.ns = (int64_t)(rbt_rng_u64(r) >> 2);
	b.time.ns -= b.time.ns % (rbt_rng_below(r, 2) ? RBT_SEC_NS : 1000000);
	rbt_bar_writer_start(&w, symbol, p);
	rbt_bar_emit(&w, out, &b, NULL);
}

/* Damages none to two of the n characters. */
static void
damage(struct rbt_rng *r, char *text, size_t n, int places)
{
	static const char some[] =
	    "0123456789.,:-+eETZ\"\\{}[] \x7f\xc3\x01nul";

	for (; places > 0; places--)
		text[rbt_rng_below(r, n)] =
		    some[rbt_rng_below(r, sizeof some - 1)];
}

/* Random bars, written and then damaged in none to two places. */
static void
test_parse(void)
{
	long bad = 0, good = 0, refused = 0;
	struct told quick, general;
	struct rbt_rng r;
	struct rbt_out out;

	rbt_rng_init(&r, 1, "bar");
	rbt_out_open_fd(&out, -1, "nowhere");
	for (int i = 0; i < 100000; i++) {
		char text[512];
		size_t n;

		emit_some(&r, "SYM", &out);
		n = out.buf.len - 1; /* without the line end */
		memcpy(text, out.buf.data, n);
		out.buf.len = 0;
		damage(&r, text, n - 1, i % 3); /* the brace stays */
		text[n] = '\0';
		tell(text, &quick);
		text[n] = ' ';
		text[n + 1] = '\0';
		tell(text, &general);
		bad += !is_same(&quick, &general);
		good += quick.rc == 10;
		refused += quick.rc < 0 || quick.rc == 9;
	}
	rbt_out_abort(&out);
	T_INT(bad, 0);
	T_OK(good > 30000 && refused > 20000);
}

#define N_LINES 40

/* One reader for lines of several symbols, good ones and bad ones, against
 * another for each of them; bars of one run must have one symbol and period. */
static bool
is_same_stream(char line[][512], const char *stream, size_t piece, long *runs)
{
	struct told got, want, before = {0};
	struct rbt_rec_reader r;
	struct rbt_rec rec;
	struct t_source s;
	uint64_t run = 0;
	bool same = true;

	rbt_rec_reader_init(&r, t_source_of(&s, "in", stream));
	s.piece = piece;
	for (int i = 0; i < N_LINES && same; i++) {
		tell_next(&r, &rec, &got);
		tell(line[i], &want);
		same =
		    is_same(&got, &want) && (got.rc < 0 || rec.lineno == i + 1);
		if (got.rc != 10 || !rec.bar)
			continue;
		if (rec.bar->run == run) {
			++*runs;
			same = same && before.period.ns == got.period.ns &&
			       strcmp(before.symbol, got.symbol) == 0;
		}
		run = rec.bar->run;
		before = got;
	}
	tell_next(&r, &rec, &got);
	same = same && got.rc == 0;
	rbt_rec_reader_release(&r);
	return same;
}

static void
test_streams(void)
{
	static const char *const symbols[] = {"A", "A", "B", "LONGER.SYMBOL"};
	static const char *const ends[] = {"\n", "\n", "\r\n"};
	static char line[N_LINES][512], stream[N_LINES * 512];
	struct rbt_out out;
	struct rbt_rng r;
	long bad = 0, runs = 0;

	rbt_rng_init(&r, 3, "bar");
	rbt_out_open_fd(&out, -1, "nowhere");
	for (int k = 0; k < 1000; k++) {
		char *p = stream;

		for (int i = 0; i < N_LINES; i++) {
			size_t n;

			emit_some(&r, symbols[rbt_rng_below(&r, 4)], &out);
			n = out.buf.len - 1;
			memcpy(line[i], out.buf.data, n);
			out.buf.len = 0;
			damage(&r, line[i], n - 1, rbt_rng_below(&r, 4) == 0);
			memcpy(p, line[i], n);
			p = stpcpy(p + n, i + 1 < N_LINES || k % 2
					      ? ends[rbt_rng_below(&r, 3)]
					      : "");
			line[i][n] = ' '; /* the general way */
			line[i][n + 1] = '\0';
		}
		bad += !is_same_stream(line, stream,
		    1 + rbt_rng_below(&r, k % 3 ? 20000 : 200), &runs);
	}
	rbt_out_abort(&out);
	T_INT(bad, 0);
	T_OK(runs > 500);
}

/* The rules of rbt_bar_check in the order of its description. */
static bool
follows_rules(const struct rbt_bar *b, rbt_period p,
    const struct rbt_bar *before)
{
	if (b->open.v <= 0 || b->high.v <= 0 || b->low.v <= 0 ||
	    b->close.v <= 0)
		return false;
	if (b->high.v < b->low.v)
		return false;
	if (b->open.v < b->low.v || b->open.v > b->high.v ||
	    b->close.v < b->low.v || b->close.v > b->high.v)
		return false;
	if (b->volume_digits != RBT_BAR_NO_VOLUME && b->volume < 0)
		return false;
	if (p.ns >= RBT_DAY_NS && b->time.ns % RBT_DAY_NS != 0)
		return false;
	/* The years 1678 to 2261 in days, by Python's datetime. */
	if (b->time.ns < -106650 * RBT_DAY_NS ||
	    b->time.ns >= 106651 * RBT_DAY_NS)
		return false;
	return !before || b->time.ns > before->time.ns;
}

static void
test_check(void)
{
	long bad = 0, good = 0, n = 200000;
	struct rbt_bar_check c = {0};
	struct rbt_bar last;
	struct rbt_rng r;

	rbt_rng_init(&r, 2, "bar");
	for (long i = 0; i < n; i++) {
		rbt_period p = {i / 100 % 2 ? RBT_DAY_NS : RBT_SEC_NS};
		struct rbt_err err = {0};
		struct rbt_bar b = {
		    .open = {(int64_t)rbt_rng_below(&r, 6)},
		    .high = {(int64_t)rbt_rng_below(&r, 6) + 1},
		    .low = {(int64_t)rbt_rng_below(&r, 6) - 1},
		    .close = {(int64_t)rbt_rng_below(&r, 6)},
		    .volume = (int64_t)rbt_rng_below(&r, 9) - 1,
		    .volume_digits = (int)rbt_rng_below(&r, 3) - 1,
		};
		bool want;

		b.time.ns = (int64_t)rbt_rng_below(&r, 3) + i % 100;
		b.time.ns *= rbt_rng_below(&r, 9) ? RBT_DAY_NS : RBT_SEC_NS;
		b.time.ns += i % 1000 < 100 ? 106580 * RBT_DAY_NS : 0;
		if (i % 100 == 0)
			c = (struct rbt_bar_check){0};
		last = c.last;
		want = follows_rules(&b, p, c.any ? &last : NULL);
		bad +=
		    (rbt_bar_check(&c, &b, p, false, NULL, &err) == 0) != want;
		bad += memcmp(want ? &b : &last, &c.last, sizeof b) != 0;
		bad += want == (err.code != RBT_OK);
		good += want;
	}
	T_INT(bad, 0);
	T_OK(good > n / 100 && good < n / 2);
}

int
main(void)
{
	test_parse();
	test_streams();
	test_check();
	T_DONE(2 + 2 + 2);
}
