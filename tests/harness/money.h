/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Amounts of money for tests. */
#ifndef RBT_HARNESS_MONEY_H
#define RBT_HARNESS_MONEY_H

#include "core/dec.h"

/* v x 1e-8. */
static inline rbt_money
t_money_e8(int64_t v)
{
	return (rbt_money){(rbt_i128)v * RBT_DEC_ONE};
}

#endif
