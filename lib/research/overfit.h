/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How much of a Sharpe ratio may be luck: every statistic of lib/stats on what
 * is known of a result and of the trials that it was chosen from.
 *
 *	struct rbt_overfit_input in = rbt_overfit_input_none();
 *	in.x = returns, in.n = 1260, in.annualization = 252;
 *	rbt_overfit_compute(&in, &figures, err);
 *	rbt_overfit_emit(out, &in, &figures);
 *
 * Ratios are per period unless a name ends in _ann.  What is not known, or
 * cannot be computed from what is known, is NaN.
 */
#ifndef RBT_RESEARCH_OVERFIT_H
#define RBT_RESEARCH_OVERFIT_H

#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/err.h"
#include "core/out.h"
#include "research/metrics_interval.h"
#include "stats/panel.h"
#include "stats/psr.h"

/* Where the numbers come from, and the words for it in that order. */
enum rbt_overfit_source {
	RBT_OVERFIT_SEARCH,
	RBT_OVERFIT_RUN,
	RBT_OVERFIT_RETURNS,
	RBT_OVERFIT_MOMENTS,
};
#define RBT_OVERFIT_SOURCES "search run returns moments"

/* Where the number of trials and the spread of their ratios are from; the words
 * for it. */
enum rbt_overfit_trials {
	RBT_OVERFIT_TRIALS_RECORDS,
	RBT_OVERFIT_TRIALS_RETURNS, /* the panel: effective ones count */
	RBT_OVERFIT_TRIALS_LOG,
	RBT_OVERFIT_TRIALS_GIVEN,
	RBT_OVERFIT_TRIALS_NONE,
};
#define RBT_OVERFIT_TRIALS "records returns log given"

struct rbt_overfit_options {
	double benchmark;  /* ratio per period to beat; 0 */
	double confidence; /* of minimum track record and intervals; 0.95 */
	int blocks;        /* of PBO; 16 */
	size_t reps;       /* of the bootstrap; 1000 */
	uint64_t seed;     /* at most INT64_MAX */
};

/* All borrowed. */
struct rbt_overfit_input {
	enum rbt_overfit_source source;
	const char *search_id, *run_id; /* or NULL */
	const double *x;                /* n returns of the result, or NULL */
	size_t n;
	double rf;            /* risk-free rate per period */
	const rbt_money *pnl; /* of n_closed trades, or NULL */
	size_t n_closed;
	struct rbt_psr_sample moments; /* read if x is NULL */
	/* The trials: how many, and the standard deviation of their ratios. */
	double n_trials, trials_sd;
	enum rbt_overfit_trials trials_from; /* NONE, RECORDS, LOG or GIVEN */
	/* Their returns above the risk-free rate, and which of them the result
	 * is; or NULL. */
	const struct rbt_panel *panel;
	size_t best;
	int annualization; /* periods a year; 0: not known */
	struct rbt_overfit_options options;
};

/* Nothing known, and the defaults of the options. */
struct rbt_overfit_input rbt_overfit_input_none(void);

struct rbt_overfit {
	struct rbt_psr_sample sample; /* above the risk-free rate */
	double sharpe_ann;
	double n_trials, trials_sd;
	enum rbt_overfit_trials trials_from;
	/* What deflates: of rbt_trials_of where the trials are known by their
	 * returns, else n_trials, as if no two of them were related. */
	double n_effective;
	double psr, psr_2025;
	/* Against expected_max, the best ratio of as many trials without
	 * skill: as many as n_effective.  By the rule of 2012. */
	double dsr, expected_max;
	double min_trl, min_trl_2025; /* periods, against the benchmark */
	double min_trl_years;
	double min_btl; /* years, for an annual ratio of 1 */
	double pbo, pbo_slope, prob_oos_loss;
	double spa_p, reality_check_p;
	double p_value; /* two-sided, as if there were no other trial */
	double holm_p, bhy_p, romano_wolf_p;
	double haircut_sharpe; /* by Sidak over the trials, as dsr counts them;
				  NaN for a ratio not above 0 */
	double sharpe_se;      /* by GMM, of moments Mertens' */
	double sharpe_lo_ann, sharpe_lo_se_ann;
	double block; /* mean length of the bootstrap's blocks, in periods */
	struct rbt_interval interval[RBT_METRICS_FIGURES];
};

/* RBT_E_DATA for less than two returns, RBT_E_USAGE for options that cannot be,
 * RBT_E_SYS if memory fails. */
int rbt_overfit_compute(const struct rbt_overfit_input *in,
    struct rbt_overfit *out, struct rbt_err *err) RBT_MUST_USE;

/* Writes the `overfit` record. */
void rbt_overfit_emit(struct rbt_out *out, const struct rbt_overfit_input *in,
    const struct rbt_overfit *o);
/* The same for people. */
void rbt_overfit_write(struct rbt_out *out, const struct rbt_overfit_input *in,
    const struct rbt_overfit *o);

#endif
