/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "stats/moments.h"

#include "core/mem.h"

#define FLAT 1e-12
#define FEW  100 /* values that are sorted by comparing them */

bool
rbt_moments_flat(double spread, double mean)
{
	return spread <= FLAT * fmax(1, fabs(mean));
}

struct rbt_moments
rbt_moments_of(const double *x, size_t n)
{
	struct rbt_moments m = {n, RBT_MOMENTS_NONE, RBT_MOMENTS_NONE,
	    RBT_MOMENTS_NONE, RBT_MOMENTS_NONE};
	double sum = 0, m2 = 0, m3 = 0, m4 = 0, rest = 0, count = (double)n;

	if (n == 0)
		return m;
	for (size_t i = 0; i < n; i++)
		sum += x[i];
	m.mean = sum / count;
	for (size_t i = 0; i < n; i++) {
		double d = x[i] - m.mean, d2 = d * d;

		rest += d;
		m2 += d2;
		m3 += d2 * d;
		m4 += d2 * d2;
	}
	/* What rounding of the mean left in the squares. */
	m2 -= rest * rest / count;
	if (n < 2)
		return m;
	m.sd = sqrt(fmax(m2, 0) / (count - 1));
	if (rbt_moments_flat(m.sd, m.mean)) {
		m.sd = 0;
		return m;
	}
	m2 /= count;
	m.skew = m3 / count / (m2 * sqrt(m2));
	m.kurtosis = m4 / count / (m2 * m2);
	return m;
}

double
rbt_moments_quantile(const double *sorted, size_t n, double p)
{
	double at = (double)(n - 1) * p, low = floor(at);
	size_t i = (size_t)low;

	if (i + 1 >= n)
		return sorted[n - 1];
	return sorted[i] + (at - low) * (sorted[i + 1] - sorted[i]);
}

static int
compare(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* A double as a number that rises with it, and back. */
static uint64_t
key_of(double x)
{
	uint64_t u;

	memcpy(&u, &x, sizeof u);
	return u >> 63 ? ~u : u | UINT64_C(1) << 63;
}

static double
value_of(uint64_t key)
{
	uint64_t u = key >> 63 ? key ^ UINT64_C(1) << 63 : ~key;
	double x;

	memcpy(&x, &u, sizeof x);
	return x;
}

/* Counts of each byte become the places behind the smaller ones; false if all
 * keys have the same byte. */
static bool
make_places(size_t count[256], size_t n)
{
	size_t place = 0;

	for (size_t b = 0; b < 256; b++) {
		size_t here = count[b];

		if (here == n)
			return false;
		count[b] = place;
		place += here;
	}
	return true;
}

/* By the bytes of the keys, the lowest first: no comparisons, which cost most
 * of the time of a short backtest. */
static void
sort_bytes(double *x, size_t n)
{
	uint64_t *from = rbt_xcalloc(2 * n, sizeof *from), *to = from + n;
	uint64_t *room = from, *old;
	size_t count[8][256] = {{0}};

	for (size_t i = 0; i < n; i++) {
		from[i] = key_of(x[i]);
		for (unsigned b = 0; b < 8; b++)
			count[b][from[i] >> 8 * b & 255]++;
	}
	for (unsigned b = 0; b < 8; b++) {
		if (!make_places(count[b], n))
			continue;
		for (size_t i = 0; i < n; i++)
			to[count[b][from[i] >> 8 * b & 255]++] = from[i];
		old = from;
		from = to;
		to = old;
	}
	for (size_t i = 0; i < n; i++)
		x[i] = value_of(from[i]);
	free(room);
}

void
rbt_moments_sort(double *x, size_t n)
{
	if (n >= FEW)
		sort_bytes(x, n);
	else if (n > 1)
		qsort(x, n, sizeof *x, compare);
}
