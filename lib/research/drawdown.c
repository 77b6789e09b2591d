/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "research/drawdown.h"

#include "stats/moments.h"

void
rbt_drawdown_list_find(struct rbt_drawdown_list *list, rbt_money initial,
    const struct rbt_equity *sessions, size_t n)
{
	struct rbt_drawdown now = {0};
	rbt_money peak = initial;
	double squares = 0;
	bool below = false;

	memset(list, 0, sizeof *list);
	for (size_t row = 1; row <= n; row++) {
		rbt_money e = sessions[row - 1].equity;
		double depth;

		if (e.v >= peak.v) {
			if (below) {
				now.end = row;
				now.recovered = true;
				RBT_VEC_PUSH(&list->episodes, now);
			}
			below = false;
			peak = e;
			now = (struct rbt_drawdown){.peak = row};
			continue;
		}
		below = true;
		depth = rbt_dec_ratio(peak.v - e.v, peak.v);
		squares += depth * depth;
		list->n_below++;
		if (depth > now.depth) {
			now.depth = depth;
			now.trough = row;
		}
	}
	if (below) {
		now.end = n;
		RBT_VEC_PUSH(&list->episodes, now);
	}
	list->ulcer = n ? sqrt(squares / (double)n) : RBT_MOMENTS_NONE;
}

void
rbt_drawdown_list_release(struct rbt_drawdown_list *list)
{
	RBT_VEC_RELEASE(&list->episodes);
}

size_t
rbt_drawdown_list_worst(const struct rbt_drawdown_list *list, size_t max,
    struct rbt_drawdown *out)
{
	size_t n = 0;

	for (size_t i = 0; i < list->episodes.n; i++) {
		const struct rbt_drawdown *d = &list->episodes.at[i];
		size_t at = n;

		while (at > 0 && out[at - 1].depth < d->depth)
			at--;
		if (at == max)
			continue;
		if (n < max)
			n++;
		memmove(&out[at + 1], &out[at], (n - 1 - at) * sizeof *out);
		out[at] = *d;
	}
	return n;
}
