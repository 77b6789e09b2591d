/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/ta.h"

static const double upper[N_BARS] = {N, N, N, 100.35772411199103,
    101.2060306598557, 102.14716506129932, 102.24054084348249,
    102.61652333683422, 102.3162507254787, 101.00708553698487,
    100.07306983438968, 103.14973213183512};
static const double lower[N_BARS] = {N, N, N, 99.66727588800896,
    99.4039693401443, 99.28783493870067, 99.85945915651752, 98.96347666316578,
    98.0087492745213, 97.06791446301513, 97.43193016561031, 96.64026786816488};

static void
test_values(void)
{
	double a[N_BARS], b[N_BARS], c[N_BARS], mean[N_BARS], f[N_BARS];
	const double param[] = {4, 1.5};

	ta_close_f64(f);
	for (int px = 0; px < 2; px++) {
		struct rbt_ta_col in = {px ? t_close : NULL, px ? NULL : f};

		ta_run("bbands", param, &in, N_BARS, N_BARS,
		    (double *[]){a, b, c});
		ta_near(a, upper, N_BARS, 1e-14);
		ta_near(c, lower, N_BARS, 1e-14);
		ta_run("sma", param, &in, N_BARS, N_BARS, (double *[]){mean});
		ta_same(b, mean, N_BARS);
	}
}

static void
test_flat(void)
{
	double x[9], a[9], b[9], c[9];
	struct rbt_ta_col in = {.f = x};

	for (size_t i = 0; i < 9; i++)
		x[i] = 0.1;
	ta_run("bbands", (const double[]){3, 2}, &in, 9, 9,
	    (double *[]){a, b, c});
	T_NEAR(a[8], 0.1, 0, 0);
	T_NEAR(b[8], 0.1, 0, 0);
	T_NEAR(c[8], 0.1, 0, 0);
}

int
main(void)
{
	const struct rbt_ta *bbands = rbt_ta_find("bbands", 6);

	T_STR(bbands->out_name[0], "upper");
	T_STR(bbands->out_name[1], "mid");
	T_STR(bbands->out_name[2], "lower");
	test_values();
	test_flat();
	T_DONE(3 + 6 * N_BARS + 3);
}
