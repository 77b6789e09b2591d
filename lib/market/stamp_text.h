/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grammar of market/stamp.h: a text taken apart, nothing looked up. */
#ifndef RBT_MARKET_STAMP_TEXT_H
#define RBT_MARKET_STAMP_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "market/stamp.h"

/* What is wrong with a text. */
enum rbt_stamp_fault {
	RBT_STAMP_GOOD,
	RBT_STAMP_SYNTAX,
	RBT_STAMP_NO_SUCH_DAY,
	RBT_STAMP_WHICH, /* month and day cannot be told apart */
};

struct rbt_stamp_text {
	const char *p, *end; /* what is left of the text */
	enum rbt_stamp_order order;
	enum rbt_stamp_fault fault;
	bool is_epoch; /* day and clock are of UTC */
	bool has_zone; /* it was written behind the clock */
	int64_t day;   /* since 1970 */
	int64_t clock; /* ns since midnight */
	int64_t zone;  /* ns east of UTC */
};

/*
 * A whole text; or, if the day is known, its time of day.  *fault says what is
 * wrong where it is not RBT_STAMP_GOOD; the rest is then undefined.
 */
void rbt_stamp_text_read(struct rbt_stamp_text *r, const char *text, size_t len,
    int64_t day, enum rbt_stamp_order order);

#endif
