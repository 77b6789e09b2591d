/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The indicators, each defined in the file of its name; for registry.c and
 * for indicators that are made of others. */
#ifndef RBT_TA_TABLE_H
#define RBT_TA_TABLE_H

#include "ta/registry.h"

extern const struct rbt_ta rbt_ta_atr;
extern const struct rbt_ta rbt_ta_bbands;
extern const struct rbt_ta rbt_ta_ema;
extern const struct rbt_ta rbt_ta_highest; /* extreme.c */
extern const struct rbt_ta rbt_ta_lowest;  /* extreme.c */
extern const struct rbt_ta rbt_ta_macd;
extern const struct rbt_ta rbt_ta_roc;
extern const struct rbt_ta rbt_ta_rsi;
extern const struct rbt_ta rbt_ta_sma;
extern const struct rbt_ta rbt_ta_stddev;
extern const struct rbt_ta rbt_ta_wma;

/* The parameter that nearly all have. */
#define RBT_TA_PERIOD(name)                                                    \
	{                                                                      \
		(name), 1, RBT_TA_MAX_PERIOD, 1                                \
	}

#endif
