/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The options of a run as people write them.  Errors are RBT_E_USAGE and name
 * the option: "--cash: expected an amount above 0, got '-5'".
 */
#ifndef RBT_RESEARCH_RUNTEXT_H
#define RBT_RESEARCH_RUNTEXT_H

#include <stddef.h>

#include "core/attr.h"
#include "core/buf.h"
#include "core/err.h"
#include "research/runinfo.h"

/* NULL: the default. */
struct rbt_runtext {
	const char *cash;                  /* money above 0; 100000 */
	const char *start, *end;           /* dates, inclusive; all bars */
	const char *lot;                   /* units, 0 for the smallest; 1 */
	const char *commission, *slippage; /* none */
	const char *rf;                    /* rate a year; 0 */
	const char *symbols;               /* "A,B"; all */
	const char *benchmark;             /* a symbol; none */
};

/* Sets the members of *run that t speaks of, run->options.lot, start and end
 * only where t does; commission and slippage are borrowed from t. */
int rbt_runtext_parse(const struct rbt_runtext *t, struct rbt_runinfo *run,
    struct rbt_err *err) RBT_MUST_USE;

/*
 * Chooses out of `all`: run->universe, benchmark, from, to and annualization,
 * for a run whose options and calendar are set.  The caller releases the
 * universe, also on failure.
 */
int rbt_runtext_choose(const struct rbt_runtext *t,
    const struct rbt_universe *all, struct rbt_runinfo *run,
    struct rbt_err *err) RBT_MUST_USE;

/* The rule in `text` (borrowed, read from `path`), parsed and not bound; also
 * sets run->rule, strategy (the last part of path, borrowed) and
 * strategy_sha256.  NULL on failure; the caller frees the rule. */
struct rbt_rule *rbt_runtext_parsed(const struct rbt_buf *text,
    const char *path, struct rbt_runinfo *run,
    struct rbt_err *err) RBT_MUST_USE;

/* The same with n parameters set, each "NAME=VALUE", bound. */
struct rbt_rule *rbt_runtext_rule(const struct rbt_buf *text, const char *path,
    const char *const *params, size_t n, struct rbt_runinfo *run,
    struct rbt_err *err) RBT_MUST_USE;

#endif
