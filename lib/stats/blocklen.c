/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "stats/blocklen.h"

#include "core/mem.h"
#include "stats/moments.h"

#define LEAST 16 /* values */

/* sum of e[t] e[t + lag] */
static double
product(const double *e, size_t n, size_t lag)
{
	double sum = 0;

	for (size_t t = lag; t < n; t++)
		sum += e[t] * e[t - lag];
	return sum;
}

/*
 * Fills the autocovariances acv[0..max] and returns the first lag of the first
 * run of `run` insignificant ones, or max if there is none.  The correlation
 * of a lag i is scaled by the squares of e[i + 1..] and e[..n - 2 - i].
 */
static size_t
correlogram(const double *e, size_t n, size_t run, size_t max, double *acv)
{
	double critical = 2 * sqrt(log10((double)n) / (double)n);
	double head = product(e, n, 0), tail = head;
	size_t quiet = 0, found = max;

	for (size_t i = 0; i <= max; i++) {
		double cross = product(e, n, i);

		tail -= e[i] * e[i];
		head -= e[n - 1 - i] * e[n - 1 - i];
		acv[i] = cross / (double)n;
		if (quiet == run && found == max)
			found = i - run;
		quiet =
		    fabs(cross) < critical * sqrt(head * tail) ? quiet + 1 : 0;
	}
	return found;
}

static struct rbt_blocklen
lengths(const double *acv, size_t m, double n)
{
	double max = ceil(fmin(3 * sqrt(n), n / 3)), g = 0, lrv = acv[0], d;

	for (size_t k = 1; k <= m; k++) {
		double at = (double)k / (double)m;
		double flat_top = at <= 0.5 ? 1 : 2 * (1 - at);

		g += 2 * flat_top * (double)k * acv[k];
		lrv += 2 * flat_top * acv[k];
	}
	d = lrv * lrv;
	return (struct rbt_blocklen){
	    .stationary = fmin(cbrt(2 * g * g / (2 * d) * n), max),
	    .circular = fmin(cbrt(2 * g * g / (4.0 / 3 * d) * n), max),
	};
}

struct rbt_blocklen
rbt_blocklen_of(const double *x, size_t n)
{
	struct rbt_moments m = rbt_moments_of(x, n);
	struct rbt_blocklen out = {1, 1};
	size_t run, max, first;
	double *e, *acv;

	if (n < LEAST || !(m.sd > 0))
		return out;
	run = (size_t)fmax(5, floor(log10((double)n)));
	max = (size_t)ceil(sqrt((double)n)) + run;
	e = rbt_xcalloc(n, sizeof *e);
	acv = rbt_xcalloc(max + 1, sizeof *acv);
	for (size_t t = 0; t < n; t++)
		e[t] = x[t] - m.mean;
	first = correlogram(e, n, run, max, acv);
	first = 2 * (first > 1 ? first : 1);
	out = lengths(acv, first < max ? first : max, (double)n);
	free(e);
	free(acv);
	return out;
}

struct rbt_blocklen
rbt_blocklen_longer(const double *x, size_t n)
{
	double *size = rbt_xcalloc(n + 1, sizeof *size);
	struct rbt_blocklen mean = rbt_blocklen_of(x, n), spread;

	for (size_t i = 0; i < n; i++)
		size[i] = fabs(x[i]);
	spread = rbt_blocklen_of(size, n);
	free(size);
	return (struct rbt_blocklen){
	    .stationary = fmax(mean.stationary, spread.stationary),
	    .circular = fmax(mean.circular, spread.circular),
	};
}
