/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/ta.h"

static void
test_values(void)
{
	static const double want[N_BARS] = {N, N, N, 0.2301494079940246,
	    0.6006871065704673, 0.953110040866216, 0.7936938956549937,
	    1.2176822245561443, 1.4358338169857958, 1.3130570246565836,
	    0.8803798895931233, 2.169821421223415};
	double out[N_BARS], f[N_BARS];

	ta_run_one("stddev", &(double){4}, t_close, NULL, N_BARS, out);
	ta_near(out, want, N_BARS, 4e-16);
	ta_close_f64(f);
	ta_run_one("stddev", &(double){4}, NULL, f, N_BARS, out);
	ta_near(out, want, N_BARS, 1e-13);
	ta_run_one("stddev", &(double){1}, t_close, NULL, N_BARS, out);
	T_NEAR(out[0], 0, 0, 0);
}

/* A flat stretch behind large moves, also across blocks, is exactly 0. */
static void
test_flat(void)
{
	double x[40], out[40];
	int64_t px[40];

	for (size_t i = 0; i < 40; i++) {
		px[i] = i < 13 ? (int64_t)i * 1234567890123 : 33333333;
		x[i] = (double)px[i] / 7e8;
	}
	ta_run_one("stddev", &(double){7}, NULL, x, 40, out);
	T_OK(out[18] > 0);
	for (size_t i = 19; i < 40; i++)
		T_NEAR(out[i], 0, 0, 0);
	ta_run_one("stddev", &(double){7}, px, NULL, 40, out);
	T_OK(out[18] > 0);
	for (size_t i = 19; i < 40; i++)
		T_NEAR(out[i], 0, 0, 0);
}

/* Digits far from zero: 1e9 + {4, 7, 13, 16} has variance 22.5 (Chan, Golub,
 * LeVeque); and prices too large for exact sums, 1 / 2 / 3 around them. */
static void
test_far(void)
{
	static const double x[] = {1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16,
	    1e9 + 4, 1e9 + 7};
	const int64_t m = INT64_C(1) << 62;
	const int64_t px[] = {100000000, 200000000, 300000000, m, m + 400000000,
	    m + 800000000, m, m, m, 100000000, 200000000, 300000000, -m, -m,
	    -m};
	double out[15], sd = sqrt(22.5);

	ta_run_one("stddev", &(double){4}, NULL, x, 6, out);
	T_NEAR(out[3], sd, 1e-15, 0);
	T_NEAR(out[4], sd, 1e-15, 0);
	T_NEAR(out[5], sd, 1e-15, 0);
	ta_run_one("stddev", &(double){3}, px, NULL, 15, out);
	T_NEAR(out[2], sqrt(2.0 / 3), 1e-15, 0);
	T_NEAR(out[5], 4 * sqrt(2.0 / 3), 1e-15, 0);
	T_NEAR(out[8], 0, 0, 0);
	T_NEAR(out[11], sqrt(2.0 / 3), 1e-15, 0);
	T_NEAR(out[14], 0, 0, 0);
}

/* Against two passes over each window. */
static void
test_walk(void)
{
	static int64_t px[2000];
	static double x[2000], out[2000], exact[2000];
	const size_t n = 37;

	ta_walk(3, 2000, px);
	for (size_t i = 0; i < 2000; i++)
		x[i] = (double)px[i] / 1e8;
	ta_run_one("stddev", &(double){(double)n}, NULL, x, 2000, out);
	ta_run_one("stddev", &(double){(double)n}, px, NULL, 2000, exact);
	for (size_t t = n - 1; t < 2000; t++) {
		double mean = 0, dev2 = 0;

		for (size_t i = 0; i < n; i++)
			mean += x[t - i] / (double)n;
		for (size_t i = 0; i < n; i++)
			dev2 += (x[t - i] - mean) * (x[t - i] - mean);
		T_NEAR(out[t], sqrt(dev2 / (double)n), 1e-12, 0);
		T_NEAR(exact[t], sqrt(dev2 / (double)n), 1e-12, 0);
	}
}

int
main(void)
{
	test_values();
	test_flat();
	test_far();
	test_walk();
	T_DONE(25 + 44 + 8 + 2 * 1964);
}
