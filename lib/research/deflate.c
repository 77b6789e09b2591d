/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "research/deflate.h"

#include "core/mem.h"
#include "research/monthly.h"
#include "research/overfit.h"

static struct rbt_overfit_input
input_of(const struct rbt_search *s, const struct rbt_trial_count *count)
{
	struct rbt_overfit_input in = rbt_overfit_input_none();

	in.source = RBT_OVERFIT_SEARCH;
	in.search_id = s->id;
	in.annualization = s->run.annualization;
	in.rf = expm1(log1p(s->run.rf_ann) / (double)s->run.annualization);
	in.n_trials = (double)count->n;
	in.trials_sd = rbt_spread_sd(&count->sharpe);
	in.trials_from = RBT_OVERFIT_TRIALS_RECORDS;
	return in;
}

static int
put(const struct rbt_overfit_input *in, struct rbt_rec_writer *w,
    struct rbt_err *err)
{
	struct rbt_overfit figures;

	if (rbt_overfit_compute(in, &figures, err) != 0)
		return -1;
	rbt_overfit_emit(w->out, in, &figures);
	w->n_records++;
	return 0;
}

int
rbt_deflate_best(const struct rbt_search *s,
    const struct rbt_trial_count *count, const struct rbt_best *best,
    struct rbt_rec_writer *w, struct rbt_err *err)
{
	struct rbt_overfit_input in = input_of(s, count);
	const struct rbt_trial *t = &best->trial;

	if (best->any)
		in.moments =
		    (struct rbt_psr_sample){.sharpe =
						t->sharpe /
						sqrt((double)in.annualization),
			.skew = t->skew,
			.kurtosis = t->kurtosis,
			.n = (double)t->periods};
	return put(&in, w, err);
}

int
rbt_deflate_account(const struct rbt_search *s,
    const struct rbt_trial_count *count, const struct rbt_backtest *account,
    struct rbt_rec_writer *w, struct rbt_err *err)
{
	struct rbt_overfit_input in = input_of(s, count);
	double *x = rbt_xcalloc(account->sessions.n + 1, sizeof *x);
	rbt_money before = s->run.options.cash;
	bool whole = account->sessions.n >= 2;
	int rc;

	for (size_t i = 0; i < account->sessions.n; i++) {
		rbt_money now = account->sessions.at[i].equity;

		x[i] = rbt_monthly_return(before, now);
		/* Without money there is no return, nor a ratio of returns. */
		whole = whole && !isnan(x[i]);
		before = now;
	}
	if (whole) {
		in.x = x;
		in.n = account->sessions.n;
	}
	rc = put(&in, w, err);
	free(x);
	return rc;
}
