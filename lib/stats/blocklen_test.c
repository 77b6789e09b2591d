/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * By hand where the answer is a rule.  Reference values: the Python package
 * arch and R's np (b.star), and the AR(1) series of arch's own unit test
 * (13.635665 and 15.60894).
 */
#include "harness/golden.h"

#include "stats/blocklen.h"

#include "core/rng.h"

#define MAX_ROWS 10000

static double x[MAX_ROWS];

static void
compare(const char *name, size_t n, double power)
{
	static double y[MAX_ROWS];
	struct rbt_blocklen b;
	char path[128];

	for (size_t i = 0; i < n; i++)
		y[i] = power == 0 ? x[i] : pow(fabs(x[i]), power);
	b = rbt_blocklen_of(y, n);
	snprintf(path, sizeof path,
	    "optimal_block_length/values/%s/arch_stationary", name);
	T_GOLDEN(b.stationary, path, 1e-8, 0);
	snprintf(path, sizeof path,
	    "optimal_block_length/values/%s/np_b_star_circular", name);
	T_GOLDEN(b.circular, path, 1e-8, 0);
}

static void
test_golden(void)
{
	struct rbt_blocklen b;
	size_t n =
	    t_golden_column("published/ar1_10000.csv", NULL, 0, x, MAX_ROWS);

	if (n == 0 || !t_golden_load("resampling/resampling_expected.json")) {
		T_SKIP("no reference data in $RBT_SHARED");
		return;
	}
	b = rbt_blocklen_of(x, n);
	T_INT(n, 10000);
	T_NEAR(b.stationary, 13.635665, 0, 5e-7);
	T_NEAR(b.circular, 15.60894, 0, 5e-6);
	n = t_golden_column("data/returns.csv", "benchmark", 0, x, MAX_ROWS);
	memmove(x, x + 1, --n * sizeof *x);
	T_INT(n, 1258);
	compare("benchmark", n, 0);
	compare("benchmark_abs", n, 1);
	compare("benchmark_squared", n, 2);
	t_golden_column("data/returns.csv", "strategy", 0, x, MAX_ROWS);
	memmove(x, x + 1, n * sizeof *x);
	compare("strategy", n, 0);
	compare("strategy_abs", n, 1);
	t_golden_release();
}

int
main(void)
{
	struct rbt_blocklen b;
	struct rbt_rng r;

	rbt_rng_init(&r, 1, "blocklen");
	for (int i = 0; i < 400; i++)
		x[i] = rbt_rng_normal(&r);
	b = rbt_blocklen_of(x, 400);
	T_OK(b.stationary > 0 && b.stationary < 8);
	T_NEAR(b.circular / b.stationary, cbrt(1.5), 1e-12, 0);
	/* A trend has no end of its correlogram: the upper limit. */
	for (int i = 0; i < 400; i++)
		x[i] = i;
	b = rbt_blocklen_of(x, 400);
	T_OK(b.stationary > 20 && b.stationary <= 60 && b.circular <= 60);
	for (int i = 0; i < 400; i++)
		x[i] = 0.01;
	T_OK(rbt_blocklen_of(x, 400).stationary == 1);
	T_OK(rbt_blocklen_of(x, 0).circular == 1);
	/* Signs without a memory, sizes with one: the longer is of the sizes.
	 */
	for (int i = 0; i < 400; i++)
		x[i] = rbt_rng_normal(&r) * (i / 50 % 2 ? 0.01 : 0.03);
	b = rbt_blocklen_longer(x, 400);
	T_OK(b.stationary > 2 * rbt_blocklen_of(x, 400).stationary);
	for (int i = 0; i < 400; i++)
		x[i] = fabs(x[i]);
	T_NEAR(b.stationary, rbt_blocklen_of(x, 400).stationary, 0, 0);
	test_golden();
	T_DONE(7 + (t_skipped ? 0 : 4 + 10));
}
