/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several return series over the same periods, such as the trials of a sweep.
 */
#ifndef RBT_STATS_PANEL_H
#define RBT_STATS_PANEL_H

#include <stddef.h>

struct rbt_panel {
	const double *const *at; /* n_series arrays of n_rows finite returns */
	size_t n_series, n_rows;
};

#endif
