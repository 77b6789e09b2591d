/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include <gsl/gsl_blas.h>
#include <gsl/gsl_eigen.h>

#include "stats/trials.h"

#include "core/mem.h"
#include "stats/emax.h"
#include "stats/moments.h"
#include "stats/normal.h"

/* Bytes of a matrix at most. */
#define MATRIX_MAX ((size_t)4 << 30)

/* Adds up the ratios and, row by row, the standardised series. */
struct sums {
	double *ratio;
	double *row; /* sum of the series at each row */
	size_t n;
};

static void
add_up(const struct rbt_panel *p, struct sums *s)
{
	for (size_t k = 0; k < p->n_series; k++) {
		struct rbt_moments m = rbt_moments_of(p->at[k], p->n_rows);

		if (!(m.sd > 0))
			continue;
		s->ratio[s->n++] = m.mean / m.sd;
		for (size_t t = 0; t < p->n_rows; t++)
			s->row[t] += (p->at[k][t] - m.mean) / m.sd;
	}
}

struct rbt_trials
rbt_trials_of(const struct rbt_panel *p)
{
	struct sums s = {rbt_xcalloc(p->n_series + 1, sizeof(double)),
	    rbt_xcalloc(p->n_rows + 1, sizeof(double)), 0};
	struct rbt_trials out = {0};
	double squares = 0, n, r;

	add_up(p, &s);
	n = (double)s.n;
	out.n = s.n;
	if (s.n > 1) {
		struct rbt_moments m = rbt_moments_of(s.ratio, s.n);

		/* The variance of the sum is n and twice all pairs. */
		for (size_t t = 0; t < p->n_rows; t++)
			squares += s.row[t] * s.row[t];
		out.sharpe_var = m.sd * m.sd;
		out.mean_corr =
		    (squares / (double)(p->n_rows - 1) - n) / (n * (n - 1));
	}
	r = fmin(fmax(out.mean_corr, 0), 1);
	out.effective = s.n == 0 ? 0 : r + (1 - r) * n;
	free(s.ratio);
	free(s.row);
	return out;
}

/*
 * The standardised series as rows of length 1, or as columns if that makes the
 * product with its transpose smaller: the eigenvalues are the same but for
 * zeros.  NULL with the error set.
 */
static gsl_matrix *
standardise(const struct rbt_panel *p, size_t n, struct rbt_err *err)
{
	bool tall = n > p->n_rows;
	size_t i = 0;
	gsl_matrix *z = NULL;

	if (n < MATRIX_MAX / sizeof(double) / p->n_rows)
		z = tall ? gsl_matrix_alloc(p->n_rows, n)
			 : gsl_matrix_alloc(n, p->n_rows);
	if (z == NULL) {
		rbt_err_set(err, RBT_E_SYS,
		    "no memory for %zu series of %zu returns", n, p->n_rows);
		return NULL;
	}
	for (size_t k = 0; k < p->n_series; k++) {
		struct rbt_moments m = rbt_moments_of(p->at[k], p->n_rows);
		double norm = m.sd * sqrt((double)(p->n_rows - 1));

		if (!(m.sd > 0))
			continue;
		for (size_t t = 0; t < p->n_rows; t++) {
			double v = (p->at[k][t] - m.mean) / norm;

			gsl_matrix_set(z, tall ? t : i, tall ? i : t, v);
		}
		i++;
	}
	return z;
}

/* exp(entropy) of the shares in the eigenvalues of z z'; NaN if that fails. */
static double
effective_rank(const gsl_matrix *z)
{
	gsl_matrix *g = gsl_matrix_calloc(z->size1, z->size1);
	gsl_vector *value = gsl_vector_alloc(z->size1);
	gsl_eigen_symm_workspace *w = gsl_eigen_symm_alloc(z->size1);
	double sum = 0, entropy = 0, rank = RBT_MOMENTS_NONE;

	if (g != NULL && value != NULL && w != NULL &&
	    gsl_blas_dsyrk(CblasLower, CblasNoTrans, 1, z, 0, g) == 0 &&
	    gsl_eigen_symm(g, value, w) == 0) {
		for (size_t i = 0; i < z->size1; i++)
			sum += fmax(gsl_vector_get(value, i), 0);
		for (size_t i = 0; i < z->size1; i++) {
			double share = gsl_vector_get(value, i) / sum;

			if (share > 0)
				entropy -= share * log(share);
		}
		rank = exp(entropy);
	}
	gsl_eigen_symm_free(w);
	gsl_vector_free(value);
	gsl_matrix_free(g);
	return rank;
}

int
rbt_trials_rank(const struct rbt_panel *p, double *rank, struct rbt_err *err)
{
	size_t n = 0;
	gsl_matrix *z;
	double found;

	rbt_normal_quiet();
	for (size_t k = 0; k < p->n_series; k++)
		n += rbt_moments_of(p->at[k], p->n_rows).sd > 0;
	if (n == 0)
		return rbt_err_set(err, RBT_E_DATA,
		    "none of %zu series of returns has a spread", p->n_series);
	z = standardise(p, n, err);
	if (z == NULL)
		return -1;
	found = effective_rank(z);
	gsl_matrix_free(z);
	if (isnan(found))
		return rbt_err_set(err, RBT_E_SYS,
		    "no eigenvalues of the correlations of %zu series", n);
	*rank = found;
	return 0;
}

double
rbt_trials_deflate(const struct rbt_psr_sample *best, double sharpe_var,
    double n_trials, enum rbt_psr_rule rule, double *sharpe0)
{
	double bar = sqrt(sharpe_var) * rbt_emax_approx(n_trials);

	if (sharpe0 != NULL)
		*sharpe0 = bar;
	return rbt_psr_prob(best, bar, rule);
}
