/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a value stands among sorted ones. */
#ifndef RBT_CORE_RANK_H
#define RBT_CORE_RANK_H

#include <stddef.h>
#include <stdint.h>

/* How many of n values that never fall are below x: where the first stands that
 * is not.  Here, because a caller in a loop wants it inline. */
static inline size_t
rbt_rank(const int64_t *sorted, size_t n, int64_t x)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (sorted[mid] < x)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

#endif
