/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/ta.h"

static void
test_prices(void)
{
	static const double want[N_BARS] = {N, N, N, 99.94, 100.443, 101.121,
	    101.286, 100.37, 99.558, 98.493, 98.874, 100.705};
	double out[N_BARS], f[N_BARS];

	ta_run_one("wma", &(double){4}, t_close, NULL, N_BARS, out);
	ta_same(out, want, N_BARS);
	ta_close_f64(f);
	ta_run_one("wma", &(double){4}, NULL, f, N_BARS, out);
	ta_near(out, want, N_BARS, 1e-15);
	ta_run_one("wma", &(double){1}, t_close, NULL, N_BARS, out);
	ta_same(out, f, N_BARS);
}

/* Sums beyond 2^53 and below 0.  By hand: m - (1 * 0 + 2 * 3) / 3 units. */
static void
test_large(void)
{
	const int64_t m = 4000000000000000003;
	const int64_t px[] = {m, m - 3, -m, -m};
	double out[4];

	ta_run_one("wma", &(double){2}, px, NULL, 4, out);
	T_NEAR(out[1], 40000000000.00000001, 0, 0);
	T_NEAR(out[3], -40000000000.00000003, 0, 0);
}

static void
test_values(void)
{
	static const double x[] = {0.1, 0.7, 0.4, 1e20, 0.1, 0.7, 0.4, 0.2, 0.1,
	    0.1, 0.1};
	double out[11];

	ta_run_one("wma", &(double){3}, NULL, x, 11, out);
	T_NEAR(out[6], (0.1 + 1.4 + 1.2) / 6, 1e-15, 0);
	T_NEAR(out[10], 0.1, 0, 0);
}

/* Against the plain sum of each window. */
static void
test_walk(void)
{
	static int64_t px[3000];
	static double x[3000], out[3000];
	const size_t n = 37;

	ta_walk(2, 3000, px);
	for (size_t i = 0; i < 3000; i++)
		x[i] = (double)px[i] / 3e8;
	ta_run_one("wma", &(double){(double)n}, NULL, x, 3000, out);
	for (size_t t = n - 1; t < 3000; t++) {
		double sum = 0;

		for (size_t i = 0; i < n; i++)
			sum += (double)(n - i) * x[t - i];
		T_NEAR(out[t], sum / (double)(n * (n + 1) / 2), 1e-14, 0);
	}
}

int
main(void)
{
	test_prices();
	test_large();
	test_values();
	test_walk();
	T_DONE(36 + 2 + 2 + 2964);
}
