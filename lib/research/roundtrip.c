/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "research/roundtrip.h"

#include "core/mem.h"
#include "stats/moments.h"

/* Sums over the closed trades. */
struct tally {
	double won, lost; /* money, both >= 0 */
	int64_t n_won, n_lost;
	int64_t wins_row, losses_row;
	double bars;
};

static void
count(struct tally *c, struct rbt_roundtrip *r, double pnl)
{
	if (pnl > 0) {
		c->won += pnl;
		c->n_won++;
	}
	if (pnl < 0) {
		c->lost -= pnl;
		c->n_lost++;
	}
	c->wins_row = pnl > 0 ? c->wins_row + 1 : 0;
	c->losses_row = pnl < 0 ? c->losses_row + 1 : 0;
	if (c->wins_row > r->max_wins_row)
		r->max_wins_row = c->wins_row;
	if (c->losses_row > r->max_losses_row)
		r->max_losses_row = c->losses_row;
}

struct rbt_roundtrip
rbt_roundtrip_of(const struct rbt_trade *trades, size_t n)
{
	struct rbt_roundtrip r = {.win_rate = RBT_MOMENTS_NONE,
	    .profit_factor = RBT_MOMENTS_NONE,
	    .expectancy = RBT_MOMENTS_NONE,
	    .payoff = RBT_MOMENTS_NONE,
	    .sqn = RBT_MOMENTS_NONE,
	    .kelly = RBT_MOMENTS_NONE,
	    .avg_bars = RBT_MOMENTS_NONE};
	struct tally c = {0};
	struct rbt_moments m;
	double *pnl = rbt_xcalloc(n ? n : 1, sizeof *pnl);
	size_t closed = 0;

	for (size_t i = 0; i < n; i++) {
		if (trades[i].open)
			continue;
		pnl[closed] = rbt_money_to_f64(trades[i].pnl);
		count(&c, &r, pnl[closed++]);
		c.bars += (double)trades[i].bars;
	}
	m = rbt_moments_of(pnl, closed);
	free(pnl);
	r.n_closed = (int64_t)closed;
	r.n_open = (int64_t)(n - closed);
	if (closed == 0)
		return r;
	r.win_rate = (double)c.n_won / (double)closed;
	r.expectancy = m.mean;
	r.avg_bars = c.bars / (double)closed;
	if (m.sd > 0)
		r.sqn = sqrt((double)closed) * m.mean / m.sd;
	if (c.n_lost == 0)
		return r;
	r.profit_factor = c.won / c.lost;
	if (c.n_won == 0)
		return r;
	r.payoff = c.won / (double)c.n_won / (c.lost / (double)c.n_lost);
	r.kelly = r.win_rate - (1 - r.win_rate) / r.payoff;
	return r;
}
