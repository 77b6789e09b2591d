/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "harness/t.h"
#include "ta/window.h"

/* Whatever the sizes of the blocks, the value `keep` before each stands
 * there. */
static void
test_window(size_t keep, size_t step)
{
	struct rbt_ta_window w = {.keep = keep};
	struct rbt_ta_col now;
	size_t n = 5000, wrong = 0, first = 0;
	int64_t *x = malloc(n * sizeof(*x));

	for (size_t i = 0; i < n; i++)
		x[i] = (int64_t)i * 7;
	for (size_t at = 0, m; at < n; at += m) {
		size_t room = step < n - at ? step : n - at;

		m = rbt_ta_window_add(&w, &(struct rbt_ta_col){.px = x}, at,
		    room, &now);
		if (m == 0 || m > room)
			break;
		for (size_t i = 0; i < m; i++) {
			const int64_t *old = now.px + i;

			wrong += *old != x[at + i];
			if (at + i < keep)
				continue;
			first = first ? first : at + i;
			wrong += *(old - keep) != x[at + i - keep];
		}
	}
	T_INT(first, keep ? keep : 1);
	T_INT(wrong, 0);
	rbt_ta_window_release(&w);
	free(x);
}

static void
test_block(void)
{
	struct rbt_ta_block b = {.n = 3};

	T_INT(rbt_ta_block_room(&b, 2), 2);
	T_OK(!rbt_ta_block_ends(&b, 2));
	T_INT(rbt_ta_block_room(&b, 2), 1);
	T_OK(!b.full);
	T_OK(rbt_ta_block_ends(&b, 1));
	T_OK(b.full);
	T_INT(rbt_ta_block_room(&b, 9), 3);
}

int
main(void)
{
	static const size_t keep[] = {0, 1, 19, 511, 512, 513, 4000};
	static const size_t step[] = {1, 7, 512, 513, 4096};

	for (size_t k = 0; k < 7; k++)
		for (size_t s = 0; s < 5; s++)
			test_window(keep[k], step[s]);
	test_block();
	T_DONE(2 * 35 + 7);
}
