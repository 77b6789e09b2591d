/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "research/ratio.h"

struct rbt_ratio
rbt_ratio_of(const double *x, const struct rbt_moments *m, double q, double rf)
{
	struct rbt_ratio r = {.volatility = m->sd * sqrt(q),
	    .sharpe = RBT_MOMENTS_NONE,
	    .sortino = RBT_MOMENTS_NONE,
	    .omega = RBT_MOMENTS_NONE};
	double gain = 0, loss = 0, squares = 0, downside;

	for (size_t i = 0; i < m->n; i++) {
		if (x[i] > 0)
			gain += x[i];
		if (x[i] < 0) {
			loss -= x[i];
			squares += x[i] * x[i];
		}
	}
	if (m->n == 0)
		return r;
	if (m->sd > 0)
		r.sharpe = sqrt(q) * (m->mean - rf) / m->sd;
	downside = sqrt(squares / (double)m->n);
	if (!rbt_moments_flat(downside, m->mean))
		r.sortino = m->mean * q / (downside * sqrt(q));
	if (loss > 0)
		r.omega = gain / loss;
	return r;
}
