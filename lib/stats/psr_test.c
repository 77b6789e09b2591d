/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Printed numbers of Bailey and Lopez de Prado (2012): the hedge fund of its
 * section 5 and its table of track records; and of Lopez de Prado, Lipton and
 * Zoonekynd (2025), the same fund.
 */
#include "harness/golden.h"

#include "stats/psr.h"

#include "stats/moments.h"

#define ROWS 1248

static double
years(double sharpe, double sharpe0, double skew, double kurtosis, double q)
{
	struct rbt_psr_sample s = {sharpe / sqrt(q), skew, kurtosis, 0, 0};

	return rbt_psr_min_track(&s, sharpe0 / sqrt(q), 0.95, RBT_PSR_2012) / q;
}

static void
test_2012(void)
{
	struct rbt_psr_sample fund = {1.585 / sqrt(12), -2.448, 10.164, 24, 0};
	struct rbt_psr_sample normal = {1.585 / sqrt(12), 0, 3, 24, 0};

	T_NEAR(rbt_psr_prob(&fund, 0, RBT_PSR_2012), 0.9132343068848602, 1e-12,
	    0);
	T_NEAR(rbt_psr_prob(&normal, 0, RBT_PSR_2012), 0.982, 0, 5e-4);
	/* The autocorrelation is not in this rule. */
	fund.rho = 0.5;
	T_NEAR(rbt_psr_prob(&fund, 0, RBT_PSR_2012), 0.9132343068848602, 1e-12,
	    0);
	T_NEAR(years(2, 1, 0, 3, 250), 2.731187801728176, 1e-12, 0);
	T_NEAR(years(2, 1, 0, 3, 52), 2.828833586945237, 1e-12, 0);
	T_NEAR(years(2, 1, 0, 3, 12), 3.24, 0, 0.005);
	T_NEAR(years(2, 1, -0.72, 5.78, 12), 4.99, 0, 0.005);
	T_NEAR(years(3, 2.5, -0.72, 5.78, 12), 27.3529201960403, 1e-12, 0);
}

static void
test_2025(void)
{
	struct rbt_psr_sample s = {0.036 / 0.079, -2.448, 10.164, 24, 0};
	struct rbt_psr_sample normal = {0.036 / 0.079, 0, 3, 24, 0};

	T_NEAR(sqrt(rbt_psr_variance(&s, s.sharpe) / 24), 0.329, 0, 5e-4);
	T_NEAR(sqrt(rbt_psr_variance(&normal, s.sharpe) / 24), 0.214, 0, 5e-4);
	T_NEAR(rbt_psr_min_track(&s, 0, 0.95, RBT_PSR_2025), 13.029, 0, 5e-4);
	T_NEAR(rbt_psr_prob(&s, 0, RBT_PSR_2025), 0.987, 0, 5e-4);
	T_NEAR(rbt_psr_prob(&s, 0.1, RBT_PSR_2025), 0.939, 0, 5e-4);
	/* By hand, rho 0.5: a = 3, b = 1 + 1 + 1/3, c = 5/3. */
	s = (struct rbt_psr_sample){0, -1, 4, 24, 0.5};
	T_NEAR(rbt_psr_variance(&s, 2), 3 + 14.0 / 3 + 5.0 / 3 * 3 / 4 * 4,
	    1e-15, 0);
}

/* The same paper: the error of the second kind of a test at 5 % against 0.5,
 * and its rates of false discoveries if 5 % of strategies have that ratio. */
static void
test_discoveries(void)
{
	struct rbt_psr_sample s = {0.036 / 0.079, -2.448, 10.164, 24, 0};
	double p0 = 1 - rbt_psr_prob(&s, 0, RBT_PSR_2025);
	double p1 = 1 - rbt_psr_prob(&s, 0.5, RBT_PSR_2025), beta;

	/* The least ratio that the test takes for skill: z(0.95) errors. */
	s.sharpe = 1.6448536269514722 * sqrt(rbt_psr_variance(&s, 0) / 24);
	beta = rbt_psr_prob(&s, 0.5, RBT_PSR_2025);
	T_NEAR(beta, 0.315, 0, 5e-4);
	T_NEAR(0.05 * 0.95 / (0.05 * 0.95 + (1 - beta) * 0.05), 0.581, 0, 5e-4);
	T_NEAR(p0 * 0.95 / (p0 * 0.95 + p1 * 0.05), 0.306, 0, 5e-4);
}

/* Lo (2002), table 1: the standard error of independent normal returns. */
static void
test_lo(void)
{
	static const double t[8] = {12, 24, 36, 48, 60, 125, 250, 500};
	static const double row[3][9] = {{0.5, 0.306, 0.217, 0.177, 0.153,
					     0.137, 0.095, 0.067, 0.047},
	    {1.5, 0.421, 0.298, 0.243, 0.210, 0.188, 0.130, 0.092, 0.065},
	    {3, 0.677, 0.479, 0.391, 0.339, 0.303, 0.210, 0.148, 0.105}};

	for (int i = 0; i < 3; i++)
		for (int k = 0; k < 8; k++) {
			struct rbt_psr_sample s = {row[i][0], 0, 3, t[k], 0};

			T_NEAR(sqrt(rbt_psr_variance(&s, s.sharpe) / t[k]),
			    row[i][k + 1], 0, 5.1e-4);
		}
}

static void
test_grid(void)
{
	char path[64];

	if (!t_golden_load("overfit/psr_dsr_pbo_expected.json")) {
		T_SKIP("no reference data in $RBT_SHARED");
		return;
	}
	for (int i = 0; i < 4; i++) {
		static const char *const key[6] = {"sr_annual", "sr0_annual",
		    "skew", "kurt", "prob", "periods"};
		double v[6];
		struct rbt_psr_sample s;

		for (int k = 0; k < 6; k++) {
			snprintf(path, sizeof path, "mintrl_grid/%d/%s", i,
			    key[k]);
			v[k] = t_golden_num(path);
		}
		s = (struct rbt_psr_sample){v[0] / sqrt(v[5]), v[2], v[3], 0,
		    0};
		snprintf(path, sizeof path, "mintrl_grid/%d/mintrl_obs", i);
		T_GOLDEN(rbt_psr_min_track(&s, v[1] / sqrt(v[5]), v[4],
			     RBT_PSR_2012),
		    path, 1e-9, 0);
	}
	t_golden_release();
}

static void
test_edges(void)
{
	static const double flat[] = {0.01, 0.01, 0.01};
	struct rbt_psr_sample none = rbt_psr_sample_of(flat, 3);
	struct rbt_psr_sample poor = {-0.1, 0, 3, 100, 0};
	/* No distribution has this skewness with this kurtosis. */
	struct rbt_psr_sample impossible = {1, 5, 1, 100, 0};
	struct rbt_psr_sample one = {1, 0, 3, 1, 0};

	T_OK(isnan(none.sharpe));
	T_OK(isnan(rbt_psr_prob(&none, 0, RBT_PSR_2012)));
	T_OK(isnan(rbt_psr_min_track(&none, 0, 0.95, RBT_PSR_2025)));
	T_OK(isnan(rbt_psr_min_track(&poor, 0, 0.95, RBT_PSR_2012)));
	T_OK(rbt_psr_prob(&poor, 0, RBT_PSR_2012) < 0.5);
	T_OK(isnan(rbt_psr_prob(&impossible, 0, RBT_PSR_2012)));
	T_OK(isnan(rbt_psr_prob(&one, 0, RBT_PSR_2012)));
}

/* Each strategy of the reference set. */
static void
test_golden(void)
{
	static const char file[] = "overfit/psr_expected.csv";
	static double x[ROWS], want[9][24];
	static const char *const column[9] = {"sharpe", "skew", "kurt",
	    "sr_std", "psr_0", "psr_half_annual", "psr_null_0",
	    "psr_null_half_annual", "mintrl_0_95"};
	double half = 0.5 / sqrt(252);

	if (t_golden_column(file, "sharpe", 0, want[0], 24) != 24) {
		T_SKIP("no reference data in $RBT_SHARED");
		return;
	}
	for (int i = 0; i < 9; i++)
		t_golden_column(file, column[i], 0, want[i], 24);
	for (int k = 0; k < 24; k++) {
		char name[16];
		struct rbt_psr_sample s;

		snprintf(name, sizeof name, "s%02d", k + 1);
		T_INT(t_golden_column("overfit/trials.csv", name, 0, x, ROWS),
		    ROWS);
		s = rbt_psr_sample_of(x, ROWS);
		T_NEAR(s.sharpe, want[0][k], 1e-9, 1e-12);
		T_NEAR(s.skew, want[1][k], 1e-9, 1e-12);
		T_NEAR(s.kurtosis, want[2][k], 1e-9, 1e-12);
		T_NEAR(sqrt(rbt_psr_variance(&s, s.sharpe) / (ROWS - 1)),
		    want[3][k], 1e-9, 1e-12);
		T_NEAR(rbt_psr_prob(&s, 0, RBT_PSR_2012), want[4][k], 1e-9, 0);
		T_NEAR(rbt_psr_prob(&s, half, RBT_PSR_2012), want[5][k], 1e-9,
		    0);
		T_NEAR(rbt_psr_prob(&s, 0, RBT_PSR_2025), want[6][k], 1e-9, 0);
		T_NEAR(rbt_psr_prob(&s, half, RBT_PSR_2025), want[7][k], 1e-9,
		    0);
		T_NEAR(rbt_psr_min_track(&s, 0, 0.95, RBT_PSR_2012),
		    s.sharpe > 0 ? want[8][k] : RBT_MOMENTS_NONE, 1e-9, 0);
	}
}

int
main(void)
{
	test_2012();
	test_2025();
	test_discoveries();
	test_lo();
	test_edges();
	test_golden();
	test_grid();
	T_DONE(8 + 6 + 3 + 24 + 7 + (t_skipped ? 0 : 24 * 10 + 4));
}
