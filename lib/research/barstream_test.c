/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/t.h"

#include "research/barstream.h"

#define BAR(symbol, time, price, period)                                       \
	"{\"type\":\"bar\",\"symbol\":\"" symbol "\",\"time\":\"" time         \
	"\",\"period\":\"" period "\",\"open\":" price ",\"high\":" price      \
	",\"low\":" price ",\"close\":" price ",\"volume\":null}\n"

/* A source that reads a text. */
struct text {
	const char *at;
	size_t left;
};

static ptrdiff_t
read_text(void *self, char *buf, size_t cap, struct rbt_err *err)
{
	struct text *t = self;
	size_t n = t->left < cap ? t->left : cap;

	(void)err;
	memcpy(buf, t->at, n);
	t->at += n;
	t->left -= n;
	return (ptrdiff_t)n;
}

static int
read_all(struct rbt_barstream *b, const char *s, struct rbt_err *err)
{
	struct text t = {s, strlen(s)};

	rbt_err_clear(err);
	return rbt_barstream_read(b,
	    (struct rbt_source){.self = &t, .name = "stdin", .read = read_text},
	    err);
}

static void
fails(const char *s, const char *message)
{
	struct rbt_barstream b = {0};
	struct rbt_err err = {0};

	T_INT(read_all(&b, s, &err), -1);
	T_INT(err.code, RBT_E_DATA);
	T_STR(err.msg, message);
	rbt_barstream_release(&b);
}

int
main(void)
{
	struct rbt_barstream b = {0};
	struct rbt_err err = {0};

	/* Symbols in any order, other records passed over.  The hash is that
	 * of sha256sum. */
	T_INT(read_all(&b,
		  BAR("B", "2024-01-05", "2",
		      "1d") "{\"type\":\"note\"}\n" BAR("A", "2024-01-04",
		      "1.123456789", "1d") BAR("B", "2024-01-08", "3", "1d"),
		  &err),
	    0);
	T_INT(b.series.n, 2);
	T_STR(b.series.at[0].symbol, "A");
	T_STR(b.series.at[1].symbol, "B");
	T_INT(b.series.at[1].n, 2);
	T_INT(b.series.at[1].close[1], 3 * RBT_DEC_ONE);
	T_INT(b.series.at[1].period.ns, RBT_DAY_NS);
	T_INT(b.rounded, 1);
	T_OK(!b.weekend);
	T_STR(b.sha256,
	    "47b0e6ca0d80a92a1a2b1f017120391a8cbc26a1b9b09f76ae908c52be2df44c");
	rbt_barstream_release(&b);

	b = (struct rbt_barstream){0};
	T_INT(read_all(&b, BAR("A", "2024-01-06", "1", "1d"), &err), 0);
	T_OK(b.weekend);
	rbt_barstream_release(&b);

	fails("", "no bars on stdin");
	fails("{\"type\":\"note\"}\n", "no bars on stdin");
	fails(BAR("A", "2024-01-05", "1", "1d")
		  BAR("A", "2024-01-08", "1", "1h"),
	    "stdin:2: a second period: all bars of a run have one");
	fails(BAR("A", "2024-01-05", "1", "1d")
		  BAR("A", "2024-01-04", "1", "1d"),
	    "stdin:2: time 2024-01-04 is before 2024-01-05 of the row before: "
	    "rows must be in rising order");
	T_DONE(12 + 4 * 3);
}
