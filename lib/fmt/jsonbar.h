/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A quick way through the records of which there are millions: bars in exactly
 * the shape in which rbt_bar_emit (market/bar.h) writes them are judged and
 * decoded in one pass, without looking for members.
 */
#ifndef RBT_FMT_JSONBAR_H
#define RBT_FMT_JSONBAR_H

#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/dec.h"
#include "core/time.h"

#define RBT_JSONBAR_SYMBOL_MAX 64 /* characters */
#define RBT_JSONBAR_PERIOD_MAX 11
#define RBT_JSONBAR_SLACK      64 /* bytes behind a text that are read too */

/* {0} before the first text. */
struct rbt_jsonbar {
	/* Borrowed from the text: 1 to RBT_JSONBAR_SYMBOL_MAX printable ASCII
	 * characters without blanks, quotes and backslashes. */
	const char *symbol;
	size_t symbol_len;
	uint64_t run; /* bars of one run have one symbol and period */
	rbt_ts time;
	rbt_period period;
	rbt_px open, high, low, close;
	int64_t volume;
	int volume_digits; /* -1: null */
	/* What the texts of one run have in common: up to the time, and from
	 * there to the prices. */
	char head[RBT_JSONBAR_SYMBOL_MAX + 40];
	char tail[RBT_JSONBAR_PERIOD_MAX + 24];
	size_t head_len, tail_len; /* 0: nothing */
	struct rbt_ts_date date;
};

/*
 * The length of the bar at the start of the text, 0 if there is none of this
 * shape whose values need no rounding; *b then is what the general way makes of
 * it.  If there is none, the values in *b are spoiled and the text may still be
 * good.  What stands in the slack does not matter, but must be there.
 */
size_t rbt_jsonbar_read(struct rbt_jsonbar *b, const char *text,
    size_t len) RBT_MUST_USE;

#endif
