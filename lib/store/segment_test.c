/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The layout is checked against rbt-bundle(5) by hand: header fields at fixed
 * bytes, columns at 128 + 576 i in their pages.
 */
#include "store/segment.h"

#include "harness/bundle.h"
#include "harness/t.h"

#define ROWS 100001 /* a file of some blocks, put by two threads */

static int64_t column[6][ROWS];
static char path[128];

static struct rbt_series
make(size_t n, bool volume)
{
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < 6; k++)
			column[k][i] = (int64_t)(1000 * i + k);
	}
	return (struct rbt_series){.period = {RBT_DAY_NS},
	    .n = n,
	    .time = column[0],
	    .open = column[1],
	    .high = column[2],
	    .low = column[3],
	    .close = column[4],
	    .volume = volume ? column[5] : NULL,
	    .volume_digits = volume ? 2 : 0};
}

static uint64_t
number(const struct rbt_buf *b, size_t at, size_t bytes)
{
	uint64_t v = 0;

	for (size_t i = bytes; i-- > 0;)
		v = v << 8 | (unsigned char)b->data[at + i];
	return v;
}

static void
test_round_trip(size_t rows, bool volume)
{
	struct rbt_series s = make(rows, volume);
	const int64_t *got[6];
	struct rbt_segment g;
	struct rbt_buf bytes = {0};
	char own[RBT_HASH_HEX];
	struct rbt_segment_seal seal;
	uint64_t end = 128;
	size_t n = volume ? 6 : 5;

	T_INT(rbt_segment_write(path, &s, NULL, &seal, &t_err), 0);
	t_read("000001.seg", &bytes);
	rbt_hash_hex(bytes.data, bytes.len, own);
	T_STR(seal.sha256, own);
	T_OK(memcmp(bytes.data, "\x89RBTSEG\n", 8) == 0);
	T_INT(number(&bytes, 8, 4), 1);
	T_INT(number(&bytes, 12, 4), n);
	T_INT(number(&bytes, 16, 8), rows);
	T_INT(number(&bytes, 24, 8), RBT_DAY_NS);
	T_INT(number(&bytes, 32, 4), volume ? 2 : 0);
	for (size_t i = 0; i < n; i++) {
		uint64_t at = number(&bytes, 40 + 8 * i, 8);

		T_INT(at % 4096, 128 + 576 * i);
		T_OK(at >= end);
		end = at + 8 * rows;
		T_INT(number(&bytes, at, 8), i);
	}
	T_INT(bytes.len, end);
	T_INT(rbt_segment_open(&g, path, &t_err), 0);
	T_INT(g.series.n, rows);
	T_INT(g.series.volume_digits, volume ? 2 : 0);
	got[0] = g.series.time;
	got[1] = g.series.open;
	got[2] = g.series.high;
	got[3] = g.series.low;
	got[4] = g.series.close;
	got[5] = g.series.volume;
	for (size_t i = 0; i < n; i++)
		T_OK(memcmp(got[i], column[i], 8 * rows) == 0);
	T_OK((g.series.volume != NULL) == volume);
	T_OK(rbt_segment_damage(&g, &seal, RBT_SEGMENT_ALL) == NULL);
	for (size_t i = 0; i < 6; i++) {
		seal.column[i]++;
		T_OK((rbt_segment_damage(&g, &seal, 1u << i) != NULL) ==
		     (i < n));
		T_OK(rbt_segment_damage(&g, &seal,
			 RBT_SEGMENT_ALL & ~(1u << i)) == NULL);
		seal.column[i]--;
	}
	rbt_segment_release(&g);
	rbt_buf_release(&bytes);
}

/* Opens the file with one changed; the error says what. */
static void
refuses(const struct rbt_buf *good, size_t at, char value, const char *what)
{
	struct rbt_segment g;
	char keep = good->data[at];

	good->data[at] = value;
	t_write("000001.seg", good->data, good->len);
	good->data[at] = keep;
	rbt_err_clear(&t_err);
	T_INT(rbt_segment_open(&g, path, &t_err), -1);
	T_INT(t_err.code, RBT_E_DATA);
	T_OK(strstr(t_err.msg, what) != NULL);
	T_OK(strncmp(t_err.msg, path, strlen(path)) == 0);
}

static void
test_damage(void)
{
	struct rbt_series s = make(3, true);
	struct rbt_segment g;
	struct rbt_buf good = {0};
	struct rbt_segment_seal seal;
	int opened = 0;

	T_INT(rbt_segment_write(path, &s, NULL, &seal, &t_err), 0);
	t_read("000001.seg", &good);
	refuses(&good, 0, 'x', "is no segment");
	refuses(&good, 8, 2, "format");
	refuses(&good, 12, 7, "number of columns");
	refuses(&good, 16, 0, "number of rows");
	refuses(&good, 16, 2, "bytes behind the last column");
	refuses(&good, 23, 127, "number of rows");
	refuses(&good, 31, (char)0x80, "period");
	refuses(&good, 32, 9, "volume digits");
	refuses(&good, 48, 1, "place of a column");
	refuses(&good, 55, 127, "place of a column");
	for (size_t n = 0; n < good.len; n += 7) {
		t_write("000001.seg", good.data, n);
		if (rbt_segment_open(&g, path, &t_err) == 0) {
			opened++;
			rbt_segment_release(&g);
		}
	}
	T_INT(opened, 0);
	rbt_buf_release(&good);
}

int
main(void)
{
	t_enter();
	if (mkdir(t_path, 0700) != 0)
		return 1;
	snprintf(path, sizeof path, "%s/000001.seg", t_path);
	test_round_trip(ROWS, true);
	test_round_trip(1000, true);
	test_round_trip(ROWS, false);
	test_round_trip(1000, false);
	test_damage();
	t_leave();
	T_DONE(234);
}
