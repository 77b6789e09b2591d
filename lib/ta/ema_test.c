/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/ta.h"

static void
test_values(void)
{
	static const double want[N_BARS] = {N, N, N, 100.0125, 100.5155,
	    101.1093, 101.11758, 100.174548, 99.6087288, 98.76523728,
	    99.255142368, 100.8850854208};
	double out[N_BARS], f[N_BARS];

	ta_run_one("ema", &(double){4}, t_close, NULL, N_BARS, out);
	ta_near(out, want, N_BARS, 1e-15);
	ta_close_f64(f);
	ta_run_one("ema", &(double){4}, NULL, f, N_BARS, out);
	ta_near(out, want, N_BARS, 1e-15);
}

static void
test_one(void)
{
	static const double x[] = {1e16, 0.1, 0.3};
	double out[N_BARS], f[N_BARS];

	ta_run_one("ema", &(double){1}, NULL, x, 3, out);
	ta_same(out, x, 3);
	ta_close_f64(f);
	ta_run_one("ema", &(double){1}, t_close, NULL, N_BARS, out);
	ta_same(out, f, N_BARS);
}

static void
test_flat(void)
{
	double x[20], out[20];

	for (size_t i = 0; i < 20; i++)
		x[i] = 0.1;
	ta_run_one("ema", &(double){7}, NULL, x, 20, out);
	ta_same(out + 6, x, 14);
	T_OK(isnan(out[5]));
}

int
main(void)
{
	test_values();
	test_one();
	test_flat();
	T_DONE(24 + 15 + 15);
}
