/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "stats/psr.h"

#include "stats/moments.h"
#include "stats/normal.h"

struct rbt_psr_sample
rbt_psr_sample_of(const double *x, size_t n)
{
	struct rbt_moments m = rbt_moments_of(x, n);

	return (struct rbt_psr_sample){
	    .sharpe = m.sd > 0 ? m.mean / m.sd : RBT_MOMENTS_NONE,
	    .skew = m.skew,
	    .kurtosis = m.kurtosis,
	    .n = (double)n,
	};
}

double
rbt_psr_variance(const struct rbt_psr_sample *s, double sharpe)
{
	double rho = s->rho, r1 = rho / (1 - rho), r2 = rho * rho;
	double a = 1 + 2 * r1;
	double b = 1 + r1 + r2 / (1 - r2);
	double c = 1 + 2 * r2 / (1 - r2);

	return a - b * s->skew * sharpe +
	       c * (s->kurtosis - 1) / 4 * sharpe * sharpe;
}

/* The variance times n that a rule puts under its root. */
static double
variance_by(const struct rbt_psr_sample *s, double sharpe0,
    enum rbt_psr_rule rule)
{
	struct rbt_psr_sample plain = *s;

	if (rule == RBT_PSR_2025)
		return rbt_psr_variance(s, sharpe0);
	plain.rho = 0;
	return rbt_psr_variance(&plain, s->sharpe);
}

double
rbt_psr_prob(const struct rbt_psr_sample *s, double sharpe0,
    enum rbt_psr_rule rule)
{
	double v = variance_by(s, sharpe0, rule);
	double n = rule == RBT_PSR_2025 ? s->n : s->n - 1;

	if (!(v > 0) || !(s->n >= 2))
		return RBT_MOMENTS_NONE;
	return rbt_normal_cdf((s->sharpe - sharpe0) * sqrt(n / v));
}

double
rbt_psr_min_track(const struct rbt_psr_sample *s, double sharpe0,
    double confidence, enum rbt_psr_rule rule)
{
	double v = variance_by(s, sharpe0, rule);
	double z = rbt_normal_quantile(confidence) / (s->sharpe - sharpe0);

	if (!(v > 0) || !(s->sharpe > sharpe0))
		return RBT_MOMENTS_NONE;
	return v * z * z + (rule == RBT_PSR_2025 ? 0 : 1);
}
