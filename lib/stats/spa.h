/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is the best of many strategies better than the comparison, given that we
 * looked at all of them?  White's reality check, Hansen's test for superior
 * predictive ability, and Romano and Wolf's stepdown, which says which ones.
 *
 *	struct rbt_spa *t = rbt_spa_new(&panel, benchmark, block, &err);
 *	for (k = 0; k < 10000; k++) {
 *		rbt_rng_seek(&r, k);
 *		rbt_resample_index(&sampler, &r, index, panel.n_rows);
 *		rbt_spa_add(t, index);
 *	}
 *	rbt_spa_result(t, &result);
 *	rbt_spa_free(t);
 *
 * Sources: White (2000), Econometrica 68; Hansen (2005), JBES 23, studentised;
 * Romano and Wolf (2005), Econometrica 73.
 */
#ifndef RBT_STATS_SPA_H
#define RBT_STATS_SPA_H

#include <stdint.h>

#include "core/err.h"
#include "stats/panel.h"

struct rbt_spa;

struct rbt_spa_result {
	size_t n_reps;
	/* White: V = sqrt(n) max(mean difference); share of V* >= V. */
	double white, white_p;
	/* Hansen: T = max(0, max(sqrt(n) mean / omega)); share of T* > T.  The
	 * three differ in how the poor strategies are recentred: lower is
	 * liberal, upper conservative, consistent is the one to use. */
	double spa, spa_lower_p, spa_consistent_p, spa_upper_p;
	size_t best; /* series with the largest sqrt(n) mean / omega */
};

/* Of one strategy; the p-values are (1 + count) / (1 + reps). */
struct rbt_spa_series {
	double mean;  /* of the difference to the comparison, per period */
	double omega; /* long-run sd of the difference; 0: left out */
	double t;     /* sqrt(n) mean / omega; NaN if left out */
	double p;     /* Romano and Wolf's, adjusted; NaN if left out */
	double p_single;
};

/*
 * Compares each series of *p with `comparison` (as many returns; NULL for cash
 * at 0).  block is the mean block length of the bootstrap, >= 1, from which
 * omega comes in closed form.  A series that never differs is left out.  Copies
 * what it needs.  NULL with RBT_E_DATA if nothing is left or there are less
 * than 3 rows; with RBT_E_SYS if memory fails.
 */
struct rbt_spa *rbt_spa_new(const struct rbt_panel *p, const double *comparison,
    double block, struct rbt_err *err);
void rbt_spa_free(struct rbt_spa *t);

/* Adds one resampled series: n_rows row numbers. */
void rbt_spa_add(struct rbt_spa *t, const uint32_t *index);

/* The answer after at least one rbt_spa_add.  series holds one per series of
 * the panel, or is NULL. */
void rbt_spa_result(const struct rbt_spa *t, struct rbt_spa_result *out,
    struct rbt_spa_series *series);

#endif
