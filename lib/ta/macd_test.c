/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/ta.h"

static const double line[N_BARS] = {N, N, N, N, N, 0.4840333333333333,
    0.16686444444444445, -0.5730665185185185, -0.5682349728395062,
    -0.7517393376131687, 0.07602361279561043, 1.1119699061318702};
static const double signal_[N_BARS] = {N, N, N, N, N, 0.17867777777777777,
    0.1727711111111111, -0.20014770370370372, -0.38419133827160495,
    -0.5679653379423868, -0.2459708625733882, 0.43299952177924095};
static const double hist[N_BARS] = {N, N, N, N, N, 0.30535555555555555,
    -0.005906666666666667, -0.3729188148148148, -0.18404363456790124,
    -0.1837739996707819, 0.3219944753689986, 0.6789703843526291};

/* The longer average first turns the sign of all three. */
static void
test_order(double fast, double slow, double sign)
{
	double a[N_BARS], b[N_BARS], c[N_BARS], f[N_BARS];
	const double param[] = {fast, slow, 3};

	ta_close_f64(f);
	for (int px = 0; px < 2; px++) {
		struct rbt_ta_col in = {px ? t_close : NULL, px ? NULL : f};

		ta_run("macd", param, &in, N_BARS, N_BARS,
		    (double *[]){a, b, c});
		for (size_t i = 0; i < N_BARS; i++) {
			T_NEAR(a[i], sign * line[i], 1e-13, 1e-13);
			T_NEAR(b[i], sign * signal_[i], 1e-13, 1e-13);
			T_NEAR(c[i], sign * hist[i], 1e-13, 1e-13);
		}
	}
}

int
main(void)
{
	const struct rbt_ta *macd = rbt_ta_find("macd", 4);

	T_INT(macd->warmup((const double[]){12, 26, 9}), 33);
	T_INT(macd->warmup((const double[]){26, 12, 9}), 33);
	T_STR(macd->out_name[0], "line");
	T_STR(macd->out_name[1], "signal");
	T_STR(macd->out_name[2], "hist");
	test_order(2, 4, 1);
	test_order(4, 2, -1);
	T_DONE(5 + 2 * 2 * 3 * N_BARS);
}
