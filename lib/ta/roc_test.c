/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/ta.h"

static void
test_values(void)
{
	static const double want[N_BARS] = {N, N, N, -0.2997002997002997,
	    0.916791230692576, 2.2044088176352705, 1.3326653306613228,
	    -2.4785227609361113, -3.176470588235294, -3.589439335508751,
	    1.2454434993924666, 4.627379505872823};
	double out[N_BARS], f[N_BARS];

	ta_run_one("roc", &(double){3}, t_close, NULL, N_BARS, out);
	ta_same(out, want, N_BARS);
	ta_close_f64(f);
	ta_run_one("roc", &(double){3}, NULL, f, N_BARS, out);
	ta_near(out, want, N_BARS, 1e-13);
}

/* 77.70 + 5 % is 81.585: a tie in prices is one in the result. */
static void
test_edges(void)
{
	static const int64_t px[] = {7770000000, 8158500000, 8158500000};
	static const double x[] = {0, 1, 0.3, 0.3, -0.3};
	double out[5];

	ta_run_one("roc", &(double){1}, px, NULL, 3, out);
	T_OK(isnan(out[0]));
	T_NEAR(out[1], 5, 0, 0);
	T_NEAR(out[2], 0, 0, 0);
	ta_run_one("roc", &(double){1}, NULL, x, 5, out);
	T_OK(isnan(out[1]));
	T_NEAR(out[2], -70, 1e-15, 0);
	T_NEAR(out[3], 0, 0, 0);
	T_NEAR(out[4], -200, 1e-15, 0);
}

int
main(void)
{
	test_values();
	test_edges();
	T_DONE(24 + 7);
}
