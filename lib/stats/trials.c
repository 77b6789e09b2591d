/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "stats/trials.h"

#include "core/mem.h"
#include "stats/emax.h"
#include "stats/moments.h"

/* Adds up the ratios and, row by row, the standardised series. */
struct sums {
	double *ratio;
	double *row; /* sum of the series at each row */
	size_t n;
};

static void
add_up(const struct rbt_panel *p, struct sums *s)
{
	for (size_t k = 0; k < p->n_series; k++) {
		struct rbt_moments m = rbt_moments_of(p->at[k], p->n_rows);

		if (!(m.sd > 0))
			continue;
		s->ratio[s->n++] = m.mean / m.sd;
		for (size_t t = 0; t < p->n_rows; t++)
			s->row[t] += (p->at[k][t] - m.mean) / m.sd;
	}
}

struct rbt_trials
rbt_trials_of(const struct rbt_panel *p)
{
	struct sums s = {rbt_xcalloc(p->n_series + 1, sizeof(double)),
	    rbt_xcalloc(p->n_rows + 1, sizeof(double)), 0};
	struct rbt_trials out = {0};
	double squares = 0, n, r;

	add_up(p, &s);
	n = (double)s.n;
	out.n = s.n;
	if (s.n > 1) {
		struct rbt_moments m = rbt_moments_of(s.ratio, s.n);

		/* The variance of the sum is n and twice all pairs. */
		for (size_t t = 0; t < p->n_rows; t++)
			squares += s.row[t] * s.row[t];
		out.sharpe_var = m.sd * m.sd;
		out.mean_corr =
		    (squares / (double)(p->n_rows - 1) - n) / (n * (n - 1));
	}
	r = fmin(fmax(out.mean_corr, 0), 1);
	out.effective = s.n == 0 ? 0 : r + (1 - r) * n;
	free(s.ratio);
	free(s.row);
	return out;
}

double
rbt_trials_deflate(const struct rbt_psr_sample *best, double sharpe_var,
    double n_trials, enum rbt_psr_rule rule, double *sharpe0)
{
	double bar = sqrt(sharpe_var) * rbt_emax_approx(n_trials);

	if (sharpe0 != NULL)
		*sharpe0 = bar;
	return rbt_psr_prob(best, bar, rule);
}
