/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lo (2002): his scale factors of monthly returns whose autocorrelations are
 * the powers of 0, 0.2 and -0.2.
 */
#include "harness/golden.h"

#include "stats/lo.h"

#define ROWS 1259

static void
test_published(void)
{
	double rho[11], back[11], first = 0.2;

	for (int k = 0; k < 11; k++) {
		rho[k] = pow(first, k + 1);
		back[k] = pow(-first, k + 1);
	}
	T_NEAR(rbt_lo_eta(12, NULL, 0), 3.46, 0, 0.005);
	T_NEAR(rbt_lo_eta(12, rho, 11), 2.88, 0, 0.005);
	T_NEAR(rbt_lo_eta(12, back, 11), 4.17, 0, 0.005);
	T_NEAR(rbt_lo_eta(12, NULL, 0), sqrt(12), 1e-15, 0);
}

static void
test_edges(void)
{
	static const double flat[] = {1, 1, 1, 1}, swing[] = {1, -1, 1, -1};
	double rho[3], far = -0.6;
	struct rbt_lo lo = rbt_lo_of(flat, 4, 252, 1);

	T_OK(isnan(lo.sharpe) && isnan(lo.se) && isnan(lo.sharpe_ann));
	rbt_lo_autocorr(swing, 4, 3, rho);
	T_NEAR(rho[0], -0.75, 0, 0);
	T_NEAR(rho[2], -0.25, 0, 0);
	/* 2 - 2 x 0.6 x 1 = 0.8 > 0; of 12 it is below zero. */
	T_NEAR(rbt_lo_eta(2, &far, 1), 2 / sqrt(0.8), 1e-15, 0);
	T_OK(isnan(rbt_lo_eta(12, &far, 1)));
	T_INT(rbt_lo_lags(100), 4);
	T_INT(rbt_lo_lags(1260), 7);
}

/* Value of a row of the metrics, by its metric. */
static double
golden(const char *metric)
{
	char line[1024], path[512];
	FILE *f =
	    fopen(t_golden_path("metrics/metrics_expected.csv", path), "r");
	double value = (double)INFINITY;
	size_t len = strlen(metric);

	while (f != NULL && fgets(line, sizeof line, f) != NULL) {
		char *at = strchr(line, ','), *quote;

		if (at == NULL || strncmp(at + 1, metric, len) != 0 ||
		    at[1 + len] != ',')
			continue;
		at += len + 2;
		quote = *at == '"' ? strchr(at + 1, '"') : NULL;
		at = strchr(quote ? quote : at, ',') + 1; /* params */
		value = strtod(strchr(at, ',') + 1, NULL);
	}
	if (f != NULL)
		fclose(f);
	return value;
}

static void
test_golden(void)
{
	static const int lags[] = {0, 3, 6, 21}, q[] = {5, 21, 63, 252};
	static double x[ROWS], rho[251];
	size_t n = t_golden_column("data/returns.csv", "strategy", 0, x, ROWS);
	struct rbt_lo lo;
	char name[64];

	if (n != ROWS) {
		T_SKIP("no reference data in $RBT_SHARED");
		return;
	}
	rbt_lo_autocorr(x, n, 251, rho);
	T_NEAR(rho[0], golden("acf_1"), 1e-9, 0);
	T_NEAR(rho[4], golden("acf_5"), 1e-9, 0);
	for (int i = 0; i < 4; i++) {
		snprintf(name, sizeof name, "lo_se_gmm_m%d", lags[i]);
		T_NEAR(rbt_lo_se(x, n, (size_t)lags[i]), golden(name), 1e-9, 0);
		lo = rbt_lo_of(x, n, q[i], (size_t)q[i] - 1);
		snprintf(name, sizeof name, "lo_eta_%d", q[i]);
		T_NEAR(lo.eta, golden(name), 1e-9, 0);
		snprintf(name, sizeof name, "lo_sharpe_%d", q[i]);
		T_NEAR(lo.sharpe_ann, golden(name), 1e-9, 0);
	}
	/* Powers of the first one, for the closed form of such returns. */
	for (int k = 1; k < 251; k++)
		rho[k] = rho[k - 1] * rho[0];
	T_NEAR(rbt_lo_eta(252, rho, 251), golden("lo_eta_ar1_252"), 1e-9, 0);
}

int
main(void)
{
	test_published();
	test_edges();
	test_golden();
	T_DONE(4 + 7 + (t_skipped ? 0 : 2 + 12 + 1));
}
