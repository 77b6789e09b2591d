/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "stats/emax.h"

#include "stats/normal.h"

#define EULER 0.57721566490153286061
#define E     2.71828182845904523536

double
rbt_emax_approx(double n_trials)
{
	if (!(n_trials > 1))
		return 0;
	/* 1 - p loses what the lower tail of p has. */
	return fmax(0, -(1 - EULER) * rbt_normal_quantile(1 / n_trials) -
			   EULER * rbt_normal_quantile(1 / (n_trials * E)));
}

double
rbt_emax_min_years(double n_trials, double target)
{
	double z = rbt_emax_approx(n_trials) / target;

	return z * z;
}
