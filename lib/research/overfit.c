/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "research/overfit.h"

#include "core/mem.h"
#include "stats/adjust.h"
#include "stats/blocklen.h"
#include "stats/emax.h"
#include "stats/lo.h"
#include "stats/moments.h"
#include "stats/pbo.h"
#include "stats/spa.h"
#include "stats/trials.h"

struct rbt_overfit_input
rbt_overfit_input_none(void)
{
	const double none = RBT_MOMENTS_NONE;

	return (struct rbt_overfit_input){
	    .moments = {none, none, none, none, 0},
	    .n_trials = none,
	    .trials_sd = none,
	    .trials_from = RBT_OVERFIT_TRIALS_NONE,
	    .options = {.confidence = 0.95, .blocks = 16, .reps = 1000},
	};
}

static void
clear(struct rbt_overfit *o)
{
	const double none = RBT_MOMENTS_NONE;

	*o = (struct rbt_overfit){.sharpe_ann = none,
	    .dsr = none,
	    .expected_max = none,
	    .min_trl_years = none,
	    .min_btl = none,
	    .pbo = none,
	    .pbo_slope = none,
	    .prob_oos_loss = none,
	    .spa_p = none,
	    .reality_check_p = none,
	    .p_value = none,
	    .holm_p = none,
	    .bhy_p = none,
	    .romano_wolf_p = none,
	    .haircut_sharpe = none,
	    .sharpe_lo_ann = none,
	    .sharpe_lo_se_ann = none,
	    .block = none};
	for (int i = 0; i < RBT_METRICS_FIGURES; i++)
		o->interval[i] = (struct rbt_interval){none, none};
}

static int
intervals(const struct rbt_overfit_input *in, struct rbt_overfit *o,
    struct rbt_err *err)
{
	const struct rbt_metrics_sample sample = {.x = in->x,
	    .n = in->n,
	    .rf = in->rf,
	    .annualization = in->annualization,
	    .pnl = in->pnl,
	    .n_trades = in->n_closed,
	    .block = o->block,
	    .level = in->options.confidence,
	    .reps = in->options.reps,
	    .seed = in->options.seed};

	return rbt_metrics_interval_find(&sample, o->interval, err);
}

/* What the returns of the result say alone. */
static int
take_returns(const struct rbt_overfit_input *in, struct rbt_overfit *o,
    struct rbt_err *err)
{
	double *above = rbt_xcalloc(in->n + 1, sizeof *above);
	struct rbt_lo lo;
	int rc = 0;

	for (size_t i = 0; i < in->n; i++)
		above[i] = in->x[i] - in->rf;
	o->sample = rbt_psr_sample_of(above, in->n);
	if (in->n < 2) {
		rc = rbt_err_set(err, RBT_E_DATA,
		    "expected at least two returns, got %zu", in->n);
	} else {
		size_t lags = rbt_lo_lags(in->n);

		if (lags >= in->n)
			lags = in->n - 1;
		lo = rbt_lo_of(above, in->n,
		    in->annualization > 0 ? in->annualization : 1, lags);
		o->sharpe_se = lo.se;
		if (in->annualization > 0) {
			o->sharpe_lo_ann = lo.sharpe_ann;
			o->sharpe_lo_se_ann = lo.se_ann;
		}
		o->block =
		    fmax(1, rbt_blocklen_longer(above, in->n).stationary);
		rc = intervals(in, o, err);
	}
	free(above);
	return rc;
}

/* Rank tests of all trials: p-values that allow for the others. */
static int
rank(const struct rbt_overfit_input *in, struct rbt_overfit *o,
    struct rbt_err *err)
{
	const struct rbt_panel *p = in->panel;
	double block =
	    fmax(1, rbt_blocklen_of(p->at[in->best], p->n_rows).stationary);
	struct rbt_spa *t = rbt_spa_new(p, NULL, block, err);
	struct rbt_spa_series *each;
	struct rbt_spa_result r;
	struct rbt_resample sampler = {0};
	struct rbt_rng rng;
	uint32_t *index;

	if (t == NULL)
		return -1;
	if (rbt_resample_init(&sampler, RBT_RESAMPLE_STATIONARY, p->n_rows,
		block, err) != 0) {
		rbt_spa_free(t);
		return -1;
	}
	index = rbt_xcalloc(p->n_rows, sizeof *index);
	each = rbt_xcalloc(p->n_series, sizeof *each);
	rbt_rng_init(&rng, in->options.seed, "spa");
	for (size_t k = 0; k < in->options.reps; k++) {
		rbt_rng_seek(&rng, k);
		rbt_resample_index(&sampler, &rng, index, p->n_rows);
		rbt_spa_add(t, index);
	}
	rbt_spa_result(t, &r, each);
	o->spa_p = r.spa_consistent_p;
	o->reality_check_p = r.white_p;
	o->romano_wolf_p = each[in->best].p;
	rbt_resample_release(&sampler);
	rbt_spa_free(t);
	free(index);
	free(each);
	return 0;
}

/* p-values of all trials that have a ratio, adjusted for their number. */
static void
adjust(const struct rbt_overfit_input *in, struct rbt_overfit *o)
{
	const struct rbt_panel *p = in->panel;
	double *value = rbt_xcalloc(2 * p->n_series, sizeof *value);
	double *out = value + p->n_series;
	size_t n = 0, at = SIZE_MAX;

	for (size_t k = 0; k < p->n_series; k++) {
		double ratio = rbt_psr_sample_of(p->at[k], p->n_rows).sharpe;

		if (isnan(ratio))
			continue;
		if (k == in->best)
			at = n;
		value[n++] = rbt_adjust_sharpe_p(ratio, (double)p->n_rows);
	}
	if (at != SIZE_MAX) {
		rbt_adjust_p(RBT_ADJUST_HOLM, value, n, out);
		o->holm_p = out[at];
		rbt_adjust_p(RBT_ADJUST_BHY, value, n, out);
		o->bhy_p = out[at];
	}
	free(value);
}

/* What the returns of all trials say; some of it needs two of them that ever
 * trade, and enough returns. */
static int
take_panel(const struct rbt_overfit_input *in, struct rbt_overfit *o,
    struct rbt_err *err)
{
	struct rbt_trials t = rbt_trials_of(in->panel);
	struct rbt_pbo_options options = {.blocks = in->options.blocks};
	struct rbt_pbo pbo;

	if (t.n == 0)
		return 0;
	if (in->trials_from != RBT_OVERFIT_TRIALS_LOG) {
		o->n_effective = t.effective;
		o->trials_sd = sqrt(t.sharpe_var);
		o->trials_from = RBT_OVERFIT_TRIALS_RETURNS;
	}
	adjust(in, o);
	if (in->panel->n_rows >= 3 && rank(in, o, err) != 0)
		return -1;
	if (in->panel->n_series < 2 ||
	    in->panel->n_rows < 2 * (size_t)in->options.blocks)
		return 0;
	if (rbt_pbo_compute(in->panel, &options, &pbo, NULL, err) != 0)
		return -1;
	o->pbo = pbo.pbo;
	o->pbo_slope = pbo.slope;
	o->prob_oos_loss = pbo.prob_loss;
	return 0;
}

/* What follows from the moments and the number of trials. */
static void
conclude(const struct rbt_overfit_input *in, struct rbt_overfit *o)
{
	const struct rbt_psr_sample *s = &o->sample;
	const struct rbt_overfit_options *with = &in->options;
	double n = o->n_effective, q = in->annualization;

	o->psr = rbt_psr_prob(s, with->benchmark, RBT_PSR_2012);
	o->psr_2025 = rbt_psr_prob(s, with->benchmark, RBT_PSR_2025);
	o->min_trl = rbt_psr_min_track(s, with->benchmark, with->confidence,
	    RBT_PSR_2012);
	o->min_trl_2025 = rbt_psr_min_track(s, with->benchmark,
	    with->confidence, RBT_PSR_2025);
	o->p_value = rbt_adjust_sharpe_p(s->sharpe, s->n);
	if (in->annualization > 0) {
		o->sharpe_ann = s->sharpe * sqrt(q);
		o->min_trl_years = o->min_trl / q;
	}
	if (isnan(n))
		return;
	o->min_btl = rbt_emax_min_years(n, 1);
	if (s->sharpe > 0)
		o->haircut_sharpe =
		    rbt_adjust_haircut(-expm1(n * log1p(-o->p_value)), s->n);
	/* One trial deflates nothing, whatever the spread of others. */
	if (!isnan(o->trials_sd) || n <= 1)
		o->dsr = rbt_trials_deflate(s,
		    n <= 1 ? 0 : o->trials_sd * o->trials_sd, n, RBT_PSR_2012,
		    &o->expected_max);
}

static int
check(const struct rbt_overfit_options *o, struct rbt_err *err)
{
	if (!(o->confidence > 0.5) || !(o->confidence < 1))
		return rbt_err_set(err, RBT_E_USAGE,
		    "--confidence: expected a number between 0.5 and 1");
	if (o->blocks < 2 || o->blocks > RBT_PBO_BLOCKS_MAX || o->blocks % 2)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--blocks: expected an even number from 2 to %d",
		    RBT_PBO_BLOCKS_MAX);
	return 0;
}

int
rbt_overfit_compute(const struct rbt_overfit_input *in, struct rbt_overfit *out,
    struct rbt_err *err)
{
	clear(out);
	out->n_trials = in->n_trials;
	out->n_effective = in->n_trials;
	out->trials_sd = in->trials_sd;
	out->trials_from = in->trials_from;
	if (check(&in->options, err) != 0)
		return -1;
	if (in->x != NULL) {
		if (take_returns(in, out, err) != 0)
			return -1;
	} else {
		out->sample = in->moments;
		out->sharpe_se =
		    sqrt(rbt_psr_variance(&out->sample, out->sample.sharpe) /
			 out->sample.n);
	}
	if (in->panel != NULL && take_panel(in, out, err) != 0)
		return -1;
	conclude(in, out);
	return 0;
}
