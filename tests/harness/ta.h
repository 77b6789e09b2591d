/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For the tests of indicators: running one over a column, and small made-up
 * data whose expected values were computed with Python's fractions (square
 * roots with decimal at 60 digits) and rounded once. */
#ifndef RBT_HARNESS_TA_H
#define RBT_HARNESS_TA_H

#include "harness/t.h"
#include "ta/registry.h"

#define N ((double)NAN)

#define N_BARS 12
static const int64_t t_close[N_BARS] = {10010000000, 10035000000, 9980000000,
    9980000000, 10127000000, 10200000000, 10113000000, 9876000000, 9876000000,
    9750000000, 9999000000, 10333000000};

/* Runs an indicator over n bars in blocks of `step`. */
static inline void
ta_run(const char *name, const double *param, const struct rbt_ta_col *in,
    size_t n, size_t step, double *const *out)
{
	const struct rbt_ta *ta = rbt_ta_find(name, strlen(name));
	struct rbt_ta_state *st = rbt_ta_new(ta, param);
	struct rbt_ta_col col[RBT_TA_MAX_IN];
	double *to[RBT_TA_MAX_OUT];

	for (size_t at = 0; at < n; at += step) {
		size_t n_in = ta->n_series + strlen(ta->bars);

		for (size_t c = 0; c < n_in; c++)
			col[c] =
			    (struct rbt_ta_col){in[c].px ? in[c].px + at : NULL,
				in[c].f ? in[c].f + at : NULL};
		for (size_t o = 0; o < ta->n_out; o++)
			to[o] = out[o] + at;
		rbt_ta_run(st, col, at + step < n ? step : n - at, to);
	}
	rbt_ta_free(st);
}

/* One output over n prices or, if px is NULL, n values. */
static inline void
ta_run_one(const char *name, const double *param, const int64_t *px,
    const double *f, size_t n, double *out)
{
	ta_run(name, param, &(struct rbt_ta_col){px, f}, n, n, &out);
}

/* n checks: equal, or both undefined. */
static inline void
ta_same(const double *got, const double *want, size_t n)
{
	for (size_t i = 0; i < n; i++)
		T_NEAR(got[i], want[i], 0, 0);
}

/* n checks. */
static inline void
ta_near(const double *got, const double *want, size_t n, double rtol)
{
	for (size_t i = 0; i < n; i++)
		T_NEAR(got[i], want[i], rtol, rtol);
}

/* The closes as doubles. */
static inline void
ta_close_f64(double out[N_BARS])
{
	for (size_t i = 0; i < N_BARS; i++)
		out[i] = (double)t_close[i] / 1e8;
}

/*
 * n values without a pattern: a walk on whole cents, now and then flat for a
 * while, from a linear congruential generator (Knuth's MMIX constants).
 */
static inline void
ta_walk(uint64_t seed, size_t n, int64_t *px)
{
	int64_t at = 100 * 100;

	for (size_t i = 0; i < n; i++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		if (seed >> 62 != 0)
			at += (int64_t)(seed >> 40) % 301 - 150;
		if (at < 100)
			at = 10000;
		px[i] = at * 1000000;
	}
}

#endif
