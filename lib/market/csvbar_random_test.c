/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The quick way of a row against the general one: a row of which only a part is
 * in the buffer takes the general way, so a text that comes in small pieces has
 * to give the same bars and the same messages.
 */
#include "core/rng.h"

#include "harness/csvbar.h"
#include "harness/source.h"
#include "harness/t.h"

static void
add_price(struct rbt_buf *b, struct rbt_rng *r, int cents)
{
	static const char *const odd[] = {"", ".", "0", "00.5", "-1", "1e2",
	    "+3.25", "5.", ".5", "1.2.3", "x", "99.123456789", "9999999999999",
	    "  101.5 ", "1,5", "12345678", "123456789", "0.00000001"};

	cents += (int)rbt_rng_below(r, 20);
	if (rbt_rng_below(r, 60) == 0)
		rbt_buf_add_str(b, odd[rbt_rng_below(r, 18)]);
	else if (rbt_rng_below(r, 9) == 0)
		rbt_buf_printf(b, "%d.%04d", cents / 100,
		    (int)rbt_rng_below(r, 10000));
	else
		rbt_buf_printf(b, "%d.%02d", cents / 100, cents % 100);
}

static void
add_row(struct rbt_buf *b, struct rbt_rng *r, int minute)
{
	static const char *const seps[] = {"T", " ", "t", "  "};
	static const char *const zones[] = {"", "Z", "Z", "+01:00"};
	static const char *const volumes[] = {"", "0", "7", "12345678",
	    "123456789", "1.5", "-3", "3e3", "x", "\"55\"", "100.0"};
	static const int cents[] = {9995, 10015, 9975, 9995};
	size_t how = rbt_rng_below(r, 50);

	if (how == 0)
		rbt_buf_add_str(b, "end of data,,,,,\n");
	if (how == 1)
		minute -= 2;
	rbt_buf_printf(b, "2024-0%d-1%d%s%02d:%02d:00%s", 2 + (how == 2),
	    minute / 1440 % 10, seps[how < 8 ? how / 2 : 0], minute / 60 % 24,
	    minute % 60, zones[how < 12 ? how / 3 : 1]);
	for (int i = 0; i < 4; i++) {
		rbt_buf_add_char(b, ',');
		add_price(b, r, cents[i]);
	}
	if (rbt_rng_below(r, 10) == 0)
		rbt_buf_printf(b, ",%s", volumes[rbt_rng_below(r, 11)]);
	else
		rbt_buf_printf(b, ",%d", (int)rbt_rng_below(r, 100000));
	rbt_buf_add_str(b, how == 3 ? ",\n" : how == 4 ? "\r\n" : "\n");
}

struct counts {
	long bars, known; /* with the text of the open */
};

/* Reads all of a text as text again: bars, and what is wrong with rows. */
static struct counts
read_all(const char *text, size_t piece, enum rbt_on_bad on_bad,
    rbt_period period, struct rbt_buf *out)
{
	struct rbt_csvbar_book book = {.stamp.period = period,
	    .on_bad = on_bad};
	struct rbt_csvbar r;
	struct rbt_csvbar_row row;
	struct rbt_err err = {0};
	struct t_source s;
	struct rbt_source src = t_source_of(&s, "in", text);
	struct rbt_bar_writer w;
	struct rbt_out o;
	struct counts n = {0};
	int rc;

	s.piece = piece;
	rbt_out_open_fd(&o, -1, "memory");
	rbt_bar_writer_start(&w, "S", period);
	rc = rbt_csvbar_open(&r, &book, src, "S", RBT_STAMP_NO_DAY, &err);
	while (rc == 0 && (rc = t_csvbar_next(&r, &row, &err)) != 0) {
		if (rc == 1) {
			rbt_bar_emit(&w, &o, &row.bar, &r.texts);
			rbt_out_printf(&o, "%ld %d\n", row.line, row.rounded);
		} else {
			rbt_out_printf(&o, "%lld %s\n", (long long)r.n_bad,
			    err.msg);
		}
		n.bars += rc == 1;
		n.known += rc == 1 && r.texts.number[0].len > 0;
		rbt_err_clear(&err);
		rc = 0;
	}
	rbt_out_printf(&o, "%lld %lld %lld", (long long)r.n_prose,
	    (long long)book.rounded, (long long)book.repaired);
	rbt_csvbar_release(&r);
	rbt_csvbar_book_release(&book);
	rbt_buf_add(out, o.buf.data, o.buf.len);
	rbt_out_abort(&o);
	return n;
}

int
main(void)
{
	struct rbt_buf text = {0}, quick = {0}, slow = {0};
	struct counts n, all = {0}, none = {0};
	long differ = 0;
	struct rbt_rng r;

	rbt_rng_init(&r, 1, "csvbar");
	for (int i = 0; i < 2000; i++) {
		enum rbt_on_bad on_bad = (enum rbt_on_bad)rbt_rng_below(&r, 3);
		rbt_period period = {(i % 5 ? 60 : 86400) * RBT_SEC_NS};

		rbt_buf_clear(&text);
		rbt_buf_clear(&quick);
		rbt_buf_clear(&slow);
		rbt_buf_add_str(&text, "time,open,high,low,close,volume\n");
		for (int k = 0; k < 40; k++)
			add_row(&text, &r, k * (i % 5 ? 1 : 1440));
		n = read_all(text.data, 65536, on_bad, period, &quick);
		all.bars += n.bars;
		all.known += n.known;
		n = read_all(text.data, 7, on_bad, period, &slow);
		none.known += n.known;
		differ += strcmp(quick.data, slow.data) != 0;
	}
	T_INT(differ, 0);
	T_OK(all.bars > 30000);
#if defined(__SSE2__)
	T_OK(all.known > 15000);
#else
	T_INT(all.known, 0);
#endif
	T_INT(none.known, 0);
	rbt_buf_release(&text);
	rbt_buf_release(&quick);
	rbt_buf_release(&slow);
	T_DONE(4);
}
