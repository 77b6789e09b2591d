/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <pthread.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>

#include "stats/normal.h"

double
rbt_normal_cdf(double z)
{
	return gsl_cdf_ugaussian_P(z);
}

double
rbt_normal_quantile(double p)
{
	return gsl_cdf_ugaussian_Pinv(p);
}

static void
quiet(void)
{
	gsl_set_error_handler_off();
}

void
rbt_normal_quiet(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, quiet);
}
