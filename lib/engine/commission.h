/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a fill pays.  Minimum and cap count over the fills of one order: each
 * fill pays the increase of the order's fee, rounded half to even to 1e-8.
 */
#ifndef RBT_ENGINE_COMMISSION_H
#define RBT_ENGINE_COMMISSION_H

#include <stdbool.h>

#include "core/attr.h"
#include "core/dec.h"
#include "core/err.h"

enum rbt_commission_kind {
	RBT_COMMISSION_NONE,
	RBT_COMMISSION_BPS,       /* of the value */
	RBT_COMMISSION_PER_SHARE, /* per unit */
	RBT_COMMISSION_PER_ORDER, /* once an order */
};

struct rbt_commission {
	enum rbt_commission_kind kind;
	int64_t rate_e8; /* bps, money a unit, or money an order; in 1e-8 */
	int64_t min_e8;  /* money, 0: none */
	int64_t max_e8;  /* money, or percent of the order's value; 0: none */
	bool max_is_percent; /* the cap beats the minimum */
};

/*
 * From "none", "bps=10", "per-share=0.005,min=1,max=1%", "per-order=1".
 * RBT_E_USAGE says what was expected.
 */
int rbt_commission_parse(const char *text, struct rbt_commission *out,
    struct rbt_err *err) RBT_MUST_USE;

/* Brings all amounts to `times_e8` / 1e8 of what they are, half to even to
 * 1e-8, so that a fee is so many times what it was; 0 is no fee.  times_e8 >=
 * 0; false on overflow, *c is then untouched. */
bool rbt_commission_scale(struct rbt_commission *c,
    int64_t times_e8) RBT_MUST_USE;

/*
 * The fee of a whole order of this many units worth `value` (sum of qty x price
 * of its fills), a multiple of 1e-8.  false on overflow.
 */
bool rbt_commission_of(const struct rbt_commission *c, rbt_qty qty,
    rbt_money value, rbt_money *fee) RBT_MUST_USE;

#endif
