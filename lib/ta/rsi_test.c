/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/ta.h"

static void
test_values(void)
{
	static const double want[N_BARS] = {N, N, N, N, 75.77092511013215,
	    83.04213771839672, 56.22825330549757, 25.87808263051137,
	    25.87808263051137, 17.135989820204067, 56.1595010950255,
	    76.20287291765268};
	double out[N_BARS], f[N_BARS];

	ta_run_one("rsi", &(double){4}, t_close, NULL, N_BARS, out);
	ta_near(out, want, N_BARS, 1e-14);
	ta_close_f64(f);
	ta_run_one("rsi", &(double){4}, NULL, f, N_BARS, out);
	ta_near(out, want, N_BARS, 1e-13);
}

/* By the formula: 100 while it only rises, 0 while it only falls or rests. */
static void
test_edges(void)
{
	static const double up[] = {1, 2, 3, 4}, down[] = {4, 3, 2, 1};
	static const double flat[] = {0.1, 0.1, 0.1, 0.1};
	double out[4];

	ta_run_one("rsi", &(double){2}, NULL, up, 4, out);
	T_OK(isnan(out[1]));
	T_NEAR(out[2], 100, 0, 0);
	T_NEAR(out[3], 100, 0, 0);
	ta_run_one("rsi", &(double){2}, NULL, down, 4, out);
	T_NEAR(out[3], 0, 0, 0);
	ta_run_one("rsi", &(double){2}, NULL, flat, 4, out);
	T_NEAR(out[2], 0, 0, 0);
	ta_run_one("rsi", &(double){1}, NULL, (double[]){1, 2, 1, 1}, 4, out);
	T_NEAR(out[1], 100, 0, 0);
	T_NEAR(out[2], 0, 0, 0);
	T_NEAR(out[3], 0, 0, 0);
}

/* Without a change the ratio stays, until nothing is left of both averages;
 * with n = 2 they halve with each bar. */
static void
test_decay(void)
{
	static double x[2000], out[2000];

	x[0] = 1;
	x[1] = 2;
	for (size_t i = 2; i < 2000; i++)
		x[i] = 1.5;
	ta_run_one("rsi", &(double){2}, NULL, x, 2000, out);
	T_NEAR(out[2], 100 * 1 / 1.5, 1e-15, 0);
	T_NEAR(out[600], 100 * 1 / 1.5, 1e-15, 0);
	T_NEAR(out[700], 0, 0, 0);
	T_NEAR(out[1999], 0, 0, 0);
}

int
main(void)
{
	test_values();
	test_edges();
	test_decay();
	T_DONE(24 + 8 + 4);
}
