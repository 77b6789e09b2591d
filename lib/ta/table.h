/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The indicators, each defined in the file of its name; for registry.c and
 * for indicators that are made of others. */
#ifndef RBT_TA_TABLE_H
#define RBT_TA_TABLE_H

#include "ta/registry.h"

extern const struct rbt_ta rbt_ta_sma;

/* The parameter that nearly all have. */
#define RBT_TA_PERIOD(name)                                                    \
	{                                                                      \
		(name), 1, RBT_TA_MAX_PERIOD, 1                                \
	}

#endif
