/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Printed numbers of Bailey and Lopez de Prado (2014), "The Deflated Sharpe
 * Ratio", numerical example: ratio 2.5 a year of 250 days, five years, variance
 * 0.5 of the trials' annual ratios.  Correlations by hand.
 */
#include "harness/trials.h"

#include "stats/trials.h"

static void
test_published(void)
{
	double q = 250, sharpe0;
	struct rbt_psr_sample s = {2.5 / sqrt(q), -3, 10, 1250, 0};
	struct rbt_psr_sample normal = {2.5 / sqrt(q), 0, 3, 1250, 0};

	T_NEAR(rbt_trials_deflate(&s, 0.5 / q, 100, RBT_PSR_2012, &sharpe0),
	    0.9003968344493903, 1e-12, 0);
	T_NEAR(sharpe0, 0.1132, 0, 5e-5);
	T_NEAR(rbt_trials_deflate(&s, 0.5 / q, 46, RBT_PSR_2012, NULL), 0.9505,
	    0, 5e-5);
	T_NEAR(rbt_trials_deflate(&normal, 0.5 / q, 88, RBT_PSR_2012, NULL),
	    0.9505, 0, 5e-5);
	/* One trial deflates nothing. */
	T_NEAR(rbt_trials_deflate(&s, 0.5 / q, 1, RBT_PSR_2012, &sharpe0),
	    rbt_psr_prob(&s, 0, RBT_PSR_2012), 0, 0);
	T_OK(sharpe0 == 0);
}

static void
test_correlation(void)
{
	/* b = -a + 3, c without correlation to them, d flat. */
	static const double a[] = {1, 2, 1, 2}, b[] = {2, 1, 2, 1},
			    c[] = {1, 1, 2, 2}, d[] = {5, 5, 5, 5};
	const double *same[] = {a, a, a, d}, *mixed[] = {a, b, c};
	const double *flat[] = {d};
	struct rbt_trials t = rbt_trials_of(&(struct rbt_panel){same, 4, 4});

	T_INT(t.n, 3);
	T_NEAR(t.mean_corr, 1, 1e-14, 0);
	T_NEAR(t.effective, 1, 1e-14, 0);
	T_NEAR(t.sharpe_var, 0, 0, 1e-20);
	/* -1, 0 and 0: below zero counts as independent. */
	t = rbt_trials_of(&(struct rbt_panel){mixed, 3, 4});
	T_NEAR(t.mean_corr, -1.0 / 3, 1e-14, 0);
	T_NEAR(t.effective, 3, 1e-14, 0);
	t = rbt_trials_of(&(struct rbt_panel){flat, 1, 4});
	T_OK(t.n == 0 && t.effective == 0);
}

static void
test_golden(void)
{
	struct rbt_panel p;
	struct rbt_trials t;
	struct rbt_psr_sample best;
	double sharpe0;

	if (!t_trials_load(&p) ||
	    !t_golden_load("overfit/psr_dsr_pbo_expected.json")) {
		T_SKIP("no reference data in $RBT_SHARED");
		return;
	}
	t = rbt_trials_of(&p);
	best = rbt_psr_sample_of(t_trials[21], T_TRIALS_N);
	T_GOLDEN(best.sharpe, "dsr/sharpe", 1e-9, 0);
	T_GOLDEN(t.sharpe_var, "dsr/trials_sharpe_variance_ddof1", 1e-9, 0);
	T_GOLDEN(t.mean_corr, "dsr/mean_pairwise_corr", 1e-9, 0);
	T_GOLDEN(t.effective, "dsr/neff_corr", 1e-9, 0);
	T_GOLDEN(rbt_trials_deflate(&best, t.sharpe_var, 24, RBT_PSR_2012,
		     &sharpe0),
	    "dsr/dsr_N", 1e-9, 0);
	T_GOLDEN(sharpe0, "dsr/sr0_N", 1e-9, 0);
	T_GOLDEN(rbt_trials_deflate(&best, t.sharpe_var, ceil(t.effective),
		     RBT_PSR_2012, &sharpe0),
	    "dsr/dsr_neff_rounded", 1e-9, 0);
	T_GOLDEN(sharpe0, "dsr/sr0_neff_rounded", 1e-9, 0);
	T_GOLDEN(rbt_trials_deflate(&best, t.sharpe_var, 24, RBT_PSR_2025,
		     NULL),
	    "dsr/dsr_2025_variance_under_null", 1e-9, 0);
	t_golden_release();
}

int
main(void)
{
	test_published();
	test_correlation();
	test_golden();
	T_DONE(6 + 7 + (t_skipped ? 0 : 9));
}
