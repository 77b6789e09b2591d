/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values by hand. */
#include "harness/t.h"

#include "research/benchmark.h"

#define NONE ((double)NAN)

static struct rbt_series
series(const int64_t *time, const int64_t *close, size_t n, rbt_period p)
{
	return (struct rbt_series){.symbol = "B",
	    .period = p,
	    .n = n,
	    .time = time,
	    .close = close};
}

int
main(void)
{
	struct rbt_err err = {0};
	const struct rbt_calendar *cal = rbt_calendar_find("weekdays", &err);
	const int64_t monday = rbt_day_from_civil(2024, 1, 1),
		      day_ns = RBT_DAY_NS;
	const int64_t time[] = {(monday - 3) * day_ns, monday * day_ns,
	    (monday + 1) * day_ns, (monday + 3) * day_ns,
	    (monday + 4) * day_ns};
	const int64_t close[] = {100 * RBT_DEC_ONE, 110 * RBT_DEC_ONE,
	    99 * RBT_DEC_ONE, 120 * RBT_DEC_ONE, 150 * RBT_DEC_ONE};
	const int64_t day[] = {monday, monday + 1, monday + 2, monday + 3,
	    monday + 4};
	struct rbt_series s = series(time, close, 5, (rbt_period){day_ns});
	/* Two bars a session: the later close counts. */
	const int64_t minute[] = {monday * day_ns + 14 * 3600 * RBT_SEC_NS,
	    monday * day_ns + 15 * 3600 * RBT_SEC_NS,
	    (monday + 1) * day_ns + 14 * 3600 * RBT_SEC_NS};
	double out[5], r[] = {0.02, NONE, 0.01, -0.01, 0.03};
	const double b[] = {0.01, 0.5, 0.03, -0.02, NONE};
	const double flat[] = {0.01, 0.01, 0.01, 0.01, 0.01};
	struct rbt_benchmark_line line;

	rbt_benchmark_returns(&s, cal, day, 5, out);
	T_NEAR(out[0], 0.1, 1e-14, 0);
	T_NEAR(out[1], -0.1, 1e-14, 0);
	T_OK(isnan(out[2]) && isnan(out[3]));
	T_NEAR(out[4], 0.25, 1e-14, 0);
	rbt_benchmark_returns(&s, cal, day + 1, 2, out);
	T_NEAR(out[0], -0.1, 1e-14, 0);
	s = series(minute, close, 3, (rbt_period){3600 * RBT_SEC_NS});
	rbt_benchmark_returns(&s, cal, day, 2, out);
	T_OK(isnan(out[0]));
	T_NEAR(out[1], 99.0 / 110 - 1, 1e-14, 0);

	/* Pairs (.02, .01), (.01, .03), (-.01, -.02): means .02/3, .02/3;
	 * cov sum 7e-4 - 4e-4/3, var sum 14e-4 - 4e-4/3. */
	line = rbt_benchmark_fit(r, b, 5, 252);
	T_NEAR(line.beta, 17.0 / 38, 1e-14, 0);
	T_NEAR(line.alpha, 0.02 / 3 * (1 - 17.0 / 38) * 252, 1e-14, 0);
	line = rbt_benchmark_fit(r, flat, 5, 252);
	T_OK(isnan(line.beta) && isnan(line.alpha));
	line = rbt_benchmark_fit(r, b, 2, 252);
	T_OK(isnan(line.beta) && isnan(line.alpha));
	T_DONE(11);
}
