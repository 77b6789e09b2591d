/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>

#include "research/overfit.h"

#include "fmt/jsonw.h"
#include "research/figure.h"
#include "research/runinfo.h"

static void
put_interval(struct rbt_jsonw *w, const char *key, size_t len,
    struct rbt_interval i)
{
	char name[32];

	snprintf(name, sizeof name, "%.*s", (int)len, key);
	if (isnan(i.low) || isnan(i.high)) {
		rbt_jsonw_null(w, name);
		return;
	}
	rbt_jsonw_arr_begin(w, name);
	rbt_jsonw_f64(w, NULL, i.low);
	rbt_jsonw_f64(w, NULL, i.high);
	rbt_jsonw_arr_end(w);
}

static void
put_intervals(struct rbt_jsonw *w, const struct rbt_overfit *o)
{
	rbt_jsonw_obj_begin(w, "intervals");
	rbt_jsonw_str(w, "method", "percentile");
	rbt_jsonw_f64(w, "block", o->block);
	for (unsigned k = 0; k < RBT_METRICS_FIGURES; k++) {
		size_t len;
		const char *key =
		    rbt_runinfo_word(RBT_METRICS_FIGURE_WORDS, k, &len);

		put_interval(w, key, len, o->interval[k]);
	}
	rbt_jsonw_obj_end(w);
}

static void
put_trials_from(struct rbt_jsonw *w, const struct rbt_overfit *o)
{
	size_t len;
	const char *word;

	if (o->trials_from == RBT_OVERFIT_TRIALS_NONE) {
		rbt_jsonw_null(w, "trials_from");
		return;
	}
	word = rbt_runinfo_word(RBT_OVERFIT_TRIALS, o->trials_from, &len);
	rbt_jsonw_strn(w, "trials_from", word, len);
}

/* The effective number of trials, and how it was found. */
static void
put_effective(struct rbt_jsonw *w, const struct rbt_overfit *o)
{
	rbt_jsonw_f64(w, "n_effective", o->n_effective);
	rbt_jsonw_str_or_null(w, "n_effective_by",
	    isnan(o->n_effective)                          ? NULL
	    : o->trials_from == RBT_OVERFIT_TRIALS_RETURNS ? "correlation"
							   : "count");
}

static void
put_sample(struct rbt_jsonw *w, const struct rbt_overfit_input *in,
    const struct rbt_overfit *o)
{
	rbt_jsonw_f64(w, "periods", o->sample.n);
	if (in->annualization > 0)
		rbt_jsonw_i64(w, "annualization", in->annualization);
	else
		rbt_jsonw_null(w, "annualization");
	rbt_jsonw_f64(w, "sharpe", o->sample.sharpe);
	rbt_jsonw_f64(w, "sharpe_ann", o->sharpe_ann);
	rbt_jsonw_f64(w, "skew", o->sample.skew);
	rbt_jsonw_f64(w, "kurtosis", o->sample.kurtosis);
}

void
rbt_overfit_emit(struct rbt_out *out, const struct rbt_overfit_input *in,
    const struct rbt_overfit *o)
{
	struct rbt_jsonw w;
	size_t len;
	const char *source =
	    rbt_runinfo_word(RBT_OVERFIT_SOURCES, in->source, &len);

	rbt_jsonw_begin(&w, out, "overfit");
	rbt_jsonw_str_or_null(&w, "search_id", in->search_id);
	rbt_jsonw_str_or_null(&w, "run_id", in->run_id);
	rbt_jsonw_strn(&w, "source", source, len);
	put_sample(&w, in, o);
	rbt_jsonw_f64(&w, "n_trials", o->n_trials);
	put_effective(&w, o);
	rbt_jsonw_f64(&w, "trials_sd", o->trials_sd);
	put_trials_from(&w, o);
	rbt_jsonw_f64(&w, "benchmark_sharpe", in->options.benchmark);
	rbt_jsonw_f64(&w, "confidence", in->options.confidence);
	rbt_jsonw_f64(&w, "psr", o->psr);
	rbt_jsonw_f64(&w, "psr_2025", o->psr_2025);
	rbt_jsonw_f64(&w, "dsr", o->dsr);
	rbt_jsonw_f64(&w, "expected_max", o->expected_max);
	rbt_jsonw_f64(&w, "min_trl", o->min_trl);
	rbt_jsonw_f64(&w, "min_trl_2025", o->min_trl_2025);
	rbt_jsonw_f64(&w, "min_trl_years", o->min_trl_years);
	rbt_jsonw_f64(&w, "min_btl", o->min_btl);
	rbt_jsonw_f64(&w, "pbo", o->pbo);
	rbt_jsonw_i64(&w, "pbo_blocks", in->options.blocks);
	rbt_jsonw_f64(&w, "pbo_slope", o->pbo_slope);
	rbt_jsonw_f64(&w, "prob_oos_loss", o->prob_oos_loss);
	rbt_jsonw_f64(&w, "spa_p", o->spa_p);
	rbt_jsonw_f64(&w, "reality_check_p", o->reality_check_p);
	rbt_jsonw_f64(&w, "p_value", o->p_value);
	rbt_jsonw_f64(&w, "holm_p", o->holm_p);
	rbt_jsonw_f64(&w, "bhy_p", o->bhy_p);
	rbt_jsonw_f64(&w, "romano_wolf_p", o->romano_wolf_p);
	rbt_jsonw_f64(&w, "haircut_sharpe", o->haircut_sharpe);
	rbt_jsonw_f64(&w, "sharpe_se", o->sharpe_se);
	rbt_jsonw_f64(&w, "sharpe_lo_ann", o->sharpe_lo_ann);
	rbt_jsonw_f64(&w, "sharpe_lo_se_ann", o->sharpe_lo_se_ann);
	put_intervals(&w, o);
	rbt_jsonw_end(&w);
}

/* A row of the table: what is not known is left out. */
static void
row(struct rbt_out *out, const char *label, double x, int decimals,
    const char *remark)
{
	if (isfinite(x))
		rbt_out_printf(out, "  %-26s %12.*f%s%s\n", label, decimals, x,
		    *remark ? "  " : "", remark);
}

/* What is likely for each figure; nothing without returns. */
static void
write_intervals(struct rbt_out *out, const struct rbt_overfit_input *in,
    const struct rbt_overfit *o)
{
	static const struct {
		const char *label;
		bool percent;
	} figure[RBT_METRICS_FIGURES] = {{"Sharpe ratio, per period", false},
	    {"Sharpe ratio, a year", false}, {"Sortino ratio", false},
	    {"Calmar ratio", false}, {"Omega", false}, {"total return", true},
	    {"CAGR", true}, {"volatility", true}, {"maximum drawdown", true},
	    {"time under water", true}, {"value at risk, 95 %", true},
	    {"beyond it on average", true}, {"win rate", true},
	    {"profit factor", false}, {"expectancy", false}};
	char low[RBT_FIGURE_MAX], high[RBT_FIGURE_MAX];

	if (isnan(o->block))
		return;
	rbt_out_printf(out, "\nIntervals of %g %%, percentiles of %zu series\n",
	    100 * in->options.confidence, in->options.reps);
	row(out, "mean length of a block", o->block, 1, "periods");
	for (size_t k = 0; k < RBT_METRICS_FIGURES; k++) {
		struct rbt_interval i = o->interval[k];

		if (!isfinite(i.low) || !isfinite(i.high))
			continue;
		rbt_out_printf(out, "  %-26s %12s  to %s\n", figure[k].label,
		    figure[k].percent ? rbt_figure_percent(i.low, 2, low)
				      : rbt_figure_number(i.low, 4, low),
		    figure[k].percent ? rbt_figure_percent(i.high, 2, high)
				      : rbt_figure_number(i.high, 4, high));
	}
}

static void
write_trials(struct rbt_out *out, const struct rbt_overfit *o)
{
	if (isnan(o->n_trials)) {
		rbt_out_printf(out,
		    "\nHow many were tried is not known, so nothing here "
		    "allows for it.\n");
		return;
	}
	rbt_out_printf(out, "\nAfter all that was tried\n");
	row(out, "trials", o->n_trials, 0,
	    o->trials_from == RBT_OVERFIT_TRIALS_LOG ? "of the trial log" : "");
	row(out, "effective trials", o->n_effective, 1,
	    o->trials_from == RBT_OVERFIT_TRIALS_RETURNS ? "by correlation"
							 : "by count");
	row(out, "best by luck alone", o->expected_max, 4, "per period");
	row(out, "deflated Sharpe ratio", o->dsr, 4, "wants 0.95");
	row(out, "overfitting, PBO", o->pbo, 4, "0.5 is noise");
	row(out, "loss out of sample", o->prob_oos_loss, 4, "probability");
	row(out, "degradation slope", o->pbo_slope, 4, "");
	row(out, "superior ability, SPA", o->spa_p, 4, "p-value");
	row(out, "reality check", o->reality_check_p, 4, "p-value");
	row(out, "Romano and Wolf", o->romano_wolf_p, 4, "p-value");
	row(out, "Holm", o->holm_p, 4, "p-value");
	row(out, "false discoveries, BHY", o->bhy_p, 4, "p-value");
	row(out, "Sharpe after haircut", o->haircut_sharpe, 4, "per period");
	row(out, "minimum backtest", o->min_btl, 2, "years");
}

void
rbt_overfit_write(struct rbt_out *out, const struct rbt_overfit_input *in,
    const struct rbt_overfit *o)
{
	if (in->search_id)
		rbt_out_printf(out, "search %.16s\n", in->search_id);
	if (in->run_id)
		rbt_out_printf(out, "run %.16s\n", in->run_id);
	rbt_out_printf(out, "The result alone\n");
	row(out, "periods", o->sample.n, 0, "");
	row(out, "Sharpe ratio", o->sample.sharpe, 4, "per period");
	row(out, "  standard error", o->sharpe_se, 4, "per period");
	row(out, "  a year", o->sharpe_ann, 4, "");
	row(out, "  a year, after Lo", o->sharpe_lo_ann, 4, "");
	row(out, "skew", o->sample.skew, 4, "");
	row(out, "kurtosis", o->sample.kurtosis, 4, "3 is normal");
	row(out, "probabilistic, 2012", o->psr, 4, "wants 0.95");
	row(out, "probabilistic, 2025", o->psr_2025, 4, "");
	row(out, "minimum track record", o->min_trl, 1, "periods");
	row(out, "  the same", o->min_trl_years, 2, "years");
	write_intervals(out, in, o);
	write_trials(out, o);
}
