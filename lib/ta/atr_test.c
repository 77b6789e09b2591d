/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/ta.h"

static const int64_t high[N_BARS] = {10050000000, 10040000000, 10090000000,
    9995000000, 10130000000, 10275000000, 10210000000, 10100000000, 9880000000,
    9876000000, 10000000000, 10350000000};
static const int64_t low[N_BARS] = {9990000000, 10000000000, 9970000000,
    9980000000, 10005000000, 10120000000, 10075000000, 9870000000, 9810000000,
    9740000000, 9820000000, 10040000000};

static void
test_values(void)
{
	static const double want[N_BARS] = {N, N, N, 0.5833333333333334,
	    0.8888888888888888, 1.1092592592592592, 1.1895061728395062,
	    1.6030041152263375, 1.302002743484225, 1.3213351623228167,
	    1.7142234415485444, 2.3128156276990297};
	struct rbt_ta_col px[] = {{.px = high}, {.px = low}, {.px = t_close}};
	double h[N_BARS], l[N_BARS], c[N_BARS], out[N_BARS];
	struct rbt_ta_col f[] = {{.f = h}, {.f = l}, {.f = c}};

	ta_close_f64(c);
	for (size_t i = 0; i < N_BARS; i++) {
		h[i] = (double)high[i] / 1e8;
		l[i] = (double)low[i] / 1e8;
	}
	ta_run("atr", &(double){3}, px, N_BARS, N_BARS, (double *[]){out});
	ta_near(out, want, N_BARS, 1e-14);
	ta_run("atr", &(double){3}, f, N_BARS, N_BARS, (double *[]){out});
	ta_near(out, want, N_BARS, 1e-13);
}

/* Equal ranges of 0.3 give exactly that; no range gives 0. */
static void
test_equal(void)
{
	int64_t h[30], l[30], c[30];
	double out[30];
	struct rbt_ta_col in[] = {{.px = h}, {.px = l}, {.px = c}};

	for (size_t i = 0; i < 30; i++) {
		l[i] = 1000000000;
		h[i] = l[i] + 30000000;
		c[i] = l[i] + 10000000;
	}
	ta_run("atr", &(double){7}, in, 30, 30, (double *[]){out});
	T_OK(isnan(out[6]));
	T_NEAR(out[7], 0.3, 0, 0);
	T_NEAR(out[29], 0.3, 0, 0);
	in[0].px = in[2].px = l;
	ta_run("atr", &(double){7}, in, 30, 30, (double *[]){out});
	T_NEAR(out[29], 0, 0, 0);
}

int
main(void)
{
	test_values();
	test_equal();
	T_DONE(24 + 4);
}
