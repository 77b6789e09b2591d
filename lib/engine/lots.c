/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/lots.h"

#include <string.h>

/* Takes `qty` and its share of the fee off a lot; returns the share. */
static rbt_money
take(struct rbt_lot *lot, rbt_qty qty)
{
	rbt_money share = lot->fee;

	if (qty.v < lot->qty.v)
		RBT_BUG_IF(
		    !rbt_dec_muldiv(lot->fee.v, qty.v, lot->qty.v, &share.v));
	lot->fee.v -= share.v;
	lot->qty.v -= qty.v;
	return share;
}

/* The worst and the best price of the bars from entry to exit, both included,
 * as fractions of the entry price. */
static void
excursions(const struct rbt_series *s, size_t first, size_t last,
    struct rbt_trade *t)
{
	int64_t low = s->low[first], high = s->high[first];
	int64_t entry = t->entry_price.v, down, up;

	for (size_t i = first + 1; i <= last; i++) {
		low = s->low[i] < low ? s->low[i] : low;
		high = s->high[i] > high ? s->high[i] : high;
	}
	down = entry > low ? entry - low : 0;
	up = high > entry ? high - entry : 0;
	t->mae = rbt_dec_ratio(t->is_short ? up : down, entry);
	t->mfe = rbt_dec_ratio(t->is_short ? down : up, entry);
}

/* Completes a trade whose quantity, prices, times and fees are known. */
static bool
complete(struct rbt_trade *t, const struct rbt_series *s, size_t first,
    size_t last)
{
	rbt_px gain = {t->exit_price.v - t->entry_price.v};
	rbt_money value = rbt_money_of(t->entry_price, t->qty);

	if (t->is_short)
		gain.v = -gain.v;
	t->symbol = s->symbol;
	t->bars = (int64_t)(last - first);
	if (!rbt_money_sub(rbt_money_of(gain, t->qty), t->fees, &t->pnl))
		return false;
	t->ret = rbt_dec_ratio(t->pnl.v, value.v);
	excursions(s, first, last, t);
	return true;
}

bool
rbt_lots_match(struct rbt_lots *lots, const struct rbt_series *s, bool is_short,
    struct rbt_lot *exit, struct rbt_trade *out)
{
	struct rbt_lot *lot = &lots->at[0];
	size_t first;
	rbt_money in, back;

	RBT_BUG_IF(lots->n == 0 || exit->qty.v <= 0);
	first = lot->bar;
	*out = (struct rbt_trade){
	    .is_short = is_short,
	    .qty = lot->qty.v < exit->qty.v ? lot->qty : exit->qty,
	    .entry_time = lot->time,
	    .entry_price = lot->price,
	    .exit_time = exit->time,
	    .exit_price = exit->price,
	};
	in = take(lot, out->qty);
	back = take(exit, out->qty);
	if (lot->qty.v == 0) {
		lots->n--;
		memmove(lot, lot + 1, lots->n * sizeof *lot);
	}
	return rbt_money_add(in, back, &out->fees) &&
	       complete(out, s, first, exit->bar);
}

bool
rbt_lots_mark(const struct rbt_lots *lots, size_t i, const struct rbt_series *s,
    bool is_short, size_t last, struct rbt_trade *out)
{
	const struct rbt_lot *lot = &lots->at[i];

	*out = (struct rbt_trade){
	    .is_short = is_short,
	    .open = true,
	    .qty = lot->qty,
	    .entry_time = lot->time,
	    .entry_price = lot->price,
	    .exit_price = {s->close[last]},
	    .fees = lot->fee,
	};
	return complete(out, s, lot->bar, last);
}
