/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reference: direct formulas in numpy for fixed index rows (p-values are exact
 * multiples of 1/R), and 20000 draws of their own (within 0.015).
 */
#include "harness/trials.h"

#include "stats/spa.h"

#include "core/rng.h"
#include "stats/resample.h"

#define ROWS   400
#define SERIES 8
#define FIXED  100

static double series[SERIES][ROWS];
static const double *const at[SERIES] = {series[0], series[1], series[2],
    series[3], series[4], series[5], series[6], series[7]};
static const struct rbt_panel panel = {at, SERIES, ROWS};
static uint32_t fixed[FIXED][ROWS];

static void
test_errors(void)
{
	struct rbt_panel short_one = {at, SERIES, 2};
	struct rbt_err err = {0};
	struct rbt_spa_result r;
	struct rbt_spa_series s[SERIES];
	struct rbt_spa *t;
	uint32_t index[ROWS];

	for (int i = 0; i < ROWS; i++) {
		for (int k = 0; k < SERIES; k++)
			series[k][i] = i % 2;
		index[i] = (uint32_t)i;
	}
	T_OK(rbt_spa_new(&panel, at[3], 10, &err) == NULL);
	T_STR(err.msg, "nothing to compare in 8 series of 400 returns");
	T_OK(rbt_spa_new(&short_one, NULL, 10, NULL) == NULL);
	rbt_spa_free(NULL);
	/* One that differs, the rest are left out. */
	series[5][7] = 3;
	t = rbt_spa_new(&panel, at[3], 1, NULL);
	T_OK(t != NULL);
	if (t == NULL)
		return;
	rbt_spa_add(t, index);
	rbt_spa_result(t, &r, s);
	T_OK(r.best == 5 && r.n_reps == 1);
	T_OK(s[3].omega == 0 && isnan(s[3].t) && isnan(s[3].p));
	/* By hand: the difference is 2 once in 400 rows, independent draws;
	 * the sample itself has no deviation. */
	T_NEAR(s[5].mean, 2.0 / 400, 1e-12, 0);
	T_NEAR(s[5].omega, sqrt(4.0 / 400 - 4.0 / 160000), 1e-12, 0);
	T_NEAR(r.white, 20 * 2.0 / 400, 1e-12, 0);
	T_NEAR(r.spa, 20 * 2.0 / 400 / s[5].omega, 1e-12, 0);
	T_OK(r.white_p == 0 && r.spa_upper_p == 0 && s[5].p == 0.5);
	rbt_spa_free(t);
}

static void
load_fixed(void)
{
	static double column[FIXED];

	for (size_t i = 0; i < ROWS; i++) {
		T_INT(t_golden_column("overfit/bootstrap_indices.csv", NULL, i,
			  column, FIXED),
		    FIXED);
		for (size_t k = 0; k < FIXED; k++)
			fixed[k][i] = (uint32_t)column[k];
	}
}

static void
check(const char *group, const char *name, double got, double rtol, double atol)
{
	char path[160];

	snprintf(path, sizeof path, "%s/%s", group, name);
	T_GOLDEN(got, path, rtol, atol);
}

static void
compare_fixed(const char *group, const double *comparison)
{
	struct rbt_spa *t = rbt_spa_new(&panel, comparison, 10, NULL);
	struct rbt_spa_result r;
	struct rbt_spa_series s[SERIES];
	char name[64];

	for (int k = 0; k < FIXED; k++)
		rbt_spa_add(t, fixed[k]);
	rbt_spa_result(t, &r, s);
	rbt_spa_free(t);
	check(group, "white_reality_check/statistic_sqrt_n_max_dbar", r.white,
	    1e-9, 0);
	check(group, "white_reality_check/p_ge", r.white_p, 1e-12, 0);
	check(group, "hansen_spa_studentised/statistic", r.spa, 1e-9, 0);
	check(group, "hansen_spa_studentised/p_lower", r.spa_lower_p, 1e-12, 0);
	check(group, "hansen_spa_studentised/p_consistent", r.spa_consistent_p,
	    1e-12, 0);
	check(group, "hansen_spa_studentised/p_upper", r.spa_upper_p, 1e-12, 0);
	for (int k = 0; k < SERIES; k++) {
		snprintf(name, sizeof name, "dbar/%d", k);
		check(group, name, s[k].mean, 1e-9, 1e-15);
		snprintf(name, sizeof name, "omega/%d", k);
		check(group, name, s[k].omega, 1e-9, 0);
		snprintf(name, sizeof name, "romano_wolf_stepdown/t/%d", k);
		check(group, name, s[k].t, 1e-9, 0);
		snprintf(name, sizeof name, "romano_wolf_stepdown/p_single/%d",
		    k);
		check(group, name, s[k].p_single, 1e-12, 0);
		snprintf(name, sizeof name,
		    "romano_wolf_stepdown/p_adjusted/%d", k);
		check(group, name, s[k].p, 1e-12, 0);
	}
}

/* The same with draws of our own. */
static void
compare_drawn(const char *group, const double *comparison)
{
	struct rbt_spa *t = rbt_spa_new(&panel, comparison, 10, NULL);
	struct rbt_spa_result r;
	struct rbt_resample sampler;
	struct rbt_rng rng;
	uint32_t index[ROWS];

	rbt_rng_init(&rng, 1, "spa");
	T_INT(rbt_resample_init(&sampler, RBT_RESAMPLE_STATIONARY, ROWS, 10,
		  NULL),
	    0);
	for (uint64_t k = 0; k < 20000; k++) {
		rbt_rng_seek(&rng, k);
		rbt_resample_index(&sampler, &rng, index, ROWS);
		rbt_spa_add(t, index);
	}
	rbt_resample_release(&sampler);
	rbt_spa_result(t, &r, NULL);
	rbt_spa_free(t);
	check(group, "hansen_spa_studentised_20000_reps/lower", r.spa_lower_p,
	    0, 0.015);
	check(group, "hansen_spa_studentised_20000_reps/consistent",
	    r.spa_consistent_p, 0, 0.015);
	check(group, "hansen_spa_studentised_20000_reps/upper", r.spa_upper_p,
	    0, 0.015);
	/* White's is what arch calls SPA, without the floor at 0. */
	check(group, "arch_SPA_20000_reps/upper", r.white_p, 0, 0.015);
}

static void
test_golden(void)
{
	static const int chosen[SERIES] = {1, 4, 7, 10, 14, 17, 20, 24};
	size_t from = T_TRIALS_N - ROWS;
	struct rbt_panel all;

	if (!t_trials_load(&all) ||
	    !t_golden_load("overfit/reality_check_spa_expected.json")) {
		T_SKIP("no reference data in $RBT_SHARED");
		return;
	}
	load_fixed();
	for (int k = 0; k < SERIES; k++)
		memcpy(series[k], t_trials[chosen[k] - 1] + from,
		    sizeof series[k]);
	compare_fixed("vs_benchmark", t_benchmark + from);
	compare_drawn("vs_benchmark", t_benchmark + from);
	compare_fixed("vs_cash", NULL);
	compare_drawn("vs_cash", NULL);
	for (int i = 0; i < ROWS; i++) {
		series[0][i] += 0.0008;
		series[2][i] += 0.0006;
	}
	compare_fixed("planted_edge", NULL);
	compare_drawn("planted_edge", NULL);
	t_golden_release();
}

int
main(void)
{
	test_errors();
	test_golden();
	T_DONE(11 + (t_skipped ? 0 : ROWS + 3 * (6 + 5 * SERIES + 5)));
}
