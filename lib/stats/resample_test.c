/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Index rules against reference rows; frequencies against their exact
 * probabilities, and the standard error of a resampled mean against its closed
 * form, within four standard errors of the seeded simulation.
 */
#include "harness/golden.h"

#include "stats/resample.h"

#include "stats/moments.h"

#define ROWS 1258
#define REPS 4000

static double x[ROWS + 1];

static void
draw(enum rbt_resample_kind kind, size_t n, double block, uint32_t *index,
    size_t m)
{
	struct rbt_resample s;
	struct rbt_rng r;

	rbt_rng_init(&r, 1, "resample");
	T_INT(rbt_resample_init(&s, kind, n, block, NULL), 0);
	rbt_resample_index(&s, &r, index, m);
	rbt_resample_release(&s);
}

static void
test_rules(void)
{
	unsigned seen = 0;
	struct rbt_err err = {0};
	struct rbt_resample s;
	uint32_t i[7];

	rbt_resample_run(5, 3, i, 7);
	T_OK(i[0] == 3 && i[1] == 4 && i[2] == 0 && i[6] == 4);
	/* One row, every way. */
	for (int kind = RBT_RESAMPLE_IID; kind <= RBT_RESAMPLE_STATIONARY;
	     kind++) {
		i[0] = 7;
		draw((enum rbt_resample_kind)kind, 1, 9, i, 1);
		T_INT(i[0], 0);
	}
	draw(RBT_RESAMPLE_PERMUTATION, 6, 0, i, 6);
	for (int k = 0; k < 6; k++)
		seen |= 1u << i[k];
	T_INT(seen, 0x3f);
	/* A block as long as the rows is a rotation; longer ones are cut. */
	for (double block = 3; block < 10; block += 6) {
		draw(RBT_RESAMPLE_CIRCULAR, 3, block, i, 3);
		T_OK(i[1] == (i[0] + 1) % 3 && i[2] == (i[0] + 2) % 3);
	}
	T_INT(rbt_resample_init(&s, RBT_RESAMPLE_IID, 0, 1, &err), -1);
	T_STR(err.msg, "cannot resample 0 returns");
	rbt_err_clear(&err);
	T_INT(rbt_resample_init(&s, RBT_RESAMPLE_CIRCULAR, 5, (double)NAN,
		  &err),
	    -1);
	T_STR(err.msg, "the length of blocks is not a number");
	rbt_resample_release(&s);
}

/* The values are those of the index, and a substream draws the same again. */
static void
test_values(void)
{
	static const enum rbt_resample_kind kinds[] = {RBT_RESAMPLE_IID,
	    RBT_RESAMPLE_PERMUTATION, RBT_RESAMPLE_CIRCULAR,
	    RBT_RESAMPLE_STATIONARY};
	uint32_t index[100];
	double got[100];

	for (int i = 0; i < 100; i++)
		x[i] = i;
	for (int k = 0; k < 4; k++) {
		struct rbt_resample s;
		struct rbt_rng r;
		int same = 0, in_range = 0;

		rbt_rng_init(&r, 5, "values");
		T_INT(rbt_resample_init(&s, kinds[k], 100, 7, NULL), 0);
		rbt_rng_seek(&r, 3);
		rbt_resample_index(&s, &r, index, 99);
		rbt_rng_seek(&r, 3);
		rbt_resample_values(&s, &r, x, got, 99);
		for (int i = 0; i < 99; i++) {
			same += got[i] == index[i];
			in_range += index[i] < 100;
		}
		T_OK(same == 99 && in_range == 99);
		rbt_resample_release(&s);
	}
}

/* Every row equally often; a row is followed by the next one with the
 * probability that the block length says. */
static void
test_frequencies(void)
{
	static const struct {
		enum rbt_resample_kind kind;
		double block, follows;
	} cases[] = {
	    {RBT_RESAMPLE_IID, 0, 0.1},
	    {RBT_RESAMPLE_PERMUTATION, 0, 1.0 / 9},
	    /* Blocks 4, 4, 2: seven steps inside, two between. */
	    {RBT_RESAMPLE_CIRCULAR, 4, (7 + 2 * 0.1) / 9},
	    {RBT_RESAMPLE_STATIONARY, 4, 0.75 + 0.25 * 0.1},
	    {RBT_RESAMPLE_STATIONARY, 1, 0.1},
	    {RBT_RESAMPLE_STATIONARY, 0.3, 0.1},
	    {RBT_RESAMPLE_STATIONARY, 5000, 0.9998 + 0.0002 * 0.1},
	};

	for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
		double p = cases[c].follows, n_pairs = 9.0 * 20000;
		size_t count[10] = {0}, follows = 0, far = 0;
		struct rbt_resample s;
		struct rbt_rng r;
		uint32_t i[10];

		rbt_rng_init(&r, c, "frequencies");
		T_INT(rbt_resample_init(&s, cases[c].kind, 10, cases[c].block,
			  NULL),
		    0);
		for (int rep = 0; rep < 20000; rep++) {
			rbt_resample_index(&s, &r, i, 10);
			for (int t = 0; t < 10; t++)
				count[i[t]]++;
			for (int t = 1; t < 10; t++)
				follows += i[t] == (i[t - 1] + 1) % 10;
		}
		/* Blocks make rows of one draw depend on each other: with ten
		 * of them in one block the count is that of 20000 starts. */
		for (int t = 0; t < 10; t++)
			far += fabs((double)count[t] - 20000) >
			       4 * sqrt(20000 * 0.9 * 10);
		T_INT(far, 0);
		T_NEAR((double)follows / n_pairs, p, 0,
		    4 * sqrt(p * (1 - p) / n_pairs) + 1e-9);
		rbt_resample_release(&s);
	}
}

/* Long blocks, beyond what one draw of the table gives: their mean length. */
static void
test_long_blocks(void)
{
	static uint32_t index[2000000];
	size_t n = sizeof index / sizeof *index, starts = 0;
	double want = (double)n / 3000;
	struct rbt_resample s;
	struct rbt_rng r;

	rbt_rng_init(&r, 8, "long");
	T_INT(rbt_resample_init(&s, RBT_RESAMPLE_STATIONARY, 4000000, 3000,
		  NULL),
	    0);
	rbt_resample_index(&s, &r, index, n);
	for (size_t i = 1; i < n; i++)
		starts += index[i] != (index[i - 1] + 1) % 4000000;
	T_NEAR((double)starts, want, 0, 4 * sqrt(want));
	rbt_resample_release(&s);
}

static void
test_construction(void)
{
	double start[24], u[24], want[24], p, circular[4];
	uint32_t index[28];
	size_t bad = 0;

	p = t_golden_num("index_construction/stationary/p");
	T_INT(t_golden_list("index_construction/stationary/start", start, 24),
	    24);
	T_INT(t_golden_list("index_construction/stationary/u", u, 24), 24);
	T_INT(t_golden_list("index_construction/stationary/index", want, 24),
	    24);
	for (size_t i = 0, end; i < 24; i = end) {
		for (end = i + 1; end < 24 && u[end] > p; end++)
			;
		rbt_resample_run(24, (uint32_t)start[i], index + i, end - i);
	}
	for (size_t i = 0; i < 24; i++)
		bad += index[i] != want[i];
	T_INT(t_golden_list("index_construction/circular/start", circular, 4),
	    4);
	T_INT(t_golden_list("index_construction/circular/index", want, 24), 24);
	for (size_t i = 0; i < 4; i++)
		rbt_resample_run(24, (uint32_t)circular[i], index + 7 * i, 7);
	for (size_t i = 0; i < 24; i++)
		bad += index[i] != want[i];
	T_INT(bad, 0);
}

/* Standard deviation of the mean of n rows of x over REPS resamplings. */
static double
se_of_mean(enum rbt_resample_kind kind, size_t n, double block)
{
	static double mean[REPS], path[ROWS];
	struct rbt_resample s;
	struct rbt_rng r;

	rbt_rng_init(&r, 2, "se");
	T_INT(rbt_resample_init(&s, kind, n, block, NULL), 0);
	for (uint64_t i = 0; i < REPS; i++) {
		rbt_rng_seek(&r, i);
		rbt_resample_values(&s, &r, x + 1, path, n);
		mean[i] = rbt_moments_of(path, n).mean;
	}
	rbt_resample_release(&s);
	return rbt_moments_of(mean, REPS).sd;
}

static void
test_golden(void)
{
	static const int stationary[] = {5, 10, 20, 50},
			 circular[] = {5, 10, 25, 50};
	double tolerance = 4 / sqrt(2.0 * REPS);
	char path[128];

	if (t_golden_column("data/returns.csv", "benchmark", 0, x, ROWS + 1) !=
		ROWS + 1 ||
	    !t_golden_load("resampling/resampling_expected.json")) {
		T_SKIP("no reference data in $RBT_SHARED");
		return;
	}
	test_construction();
	T_GOLDEN(se_of_mean(RBT_RESAMPLE_IID, ROWS, 0),
	    "exact_bootstrap_se/values/iid_se_of_mean", tolerance, 0);
	for (int i = 0; i < 4; i++) {
		snprintf(path, sizeof path,
		    "exact_bootstrap_se/values/stationary_se_of_mean_b%d",
		    stationary[i]);
		T_GOLDEN(se_of_mean(RBT_RESAMPLE_STATIONARY, ROWS,
			     stationary[i]),
		    path, tolerance, 0);
		snprintf(path, sizeof path,
		    "exact_bootstrap_se/values/"
		    "circular_se_of_mean_first1250_b%d",
		    circular[i]);
		T_GOLDEN(se_of_mean(RBT_RESAMPLE_CIRCULAR, 1250, circular[i]),
		    path, tolerance, 0);
	}
	t_golden_release();
}

int
main(void)
{
	test_rules();
	test_values();
	test_frequencies();
	test_long_blocks();
	test_golden();
	T_DONE(1 + 8 + 2 + 4 + 4 + 8 + 7 * 3 + 2 + (t_skipped ? 0 : 6 + 18));
}
