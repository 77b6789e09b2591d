/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values by hand. */
#include "store/merge.h"

#include "harness/t.h"

static struct rbt_err err;
static struct rbt_merge_counts counts;
static struct rbt_rows rows;
static struct rbt_series got;

/* Bars at times 1, 2, ... with the prices given, 0 leaving one got. */
static struct rbt_series_builder
make(const int *price, size_t n, int64_t volume, int digits)
{
	struct rbt_series_builder b = {0};

	for (size_t i = 0; i < n; i++) {
		struct rbt_bar bar = {.time = {(int64_t)i + 1},
		    .open = {price[i]},
		    .high = {price[i]},
		    .low = {price[i]},
		    .close = {price[i]},
		    .volume = volume,
		    .volume_digits = digits};

		if (price[i] > 0 && rbt_series_builder_add(&b, &bar, &err) != 0)
			T_OK(false);
	}
	return b;
}

/* Merges, and forgets the two; the outcome is `got` until the next time. */
static int
merge(struct rbt_series_builder a, struct rbt_series_builder b,
    enum rbt_on_conflict policy)
{
	const struct rbt_rows_home home = {"/tmp", {1000}};
	struct rbt_series old = rbt_series_builder_view(&a, "A", home.period);
	struct rbt_series fresh = rbt_series_builder_view(&b, "A", home.period);
	int rc;

	rbt_rows_release(&rows);
	counts = (struct rbt_merge_counts){0};
	rbt_err_clear(&err);
	rc = rbt_merge(&old, &fresh, policy, &home, &rows, &counts, &err);
	got = rbt_rows_view(&rows, "A", home.period);
	rbt_series_builder_release(&a);
	rbt_series_builder_release(&b);
	return rc;
}

static void
test_between(void)
{
	static const int old[] = {0, 20, 0, 40}, fresh[] = {10, 20, 30, 0, 50};

	T_INT(merge(make(old, 4, 7, 0), make(fresh, 5, 7, 0),
		  RBT_ON_CONFLICT_ERROR),
	    0);
	T_INT(got.n, 5);
	for (size_t i = 0; i < got.n; i++) {
		T_INT(got.time[i], i + 1);
		T_INT(got.close[i], 10 * (int64_t)(i + 1));
	}
	T_INT(counts.added, 3);
	T_INT(counts.same, 1);
}

static void
test_conflict(void)
{
	static const int old[] = {10, 20}, fresh[] = {10, 21, 31};

	T_INT(merge(make(old, 2, 7, 0), make(fresh, 3, 7, 0),
		  RBT_ON_CONFLICT_ERROR),
	    -1);
	T_STR(err.msg, "A 1970-01-01T00:00:00.000000002Z: open 0.00000021 "
		       "disagrees with 0.0000002 already there (--on-conflict "
		       "keep or replace decides)");
	T_INT(merge(make(old, 2, 7, 0), make(fresh, 3, 7, 0),
		  RBT_ON_CONFLICT_KEEP),
	    0);
	T_INT(got.close[1], 20);
	T_INT(counts.kept, 1);
	T_INT(counts.added, 1);
	T_INT(merge(make(old, 2, 7, 0), make(fresh, 3, 7, 0),
		  RBT_ON_CONFLICT_REPLACE),
	    0);
	T_INT(got.close[1], 21);
	T_INT(got.n, 3);
	T_INT(counts.replaced, 1);
}

/* 1.50 is 1.5; a volume is not the lack of one. */
static void
test_volume(void)
{
	static const int one[] = {10};

	T_INT(merge(make(one, 1, 15, 1), make(one, 1, 150, 2),
		  RBT_ON_CONFLICT_ERROR),
	    0);
	T_INT(counts.same, 1);
	T_INT(merge(make(one, 1, 15, 1), make(one, 1, 0, RBT_BAR_NO_VOLUME),
		  RBT_ON_CONFLICT_ERROR),
	    -1);
	T_OK(strstr(err.msg, "volume null disagrees with 1.5") != NULL);
}

/* Decimals that no volume needs any more go, and so does a column without a
 * volume, so that equal bars give equal bytes whatever their way here. */
static void
test_canonical(void)
{
	static const int two[] = {10, 20}, one[] = {11};

	T_INT(merge(make(two, 2, 1200, 3), make(NULL, 0, 0, 0),
		  RBT_ON_CONFLICT_ERROR),
	    0);
	T_INT(got.volume_digits, 1);
	T_INT(got.volume[1], 12);
	T_INT(merge(make(one, 1, 125, 2), make(two, 2, 7, 0),
		  RBT_ON_CONFLICT_REPLACE),
	    0);
	T_INT(got.volume_digits, 0);
	T_INT(got.volume[0], 7);
	T_INT(merge(make(one, 1, 125, 2), make(two, 1, 0, RBT_BAR_NO_VOLUME),
		  RBT_ON_CONFLICT_REPLACE),
	    0);
	T_OK(got.volume == NULL);
	rbt_rows_release(&rows);
}

int
main(void)
{
	test_between();
	test_conflict();
	test_volume();
	test_canonical();
	T_DONE(36);
}
