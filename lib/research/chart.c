/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "research/chart.h"

#define EIGHTHS 8

/* How many eighths of the whole chart v is high, 1 .. top. */
static size_t
height_of(double v, double low, double high, size_t top)
{
	if (high <= low)
		return top / 2;
	return 1 + (size_t)floor(
		       (v - low) / (high - low) * (double)(top - 1) + 0.5);
}

void
rbt_chart_row(struct rbt_buf *b, const double *x, size_t n, size_t width,
    size_t height, size_t row)
{
	size_t floor_of_row = EIGHTHS * (height - 1 - row);
	double low = x[0], high = x[0];

	for (size_t i = 1; i < n; i++) {
		low = fmin(low, x[i]);
		high = fmax(high, x[i]);
	}
	for (size_t c = 0; c < width; c++) {
		size_t last = ((c + 1) * n + width - 1) / width - 1;
		size_t level = height_of(x[last], low, high, EIGHTHS * height);
		char block[3] = {'\xe2', '\x96', '\x80'};

		if (level <= floor_of_row) {
			rbt_buf_add_char(b, ' ');
			continue;
		}
		level -= floor_of_row;
		block[2] = (char)(block[2] +
				  (char)(level < EIGHTHS ? level : EIGHTHS));
		rbt_buf_add(b, block, sizeof block);
	}
}
