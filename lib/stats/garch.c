/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "stats/garch.h"

#include "core/mem.h"
#include "stats/minimum.h"
#include "stats/moments.h"

#define LOG_2PI       1.83787706640934548356
#define LEAST         50 /* values for a fit */
#define BACKCAST_ROWS 75
#define BACKCAST      0.94

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

static double
logistic(double x)
{
	return 1 / (1 + exp(-x));
}

/* Any four numbers to parameters: mean, log of the unconditional variance,
 * persistence alpha + beta, and alpha's share in it. */
static struct rbt_garch
from_free(const double *p)
{
	double persistence = logistic(p[2]), share = logistic(p[3]);

	return (struct rbt_garch){
	    .mu = p[0],
	    .omega = exp(p[1]) * logistic(-p[2]),
	    .alpha = persistence * share,
	    .beta = persistence * logistic(-p[3]),
	};
}

static double
objective(void *self, const double *p)
{
	const struct search *s = self;
	struct rbt_garch g = from_free(p);

	return -rbt_garch_loglik(&g, s->x, s->n, s->start, NULL);
}

int
rbt_garch_fit(const double *x, size_t n, enum rbt_garch_start start,
    struct rbt_garch_fit *fit, struct rbt_err *err)
{
	struct rbt_moments m = rbt_moments_of(x, n);
	/* Persistence 0.95, of which alpha is a tenth. */
	double p[4] = {m.mean / m.sd, 0, 2.9, -2.2}, value, *scaled, *h;
	struct search s = {.n = n, .start = start};
	int rc;

	if (n < LEAST || !(m.sd > 0))
		return rbt_err_set(err, RBT_E_DATA,
		    "GARCH needs at least %d returns that differ, got %zu",
		    LEAST, n);
	scaled = rbt_xcalloc(n, sizeof *scaled);
	for (size_t t = 0; t < n; t++)
		scaled[t] = x[t] / m.sd;
	s.x = scaled;
	rc = rbt_minimum_find(objective, &s, 4, 0.5, p, &value, err);
	free(scaled);
	if (rc != 0)
		return rbt_err_wrap(err, "GARCH");
	fit->model = from_free(p);
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
