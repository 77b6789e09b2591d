/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/gp.h"

#include "core/mem.h"
#include "stats/normal.h"

#define NOISE 1e-4 /* variance, of values with variance 1 */

static const double lengths[] = {0.05, 0.1, 0.2, 0.4, 0.8};

#define N_LENGTHS (sizeof lengths / sizeof *lengths)

struct rbt_gp {
	size_t n, d;
	double *x;           /* n x d */
	double shift, scale; /* of the values */
	double length;
	gsl_matrix *chol;
	gsl_vector *y;     /* standardised */
	gsl_vector *alpha; /* (K + noise)^-1 y */
	gsl_vector *work;
};

static double
kernel(const double *a, const double *b, size_t d, double length)
{
	double square = 0, r;

	for (size_t i = 0; i < d; i++)
		square += (a[i] - b[i]) * (a[i] - b[i]);
	r = sqrt(5 * square) / length;
	return (1 + r + r * r / 3) * exp(-r);
}

/* Decomposes under a length and solves; returns the log likelihood but for its
 * constant. */
static double
solve(struct rbt_gp *g, double length)
{
	double fit, log_det = 0;

	g->length = length;
	for (size_t i = 0; i < g->n; i++)
		for (size_t k = 0; k <= i; k++) {
			double v = kernel(g->x + i * g->d, g->x + k * g->d,
			    g->d, length);

			v += i == k ? NOISE : 0;
			gsl_matrix_set(g->chol, i, k, v);
			gsl_matrix_set(g->chol, k, i, v);
		}
	/* The noise keeps the matrix positive definite. */
	gsl_linalg_cholesky_decomp1(g->chol);
	gsl_linalg_cholesky_solve(g->chol, g->y, g->alpha);
	for (size_t i = 0; i < g->n; i++)
		log_det += log(gsl_matrix_get(g->chol, i, i));
	gsl_blas_ddot(g->y, g->alpha, &fit);
	return -fit / 2 - log_det;
}

static void
standardise(struct rbt_gp *g, const double *y)
{
	double sum = 0, squares = 0;

	for (size_t i = 0; i < g->n; i++)
		sum += y[i];
	g->shift = sum / (double)g->n;
	for (size_t i = 0; i < g->n; i++)
		squares += (y[i] - g->shift) * (y[i] - g->shift);
	g->scale = sqrt(squares / (double)g->n);
	if (!(g->scale > 0))
		g->scale = 1;
	for (size_t i = 0; i < g->n; i++)
		gsl_vector_set(g->y, i, (y[i] - g->shift) / g->scale);
}

struct rbt_gp *
rbt_gp_fit(const double *x, const double *y, size_t n, size_t d)
{
	struct rbt_gp *g = rbt_xcalloc(1, sizeof *g);
	double best = 0;
	size_t at = 0;

	g->n = n;
	g->d = d;
	g->x = rbt_xcalloc(n * d + 1, sizeof *g->x);
	memcpy(g->x, x, n * d * sizeof *x);
	g->chol = gsl_matrix_alloc(n, n);
	g->y = gsl_vector_alloc(n);
	g->alpha = gsl_vector_alloc(n);
	g->work = gsl_vector_alloc(n);
	standardise(g, y);
	for (size_t i = 0; i < N_LENGTHS; i++) {
		double likelihood = solve(g, lengths[i]);

		if (i == 0 || likelihood > best) {
			best = likelihood;
			at = i;
		}
	}
	(void)solve(g, lengths[at]);
	return g;
}

void
rbt_gp_free(struct rbt_gp *g)
{
	if (g == NULL)
		return;
	gsl_matrix_free(g->chol);
	gsl_vector_free(g->y);
	gsl_vector_free(g->alpha);
	gsl_vector_free(g->work);
	free(g->x);
	free(g);
}

void
rbt_gp_predict(const struct rbt_gp *g, const double *x, double *mean,
    double *sd)
{
	double m, explained;

	for (size_t i = 0; i < g->n; i++)
		gsl_vector_set(g->work, i,
		    kernel(x, g->x + i * g->d, g->d, g->length));
	gsl_blas_ddot(g->work, g->alpha, &m);
	gsl_blas_dtrsv(CblasLower, CblasNoTrans, CblasNonUnit, g->chol,
	    g->work);
	gsl_blas_ddot(g->work, g->work, &explained);
	*mean = g->shift + g->scale * m;
	*sd = explained < 1 ? g->scale * sqrt(1 - explained) : 0;
}

double
rbt_gp_improvement(double mean, double sd, double best)
{
	double z, density;

	if (!(sd > 0))
		return mean > best ? mean - best : 0;
	z = (mean - best) / sd;
	density = exp(-z * z / 2) / sqrt(2 * acos(-1));
	return sd * (z * rbt_normal_cdf(z) + density);
}
