/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The 24 reference strategies of $RBT_SHARED/golden/overfit as a panel. */
#ifndef RBT_HARNESS_TRIALS_H
#define RBT_HARNESS_TRIALS_H

#include "harness/golden.h"
#include "stats/panel.h"

#define T_TRIALS   24
#define T_TRIALS_N 1248

static double t_trials[T_TRIALS][T_TRIALS_N], t_benchmark[T_TRIALS_N];
static const double *t_trials_at[T_TRIALS];

/* False if they are not there. */
static inline bool
t_trials_load(struct rbt_panel *p)
{
	static const char file[] = "overfit/trials.csv";

	for (int k = 0; k < T_TRIALS; k++) {
		char name[16];

		snprintf(name, sizeof name, "s%02d", k + 1);
		if (t_golden_column(file, name, 0, t_trials[k], T_TRIALS_N) !=
		    T_TRIALS_N)
			return false;
		t_trials_at[k] = t_trials[k];
	}
	*p = (struct rbt_panel){t_trials_at, T_TRIALS, T_TRIALS_N};
	return t_golden_column(file, "benchmark", 0, t_benchmark, T_TRIALS_N) ==
	       T_TRIALS_N;
}

#endif
