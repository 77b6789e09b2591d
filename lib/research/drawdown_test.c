/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values by hand. */
#include "harness/t.h"

#include "research/drawdown.h"

#define UNIT ((rbt_i128)RBT_DEC_ONE * RBT_DEC_ONE)

static void
find(struct rbt_drawdown_list *list, int initial, const int *e, size_t n)
{
	struct rbt_equity s[16] = {{{0}, {0}, {0}}};

	for (size_t i = 0; i < n; i++)
		s[i].equity.v = e[i] * UNIT;
	rbt_drawdown_list_find(list, (rbt_money){initial * UNIT}, s, n);
}

int
main(void)
{
	/* Down at once from the initial 100, back exactly to it; a new peak
	 * held for two sessions; then two troughs of the same depth, never
	 * recovered. */
	const int e[] = {90, 80, 100, 120, 120, 90, 110, 90, 119};
	const int down[] = {100, 50, 0, -25};
	const int up[] = {100, 101, 101};
	struct rbt_drawdown_list list;
	struct rbt_drawdown worst[3];
	const struct rbt_drawdown *d;

	find(&list, 100, e, 9);
	T_INT(list.episodes.n, 2);
	d = &list.episodes.at[0];
	T_OK(d->peak == 0 && d->trough == 2 && d->end == 3 && d->recovered);
	T_NEAR(d->depth, 0.2, 0, 0);
	d = &list.episodes.at[1];
	T_OK(d->peak == 5 && d->trough == 6 && d->end == 9 && !d->recovered);
	T_NEAR(d->depth, 0.25, 0, 0);
	T_INT(list.n_below, 6);
	T_NEAR(list.ulcer,
	    sqrt((0.01 + 0.04 + 2 * 0.0625 + 1.0 / 144 + 1.0 / 14400) / 9),
	    1e-14, 0);
	T_INT(rbt_drawdown_list_worst(&list, 3, worst), 2);
	T_OK(worst[0].peak == 5 && worst[1].peak == 0);
	T_INT(rbt_drawdown_list_worst(&list, 1, worst), 1);
	T_OK(worst[0].peak == 5);
	rbt_drawdown_list_release(&list);

	/* More than everything can be lost on the short side. */
	find(&list, 100, down, 4);
	T_INT(list.episodes.n, 1);
	T_NEAR(list.episodes.at[0].depth, 1.25, 0, 0);
	T_INT(list.episodes.at[0].peak, 1);
	rbt_drawdown_list_release(&list);

	find(&list, 100, up, 3);
	T_INT(list.episodes.n, 0);
	T_NEAR(list.ulcer, 0.0, 0, 0);
	T_INT(rbt_drawdown_list_worst(&list, 3, worst), 0);
	rbt_drawdown_list_release(&list);
	find(&list, 100, up, 0);
	T_OK(isnan(list.ulcer));
	T_DONE(18);
}
