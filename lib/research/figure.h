/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers as people read them: a fixed number of decimals, thousands set off by
 * commas, "-" for what does not exist, no "-0.00".  The locale plays no part.
 */
#ifndef RBT_RESEARCH_FIGURE_H
#define RBT_RESEARCH_FIGURE_H

#include <stdint.h>

#include "core/dec.h"

#define RBT_FIGURE_MAX 64

/* Each returns out. */
const char *rbt_figure_money(rbt_money m, char out[RBT_FIGURE_MAX]);
const char *rbt_figure_count(int64_t n, char out[RBT_FIGURE_MAX]);
/* 0 to 3 decimals; three digits and an exponent from 1e9 on. */
const char *rbt_figure_number(double x, int decimals, char out[RBT_FIGURE_MAX]);
/* A fraction as "12.34 %". */
const char *rbt_figure_percent(double x, int decimals,
    char out[RBT_FIGURE_MAX]);

#endif
