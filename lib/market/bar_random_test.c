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

static void
tell(const char *line, struct told *t)
{
	struct rbt_bar_symbol symbol = {"", 0};
	struct rbt_rec_reader r;
	struct rbt_rec rec;
	struct t_source s;

	memset(t, 0, sizeof *t);
	rbt_rec_reader_init(&r, t_source_of(&s, "in", line));
	t->rc = rbt_rec_next(&r, &rec, &t->err);
	if (t->rc == 1 && rbt_rec_is(&rec, "bar"))
		t->rc = 10 + rbt_bar_parse(&rec, &symbol, &t->period, &t->bar,
				 &t->rounded, &t->err);
	if (t->rc == 10)
		snprintf(t->symbol, sizeof t->symbol, "%.*s", (int)symbol.len,
		    symbol.text);
	rbt_rec_reader_release(&r);
}

/* The end of the text is one place further on behind a space. */
static bool
is_same_message(const char *a, const char *b)
{
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
emit_some(struct rbt_rng *r, struct rbt_out *out)
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
	rbt_bar_writer_start(&w, "SYM", p);
	rbt_bar_emit(&w, out, &b, NULL);
}

/* Random bars, written and then damaged in none to two places. */
static void
test_parse(void)
{
	static const char some[] =
	    "0123456789.,:-+eETZ\"\\{}[] \x7f\xc3\x01nul";
	long bad = 0, good = 0, refused = 0;
	struct told quick, general;
	struct rbt_rng r;
	struct rbt_out out;

	rbt_rng_init(&r, 1, "bar");
	rbt_out_open_fd(&out, -1, "nowhere");
	for (int i = 0; i < 100000; i++) {
		char text[512];
		size_t n;

		emit_some(&r, &out);
		n = out.buf.len - 1; /* without the line end */
		memcpy(text, out.buf.data, n);
		out.buf.len = 0;
		for (int k = i % 3; k > 0; k--) /* the brace stays */
			text[rbt_rng_below(&r, n - 1)] =
			    some[rbt_rng_below(&r, sizeof some - 1)];
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
	test_check();
	T_DONE(2 + 2);
}
