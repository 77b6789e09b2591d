/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/t.h"

#include "research/chart.h"

static struct rbt_buf b;

static const char *
row(const double *x, size_t n, size_t width, size_t height, size_t at)
{
	rbt_buf_clear(&b);
	rbt_chart_row(&b, x, n, width, height, at);
	return rbt_buf_str(&b);
}

int
main(void)
{
	const double up[] = {0, 1, 2, 3, 4, 5, 6, 7}, flat[] = {3, 3};
	const double two[] = {0, 15}, six[] = {9, 0, 9, 1, 9, 7}, one[] = {5};

	T_STR(row(up, 8, 8, 1, 0), "▁▂▃▄▅▆▇█");
	/* A column shows the last value of its share. */
	T_STR(row(up, 8, 4, 1, 0), "▂▄▆█");
	T_STR(row(six, 6, 3, 1, 0), "▁▂▆");
	/* Fewer values than columns. */
	T_STR(row(two, 2, 4, 1, 0), "▁▁██");
	/* Two rows: eighths above the eighth go to the upper one. */
	T_STR(row(two, 2, 2, 2, 0), " █");
	T_STR(row(two, 2, 2, 2, 1), "▁█");
	T_STR(row(flat, 2, 3, 2, 0), "   ");
	T_STR(row(flat, 2, 3, 2, 1), "███");
	T_STR(row(one, 1, 2, 1, 0), "▄▄");
	rbt_buf_release(&b);
	T_DONE(9);
}
