/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The description of a run: everything that can change its result, known
 * before the first bar, and the id that is the hash of it.
 */
#ifndef RBT_RESEARCH_RUNINFO_H
#define RBT_RESEARCH_RUNINFO_H

#include <stdbool.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/hash.h"
#include "core/out.h"
#include "engine/sim.h"
#include "fmt/jsonw.h"
#include "research/universe.h"
#include "strategy/rule.h"

/* The words of the enums of struct rbt_sim_options, in their order. */
#define RBT_RUNINFO_FILL     "next-open same-close next-close"
#define RBT_RUNINFO_INTRABAR "stop-first target-first"
#define RBT_RUNINFO_EQUITY   "session bar"

/* Word i of words separated by single spaces; *len is its length. */
const char *rbt_runinfo_word(const char *words, unsigned i, size_t *len);

struct rbt_runinfo {
	const char *strategy; /* name; the text's hash is what counts */
	char strategy_sha256[RBT_HASH_HEX];
	const struct rbt_rule *rule; /* its parameters */
	const char *bundle;          /* name */
	int64_t bundle_version;      /* 0: not a bundle */
	char bundle_sha256[RBT_HASH_HEX];
	struct rbt_universe universe; /* not empty */
	rbt_ts from, to;              /* first and last bar that trades */
	struct rbt_sim_options options;
	const char *commission, *slippage; /* as the user wrote them */
	const struct rbt_calendar *calendar;
	int annualization;                  /* sessions a year */
	double rf_ann;                      /* risk-free rate a year */
	const struct rbt_series *benchmark; /* or NULL; borrowed */
	int64_t missing_bars;  /* sessions without a bar; -1: not known */
	const char *version;   /* of the program */
	char id[RBT_HASH_HEX]; /* set by rbt_runinfo_identify */
};

/* Sets run->id: the hash of all members but names of strategy and bundle. */
void rbt_runinfo_identify(struct rbt_runinfo *run);

/* Moves a start behind the session of the first bar that the run has from
 * there on; false if it has none. */
bool rbt_runinfo_next_session(const struct rbt_runinfo *run,
    rbt_ts *start) RBT_MUST_USE;

/* Members of the record of a run or a search: strategy and params; bundle and
 * span (symbols, from, to and period); the options.  Without names the text is
 * that of the id. */
void rbt_runinfo_put_strategy(struct rbt_jsonw *w,
    const struct rbt_runinfo *run, bool names);
void rbt_runinfo_put_params(struct rbt_jsonw *w, const struct rbt_rule *rule);
void rbt_runinfo_put_data(struct rbt_jsonw *w, const struct rbt_runinfo *run,
    bool names);
void rbt_runinfo_put_span(struct rbt_jsonw *w, const struct rbt_runinfo *run);
void rbt_runinfo_put_options(struct rbt_jsonw *w,
    const struct rbt_runinfo *run);

/* Writes the `run` record. */
void rbt_runinfo_emit(struct rbt_out *out, const struct rbt_runinfo *run);

#endif
