/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "stats/adjust.h"

#include "core/mem.h"
#include "stats/normal.h"

struct ranked {
	double p;
	size_t at;
};

static int
compare(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	return (x->p > y->p) - (x->p < y->p);
}

/* The p-value of rank i (from 0) of n, before it is made monotone. */
static double
scaled(enum rbt_adjust_rule rule, double p, size_t i, size_t n, double harmonic)
{
	double count = (double)n, rank = (double)(i + 1);

	switch (rule) {
	case RBT_ADJUST_BONFERRONI:
		return count * p;
	case RBT_ADJUST_SIDAK:
		return -expm1(count * log1p(-p));
	case RBT_ADJUST_HOLM:
	case RBT_ADJUST_HOCHBERG:
		return (count - rank + 1) * p;
	case RBT_ADJUST_BH:
		return count * p / rank;
	case RBT_ADJUST_BHY:
		return harmonic * count * p / rank;
	}
	return p;
}

/* Whether the rule goes down from the largest p-value. */
static bool
steps_up(enum rbt_adjust_rule rule)
{
	return rule == RBT_ADJUST_HOCHBERG || rule == RBT_ADJUST_BH ||
	       rule == RBT_ADJUST_BHY;
}

void
rbt_adjust_p(enum rbt_adjust_rule rule, const double *p, size_t n, double *out)
{
	struct ranked *r = rbt_xcalloc(n + 1, sizeof *r);
	double harmonic = 0, bound = 0;

	for (size_t i = 0; i < n; i++) {
		r[i] = (struct ranked){p[i], i};
		harmonic += 1 / (double)(i + 1);
	}
	qsort(r, n, sizeof *r, compare);
	for (size_t i = 0; i < n; i++)
		r[i].p = fmin(scaled(rule, r[i].p, i, n, harmonic), 1);
	if (steps_up(rule)) {
		bound = 1;
		for (size_t i = n; i-- > 0;)
			bound = out[r[i].at] = fmin(bound, r[i].p);
	} else {
		for (size_t i = 0; i < n; i++)
			bound = out[r[i].at] = fmax(bound, r[i].p);
	}
	free(r);
}

double
rbt_adjust_sharpe_p(double sharpe, double n)
{
	return 2 * rbt_normal_cdf(-fabs(sharpe) * sqrt(n));
}

double
rbt_adjust_haircut(double p, double n)
{
	return fmax(0, -rbt_normal_quantile(p / 2)) / sqrt(n);
}
