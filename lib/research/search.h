/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A search for parameters, before its first trial: strategy, data and options
 * of the runs, the points that are tried, the spans of time on which each of
 * them is judged, and the id that is the hash of all that.
 */
#ifndef RBT_RESEARCH_SEARCH_H
#define RBT_RESEARCH_SEARCH_H

#include <stdbool.h>
#include <stdint.h>

#include "research/bayes.h"
#include "research/fold.h"
#include "research/objective.h"
#include "research/runinfo.h"
#include "research/space.h"
#include "research/window.h"
#include "strategy/rule_share.h"

#define RBT_SEARCH_COMMANDS "sweep walk cpcv sensitivity"

enum rbt_search_command {
	RBT_SEARCH_SWEEP,
	RBT_SEARCH_WALK,
	RBT_SEARCH_CPCV,
	RBT_SEARCH_SENSITIVITY,
};

/* Ranges first .. first+n-1 of the search: one judgement of every point. */
struct rbt_set {
	size_t first, n;
};

struct rbt_search {
	enum rbt_search_command command;
	struct rbt_runinfo run;       /* its rule is not bound */
	const struct rbt_buf *source; /* text of the strategy */
	struct rbt_space space;
	enum rbt_space_method method;
	uint64_t n_points;
	struct rbt_bayes *bayes; /* of that method, else NULL; borrowed */
	uint64_t seed;
	struct rbt_objective objective;
	const char *objective_text;
	int64_t min_trades;           /* with fewer a trial has no objective */
	bool returns;                 /* trials carry their session returns */
	struct rbt_rule_share *share; /* of all trials; NULL: none */
	/* What to write of the options of the command, "train":"2y" and so on;
	 * pairs of texts that end with NULL. */
	const char *const *options;
	struct RBT_VEC(struct rbt_range) ranges;
	struct RBT_VEC(struct rbt_set) sets;
	struct rbt_windows windows;   /* of a walk; one a set */
	struct rbt_timeline line;     /* of a walk and of cpcv */
	size_t n_folds, n_test_folds; /* of cpcv */
	char id[RBT_HASH_HEX];
};

/* The whole span as the one set of a sweep. */
void rbt_search_whole(struct rbt_search *s);
/* The trainings of the plan's windows; RBT_E_USAGE as rbt_window_list. */
int rbt_search_windows(struct rbt_search *s, const struct rbt_window_plan *plan,
    struct rbt_err *err) RBT_MUST_USE;
/* The trainings of all splits; s->n_folds and s->n_test_folds are set.  Purge
 * and embargo are numbers of bars.  RBT_E_USAGE if that cannot be. */
int rbt_search_folds(struct rbt_search *s, int64_t purge, int64_t embargo,
    struct rbt_err *err) RBT_MUST_USE;
/* Releases what the three above made. */
void rbt_search_release(struct rbt_search *s);

/* Sets s->id. */
void rbt_search_identify(struct rbt_search *s);
/* Writes the `search` record. */
void rbt_search_emit(struct rbt_out *out, const struct rbt_search *s);

/*
 * The bound rule of a point; NULL and no error if a `require` excludes it.  The
 * caller frees.
 */
struct rbt_rule *rbt_search_rule_at(const struct rbt_search *s,
    const struct rbt_point *p, struct rbt_err *err);

/* The same for point i < n_points; *p is set too.  The Bayesian method knows a
 * point only when the objectives of those before it were told. */
struct rbt_rule *rbt_search_rule(const struct rbt_search *s, uint64_t i,
    struct rbt_point *p, struct rbt_err *err);

#endif
