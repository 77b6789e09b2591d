/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/ta.h"

static void
test_values(void)
{
	static const double high[N_BARS] = {N, N, N, 100.35, 101.27, 102, 102,
	    102, 102, 101.13, 99.99, 103.33};
	static const double low[N_BARS] = {N, N, N, 99.8, 99.8, 99.8, 99.8,
	    98.76, 98.76, 97.5, 97.5, 97.5};
	double out[N_BARS], f[N_BARS];

	ta_close_f64(f);
	ta_run_one("highest", &(double){4}, t_close, NULL, N_BARS, out);
	ta_same(out, high, N_BARS);
	ta_run_one("lowest", &(double){4}, t_close, NULL, N_BARS, out);
	ta_same(out, low, N_BARS);
	ta_run_one("highest", &(double){4}, NULL, f, N_BARS, out);
	ta_same(out, high, N_BARS);
	ta_run_one("lowest", &(double){1}, NULL, f, N_BARS, out);
	ta_same(out, f, N_BARS);
}

/* The extreme price as a double, also where prices exceed 2^53 units. */
static void
test_large(void)
{
	const int64_t m = 9223372036854775807;
	const int64_t px[] = {m - 700, m, m - 900, -m, -m + 1500};
	double out[5];

	ta_run_one("highest", &(double){3}, px, NULL, 5, out);
	T_NEAR(out[2], 92233720368.54775807, 0, 0);
	T_NEAR(out[4], 92233720368.54774907, 0, 0);
	ta_run_one("lowest", &(double){3}, px, NULL, 5, out);
	T_NEAR(out[2], 92233720368.54774907, 0, 0);
	T_NEAR(out[4], -92233720368.54775807, 0, 0);
}

/* Against a search of each window. */
static void
test_walk(void)
{
	static int64_t px[3000];
	static double high[3000], low[3000];
	const size_t n = 55;

	ta_walk(4, 3000, px);
	ta_run_one("highest", &(double){(double)n}, px, NULL, 3000, high);
	ta_run_one("lowest", &(double){(double)n}, px, NULL, 3000, low);
	for (size_t t = n - 1; t < 3000; t++) {
		int64_t most = px[t], least = px[t];

		for (size_t i = 1; i < n; i++) {
			most = px[t - i] > most ? px[t - i] : most;
			least = px[t - i] < least ? px[t - i] : least;
		}
		T_NEAR(high[t], (double)most / 1e8, 0, 0);
		T_NEAR(low[t], (double)least / 1e8, 0, 0);
	}
}

int
main(void)
{
	test_values();
	test_large();
	test_walk();
	T_DONE(48 + 4 + 2 * 2946);
}
