/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A quick way through the records of which there are millions: bars in exactly
 * the shape in which rbt_bar_emit (market/bar.h) writes them are judged and
 * decoded in one pass, without looking for members.
 */
#ifndef RBT_FMT_JSONBAR_H
#define RBT_FMT_JSONBAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/dec.h"
#include "core/time.h"

/* {0} before the first text. */
struct rbt_jsonbar {
	const char *symbol; /* borrowed from the text: ASCII, no escapes */
	size_t symbol_len;
	rbt_ts time;
	rbt_period period;
	rbt_px open, high, low, close;
	int64_t volume;
	int volume_digits; /* -1: null */
	/* What the texts of one symbol and period have in common, as it stood
	 * in the one before: up to its time, and from there to its prices. */
	char head[128], tail[64];
	size_t head_len, tail_len; /* 0: nothing */
	struct rbt_ts_date date;
};

/*
 * Whether the text is a bar of this shape whose values need no rounding; *b
 * then is what the general way makes of it.  If not, the values in *b are
 * spoiled and the text may still be good.
 */
bool rbt_jsonbar_read(struct rbt_jsonbar *b, const char *text,
    size_t len) RBT_MUST_USE;

#endif
