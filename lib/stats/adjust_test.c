/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Benjamini and Hochberg (1995), section 4.2: 3 rejected by Bonferroni, 3 by
 * Hochberg, 4 by theirs.  Harvey and Liu (2015): six p-values, and a ratio of
 * 0.75 over 240 months that 200 trials cut to 0.32.
 */
#include "harness/golden.h"

#include "stats/adjust.h"

#define N_BH 15

static int
rejected(enum rbt_adjust_rule rule, const double *p, size_t n)
{
	double out[N_BH];
	int count = 0;

	rbt_adjust_p(rule, p, n, out);
	for (size_t i = 0; i < n; i++)
		count += out[i] <= 0.05;
	return count;
}

static void
test_published(void)
{
	/* Out of order on purpose. */
	static const double bh[N_BH] = {0.324, 0.0004, 0.0019, 0.0095, 0.0201,
	    0.0278, 0.0298, 0.0344, 0.0459, 0.0001, 0.4262, 0.5719, 0.6528,
	    0.759, 1.0};
	static const double six[6] = {0.005, 0.009, 0.0128, 0.0135, 0.045,
	    0.06};
	double p = rbt_adjust_sharpe_p(0.75 / sqrt(12), 240), many[200];

	T_INT(rejected(RBT_ADJUST_BONFERRONI, bh, N_BH), 3);
	T_INT(rejected(RBT_ADJUST_HOCHBERG, bh, N_BH), 3);
	T_INT(rejected(RBT_ADJUST_BH, bh, N_BH), 4);
	T_INT(rejected(RBT_ADJUST_BONFERRONI, six, 6), 1);
	T_INT(rejected(RBT_ADJUST_HOLM, six, 6), 2);
	T_INT(rejected(RBT_ADJUST_BHY, six, 6), 4);
	T_NEAR(p, 0.0008, 0, 5e-5);
	for (int i = 0; i < 200; i++)
		many[i] = p;
	rbt_adjust_p(RBT_ADJUST_SIDAK, many, 200, many);
	T_NEAR(many[0], 0.15, 0, 0.005);
	T_NEAR(rbt_adjust_haircut(many[7], 240) * sqrt(12), 0.32, 0, 0.005);
	T_NEAR(rbt_adjust_haircut(rbt_adjust_sharpe_p(0.2, 50), 50), 0.2, 1e-12,
	    0);
	T_OK(rbt_adjust_haircut(1, 240) == 0);
}

static void
test_golden(void)
{
	static const struct {
		enum rbt_adjust_rule rule;
		const char *path;
	} rules[] = {
	    {RBT_ADJUST_BONFERRONI, "bonferroni/adjusted"},
	    {RBT_ADJUST_SIDAK, "sidak/adjusted"},
	    {RBT_ADJUST_HOLM, "holm/adjusted"},
	    {RBT_ADJUST_HOCHBERG, "simes-hochberg/adjusted"},
	    {RBT_ADJUST_BH, "fdr_bh/adjusted"},
	    {RBT_ADJUST_BHY, "fdr_by/adjusted"},
	};
	double p[10], want[10], got[10];

	if (!t_golden_load("overfit/multiple_testing_expected.json")) {
		T_SKIP("no reference data in $RBT_SHARED");
		return;
	}
	T_INT(t_golden_list("p", p, 10), 10);
	for (size_t i = 0; i < 6; i++) {
		T_INT(t_golden_list(rules[i].path, want, 10), 10);
		rbt_adjust_p(rules[i].rule, p, 10, got);
		for (int k = 0; k < 10; k++)
			T_NEAR(got[k], want[k], 1e-10, 0);
	}
	t_golden_release();
}

int
main(void)
{
	double nothing = 0;

	test_published();
	rbt_adjust_p(RBT_ADJUST_HOLM, &nothing, 0, &nothing);
	test_golden();
	T_DONE(11 + (t_skipped ? 0 : 1 + 6 * 11));
}
