/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a Monte Carlo says: as records, and as a table. */
#include <math.h>
#include <stdio.h>

#include "research/mc.h"

#include "core/num.h"
#include "fmt/jsonw.h"
#include "research/figure.h"
#include "research/runinfo.h"

const char *
rbt_mc_method_word(enum rbt_mc_method method, size_t *len)
{
	return rbt_runinfo_word(RBT_MC_METHODS, method, len);
}

/* What every record of a Monte Carlo begins with. */
static void
begin(struct rbt_jsonw *w, struct rbt_out *out, const struct rbt_mc *mc,
    const char *statistic)
{
	size_t len;
	const char *word = rbt_mc_method_word(mc->options.method, &len);

	rbt_jsonw_begin(w, out, "mc");
	rbt_jsonw_str(w, "run_id", rbt_buf_str(&mc->curve->id));
	rbt_jsonw_strn(w, "method", word, len);
	rbt_jsonw_u64(w, "paths", mc->options.paths);
	rbt_jsonw_u64(w, "seed", mc->options.seed);
	rbt_jsonw_f64(w, "block", mc->block);
	rbt_jsonw_u64(w, "horizon", mc->horizon);
	rbt_jsonw_str(w, "statistic", statistic);
}

static void
emit_distribution(struct rbt_out *out, const struct rbt_mc *mc, size_t k)
{
	static const char *const q[RBT_MCDIST_QUANTILES] = {"q01", "q05", "q25",
	    "q50", "q75", "q95", "q99"};
	static const char *const se[RBT_MCDIST_QUANTILES] = {"q01_se", "q05_se",
	    "q25_se", "q50_se", "q75_se", "q95_se", "q99_se"};
	const struct rbt_mcdist *d = &mc->dist[k];
	struct rbt_jsonw w;

	begin(&w, out, mc, rbt_mc_statistic_name[k]);
	rbt_jsonw_f64(&w, "observed", d->observed);
	rbt_jsonw_f64(&w, "percentile", d->percentile);
	rbt_jsonw_f64(&w, "percentile_se", d->percentile_se);
	rbt_jsonw_u64(&w, "n", d->n);
	rbt_jsonw_f64(&w, "mean", d->mean);
	rbt_jsonw_f64(&w, "sd", d->sd);
	rbt_jsonw_f64(&w, "se", d->se);
	for (size_t i = 0; i < RBT_MCDIST_QUANTILES; i++)
		rbt_jsonw_f64(&w, q[i], d->q[i]);
	for (size_t i = 0; i < RBT_MCDIST_QUANTILES; i++)
		rbt_jsonw_f64(&w, se[i], d->q_se[i]);
	if (mc->n_model > 0) {
		rbt_jsonw_obj_begin(&w, "model");
		for (size_t i = 0; i < mc->n_model; i++)
			rbt_jsonw_f64(&w, mc->model[i].name,
			    mc->model[i].value);
		rbt_jsonw_obj_end(&w);
	} else {
		rbt_jsonw_null(&w, "model");
	}
	rbt_jsonw_end(&w);
}

static void
emit_chance(struct rbt_out *out, const struct rbt_mc *mc,
    const struct rbt_mc_chance *c)
{
	struct rbt_jsonw w;

	begin(&w, out, mc, c->statistic);
	if (c->months > 0)
		rbt_jsonw_i64(&w, "months", c->months);
	else
		rbt_jsonw_null(&w, "months");
	rbt_jsonw_f64(&w, "limit", c->limit);
	rbt_jsonw_f64(&w, c->above ? "prob_above" : "prob_below", c->share.p);
	rbt_jsonw_f64(&w, "prob_se", c->share.se);
	rbt_jsonw_end(&w);
}

int64_t
rbt_mc_emit(struct rbt_out *out, const struct rbt_mc *mc)
{
	for (size_t k = 0; k < RBT_MC_STATISTICS; k++)
		emit_distribution(out, mc, k);
	for (size_t i = 0; i < mc->n_chances; i++)
		emit_chance(out, mc, &mc->chance[i]);
	return (int64_t)(RBT_MC_STATISTICS + mc->n_chances);
}

/* A value of statistic k. */
static void
put_value(struct rbt_out *out, size_t k, double x)
{
	char text[RBT_FIGURE_MAX];
	int64_t units;

	if (k == RBT_MC_SHARPE)
		(void)rbt_figure_number(x, 2, text);
	else if (k != RBT_MC_FINAL_EQUITY)
		(void)rbt_figure_percent(x, 2, text);
	else if (rbt_dec_from_f64(floor(x + 0.5), &units))
		(void)rbt_figure_count(units / RBT_DEC_ONE, text);
	else
		(void)rbt_figure_number(x, 0, text);
	rbt_out_printf(out, " %10s", text);
}

/* What differs where the strategy is run again. */
static void
put_rerun(struct rbt_out *out, const struct rbt_mc_options *o)
{
	if (o->method == RBT_MC_NOISE)
		rbt_out_printf(out,
		    "prices with noise of %.4g times the deviation of a bar\n",
		    o->rerun.noise);
	else if (o->method == RBT_MC_START)
		rbt_out_printf(out, "starts from 0 to %zu sessions later\n",
		    o->rerun.shift);
	else
		rbt_out_printf(out, "costs times %.4g to %.4g\n",
		    o->rerun.least, o->rerun.most);
}

static void
put_heading(struct rbt_out *out, const struct rbt_mc *mc)
{
	char a[RBT_FIGURE_MAX], b[RBT_FIGURE_MAX], number[RBT_NUM_F64_MAX];
	size_t len;
	const char *word = rbt_mc_method_word(mc->options.method, &len);

	rbt_out_printf(out, "run %.16s, %s paths of %s returns\n",
	    rbt_buf_str(&mc->curve->id),
	    rbt_figure_count((int64_t)mc->options.paths, a),
	    rbt_figure_count((int64_t)mc->horizon, b));
	rbt_out_printf(out, "method %.*s", (int)len, word);
	if (!isnan(mc->block))
		rbt_out_printf(out, ", blocks of %s",
		    rbt_figure_number(mc->block, 1, a));
	rbt_out_printf(out, ", seed %llu\n",
	    (unsigned long long)mc->options.seed);
	if (RBT_MC_RERUNS(mc->options.method)) {
		put_rerun(out, &mc->options);
		return;
	}
	for (size_t i = 0; i < mc->n_model; i++) {
		snprintf(number, sizeof number, "%.4g", mc->model[i].value);
		rbt_out_printf(out, "%s%s %s", i ? ", " : "fitted ",
		    mc->model[i].name, number);
	}
	if (mc->n_model > 0)
		rbt_out_printf(out, "\n");
}

static void
put_chance(struct rbt_out *out, const struct rbt_mc_chance *c)
{
	char what[RBT_FIGURE_MAX], p[RBT_FIGURE_MAX], se[RBT_FIGURE_MAX];
	char limit[RBT_FIGURE_MAX];

	(void)rbt_figure_percent(c->limit, 1, limit);
	if (c->months > 0)
		snprintf(what, sizeof what, "loss after %lld month%s",
		    (long long)c->months, c->months == 1 ? "" : "s");
	else
		snprintf(what, sizeof what, "%s beyond %.16s",
		    c->statistic[0] == 'r' ? "loss from the start" : "drawdown",
		    limit);
	rbt_out_printf(out, "  %-38s %10s +- %s\n", what,
	    rbt_figure_percent(c->share.p, 2, p),
	    rbt_figure_percent(c->share.se, 2, se));
}

void
rbt_mc_write(struct rbt_out *out, const struct rbt_mc *mc)
{
	static const char *const label[RBT_MC_STATISTICS] = {"final equity",
	    "CAGR", "Sharpe", "max drawdown", "under water"};
	static const size_t shown[] = {1, 3, 5}; /* of the quantiles */
	char text[RBT_FIGURE_MAX];

	put_heading(out, mc);
	rbt_out_printf(out, "\n  %-14s %10s %10s %10s %10s %10s %6s\n", "",
	    "observed", "mean", "5 %", "median", "95 %", "rank");
	for (size_t k = 0; k < RBT_MC_STATISTICS; k++) {
		const struct rbt_mcdist *d = &mc->dist[k];

		rbt_out_printf(out, "  %-14s", label[k]);
		put_value(out, k, d->observed);
		put_value(out, k, d->mean);
		for (size_t i = 0; i < 3; i++)
			put_value(out, k, d->q[shown[i]]);
		rbt_out_printf(out, " %6s\n",
		    rbt_figure_number(100 * d->percentile, 1, text));
	}
	rbt_out_printf(out, "\n");
	for (size_t i = 0; i < mc->n_chances; i++)
		put_chance(out, &mc->chance[i]);
}
