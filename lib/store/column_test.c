/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of the first test were made by hand after rbt-bundle(5). */
#include "store/column.h"

#include <string.h>

#include "core/rng.h"
#include "harness/t.h"

#define N 5000

static struct rbt_err err;

static void
test_bytes(void)
{
	static const int64_t v[] = {1000, 1100, 900, 900, 7300};
	/* Hundreds: 10, +1, -2, 0, +64; zigzag 20 2 3 0 128. */
	static const uint8_t want[] = {2, 20, 2, 3, 0, 0x80, 1};
	struct rbt_buf b = {0};

	rbt_column_pack(&b, v, 5);
	T_INT(b.len, sizeof want);
	T_OK(b.len == sizeof want && memcmp(b.data, want, b.len) == 0);
	rbt_buf_release(&b);
}

/* 1 if the values come back, and as many bytes were read as written. */
static int
comes_back(const int64_t *v, size_t n)
{
	static int64_t got[N];
	struct rbt_buf b = {0};
	const uint8_t *at, *end;
	int ok;

	rbt_column_pack(&b, v, n);
	at = (const uint8_t *)b.data;
	end = at + b.len;
	rbt_err_clear(&err);
	ok = rbt_column_unpack(&at, end, got, n, &err) == 0 && at == end &&
	     memcmp(got, v, n * sizeof *v) == 0;
	rbt_buf_release(&b);
	return ok;
}

static void
test_round_trip(void)
{
	static const int64_t edges[] = {0, INT64_MAX, INT64_MIN, -1, INT64_MIN,
	    1, INT64_MAX, 0};
	static const int64_t round[] = {0, 4000000000000000000,
	    -9000000000000000000};
	static int64_t v[N];
	struct rbt_rng rng;
	int ok = 0;

	T_OK(comes_back(edges, 8));
	T_OK(comes_back(round, 3));
	T_OK(comes_back(edges, 1));
	rbt_rng_init(&rng, 1, "column");
	for (int shift = 0; shift < 64; shift++) {
		for (size_t i = 0; i < N; i++)
			v[i] = (int64_t)rbt_rng_u64(&rng) >> shift;
		ok += comes_back(v, N);
	}
	T_INT(ok, 64);
}

static void
refuses(const char *bytes, size_t len, size_t n, const char *what)
{
	const uint8_t *at = (const uint8_t *)bytes;
	int64_t v[4];

	rbt_err_clear(&err);
	T_INT(rbt_column_unpack(&at, at + len, v, n, &err), -1);
	T_INT(err.code, RBT_E_DATA);
	T_STR(err.msg, what);
}

static void
test_damage(void)
{
	refuses("", 0, 1, "a column ends early");
	refuses("\x13\x01", 2, 1, "byte 19 begins no column");
	refuses("\x00\x02\x02", 3, 3, "a column ends early, in row 3 of 3");
	refuses("\x00\x02\x82", 3, 2, "a column ends early, in row 2 of 2");
	/* A number of more than ten bytes. */
	refuses("\x00\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x00", 12, 1,
	    "a column ends early, in row 1 of 1");
}

int
main(void)
{
	test_bytes();
	test_round_trip();
	test_damage();
	T_DONE(21);
}
