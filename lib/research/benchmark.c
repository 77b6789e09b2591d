/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "research/benchmark.h"

#include "stats/moments.h"

void
rbt_benchmark_returns(const struct rbt_series *s,
    const struct rbt_calendar *cal, const int64_t *day, size_t n, double *out)
{
	double before = RBT_MOMENTS_NONE;
	size_t bar = 0;

	for (size_t i = 0; i < n; i++) {
		double close = RBT_MOMENTS_NONE;

		for (; bar < s->n; bar++) {
			int64_t d = rbt_calendar_session_of(cal,
			    (rbt_ts){s->time[bar]}, s->period);

			if (d > day[i])
				break;
			if (d == day[i])
				close = rbt_px_to_f64((rbt_px){s->close[bar]});
			else if (i == 0)
				before = rbt_px_to_f64((rbt_px){s->close[bar]});
		}
		out[i] = close / before - 1;
		before = close;
	}
}

struct rbt_benchmark_line
rbt_benchmark_fit(const double *r, const double *b, size_t n, int q)
{
	struct rbt_benchmark_line line = {RBT_MOMENTS_NONE, RBT_MOMENTS_NONE};
	double mean_r = 0, mean_b = 0, cov = 0, var = 0, count = 0;

	for (size_t i = 0; i < n; i++) {
		if (isnan(r[i]) || isnan(b[i]))
			continue;
		mean_r += r[i];
		mean_b += b[i];
		count++;
	}
	if (count < 2)
		return line;
	mean_r /= count;
	mean_b /= count;
	for (size_t i = 0; i < n; i++) {
		if (isnan(r[i]) || isnan(b[i]))
			continue;
		cov += (r[i] - mean_r) * (b[i] - mean_b);
		var += (b[i] - mean_b) * (b[i] - mean_b);
	}
	if (rbt_moments_flat(sqrt(var / (count - 1)), mean_b))
		return line;
	line.beta = cov / var;
	line.alpha = (mean_r - line.beta * mean_b) * q;
	return line;
}
