/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "stats/spread.h"

#include "stats/moments.h"

void
rbt_spread_add(struct rbt_spread *s, double x)
{
	double before = x - s->mean;

	s->mean += before / (double)++s->n;
	s->squares += before * (x - s->mean);
}

double
rbt_spread_sd(const struct rbt_spread *s)
{
	double sd;

	if (s->n < 2)
		return RBT_MOMENTS_NONE;
	sd = sqrt(s->squares / (double)(s->n - 1));
	return rbt_moments_flat(sd, s->mean) ? 0 : sd;
}
