/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "stats/interval.h"

#include "core/mem.h"
#include "stats/moments.h"

void
rbt_bootstrap_run(const double *x, size_t n, const struct rbt_resample *s,
    const struct rbt_rng *r, uint64_t first, size_t count,
    const struct rbt_statistic *figures, double *reps)
{
	double *path = rbt_xmalloc((n + 1) * sizeof *path);
	double *out = rbt_xmalloc((figures->n_out + 1) * sizeof *out);
	struct rbt_rng own = *r;

	for (size_t i = 0; i < count; i++) {
		rbt_rng_seek(&own, first + i);
		rbt_resample_values(s, &own, x, path, n);
		figures->compute(figures->self, path, n, out);
		for (size_t k = 0; k < figures->n_out; k++)
			reps[k * count + i] = out[k];
	}
	free(out);
	free(path);
}

void
rbt_interval_prepare(double *reps, size_t n, struct rbt_interval_data *d)
{
	size_t m = 0;

	for (size_t i = 0; i < n; i++)
		if (!isnan(reps[i]))
			reps[m++] = reps[i];
	rbt_moments_sort(reps, m);
	*d = (struct rbt_interval_data){reps, m};
}

struct rbt_interval
rbt_interval_percentile(const struct rbt_interval_data *d, double level)
{
	if (d->n < 2)
		return (
		    struct rbt_interval){RBT_MOMENTS_NONE, RBT_MOMENTS_NONE};
	return (struct rbt_interval){
	    rbt_moments_quantile(d->sorted, d->n, (1 - level) / 2),
	    rbt_moments_quantile(d->sorted, d->n, (1 + level) / 2),
	};
}
