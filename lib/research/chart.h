/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A curve drawn with the eighths of a block that Unicode has (U+2581..2588). */
#ifndef RBT_RESEARCH_CHART_H
#define RBT_RESEARCH_CHART_H

#include <stddef.h>

#include "core/buf.h"

/*
 * Appends row `row` (0 on top) of a chart of n >= 1 finite values, width
 * columns and height rows, without a line end.  A column shows the last value
 * of its share of them; the lowest of all is one eighth high, the highest fills
 * the chart, and a flat curve half of it.
 */
void rbt_chart_row(struct rbt_buf *b, const double *x, size_t n, size_t width,
    size_t height, size_t row);

#endif
