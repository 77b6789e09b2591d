/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A quick way through the records of which there are millions: bars in exactly
 * the shape in which rbt_bar_emit (market/bar.h) writes them.
 */
#ifndef RBT_FMT_JSONBAR_H
#define RBT_FMT_JSONBAR_H

#include "core/attr.h"
#include "fmt/jsonscan.h"

/*
 * Whether the text has this shape; s->member, n and n_all are then set as
 * rbt_jsonscan_object sets them.  If not, they are spoiled and the text may
 * still be good.
 */
bool rbt_jsonbar_scan(struct rbt_jsonscan *s, const char *text,
    size_t len) RBT_MUST_USE;

#endif
