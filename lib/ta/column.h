/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What indicators read from their columns, and exact quotients.  Recursive
 * indicators work on prices as whole numbers of 1e-8 in doubles (exact below
 * 2^53, a price of 90 million) and divide by the scale at the end.
 */
#ifndef RBT_TA_COLUMN_H
#define RBT_TA_COLUMN_H

#include <math.h>

#include "core/dec.h"
#include "ta/registry.h"

/* An undefined value. */
#define RBT_TA_NONE ((double)NAN)

/* Value i of a column, in units of 1e-8 if it holds prices. */
static inline double
rbt_ta_value(const struct rbt_ta_col *c, size_t i)
{
	return c->px ? (double)c->px[i] : c->f[i];
}

/* What rbt_ta_value has to be divided by. */
static inline double
rbt_ta_scale(const struct rbt_ta_col *c)
{
	return c->px ? (double)RBT_DEC_ONE : 1.0;
}

/* The column from bar `at` on. */
static inline struct rbt_ta_col
rbt_ta_from(const struct rbt_ta_col *c, size_t at)
{
	return (struct rbt_ta_col){c->px ? c->px + at : NULL,
	    c->f ? c->f + at : NULL};
}

/* The smaller of two counts. */
static inline size_t
rbt_ta_least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* A positive denominator that many integers are divided by. */
struct rbt_ta_den {
	int64_t exact;
	uint64_t limit; /* numerators from 0 to it do as doubles */
	double f;
};

static inline struct rbt_ta_den
rbt_ta_den_of(int64_t den)
{
	const int64_t two53 = INT64_C(1) << 53;

	return (struct rbt_ta_den){den, den <= two53 ? (uint64_t)two53 : 0,
	    (double)den};
}

/* num / den, correctly rounded: where both are exact as doubles, the division
 * of the machine is.  Sums of prices are rarely negative, so that case may take
 * the long way. */
static inline double
rbt_ta_ratio(rbt_i128 num, struct rbt_ta_den den)
{
	if (num >= 0 && num <= den.limit)
		return (double)(int64_t)num / den.f;
	return rbt_dec_ratio(num, den.exact);
}

#endif
