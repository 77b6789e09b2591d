/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Monte Carlo of a run: many paths that could have come in the place of the one
 * that did, and what the figures of those say about its own.
 *
 *	struct rbt_mc mc = {0};
 *	if (rbt_mc_run(&mc, &options, &curve, err) == 0)
 *		rbt_mc_emit(out, &mc, &n_records);
 *	rbt_mc_release(&mc);
 */
#ifndef RBT_RESEARCH_MC_H
#define RBT_RESEARCH_MC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/out.h"
#include "research/mcdist.h"
#include "research/mcpath.h"
#include "research/mcrerun.h"
#include "research/runcurve.h"
#include "stats/diffusion.h"
#include "stats/garch.h"
#include "stats/resample.h"

enum rbt_mc_method {
	RBT_MC_STATIONARY, /* returns of sessions, in blocks of random length */
	RBT_MC_BLOCK,      /* in blocks of one length, over the end */
	RBT_MC_IID,        /* each alone */
	RBT_MC_PERMUTATION,
	RBT_MC_TRADE, /* returns of trades on equity, each alone */
	RBT_MC_TRADE_PERMUTATION,
	/* Models of the returns that are not 0; the others lie as in the run,
	 * from a random session on, for an account without a position. */
	RBT_MC_GBM, /* log returns normal, as the run's */
	RBT_MC_GARCH,
	RBT_MC_JUMP, /* GBM with jumps after Merton */
	/* The strategy is run again, on something a little different. */
	RBT_MC_NOISE,
	RBT_MC_START,
	RBT_MC_COSTS,
};
/* Their words, in that order. */
#define RBT_MC_METHODS                                                         \
	"stationary block iid permutation trade trade-permutation gbm garch "  \
	"jump noise start costs"
/* The methods that run the strategy again are the last ones. */
#define RBT_MC_RERUNS(method) ((method) >= RBT_MC_NOISE)

#define RBT_MC_LIMITS    16      /* of one kind */
#define RBT_MC_PATHS_MAX 1000000 /* each takes some 200 bytes */
#define RBT_MC_STEPS_MAX 1000000

struct rbt_mc_options {
	enum rbt_mc_method method;
	size_t paths;   /* 1 .. RBT_MC_PATHS_MAX */
	uint64_t seed;  /* at most INT64_MAX */
	double block;   /* (mean) length of blocks; 0: automatic */
	size_t horizon; /* returns of a path; 0: as many as the run has */
	/* Of the last three methods; its kind follows from the method, and a
	 * shift of 0 is a year, or half of the run if that is less. */
	struct rbt_mcrerun_options rerun;
	unsigned jobs;
	/* Drawdowns, and losses from the start, beyond these shares. */
	double drawdown[RBT_MC_LIMITS], ruin[RBT_MC_LIMITS];
	size_t n_drawdown, n_ruin;
	/* Loss after so many months, rising; `trim` leaves out those that
	 * do not fit into a path, else they are an error. */
	int64_t month[RBT_MC_LIMITS];
	size_t n_months;
	bool trim;
};

/* The distributions, in the order of the records; the rest of the columns are
 * the deepest loss and the wealth after each number of months. */
enum rbt_mc_statistic {
	RBT_MC_FINAL_EQUITY = RBT_MCPATH_GROWTH, /* in money */
	RBT_MC_CAGR = RBT_MCPATH_CAGR,
	RBT_MC_SHARPE = RBT_MCPATH_SHARPE,
	RBT_MC_MAX_DRAWDOWN = RBT_MCPATH_DRAWDOWN,
	RBT_MC_TIME_UNDER_WATER = RBT_MCPATH_UNDER_WATER,
	RBT_MC_STATISTICS,
};

/* How likely something is. */
struct rbt_mc_chance {
	const char *statistic;
	int64_t months; /* after which; 0: of the whole path */
	double limit;
	bool above; /* or below */
	struct rbt_mcdist_share share;
};

/* A parameter of a fitted model, per return and its time; or what a run is run
 * again with. */
struct rbt_mc_parameter {
	const char *name;
	double value;
};

struct rbt_mc {
	struct rbt_mc_options options;
	const struct rbt_runcurve *curve; /* borrowed */
	const struct rbt_runinfo *run;    /* borrowed; NULL: not known */
	/* What paths are drawn from, and how many there are a year. */
	const double *ret;
	size_t n_ret;
	struct rbt_mcpath path;
	size_t horizon;
	size_t shortest;            /* returns of a path that has fewer */
	size_t step[RBT_MC_LIMITS]; /* returns of each number of months */
	/* Who draws. */
	double block; /* NaN where there are no blocks */
	struct rbt_resample resample;
	struct rbt_diffusion diffusion;
	struct rbt_garch garch;
	double first_variance; /* of garch */
	size_t n_idle;         /* returns of 0, which no model draws */
	struct rbt_mcrerun rerun;
	struct rbt_mc_parameter model[6];
	size_t n_model;
	/* Results. */
	size_t n_columns;
	double *column; /* figure k of path i is column[k * paths + i] */
	struct rbt_mcdist dist[RBT_MC_STATISTICS];
	struct rbt_mc_chance chance[3 * RBT_MC_LIMITS];
	size_t n_chances;
};

/*
 * Draws the paths and measures them; the result does not depend on
 * options->jobs.  run is what made the curve, for the methods that run it
 * again; NULL for others.  RBT_E_USAGE for a horizon, a month or a shift that
 * cannot be, RBT_E_DATA for a run that has too few trades or no costs, or that
 * the model does not fit.  Released by the caller, also on failure.
 */
int rbt_mc_run(struct rbt_mc *mc, const struct rbt_mc_options *options,
    const struct rbt_runcurve *curve, const struct rbt_runinfo *run,
    struct rbt_err *err) RBT_MUST_USE;
void rbt_mc_release(struct rbt_mc *mc);

/* Parts of the above, of mc_method.c: what the options and the run make of mc,
 * and the returns of path i, *n of them, for which ret has room for
 * mc->horizon. */
int rbt_mc_prepare(struct rbt_mc *mc, struct rbt_err *err) RBT_MUST_USE;
int rbt_mc_draw(const struct rbt_mc *mc, struct rbt_rng *r, uint64_t i,
    double *ret, size_t *n, struct rbt_err *err) RBT_MUST_USE;

/* Names of the statistics, and the word of the method. */
extern const char *const rbt_mc_statistic_name[RBT_MC_STATISTICS];
const char *rbt_mc_method_word(enum rbt_mc_method method, size_t *len);

/* Writes the `mc` records; returns how many. */
int64_t rbt_mc_emit(struct rbt_out *out, const struct rbt_mc *mc);
/* The same for people, at most 80 columns wide. */
void rbt_mc_write(struct rbt_out *out, const struct rbt_mc *mc);

#endif
