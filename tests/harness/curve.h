/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Equity curves for tests: from returns that are exact decimals to money. */
#ifndef RBT_HARNESS_CURVE_H
#define RBT_HARNESS_CURVE_H

#include "market/equity.h"

#define T_CURVE_UNIT ((rbt_i128)RBT_DEC_ONE * RBT_DEC_ONE)
#define T_CURVE_CASH ((rbt_money){1000000 * T_CURVE_UNIT})

/* Grows T_CURVE_CASH by n returns in units of 1e-10. */
static inline void
t_curve_grow(const int64_t *ret_e10, size_t n, struct rbt_equity *out)
{
	rbt_money e = T_CURVE_CASH;

	for (size_t i = 0; i < n; i++) {
		e.v += rbt_dec_div_even(e.v * ret_e10[i], 10000000000);
		out[i] = (struct rbt_equity){.equity = e, .cash = e};
	}
}

#endif
