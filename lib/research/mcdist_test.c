/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values are by hand, or from numpy where the test says so. */
#include "research/mcdist.h"

#include "harness/t.h"

static const double none = (double)NAN;

/* 0 .. 100 out of order: each percentile is its number. */
static void
test_quantiles(void)
{
	double x[101];
	struct rbt_mcdist d;

	for (size_t i = 0; i < 101; i++)
		x[i] = (double)(i * 37 % 101);
	d = rbt_mcdist_of(x, 101, 25);
	T_INT(d.n, 101);
	T_NEAR(d.mean, 50, 1e-15, 0);
	/* numpy: arange(101).std(ddof=1) */
	T_NEAR(d.sd, 29.300170647967224, 1e-14, 0);
	T_NEAR(d.se, 29.300170647967224 / sqrt(101.0), 1e-14, 0);
	for (size_t i = 0; i < RBT_MCDIST_QUANTILES; i++)
		T_NEAR(d.q[i], 100 * rbt_mcdist_level[i], 1e-13, 0);
	/* 100 sqrt(0.25 / 101), 100 sqrt(0.01 x 0.99 / 101) */
	T_NEAR(d.q_se[3], 4.975185951049946, 1e-12, 0);
	T_NEAR(d.q_se[0], 0.9900495037128094, 1e-12, 0);
	/* 25 values below and one that is equal */
	T_NEAR(d.percentile, 25.5 / 101, 1e-15, 0);
	/* (25.5 + 1) / (101 + 2) */
	T_NEAR(d.percentile_se, sqrt(26.5 * 76.5 / 101) / 103, 1e-14, 0);
	T_NEAR(d.observed, 25, 0, 0);
}

static void
test_rank(void)
{
	double x[] = {2, 1, 2, 3};

	T_NEAR(rbt_mcdist_of(x, 4, 2).percentile, 0.5, 0, 0);
	T_NEAR(rbt_mcdist_of(x, 4, 0).percentile, 0, 0, 0);
	T_NEAR(rbt_mcdist_of(x, 4, 9).percentile, 1, 0, 0);
	T_NEAR(rbt_mcdist_of(x, 4, 1.5).percentile, 0.25, 0, 0);
	T_OK(isnan(rbt_mcdist_of(x, 4, none).percentile));
}

/* Paths without the figure, and figures without a path. */
static void
test_missing(void)
{
	double some[] = {none, 3, none, 1, (double)INFINITY};
	double nothing[] = {none, none}, same[] = {5, 5, 5}, one[] = {7};
	struct rbt_mcdist d = rbt_mcdist_of(some, 5, 2);

	T_INT(d.n, 2);
	T_NEAR(d.mean, 2, 0, 0);
	T_NEAR(d.percentile, 0.5, 0, 0);
	d = rbt_mcdist_of(nothing, 2, 1);
	T_INT(d.n, 0);
	T_OK(isnan(d.mean) && isnan(d.sd) && isnan(d.se));
	T_OK(isnan(d.q[3]) && isnan(d.q_se[3]) && isnan(d.percentile));
	d = rbt_mcdist_of(same, 3, 5);
	T_NEAR(d.sd, 0, 0, 0);
	T_OK(isnan(d.percentile));
	d = rbt_mcdist_of(one, 1, 7);
	T_NEAR(d.q[0], 7, 0, 0);
	T_OK(isnan(d.sd) && isnan(d.percentile));
}

static void
test_share(void)
{
	static const double x[] = {1, 2, none, 3, 4};
	static const double nothing[] = {none};
	struct rbt_mcdist_share s = rbt_mcdist_beyond(x, 5, 3, true);

	T_NEAR(s.p, 0.25, 0, 0);
	/* (1 + 1) / (4 + 2) = 1/3 */
	T_NEAR(s.se, sqrt(2.0 / 9 / 4), 1e-15, 0);
	s = rbt_mcdist_beyond(x, 5, 3, false);
	T_NEAR(s.p, 0.5, 0, 0);
	s = rbt_mcdist_beyond(x, 5, 9, true);
	T_NEAR(s.p, 0, 0, 0);
	T_NEAR(s.se, sqrt(5.0 / 36 / 4), 1e-15, 0);
	s = rbt_mcdist_beyond(nothing, 1, 0, true);
	T_OK(isnan(s.p) && isnan(s.se));
}

int
main(void)
{
	test_quantiles();
	test_rank();
	test_missing();
	test_share();
	T_DONE(37);
}
