/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/ta.h"

static const double n4 = 4;

static void
test_prices(void)
{
	static const double want[N_BARS] = {N, N, N, 100.0125, 100.305,
	    100.7175, 101.05, 100.79, 100.1625, 99.0375, 98.7525, 99.895};
	double out[N_BARS], f[N_BARS];

	ta_run_one("sma", &n4, t_close, NULL, N_BARS, out);
	ta_same(out, want, N_BARS);
	ta_close_f64(f);
	ta_run_one("sma", &n4, NULL, f, N_BARS, out);
	ta_near(out, want, N_BARS, 1e-15);
	ta_run_one("sma", &(double){1}, t_close, NULL, N_BARS, out);
	ta_same(out, f, N_BARS);
}

/* 0.1 + 0.2 + 0.3 is not 0.6 in doubles, here the averages are equal. */
static void
test_ties(void)
{
	static const int64_t px[] = {20000000, 20000000, 10000000, 20000000,
	    30000000, 30000000, 10000000, 20000000};
	double three[8], one[8];

	ta_run_one("sma", &(double){3}, px, NULL, 8, three);
	ta_run_one("sma", &(double){1}, px, NULL, 8, one);
	T_OK(three[4] == one[3]);
	T_OK(three[7] == one[7]);
}

/* Sums beyond 2^53 and beyond 64 bits, and below 0.  Hand calculation: the
 * mean of m, m and m - 4e8 is m - 4e8 / 3, in units of 1e-8. */
static void
test_large(void)
{
	const int64_t m = INT64_MAX;
	const int64_t px[] = {m, m, m - 400000000, -m, -m, -m};
	double out[6];

	ta_run_one("sma", &(double){3}, px, NULL, 6, out);
	T_NEAR(out[2], 92233720367.21443, 0, 0);
	T_NEAR(out[5], -92233720368.54776, 0, 0);
}

/* A running sum would keep the rounding error of the outlier for ever. */
static void
test_outlier(void)
{
	static const double x[] = {0.1, 0.7, 0.4, 1e20, 0.1, 0.7, 0.4, 0.2, 0.1,
	    0.1, 0.1};
	double out[11];

	ta_run_one("sma", &(double){3}, NULL, x, 11, out);
	T_NEAR(out[6], 0.4, 1e-15, 0);
	T_NEAR(out[7], 1.3 / 3, 1e-15, 0);
	T_NEAR(out[10], 0.1, 0, 0); /* (0.1 + 0.1 + 0.1) / 3 is not */
}

/* Against the plain sum of each window. */
static void
test_walk(void)
{
	static int64_t px[3000];
	static double x[3000], out[3000];
	const size_t n = 37;

	ta_walk(1, 3000, px);
	for (size_t i = 0; i < 3000; i++)
		x[i] = (double)px[i] / 3e8;
	ta_run_one("sma", &(double){(double)n}, NULL, x, 3000, out);
	for (size_t t = n - 1; t < 3000; t++) {
		double sum = 0;

		for (size_t i = 0; i < n; i++)
			sum += x[t - i];
		T_NEAR(out[t], sum / (double)n, 1e-14, 0);
	}
}

int
main(void)
{
	test_prices();
	test_ties();
	test_large();
	test_outlier();
	test_walk();
	T_DONE(36 + 2 + 2 + 3 + 2964);
}
