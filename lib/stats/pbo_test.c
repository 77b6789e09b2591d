/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two made-up panels whose answers are known: a trial that is always best (0)
 * and two that take turns (1).  Reference: pypbo and direct enumeration in
 * numpy on 24 strategies.
 */
#include "harness/trials.h"

#include "stats/pbo.h"

#define ROWS 160

static double series[3][ROWS];
static const double *const at[3] = {series[0], series[1], series[2]};

/* Noise that is the same in each block of ten, so that only the level that is
 * added decides. */
static double
wiggle(int t)
{
	static const double w[10] = {1, -1, 2, -2, 0, 1, -1, 2, -2, 0};

	return w[t % 10];
}

static void
test_known(void)
{
	struct rbt_pbo_options o = {.blocks = 16};
	struct rbt_pbo_split split[70];
	struct rbt_pbo r;

	T_INT(rbt_pbo_count(16), 12870);
	T_INT(rbt_pbo_count(2), 2);
	for (int t = 0; t < ROWS; t++) {
		series[0][t] = wiggle(t);
		series[1][t] = wiggle(t) + 1;
		series[2][t] = wiggle(t) - 1;
	}
	T_INT(rbt_pbo_compute(&(struct rbt_panel){at, 3, ROWS}, &o, &r, NULL,
		  NULL),
	    0);
	T_INT(r.n_splits, 12870);
	T_OK(r.pbo == 0 && r.pbo_below == 0 && r.prob_loss == 0);
	/* Rank 3 of 3: omega 3/4. */
	T_NEAR(r.mean_logit, log(3), 1e-12, 0);
	T_NEAR(r.median_logit, log(3), 1e-12, 0);
	/* All ratios are equal: no line through them. */
	T_OK(isnan(r.slope));
	for (int t = 0; t < ROWS; t++) {
		series[0][t] = wiggle(t) + (t / 20 % 2 ? 1 : -1);
		series[1][t] = wiggle(t) - (t / 20 % 2 ? 1 : -1);
	}
	o.blocks = 8;
	T_INT(rbt_pbo_compute(&(struct rbt_panel){at, 2, ROWS}, &o, &r, split,
		  NULL),
	    0);
	T_INT(r.n_splits, 70);
	T_OK(r.pbo == 1);
	/* Half in, half out: what one gains in it loses outside; the 36 splits
	 * with two blocks of each are ties. */
	T_NEAR(r.pbo_below, 34.0 / 70, 1e-15, 0);
	T_NEAR(r.slope, -1, 1e-9, 0);
	T_OK(split[0].in_sample == 0xf && split[69].in_sample == 0xf0);
	o.rank_over_n = true;
	T_INT(rbt_pbo_compute(&(struct rbt_panel){at, 2, ROWS}, &o, &r, split,
		  NULL),
	    0);
	T_NEAR(split[0].omega, 0.75, 0, 0);
	T_NEAR(split[1].omega, 0.5, 0, 0);
}

static int
try(size_t n, size_t rows, int blocks, struct rbt_err *err)
{
	struct rbt_pbo_options o = {.blocks = blocks};
	struct rbt_pbo r;

	rbt_err_clear(err);
	return rbt_pbo_compute(&(struct rbt_panel){at, n, rows}, &o, &r, NULL,
	    err);
}

static void
test_errors(void)
{
	struct rbt_pbo_options o = {.blocks = 4};
	struct rbt_err err = {0};
	struct rbt_pbo r;

	T_INT(try(2, ROWS, 7, &err), -1);
	T_STR(err.msg, "7 blocks: expected an even number of 2 to 20");
	T_INT(try(2, ROWS, 22, &err), -1);
	T_INT(try(1, ROWS, 8, &err), -1);
	T_STR(err.msg, "overfitting needs at least two trials, got 1");
	T_INT(try(2, 15, 8, &err), -1);
	T_STR(err.msg, "15 returns are too few for 8 blocks of at least two");
	/* No spread anywhere: every ratio is 0, every rank a tie. */
	for (int t = 0; t < ROWS; t++)
		series[0][t] = series[1][t] = 0.001;
	T_INT(rbt_pbo_compute(&(struct rbt_panel){at, 2, ROWS}, &o, &r, NULL,
		  NULL),
	    0);
	T_OK(r.pbo == 1 && r.pbo_below == 0 && r.mean_is == 0);
}

static void
compare(const char *key, const struct rbt_pbo *r)
{
	const struct {
		const char *name;
		double got;
	} rows[] = {
	    {"n_splits", (double)r->n_splits},
	    {"pbo_le0", r->pbo},
	    {"pbo_lt0", r->pbo_below},
	    {"prob_oos_loss", r->prob_loss},
	    {"slope", r->slope},
	    {"intercept", r->intercept},
	    {"r2", r->r2},
	    {"mean_logit", r->mean_logit},
	    {"median_logit", r->median_logit},
	    {"mean_is_sharpe", r->mean_is},
	    {"mean_oos_sharpe", r->mean_oos},
	};
	char path[64];

	for (size_t i = 0; i < 11; i++) {
		snprintf(path, sizeof path, "pbo/%s/%s", key, rows[i].name);
		T_GOLDEN(rows[i].got, path, 1e-9, 0);
	}
}

static void
compare_splits(const struct rbt_pbo_split *split)
{
	static const char file[] = "overfit/pbo_splits_S8.csv";
	static const char *const column[5] = {"best", "is_sharpe", "oos_sharpe",
	    "oos_rank", "logit"};
	double want[5][70];

	for (int c = 0; c < 5; c++)
		T_INT(t_golden_column(file, column[c], 0, want[c], 70), 70);
	for (int i = 0; i < 70; i++) {
		T_INT(split[i].best, want[0][i]);
		T_NEAR(split[i].is, want[1][i], 1e-9, 1e-13);
		T_NEAR(split[i].oos, want[2][i], 1e-9, 1e-13);
		T_NEAR(split[i].rank, want[3][i], 0, 0);
		T_NEAR(split[i].logit, want[4][i], 1e-9, 1e-12);
	}
}

static void
test_golden(void)
{
	struct rbt_pbo_options o = {.blocks = 8};
	struct rbt_pbo_split split[70];
	struct rbt_panel p;
	struct rbt_pbo r;

	if (!t_trials_load(&p) ||
	    !t_golden_load("overfit/psr_dsr_pbo_expected.json")) {
		T_SKIP("no reference data in $RBT_SHARED");
		return;
	}
	T_INT(rbt_pbo_compute(&p, &o, &r, split, NULL), 0);
	compare("S=8", &r);
	compare_splits(split);
	o.rank_over_n = true;
	T_INT(rbt_pbo_compute(&p, &o, &r, NULL, NULL), 0);
	T_GOLDEN(r.pbo, "pbo/variant_R_pbo_package/pbo_le0", 1e-12, 0);
	T_OK(isinf(r.mean_logit));
	o = (struct rbt_pbo_options){.blocks = 16};
	T_INT(rbt_pbo_compute(&p, &o, &r, NULL, NULL), 0);
	compare("S=16", &r);
	o.blocks = 8;
	p.n_rows = 1243;
	T_INT(rbt_pbo_compute(&p, &o, &r, NULL, NULL), 0);
	T_GOLDEN(r.pbo, "pbo/remainder/drop_first", 1e-12, 0);
	T_INT(r.n_rows, 1240);
	o.drop_last = true;
	T_INT(rbt_pbo_compute(&p, &o, &r, NULL, NULL), 0);
	T_GOLDEN(r.pbo, "pbo/remainder/drop_last", 1e-12, 0);
	t_golden_release();
}

int
main(void)
{
	test_known();
	test_errors();
	test_golden();
	T_DONE(17 + 9 + (t_skipped ? 0 : 5 + 22 + 5 + 70 * 5 + 5));
}
