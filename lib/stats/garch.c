/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "stats/garch.h"

#include "core/mem.h"
#include "stats/minimum.h"
#include "stats/moments.h"

#define LOG_2PI         1.83787706640934548356
#define LEAST           50 /* values for a fit */
#define BACKCAST_ROWS   75
#define BACKCAST        0.94
#define PERSISTENCE_END (1 - 1e-9)
#define ALPHA_LEAST     1e-6 /* below it is 0 */
#define GAIN            1e-6 /* of likelihood over a constant variance */

/* The value v that stands for e^2 and h before the first one. */
static double
presample(const struct rbt_garch *g, const double *x, size_t n,
    enum rbt_garch_start start)
{
	double mean = g->mu, sum = 0, weights = 0, w = 1;

	if (start == RBT_GARCH_UNCONDITIONAL)
		return g->omega / (1 - g->alpha - g->beta);
	if (start == RBT_GARCH_BACKCAST)
		mean = rbt_moments_of(x, n).mean;
	for (size_t t = 0; t < n; t++) {
		if (start == RBT_GARCH_BACKCAST && t == BACKCAST_ROWS)
			break;
		sum += w * (x[t] - mean) * (x[t] - mean);
		weights += w;
		if (start == RBT_GARCH_BACKCAST)
			w *= BACKCAST;
	}
	return sum / weights;
}

/* Log likelihood with the first variance given. */
static double
filter(const struct rbt_garch *g, const double *x, size_t n, double h,
    double *to)
{
	double sum = 0;

	for (size_t t = 0; t < n; t++) {
		double e = x[t] - g->mu, square = e * e;

		if (!(h > 0))
			return -(double)INFINITY;
		if (to != NULL)
			to[t] = h;
		sum += LOG_2PI + log(h) + square / h;
		h = g->omega + g->alpha * square + g->beta * h;
	}
	if (to != NULL)
		to[n] = h;
	return -sum / 2;
}

double
rbt_garch_loglik(const struct rbt_garch *g, const double *x, size_t n,
    enum rbt_garch_start start, double *h)
{
	double first =
	    g->omega + (g->alpha + g->beta) * presample(g, x, n, start);

	return filter(g, x, n, first, h);
}

struct search {
	const double *x; /* with an sd of 1 */
	size_t n;
	enum rbt_garch_start start;
};

/* Any four numbers to parameters: mean, log of the unconditional variance,
 * persistence alpha + beta, and alpha's share in it.  The last two are squares
 * of a sine, so that the search reaches their ends. */
static struct rbt_garch
from_free(const double *p)
{
	double persistence = PERSISTENCE_END * sin(p[2]) * sin(p[2]);
	double share = sin(p[3]) * sin(p[3]);

	return (struct rbt_garch){
	    .mu = p[0],
	    .omega = exp(p[1]) * (1 - persistence),
	    .alpha = persistence * share,
	    .beta = persistence * (1 - share),
	};
}

static double
objective(void *self, const double *p)
{
	const struct search *s = self;
	struct rbt_garch g = from_free(p);

	return -rbt_garch_loglik(&g, s->x, s->n, s->start, NULL);
}

/* Of *s, whose mean is given and whose sd is 1. */
static int
maximise(struct search *s, double mean, struct rbt_garch *g,
    struct rbt_err *err)
{
	/* Persistence and alpha's share: 0.95 and 0.1 as in most markets, short
	 * of memory, long. */
	const double starts[] = {mean, 0, 1.345, 0.322, mean, 0, 0.7, 0.6, mean,
	    0, 1.47, 0.2};
	/* The constant variance lies on the boundary; its maximum are the
	 * moments.  With alpha 0, beta only tells how the variance fades from
	 * that before the sample, and is not a property of the process. */
	const struct rbt_garch flat = {
	    .mu = mean,
	    .omega = (double)(s->n - 1) / (double)s->n,
	};
	double p[4], value, constant;

	if (rbt_minimum_find(objective, s, 4, 0.2, starts, 3, p, &value, err) !=
	    0)
		return -1;
	constant = -rbt_garch_loglik(&flat, s->x, s->n, s->start, NULL);
	*g = from_free(p);
	if (g->alpha < ALPHA_LEAST || constant < value + GAIN)
		*g = flat;
	return 0;
}

int
rbt_garch_fit(const double *x, size_t n, enum rbt_garch_start start,
    struct rbt_garch_fit *fit, struct rbt_err *err)
{
	struct rbt_moments m = rbt_moments_of(x, n);
	struct search s = {.n = n, .start = start};
	double *scaled, *h;
	int rc;

	if (n < LEAST || !(m.sd > 0))
		return rbt_err_set(err, RBT_E_DATA,
		    "GARCH needs at least %d returns that differ, got %zu",
		    LEAST, n);
	scaled = rbt_xcalloc(n, sizeof *scaled);
	for (size_t t = 0; t < n; t++)
		scaled[t] = x[t] / m.sd;
	s.x = scaled;
	rc = maximise(&s, m.mean / m.sd, &fit->model, err);
	free(scaled);
	if (rc != 0)
		return rbt_err_wrap(err, "GARCH");
	fit->model.mu *= m.sd;
	fit->model.omega *= m.sd * m.sd;
	h = rbt_xcalloc(n + 1, sizeof *h);
	fit->loglik = rbt_garch_loglik(&fit->model, x, n, start, h);
	fit->next = h[n];
	free(h);
	return 0;
}

void
rbt_garch_path(const struct rbt_garch *g, double h0, const double *z, size_t n,
    double *x, double *h)
{
	for (size_t t = 0; t < n; t++) {
		double e = sqrt(h0) * z[t];

		x[t] = g->mu + e;
		if (h != NULL)
			h[t] = h0;
		h0 = g->omega + g->alpha * e * e + g->beta * h0;
	}
}

void
rbt_garch_draw(const struct rbt_garch *g, double h0, struct rbt_rng *r,
    double *x, size_t n)
{
	/* Normals first, then the path in their place. */
	for (size_t t = 0; t < n; t++)
		x[t] = rbt_rng_normal(r);
	rbt_garch_path(g, h0, x, n, x, NULL);
}
