/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "stats/spa.h"

#include "core/mem.h"
#include "stats/moments.h"

#define BYTES_MAX ((size_t)4 << 30)
/* Weights of autocovariances below this do not reach a double's digits. */
#define NEGLIGIBLE 1e-18

/* A strategy that is in the test. */
struct entry {
	size_t at; /* series of the panel */
	double mean, omega, t;
	/* What Hansen adds to the centred mean: mean - g, for each g. */
	double shift_lower, shift_consistent;
	size_t column; /* in `prefix` and `deviation` */
	size_t n_single, n_step;
};

struct rbt_spa {
	size_t n_rows, n_series, n_reps;
	struct entry *entry; /* falling t */
	size_t n;
	/* Sums of the first 0..n_rows rows of the centred differences, row
	 * after row with n_series columns. */
	double *prefix;
	double *difference; /* of the series that is being entered */
	double *mean;       /* of all series of the panel */
	double *deviation;  /* sqrt(n) (mean* - mean) of the current sample */
	double white, spa;
	size_t n_white, n_lower, n_consistent, n_upper;
};

/* 2 kappa(i) of the stationary bootstrap, q = 1 / block. */
static double
weight(size_t i, size_t n, double block)
{
	double stay = 1 - 1 / block, part = (double)i / (double)n;

	return 2 * ((1 - part) * pow(stay, (double)i) +
		       part * pow(stay, (double)(n - i)));
}

/* Long-run variance of n centred values as the stationary bootstrap with that
 * mean block sees it, in closed form. */
static double
long_run(const double *x, size_t n, double block)
{
	double far = block > 1 ? log(NEGLIGIBLE) / log1p(-1 / block) : 0;
	double sum = 0;

	for (size_t lag = 0; lag < n; lag++) {
		double gamma = 0;

		if ((double)lag > far && (double)(n - lag) > far) {
			lag = n - (size_t)far - 1;
			continue;
		}
		for (size_t t = lag; t < n; t++)
			gamma += x[t] * x[t - lag];
		sum += (lag == 0 ? 1 : weight(lag, n, block)) * gamma;
	}
	return sum / (double)n;
}

static void
add_column(struct rbt_spa *s, size_t column)
{
	double *at = s->prefix + column;

	for (size_t t = 0; t < s->n_rows; t++)
		at[(t + 1) * s->n_series] =
		    at[t * s->n_series] + s->difference[t];
}

/* Prepares series k; returns false if it never differs. */
static bool
enter(struct rbt_spa *s, const double *x, const double *comparison, size_t k,
    double block)
{
	struct entry *e = &s->entry[s->n];
	double *d = s->difference, n = (double)s->n_rows, threshold;
	struct rbt_moments m;

	for (size_t t = 0; t < s->n_rows; t++)
		d[t] = x[t] - (comparison ? comparison[t] : 0);
	m = rbt_moments_of(d, s->n_rows);
	s->mean[k] = m.mean;
	if (!(m.sd > 0))
		return false;
	for (size_t t = 0; t < s->n_rows; t++)
		d[t] -= m.mean;
	*e = (struct entry){.at = k, .mean = m.mean, .column = s->n};
	e->omega = sqrt(fmax(long_run(d, s->n_rows, block), 0));
	if (!(e->omega > 0))
		return false;
	e->t = sqrt(n) * m.mean / e->omega;
	threshold = -e->omega * sqrt(2 * log(log(n)) / n);
	e->shift_lower = sqrt(n) * fmin(m.mean, 0);
	e->shift_consistent = m.mean >= threshold ? 0 : sqrt(n) * m.mean;
	add_column(s, s->n++);
	return true;
}

static int
compare(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->t != y->t)
		return x->t < y->t ? 1 : -1;
	return (x->at > y->at) - (x->at < y->at);
}

struct rbt_spa *
rbt_spa_new(const struct rbt_panel *p, const double *comparison, double block,
    struct rbt_err *err)
{
	struct rbt_spa *s = rbt_xcalloc(1, sizeof *s);

	s->n_rows = p->n_rows;
	s->n_series = p->n_series;
	s->entry = rbt_xcalloc(p->n_series + 1, sizeof *s->entry);
	s->deviation = rbt_xcalloc(p->n_series + 1, sizeof *s->deviation);
	s->mean = rbt_xcalloc(p->n_series + 1, sizeof *s->mean);
	s->white = -(double)INFINITY;
	s->difference = rbt_xcalloc(p->n_rows + 1, sizeof *s->difference);
	s->prefix = rbt_alloc_n(p->n_rows + 1,
	    (p->n_series + 1) * sizeof *s->prefix, BYTES_MAX, err);
	if (s->prefix == NULL) {
		rbt_spa_free(s);
		return NULL;
	}
	for (size_t k = 0; k < p->n_series && p->n_rows >= 3; k++) {
		if (enter(s, p->at[k], comparison, k, fmax(block, 1)))
			s->white = fmax(s->white,
			    sqrt((double)s->n_rows) * s->mean[k]);
	}
	if (s->n == 0) {
		rbt_err_set(err, RBT_E_DATA,
		    "nothing to compare in %zu series of %zu returns",
		    p->n_series, p->n_rows);
		rbt_spa_free(s);
		return NULL;
	}
	qsort(s->entry, s->n, sizeof *s->entry, compare);
	s->spa = fmax(s->entry[0].t, 0);
	return s;
}

void
rbt_spa_free(struct rbt_spa *s)
{
	if (s == NULL)
		return;
	free(s->prefix);
	free(s->difference);
	free(s->mean);
	free(s->deviation);
	free(s->entry);
	free(s);
}

/* Fills deviation[] for the rows of index: runs of rows that follow each other
 * are one difference of prefix sums. */
static void
resum(struct rbt_spa *s, const uint32_t *index)
{
	double scale = 1 / sqrt((double)s->n_rows);

	for (size_t k = 0; k < s->n; k++)
		s->deviation[k] = 0;
	for (size_t i = 0, end; i < s->n_rows; i = end) {
		const double *from = s->prefix + index[i] * s->n_series, *to;

		for (end = i + 1;
		     end < s->n_rows && index[end] == index[end - 1] + 1; end++)
			;
		to = from + (end - i) * s->n_series;
		for (size_t k = 0; k < s->n; k++)
			s->deviation[k] += to[k] - from[k];
	}
	for (size_t k = 0; k < s->n; k++)
		s->deviation[k] *= scale;
}

void
rbt_spa_add(struct rbt_spa *s, const uint32_t *index)
{
	double white = -(double)INFINITY, lower = 0, consistent = 0, upper = 0;
	double step = -(double)INFINITY;

	resum(s, index);
	/* From the smallest t up, so that `step` is the maximum over the
	 * strategies that stepping down has not rejected yet. */
	for (size_t k = s->n; k-- > 0;) {
		struct entry *e = &s->entry[k];
		double d = s->deviation[e->column], z = d / e->omega;

		white = fmax(white, d);
		lower = fmax(lower, (d + e->shift_lower) / e->omega);
		consistent =
		    fmax(consistent, (d + e->shift_consistent) / e->omega);
		upper = fmax(upper, z);
		step = fmax(step, z);
		e->n_single += z >= e->t;
		e->n_step += step >= e->t;
	}
	s->n_white += white >= s->white;
	s->n_lower += lower > s->spa;
	s->n_consistent += consistent > s->spa;
	s->n_upper += upper > s->spa;
	s->n_reps++;
}

static void
list(const struct rbt_spa *s, struct rbt_spa_series *series)
{
	double none = RBT_MOMENTS_NONE, reps = (double)(s->n_reps + 1), p = 0;

	for (size_t k = 0; k < s->n_series; k++)
		series[k] =
		    (struct rbt_spa_series){s->mean[k], 0, none, none, none};
	for (size_t k = 0; k < s->n; k++) {
		const struct entry *e = &s->entry[k];

		p = fmax(p, (double)(e->n_step + 1) / reps);
		series[e->at] = (struct rbt_spa_series){
		    .mean = e->mean,
		    .omega = e->omega,
		    .t = e->t,
		    .p = p,
		    .p_single = (double)(e->n_single + 1) / reps,
		};
	}
}

void
rbt_spa_result(const struct rbt_spa *s, struct rbt_spa_result *out,
    struct rbt_spa_series *series)
{
	double reps = (double)s->n_reps;

	*out = (struct rbt_spa_result){
	    .n_reps = s->n_reps,
	    .white = s->white,
	    .white_p = (double)s->n_white / reps,
	    .spa = s->spa,
	    .spa_lower_p = (double)s->n_lower / reps,
	    .spa_consistent_p = (double)s->n_consistent / reps,
	    .spa_upper_p = (double)s->n_upper / reps,
	    .best = s->entry[0].at,
	};
	if (series != NULL)
		list(s, series);
}
