/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include <gsl/gsl_multimin.h>

#include "stats/minimum.h"

#include "stats/normal.h"

#define RESTARTS   20
#define ITERATIONS 5000
#define SIZE       1e-7 /* of the simplex at the end */
#define SIZE_ROUGH 1e-2 /* where starts are compared */
#define GAIN       1e-9 /* of a restart that is the last */
#define GAIN_LAST  1e-6 /* of the last one of too many */
#define NOWHERE    1e300
#define SANE       1e50 /* no minimum has more digits before its point */

struct target {
	rbt_minimum_fn *fn;
	void *self;
};

static double
evaluate(const gsl_vector *v, void *params)
{
	const struct target *t = params;
	double y = t->fn(t->self, v->data);

	return isfinite(y) ? y : NOWHERE;
}

/* One search from *at, which moves to its end; -1 if that fails.  Without a
 * proper minimum the simplex need not shrink: the gain tells, not its size. */
static int
descend(gsl_multimin_fminimizer *m, gsl_multimin_function *f, gsl_vector *at,
    const gsl_vector *steps, double size)
{
	if (gsl_multimin_fminimizer_set(m, f, at, steps) != 0)
		return -1;
	for (int i = 0; i < ITERATIONS; i++) {
		if (gsl_multimin_fminimizer_iterate(m) != 0)
			return -1;
		if (gsl_multimin_fminimizer_size(m) < size)
			break;
	}
	gsl_vector_memcpy(at, m->x);
	return 0;
}

/* To a minimum that another search does not better. */
static int
settle(gsl_multimin_fminimizer *m, gsl_multimin_function *f, gsl_vector *at,
    const gsl_vector *steps)
{
	double best = NOWHERE, gain = NOWHERE;

	for (int i = 0; i < RESTARTS && gain >= GAIN; i++) {
		if (descend(m, f, at, steps, SIZE) != 0)
			return -1;
		gain = best - m->fval;
		best = m->fval;
	}
	return gain < GAIN_LAST && fabs(best) < SANE ? 0 : -1;
}

/* Moves *at to the lowest point that a rough search from any start finds. */
static void
choose(gsl_multimin_fminimizer *m, gsl_multimin_function *f, gsl_vector *at,
    const gsl_vector *steps, const double *starts, size_t n_starts, double *x)
{
	double best = NOWHERE;

	memcpy(x, starts, f->n * sizeof *x);
	for (size_t k = 0; n_starts > 1 && k < n_starts; k++) {
		for (size_t i = 0; i < f->n; i++)
			gsl_vector_set(at, i, starts[k * f->n + i]);
		if (descend(m, f, at, steps, SIZE_ROUGH) != 0 ||
		    !(m->fval < best))
			continue;
		best = m->fval;
		for (size_t i = 0; i < f->n; i++)
			x[i] = gsl_vector_get(at, i);
	}
	for (size_t i = 0; i < f->n; i++)
		gsl_vector_set(at, i, x[i]);
}

int
rbt_minimum_find(rbt_minimum_fn *fn, void *self, size_t n, double step,
    const double *starts, size_t n_starts, double *x, double *value,
    struct rbt_err *err)
{
	struct target target = {fn, self};
	gsl_multimin_function f = {evaluate, n, &target};
	gsl_multimin_fminimizer *m;
	gsl_vector *at, *steps;
	int rc;

	rbt_normal_quiet();
	m = gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2,
	    n);
	at = gsl_vector_alloc(n);
	steps = gsl_vector_alloc(n);
	if (m == NULL || at == NULL || steps == NULL) {
		rc = rbt_err_set(err, RBT_E_SYS, "out of memory");
	} else {
		gsl_vector_set_all(steps, step);
		choose(m, &f, at, steps, starts, n_starts, x);
		rc = settle(m, &f, at, steps);
		if (rc != 0)
			rbt_err_set(err, RBT_E_NO,
			    "the search for a maximum does not settle");
	}
	if (rc == 0) {
		for (size_t i = 0; i < n; i++)
			x[i] = gsl_vector_get(m->x, i);
		*value = m->fval;
	}
	if (m != NULL)
		gsl_multimin_fminimizer_free(m);
	gsl_vector_free(at);
	gsl_vector_free(steps);
	return rc;
}
