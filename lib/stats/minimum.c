/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdbool.h>

#include <gsl/gsl_multimin.h>

#include "stats/minimum.h"

#include "stats/normal.h"

#define STARTS     20
#define ITERATIONS 5000
#define SIZE       1e-7 /* of the simplex at the end */
#define GAIN       1e-9 /* of a start that is the last */
#define PATIENCE   500  /* iterations that may gain less than that */
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

/*
 * One search from *at, which moves to its end; -1 if it did not settle.  Where
 * the best parameter is at infinity (a likelihood that is largest at the end of
 * a range) the simplex never becomes small, but the value comes to rest.
 */
static int
descend(gsl_multimin_fminimizer *m, gsl_multimin_function *f, gsl_vector *at,
    const gsl_vector *steps)
{
	double before = (double)INFINITY;

	if (gsl_multimin_fminimizer_set(m, f, at, steps) != 0)
		return -1;
	for (int i = 1; i <= ITERATIONS; i++) {
		bool rests = false;

		if (gsl_multimin_fminimizer_iterate(m) != 0)
			return -1;
		if (i % PATIENCE == 0) {
			rests = before - m->fval < GAIN;
			before = m->fval;
		}
		if (rests || gsl_multimin_fminimizer_size(m) < SIZE) {
			gsl_vector_memcpy(at, m->x);
			return 0;
		}
	}
	return -1;
}

static int
restart(gsl_multimin_fminimizer *m, gsl_multimin_function *f, gsl_vector *at,
    const gsl_vector *steps)
{
	double best = NOWHERE;

	for (int i = 0; i < STARTS; i++) {
		if (descend(m, f, at, steps) != 0)
			return -1;
		if (best - m->fval < GAIN)
			return fabs(m->fval) < SANE ? 0 : -1;
		best = m->fval;
	}
	return -1;
}

int
rbt_minimum_find(rbt_minimum_fn *fn, void *self, size_t n, double step,
    double *x, double *value, struct rbt_err *err)
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
		for (size_t i = 0; i < n; i++)
			gsl_vector_set(at, i, x[i]);
		gsl_vector_set_all(steps, step);
		rc = restart(m, &f, at, steps);
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
