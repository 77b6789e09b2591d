/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Indicators: one file each, one table.  An indicator is a small state machine
 * that is fed blocks of bars of any size and gives one output value a bar, so
 * the batch form (one block) and the live form (blocks of one bar) are the same
 * code and agree bit for bit.
 *
 *	const struct rbt_ta *sma = rbt_ta_find("sma", 3);
 *	struct rbt_ta_state *st = rbt_ta_new(sma, &(double){20});
 *	rbt_ta_run(st, &in, n, out);	// out[0][i] is NaN while undefined
 *	rbt_ta_free(st);
 *
 * An undefined input (NaN or infinite) makes the output undefined (NaN) and
 * restarts the warm-up behind it.  Sums and averages of prices are taken over
 * exact integers and rounded once: two averages that are equal compare equal.
 */
#ifndef RBT_TA_REGISTRY_H
#define RBT_TA_REGISTRY_H

#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"

#define RBT_TA_MAX_IN    4
#define RBT_TA_MAX_OUT   3
#define RBT_TA_MAX_PARAM 4

/* The longest period. */
#define RBT_TA_MAX_PERIOD 100000

/*
 * One input column: prices in units of 1e-8 (px set, f NULL) or computed values
 * (f set, px NULL).  An implementation handles both; the columns of one state
 * keep their kind from block to block.
 */
struct rbt_ta_col {
	const int64_t *px;
	const double *f;
};

struct rbt_ta_param {
	const char *name;
	double min, max; /* inclusive */
	int whole;       /* must be a whole number (a period) */
};

struct rbt_ta {
	const char *name;
	const char *summary; /* one line for the manual */
	/* How it is written in a rule: the first n_series arguments are series,
	 * then n_param numbers. */
	size_t n_series;
	/* Bar columns it reads besides, in this order behind the series: a
	 * string of o h l c v ("hlc" for atr); "" for none. */
	const char *bars;
	size_t n_param;
	struct rbt_ta_param param[RBT_TA_MAX_PARAM];
	size_t n_out; /* out_name[0] is NULL if there is one output only */
	const char *out_name[RBT_TA_MAX_OUT];
	/* Bars before the first defined output, given inputs defined from
	 * the first bar: the output at this index is the first. */
	size_t (*warmup)(const double *param);
	/* Life of a state; param was checked against the ranges.  run sees
	 * finite values only; reset forgets all bars. */
	void *(*open)(const double *param);
	void (*run)(void *state, const struct rbt_ta_col *in, size_t n,
	    double *const *out);
	void (*reset)(void *state);
	void (*close)(void *state);
};

/* The indicator of that name, NULL if there is none. */
const struct rbt_ta *rbt_ta_find(const char *name, size_t len);
/* Entry i of the table, NULL behind the last. */
const struct rbt_ta *rbt_ta_at(size_t i);

struct rbt_ta_state;

/* param: n_param values within their ranges, copied. */
struct rbt_ta_state *rbt_ta_new(const struct rbt_ta *ta, const double *param);
void rbt_ta_free(struct rbt_ta_state *st);
/*
 * The next n bars: in has n_series + strlen(bars) columns of n values, out has
 * n_out columns of n values and must not overlap in.
 */
void rbt_ta_run(struct rbt_ta_state *st, const struct rbt_ta_col *in, size_t n,
    double *const *out);

#endif
