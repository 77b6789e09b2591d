/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <gsl/gsl_integration.h>

#include "stats/emax.h"

#include "stats/moments.h"
#include "stats/normal.h"

#define EULER     0.57721566490153286061
#define E         2.71828182845904523536
#define INTERVALS 200

double
rbt_emax_approx(double n_trials)
{
	if (!(n_trials > 1))
		return 0;
	/* 1 - p loses what the lower tail of p has. */
	return fmax(0, -(1 - EULER) * rbt_normal_quantile(1 / n_trials) -
			   EULER * rbt_normal_quantile(1 / (n_trials * E)));
}

/* 1 - Phi(x)^N - Phi(-x)^N, whose integral over x > 0 is the expectation. */
static double
integrand(double x, void *params)
{
	const double *n = params;
	double tail = erfc(x * 0.70710678118654752440) / 2;

	return -expm1(*n * log1p(-tail)) - pow(tail, *n);
}

double
rbt_emax_exact(double n_trials)
{
	gsl_integration_workspace *w;
	gsl_function f = {integrand, &n_trials};
	double sum = RBT_MOMENTS_NONE, error;

	if (!(n_trials > 1))
		return 0;
	rbt_normal_quiet();
	w = gsl_integration_workspace_alloc(INTERVALS);
	if (w == NULL)
		return sum;
	/* Beyond 40 the tail is below the smallest double. */
	if (gsl_integration_qag(&f, 0, 40, 0, 1e-12, INTERVALS,
		GSL_INTEG_GAUSS61, w, &sum, &error) != 0)
		sum = RBT_MOMENTS_NONE;
	gsl_integration_workspace_free(w);
	return sum;
}

double
rbt_emax_min_years(double n_trials, double target)
{
	double z = rbt_emax_approx(n_trials) / target;

	return z * z;
}
