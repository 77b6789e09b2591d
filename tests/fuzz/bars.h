/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Good bars that a fuzzer has read, kept as the records that they become. */
#ifndef RBT_FUZZ_BARS_H
#define RBT_FUZZ_BARS_H

#include "core/vec.h"
#include "fuzz/fuzz.h"
#include "market/bar.h"

struct fuzz_bars {
	rbt_period period;
	struct fuzz_bar_vec RBT_VEC(struct rbt_bar) bars;
	struct rbt_buf text; /* their records */
};

static inline rbt_period
fuzz_period(unsigned how)
{
	static const int64_t seconds[] = {86400, 60, 1, 7 * 86400};

	return (rbt_period){seconds[how % 4] * RBT_SEC_NS};
}

static inline void
fuzz_bars_release(struct fuzz_bars *b)
{
	RBT_VEC_RELEASE(&b->bars);
	rbt_buf_release(&b->text);
}

/* Judges a bar by itself, without the row before, and writes its record, from
 * its texts if they are not NULL. */
static inline void
fuzz_bars_add(struct fuzz_bars *b, const char *symbol,
    const struct rbt_bar *bar, const struct rbt_bar_texts *texts)
{
	struct rbt_bar_check alone = {0};
	struct rbt_bar copy = *bar;
	struct rbt_bar_writer writer;
	struct rbt_out out;
	bool repaired = false;

	FUZZ_CHECK(rbt_bar_symbol_check(symbol, strlen(symbol), NULL) == 0);
	FUZZ_CHECK(rbt_bar_check(&alone, &copy, b->period, false, &repaired,
		       NULL) == 0);
	RBT_VEC_PUSH(&b->bars, copy);
	rbt_out_open_fd(&out, -1, "memory");
	rbt_bar_writer_start(&writer, symbol, b->period);
	rbt_bar_emit(&writer, &out, bar, texts);
	rbt_buf_add(&b->text, out.buf.data, out.buf.len);
	rbt_out_abort(&out);
}

/* The records read as the bars that were written. */
static inline void
fuzz_bars_check(const struct fuzz_bars *b)
{
	struct fuzz_source s;
	struct rbt_rec_reader r;
	struct rbt_rec rec;
	struct rbt_bar_symbol symbol;
	struct rbt_bar bar;
	rbt_period period;
	bool rounded = false;
	size_t n = 0;

	rbt_rec_reader_init(&r,
	    fuzz_source_of(&s, rbt_buf_str(&b->text), b->text.len, 0));
	while (rbt_rec_next(&r, &rec, NULL) == 1) {
		const struct rbt_bar *want = &b->bars.at[n++];

		FUZZ_CHECK(rbt_bar_parse(&rec, &symbol, &period, &bar, &rounded,
			       NULL) == 0);
		FUZZ_CHECK(period.ns == b->period.ns && !rounded);
		FUZZ_CHECK(bar.time.ns == want->time.ns);
		FUZZ_CHECK(bar.open.v == want->open.v);
		FUZZ_CHECK(bar.high.v == want->high.v);
		FUZZ_CHECK(bar.low.v == want->low.v);
		FUZZ_CHECK(bar.close.v == want->close.v);
		FUZZ_CHECK(bar.volume_digits == want->volume_digits);
		FUZZ_CHECK(bar.volume == want->volume);
	}
	FUZZ_CHECK(n == b->bars.n);
	rbt_rec_reader_release(&r);
}

/* How a fuzzer reads a text that comes in pieces (0: at once): good bars go to
 * *bars, what is said about the rest to *said. */
typedef void fuzz_bars_reader(const uint8_t *data, size_t size, unsigned how,
    size_t piece, struct fuzz_bars *bars, struct rbt_buf *said);

/* An input whose first byte is `how`: read at once and in pieces it is the
 * same, and its bars come back from their records. */
static inline void
fuzz_bars_try(fuzz_bars_reader *read, const uint8_t *data, size_t size)
{
	unsigned how = fuzz_byte(&data, &size);
	struct fuzz_bars whole = {0}, pieces = {0};
	struct rbt_buf said = {0}, said_pieces = {0};

	read(data, size, how, 0, &whole, &said);
	read(data, size, how, 1 + how % 13, &pieces, &said_pieces);
	FUZZ_CHECK(fuzz_same(&said, &said_pieces));
	FUZZ_CHECK(fuzz_same(&whole.text, &pieces.text));
	fuzz_bars_check(&whole);
	fuzz_bars_release(&whole);
	fuzz_bars_release(&pieces);
	rbt_buf_release(&said);
	rbt_buf_release(&said_pieces);
}

#endif
