/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "research/efficiency.h"

/* NaN if no value is defined. */
static double
mean_of(const double *x, size_t n)
{
	double sum = 0;
	size_t known = 0;

	for (size_t i = 0; i < n; i++) {
		if (isnan(x[i]))
			continue;
		sum += x[i];
		known++;
	}
	return known ? sum / (double)known : (double)NAN;
}

double
rbt_efficiency_ratio(const double *train, const double *test, size_t n)
{
	double before = mean_of(train, n);

	return before > 0 ? mean_of(test, n) / before : (double)NAN;
}

double
rbt_efficiency_stability(const double *value, size_t n, double width)
{
	double mean = mean_of(value, n), squares = 0;

	if (n == 0)
		return (double)NAN;
	if (!(width > 0))
		return 1;
	for (size_t i = 0; i < n; i++)
		squares += (value[i] - mean) * (value[i] - mean);
	return 1 - sqrt(squares / (double)n) / (width / 2);
}
