/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The layout is checked against rbt-bundle(5) by hand: the header and the
 * trailer at fixed bytes; the columns of one block at 64 + 576 i in their pages
 * of 4 KiB, those of several at pages of 64 KiB.
 */
#include "store/segment_writer.h"

#include "harness/bundle.h"
#include "harness/t.h"

#define BLOCK 262144
#define ROWS  (2 * BLOCK + 3)

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

/* Where column i of the block at row `first` begins, behind `end`. */
static uint64_t
place(uint64_t end, size_t rows, size_t i)
{
	if (rows > BLOCK)
		return (end + 65535) / 65536 * 65536;
	while (end % 4096 != 64 + 576 * i)
		end++;
	return end;
}

/* Holds the bytes of a file of n columns against the page; returns its size. */
static uint64_t
check_bytes(const struct rbt_buf *b, size_t rows, size_t n)
{
	uint64_t end = 64;

	T_OK(memcmp(b->data, "\x89RBTSEG\n", 8) == 0);
	T_INT(number(b, 8, 8), 2);
	T_INT(number(b, b->len - 24, 8), rows);
	T_INT(number(b, b->len - 16, 8), RBT_DAY_NS);
	T_INT(number(b, b->len - 8, 4), n);
	T_INT(number(b, b->len - 4, 4), n == 6 ? 2 : 0);
	for (size_t first = 0; first < rows; first += BLOCK) {
		size_t m = rows - first < BLOCK ? rows - first : BLOCK;

		for (size_t i = 0; i < n; i++) {
			end = place(end, rows, i);
			T_OK(memcmp(b->data + end, column[i] + first, 8 * m) ==
			     0);
			end += 8 * m;
		}
	}
	return end + 24;
}

static void
test_round_trip(size_t rows, bool volume)
{
	struct rbt_series s = make(rows, volume);
	struct rbt_segment g;
	struct rbt_buf bytes = {0};
	char own[RBT_HASH_HEX];
	struct rbt_segment_seal seal;
	size_t n = volume ? 6 : 5;

	T_INT(rbt_segment_write(path, &s, &seal, &t_err), 0);
	t_read("000001.seg", &bytes);
	rbt_hash_hex(bytes.data, bytes.len, own);
	T_STR(seal.sha256, own);
	T_INT(bytes.len, check_bytes(&bytes, rows, n));
	T_INT(rbt_segment_open(&g, path, &t_err), 0);
	T_INT(g.series.n, rows);
	T_INT(g.series.volume_digits, volume ? 2 : 0);
	for (unsigned i = 0; i < n; i++)
		T_OK(memcmp(rbt_segment_column(&g.series, i), column[i],
			 8 * rows) == 0);
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
	size_t end;

	T_INT(rbt_segment_write(path, &s, &seal, &t_err), 0);
	t_read("000001.seg", &good);
	end = good.len - 24;
	refuses(&good, 0, 'x', "is no segment");
	refuses(&good, 8, 1, "format");
	refuses(&good, 63, 1, "its header");
	refuses(&good, end, 0, "number of rows");
	refuses(&good, end, 2, "its size");
	refuses(&good, end + 7, 127, "number of rows");
	refuses(&good, end + 15, (char)0x80, "period");
	refuses(&good, end + 16, 7, "number of columns");
	refuses(&good, end + 16, 5, "its size");
	refuses(&good, end + 20, 9, "volume digits");
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
	test_round_trip(1000, true);
	test_round_trip(1000, false);
	test_round_trip(BLOCK, true);
	test_round_trip(BLOCK + 1, false);
	test_round_trip(2 * BLOCK, false);
	test_round_trip(ROWS, true);
	test_damage();
	t_leave();
	T_DONE(286);
}
