/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "stats/diffusion.h"

#include "core/mem.h"
#include "stats/minimum.h"
#include "stats/moments.h"

#define LEAST       30  /* returns for a fit with jumps */
#define JUMPS_MAX   8   /* of a step, in the likelihood */
#define SIGMA_FLOOR 0.2 /* of the whole spread */
#define SD_FLOOR    0.01
#define GAIN        1e-6 /* of likelihood that jumps must bring */
#define SQRT_2PI    2.50662827463100050242

/* What a step without a jump adds to the logarithm, without its normal. */
static double
drift(const struct rbt_diffusion *d)
{
	double kappa = expm1(d->jump_mu + d->jump_sd * d->jump_sd / 2);

	return (d->mu - d->sigma * d->sigma / 2 - d->lambda * kappa) * d->dt;
}

/* Poisson by inversion; none is the probability of 0 and not 0 itself. */
static uint32_t
draw_count(struct rbt_rng *r, double mean, double none)
{
	double left = rbt_rng_f64(r) - none, p = none;
	uint32_t k = 0;

	while (left > 0 && p > 0) {
		k++;
		p *= mean / k;
		left -= p;
	}
	return k;
}

void
rbt_diffusion_draw(const struct rbt_diffusion *d, struct rbt_rng *r,
    double *ret, size_t n)
{
	double a = drift(d), b = d->sigma * sqrt(d->dt);
	double mean = d->lambda * d->dt, none = exp(-mean);

	for (size_t t = 0; t < n; t++) {
		double step = a + b * rbt_rng_normal(r);
		uint32_t jumps = mean > 0 ? draw_count(r, mean, none) : 0;

		for (; jumps > 0; jumps--)
			step += d->jump_mu + d->jump_sd * rbt_rng_normal(r);
		ret[t] = expm1(step);
	}
}

/* Stores log(1 + x) in y, whose moments are *m. */
static int
take_logs(const double *x, size_t n, size_t least, double *y,
    struct rbt_moments *m, struct rbt_err *err)
{
	for (size_t t = 0; t < n; t++) {
		if (!(x[t] > -1))
			return rbt_err_set(err, RBT_E_DATA,
			    "a return of %g has no logarithm", x[t]);
		y[t] = log1p(x[t]);
	}
	*m = rbt_moments_of(y, n);
	if (n < least)
		return rbt_err_set(err, RBT_E_DATA,
		    "at least %zu returns are needed, got %zu", least, n);
	return 0;
}

int
rbt_diffusion_fit(const double *x, size_t n, struct rbt_diffusion *d,
    struct rbt_err *err)
{
	double *y = rbt_xcalloc(n + 1, sizeof *y);
	struct rbt_moments m;
	int rc = take_logs(x, n, 2, y, &m, err);

	free(y);
	if (rc == 0)
		*d = (struct rbt_diffusion){
		    .mu = m.mean + m.sd * m.sd / 2,
		    .sigma = m.sd,
		    .dt = 1,
		};
	return rc;
}

struct search {
	const double *y; /* with mean 0 and sd 1 */
	size_t n;
};

/* The mixture in units of y: mean of a step without a jump, its sd, the rate,
 * and the jumps. */
struct mixture {
	double mean, sigma, lambda, jump_mu, jump_sd;
};

/* Any five numbers; by squares, so that the search reaches the ends. */
static struct mixture
from_free(const double *p)
{
	return (struct mixture){p[0], SIGMA_FLOOR + p[1] * p[1],
	    sin(p[2]) * sin(p[2]), p[3], SD_FLOOR + p[4] * p[4]};
}

/* Minus the log likelihood. */
static double
surprise(const struct search *s, struct mixture m)
{
	double mean[JUMPS_MAX + 1], half[JUMPS_MAX + 1], scale[JUMPS_MAX + 1];
	double share = exp(-m.lambda), sum = 0;

	for (int k = 0; k <= JUMPS_MAX; k++) {
		double var = m.sigma * m.sigma + k * m.jump_sd * m.jump_sd;

		mean[k] = m.mean + k * m.jump_mu;
		half[k] = -0.5 / var;
		scale[k] = share / (SQRT_2PI * sqrt(var));
		share *= m.lambda / (k + 1);
	}
	for (size_t t = 0; t < s->n; t++) {
		double density = 0;

		for (int k = 0; k <= JUMPS_MAX; k++) {
			double e = s->y[t] - mean[k];

			density += scale[k] * exp(half[k] * e * e);
		}
		sum += log(density);
	}
	return -sum;
}

static double
objective(void *self, const double *p)
{
	return surprise(self, from_free(p));
}

static int
maximise(struct search *s, struct mixture *x, struct rbt_err *err)
{
	/* A tenth of the steps jump, three times as far as the rest; rare and
	 * far ones; frequent ones. */
	static const double starts[] = {0, 0.7, 0.32, 0, 1.4, 0, 0.87, 0.1, 0,
	    2, 0, 0.6, 0.8, 0, 0.9};
	/* Without jumps the maximum are the moments; where jumps gain nothing,
	 * their size would mean nothing. */
	const struct mixture none = {
	    .sigma = sqrt((double)(s->n - 1) / (double)s->n),
	};
	double p[5], value;

	if (rbt_minimum_find(objective, s, 5, 0.2, starts, 3, p, &value, err) !=
	    0)
		return -1;
	*x = surprise(s, none) < value + GAIN ? none : from_free(p);
	return 0;
}

/* Back to the units of the returns, by the moments m of their logarithms. */
static struct rbt_diffusion
to_diffusion(struct mixture x, const struct rbt_moments *m)
{
	struct rbt_diffusion d = {
	    .sigma = x.sigma * m->sd,
	    .lambda = x.lambda,
	    .jump_mu = x.jump_mu * m->sd,
	    .jump_sd = x.jump_sd * m->sd,
	    .dt = 1,
	};

	/* drift() of mu 0 is what mu has to make up for. */
	d.mu = m->mean + x.mean * m->sd - drift(&d);
	return d;
}

int
rbt_diffusion_fit_jumps(const double *x, size_t n, struct rbt_diffusion *d,
    struct rbt_err *err)
{
	double *y = rbt_xcalloc(n + 1, sizeof *y);
	struct search s = {y, n};
	struct mixture found;
	struct rbt_moments m;
	int rc = take_logs(x, n, LEAST, y, &m, err);

	if (rc == 0 && !(m.sd > 0))
		rc = rbt_err_set(err, RBT_E_DATA, "the returns do not differ");
	for (size_t t = 0; rc == 0 && t < n; t++)
		y[t] = (y[t] - m.mean) / m.sd;
	if (rc == 0)
		rc = maximise(&s, &found, err);
	if (rc == 0)
		*d = to_diffusion(found, &m);
	free(y);
	return rc == 0 ? 0 : rbt_err_wrap(err, "jump diffusion");
}
