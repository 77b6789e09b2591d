/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A grid of reference is in walkforward_golden_test.c; these are by hand. */
#include "research/plateau.h"

#include "harness/t.h"

static struct rbt_plateau p;

/* A line with a lone spike and a hill; a hole in it. */
static void
test_line(void)
{
	const double none = (double)NAN;
	const double x[] = {9, 0, none, 5, 6, 5, 0};
	const size_t axis[] = {7};

	rbt_plateau_measure(x, axis, 1, &p);
	T_INT(p.best, 0);
	T_NEAR(p.neighbour_mean, 0, 0, 0);
	T_NEAR(p.peak_ratio, 0, 0, 0);
	T_INT(p.smooth, 3); /* (5 + 6) / 2; 4 has (5 + 6 + 5) / 3 */
	T_NEAR(p.smooth_mean, 5.5, 0, 0);
	T_INT(p.robust, 3);
	T_INT(p.n_high, 1);
	T_NEAR(p.share_high, 1.0 / 6, 1e-15, 0);
	T_NEAR(p.share_positive, 4.0 / 6, 1e-15, 0);
	T_NEAR(p.mean, 25.0 / 6, 1e-15, 0);
}

/* Three axes: the middle of 27 equal points has 26 neighbours. */
static void
test_cube(void)
{
	const size_t axis[] = {3, 3, 3};
	double x[27];

	for (size_t i = 0; i < 27; i++)
		x[i] = 1;
	x[13] = 2;
	rbt_plateau_measure(x, axis, 3, &p);
	T_INT(p.best, 13);
	T_NEAR(p.neighbour_mean, 1, 0, 0);
	T_INT(p.smooth, 0); /* a corner sees the middle among eight */
	T_NEAR(p.smooth_mean, 9.0 / 8, 1e-15, 0);
	T_INT(p.n_high, 1);
	for (size_t i = 0; i < 27; i++)
		x[i] = -1 - (double)i;
	rbt_plateau_measure(x, axis, 3, &p);
	T_INT(p.best, 0);
	T_OK(isnan(p.peak_ratio) && isnan(p.share_high));
	T_NEAR(p.share_positive, 0, 0, 0);
}

static void
test_nothing(void)
{
	const double x[] = {(double)NAN, (double)NAN}, one[] = {3};
	const size_t axis[] = {2}, single[] = {1};

	rbt_plateau_measure(x, axis, 1, &p);
	T_INT(p.best, 2);
	T_INT(p.smooth, 2);
	T_OK(isnan(p.best_value) && isnan(p.mean));
	rbt_plateau_measure(one, single, 1, &p);
	T_INT(p.best, 0);
	T_OK(isnan(p.neighbour_mean) && isnan(p.peak_ratio) && isnan(p.z));
	T_INT(p.n_high, 1);
}

int
main(void)
{
	test_line();
	test_cube();
	test_nothing();
	T_DONE(10 + 8 + 6);
}
