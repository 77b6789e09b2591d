/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From options and a run to a sampler of paths. */
#include <math.h>
#include <stdlib.h>

#include "research/mc.h"

#include "core/mem.h"
#include "stats/blocklen.h"
#include "stats/moments.h"

#define PERSISTENCE_MAX 0.9995 /* a shock fades by half in 4 years */

static bool
is_of_trades(enum rbt_mc_method m)
{
	return m == RBT_MC_TRADE || m == RBT_MC_TRADE_PERMUTATION;
}

static int
choose_returns(struct rbt_mc *mc, struct rbt_err *err)
{
	const struct rbt_runcurve *c = mc->curve;
	double year = c->annualization;

	mc->ret = c->ret.at;
	mc->n_ret = c->ret.n;
	if (is_of_trades(mc->options.method)) {
		mc->ret = c->trade_ret.at;
		mc->n_ret = c->trade_ret.n;
		year *= (double)c->trade_ret.n / (double)c->ret.n;
		if (mc->n_ret < 2)
			return rbt_err_set(err, RBT_E_DATA,
			    "the run has %zu closed trade%s, at least 2 are "
			    "needed",
			    mc->n_ret, mc->n_ret == 1 ? "" : "s");
	}
	mc->path = (struct rbt_mcpath){
	    .per_year = year,
	    .rf = expm1(log1p(c->rf_ann) / year),
	};
	return 0;
}

/* How many sessions later a path may start, at most. */
static int
choose_shift(struct rbt_mc *mc, struct rbt_err *err)
{
	size_t *shift = &mc->options.rerun.shift;
	size_t year = (size_t)mc->curve->annualization;

	if (mc->options.method != RBT_MC_START)
		return 0;
	if (*shift == 0)
		*shift = year < mc->n_ret / 2 ? year : mc->n_ret / 2;
	if (*shift > mc->n_ret - 2)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--shift: a run of %zu sessions can start %zu later, and "
		    "not %zu",
		    mc->n_ret, mc->n_ret - 2, *shift);
	return 0;
}

static int
choose_horizon(struct rbt_mc *mc, struct rbt_err *err)
{
	struct rbt_mc_options *o = &mc->options;
	bool permutes = o->method == RBT_MC_PERMUTATION ||
			o->method == RBT_MC_TRADE_PERMUTATION;
	size_t n = 0;

	mc->horizon = o->horizon ? o->horizon : mc->n_ret;
	mc->shortest = mc->horizon;
	if (RBT_MC_RERUNS(o->method) && o->horizon)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--horizon: a run that is run again is as long as it is");
	if (o->method == RBT_MC_START)
		mc->shortest -= o->rerun.shift;
	if (permutes && mc->horizon > mc->n_ret)
		return rbt_err_set(err, RBT_E_USAGE,
		    "--horizon: a permutation of %zu returns has no more",
		    mc->n_ret);
	for (size_t i = 0; i < o->n_months; i++) {
		double steps =
		    floor((double)o->month[i] * mc->path.per_year / 12 + 0.5);

		if (steps >= 1 && steps <= (double)mc->shortest) {
			o->month[n] = o->month[i];
			mc->step[n++] = (size_t)steps;
		} else if (!o->trim) {
			return rbt_err_set(err, RBT_E_USAGE,
			    "--months: %lld months are %.0f returns, a path "
			    "has 1 to %zu",
			    (long long)o->month[i], steps, mc->shortest);
		}
	}
	o->n_months = n;
	return 0;
}

static double
automatic_block(const struct rbt_mc *mc)
{
	struct rbt_blocklen b = rbt_blocklen_longer(mc->ret, mc->n_ret);

	return mc->options.method == RBT_MC_BLOCK ? b.circular : b.stationary;
}

static int
prepare_resample(struct rbt_mc *mc, struct rbt_err *err)
{
	static const enum rbt_resample_kind kinds[] = {
	    [RBT_MC_STATIONARY] = RBT_RESAMPLE_STATIONARY,
	    [RBT_MC_BLOCK] = RBT_RESAMPLE_CIRCULAR,
	    [RBT_MC_IID] = RBT_RESAMPLE_IID,
	    [RBT_MC_PERMUTATION] = RBT_RESAMPLE_PERMUTATION,
	    [RBT_MC_TRADE] = RBT_RESAMPLE_IID,
	    [RBT_MC_TRADE_PERMUTATION] = RBT_RESAMPLE_PERMUTATION,
	};
	enum rbt_resample_kind kind = kinds[mc->options.method];

	if (kind == RBT_RESAMPLE_STATIONARY || kind == RBT_RESAMPLE_CIRCULAR) {
		mc->block = mc->options.block > 0 ? mc->options.block
						  : automatic_block(mc);
		mc->block = fmin(fmax(mc->block, 1), (double)mc->n_ret);
		if (kind == RBT_RESAMPLE_CIRCULAR)
			mc->block = floor(mc->block + 0.5);
	}
	return rbt_resample_init(&mc->resample, kind, mc->n_ret, mc->block,
	    err);
}

static void
add_parameter(struct rbt_mc *mc, const char *name, double value)
{
	mc->model[mc->n_model++] = (struct rbt_mc_parameter){name, value};
}

static int
prepare_diffusion(struct rbt_mc *mc, const double *x, size_t n,
    struct rbt_err *err)
{
	struct rbt_diffusion *d = &mc->diffusion;
	bool jumps = mc->options.method == RBT_MC_JUMP;
	int rc = jumps ? rbt_diffusion_fit_jumps(x, n, d, err)
		       : rbt_diffusion_fit(x, n, d, err);

	if (rc != 0)
		return -1;
	add_parameter(mc, "mu", d->mu);
	add_parameter(mc, "sigma", d->sigma);
	if (jumps) {
		add_parameter(mc, "lambda", d->lambda);
		add_parameter(mc, "jump_mu", d->jump_mu);
		add_parameter(mc, "jump_sd", d->jump_sd);
	}
	return 0;
}

static int
prepare_garch(struct rbt_mc *mc, const double *x, size_t n, struct rbt_err *err)
{
	struct rbt_garch_fit fit;
	const struct rbt_garch *g = &fit.model;

	if (rbt_garch_fit(x, n, RBT_GARCH_BACKCAST, &fit, err) != 0)
		return -1;
	if (g->alpha + g->beta > PERSISTENCE_MAX)
		return rbt_err_set(err, RBT_E_DATA,
		    "GARCH: alpha + beta is 1, so there is no long-run "
		    "variance");
	mc->garch = *g;
	/* Paths in the place of the run, not behind it: from the long run's
	 * variance, not from its last one. */
	mc->first_variance = g->omega / (1 - g->alpha - g->beta);
	add_parameter(mc, "mu", g->mu);
	add_parameter(mc, "omega", g->omega);
	add_parameter(mc, "alpha", g->alpha);
	add_parameter(mc, "beta", g->beta);
	return 0;
}

/* Whether the account had a position at step t of the run, which begins anew
 * behind its end: without one the equity, which is exact, does not change. */
static bool
is_busy(const struct rbt_mc *mc, size_t t)
{
	return mc->ret[t % mc->n_ret] < 0 || mc->ret[t % mc->n_ret] > 0;
}

/* A model of the returns that are not 0. */
static int
prepare_model(struct rbt_mc *mc, struct rbt_err *err)
{
	double *x = rbt_xcalloc(mc->n_ret, sizeof *x);
	struct rbt_err why = {0};
	size_t n = 0;
	int rc;

	for (size_t t = 0; t < mc->n_ret; t++)
		if (is_busy(mc, t))
			x[n++] = mc->ret[t];
	mc->n_idle = mc->n_ret - n;
	rc = mc->options.method == RBT_MC_GARCH
		 ? prepare_garch(mc, x, n, &why)
		 : prepare_diffusion(mc, x, n, &why);
	free(x);
	/* That a model does not fit is a fault of the data. */
	return rc == 0 ? 0
		       : rbt_err_set(err, RBT_E_DATA,
			     "%s; the equity moved in %zu of %zu sessions, "
			     "stationary and block need no model",
			     why.msg, n, mc->n_ret);
}

static int
prepare_rerun(struct rbt_mc *mc, struct rbt_err *err)
{
	struct rbt_mcrerun_options *o = &mc->options.rerun;

	RBT_BUG_IF(mc->run == NULL);
	if (mc->options.method == RBT_MC_NOISE) {
		o->kind = RBT_MCRERUN_NOISE;
		add_parameter(mc, "noise", o->noise);
	} else if (mc->options.method == RBT_MC_START) {
		o->kind = RBT_MCRERUN_START;
		add_parameter(mc, "shift", (double)o->shift);
	} else {
		o->kind = RBT_MCRERUN_COSTS;
		add_parameter(mc, "least", o->least);
		add_parameter(mc, "most", o->most);
	}
	return rbt_mcrerun_init(&mc->rerun, o, mc->run, err);
}

int
rbt_mc_prepare(struct rbt_mc *mc, struct rbt_err *err)
{
	mc->block = RBT_MOMENTS_NONE;
	if (choose_returns(mc, err) != 0 || choose_shift(mc, err) != 0 ||
	    choose_horizon(mc, err) != 0)
		return -1;
	if (RBT_MC_RERUNS(mc->options.method))
		return prepare_rerun(mc, err);
	return mc->options.method >= RBT_MC_GBM ? prepare_model(mc, err)
						: prepare_resample(mc, err);
}

/* Moves the first n returns to the steps with a position, the last one first,
 * so that none is overwritten before it is moved. */
static void
spread(const struct rbt_mc *mc, size_t first, size_t n, double *ret)
{
	for (size_t t = mc->horizon; n < t--;)
		ret[t] = is_busy(mc, first + t) ? ret[--n] : 0;
}

/* With idle steps where a run has them that begins at any of its sessions. */
static void
draw_model(const struct rbt_mc *mc, struct rbt_rng *r, double *ret)
{
	size_t first = 0, n = mc->horizon;

	if (mc->n_idle > 0) {
		first = rbt_rng_below(r, mc->n_ret);
		for (size_t t = 0; t < mc->horizon; t++)
			n -= !is_busy(mc, first + t);
	}
	if (mc->options.method == RBT_MC_GARCH)
		rbt_garch_draw(&mc->garch, mc->first_variance, r, ret, n);
	else
		rbt_diffusion_draw(&mc->diffusion, r, ret, n);
	spread(mc, first, n, ret);
}

int
rbt_mc_draw(const struct rbt_mc *mc, struct rbt_rng *r, uint64_t i, double *ret,
    size_t *n, struct rbt_err *err)
{
	rbt_rng_seek(r, i);
	*n = mc->horizon;
	if (RBT_MC_RERUNS(mc->options.method))
		return rbt_mcrerun_draw(&mc->rerun, r, ret, mc->horizon, n,
		    err);
	if (mc->options.method >= RBT_MC_GBM)
		draw_model(mc, r, ret);
	else
		rbt_resample_values(&mc->resample, r, mc->ret, ret,
		    mc->horizon);
	return 0;
}
