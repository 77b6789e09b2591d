/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Against counting one by one. */
#include "core/rank.h"

#include "harness/t.h"

static size_t
count_below(const int64_t *at, size_t n, int64_t x)
{
	size_t below = 0;

	for (size_t i = 0; i < n; i++)
		below += at[i] < x;
	return below;
}

int
main(void)
{
	static const int64_t at[] = {INT64_MIN, -7, -7, 0, 1, 3, 3, 3, 9,
	    INT64_MAX};
	static const int64_t x[] = {INT64_MIN, -8, -7, -6, 0, 1, 2, 3, 4, 9, 10,
	    INT64_MAX};

	for (size_t n = 0; n <= sizeof at / sizeof *at; n++)
		for (size_t k = 0; k < sizeof x / sizeof *x; k++)
			T_INT(rbt_rank(at, n, x[k]), count_below(at, n, x[k]));
	T_DONE(11 * 12);
}
