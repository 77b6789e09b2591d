/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An account by hand, and the edges of money. */
#include "engine/ledger.h"

#include <stddef.h>

#include "harness/money.h"
#include "harness/t.h"

#define E8 RBT_DEC_ONE

static struct rbt_ledger l;

/* Whole units of money, -1 if there is a fraction. */
static long long
whole(rbt_money m)
{
	const rbt_i128 one = (rbt_i128)E8 * E8;

	return m.v % one == 0 ? (long long)(m.v / one) : -1;
}

static const char *
trade(int64_t before, int64_t after, int64_t price, int64_t seen, int64_t mark,
    int64_t fee)
{
	struct rbt_ledger_fill f = {
	    .before = {before * E8},
	    .after = {after * E8},
	    .price = {price * E8},
	    .seen = {seen * E8},
	    .mark = {mark * E8},
	    .fee = t_money_e8(fee * E8),
	};

	return rbt_ledger_fill(&l, &f);
}

static void
test_account(void)
{
	rbt_money equity, room;

	l = (struct rbt_ledger){.cash = t_money_e8(1000 * E8)};
	/* buy 10 at 21 (seen 20), fee 3, the mark being 19 */
	T_OK(trade(0, 10, 21, 20, 19, 3) == NULL);
	T_INT(whole(l.cash), 787);
	T_INT(whole(l.value), 190);
	T_INT(whole(l.gross), 190);
	T_INT(whole(l.slippage_cost), 10);
	T_OK(rbt_ledger_mark(&l, (rbt_qty){10 * E8}, (rbt_px){19 * E8},
		 (rbt_px){25 * E8}) == NULL);
	T_OK(rbt_ledger_equity(&l, &equity));
	T_INT(whole(equity), 1037);
	T_OK(rbt_ledger_room(&l, &room));
	T_INT(whole(room), 787);
	/* sell all at 24 (seen 25), fee 2 */
	T_OK(trade(10, 0, 24, 25, 25, 2) == NULL);
	T_INT(whole(l.cash), 1025);
	T_INT(whole(l.value), 0);
	T_INT(whole(l.gross), 0);
	/* short 4 at 100: the room is the cash less twice the exposure */
	T_OK(trade(0, -4, 100, 100, 100, 0) == NULL);
	T_INT(whole(l.value), -400);
	T_INT(whole(l.gross), 400);
	T_OK(rbt_ledger_room(&l, &room));
	T_INT(whole(room), 1425 - 800);
	T_OK(rbt_ledger_mark(&l, (rbt_qty){-4 * E8}, (rbt_px){100 * E8},
		 (rbt_px){110 * E8}) == NULL);
	T_OK(rbt_ledger_equity(&l, &equity));
	T_INT(whole(equity), 985);
	T_INT(whole(l.fees), 5);
	T_INT(whole(l.traded_value), 210 + 240 + 400);
	T_INT(whole(l.slippage_cost), 20);
}

static void
test_overflow(void)
{
	const rbt_i128 most = (rbt_i128)(((rbt_u128)1 << 127) - 1);
	struct rbt_ledger full = {.cash = {-most}};
	rbt_money m;

	l = full;
	T_STR(trade(0, 1, 1, 1, 1, 0), "cash");
	full = (struct rbt_ledger){.value = {most}};
	l = full;
	T_STR(trade(0, 1, 1, 1, 1, 0), "position value");
	l = full;
	T_STR(rbt_ledger_mark(&l, (rbt_qty){1}, (rbt_px){1}, (rbt_px){2}),
	    "position value");
	l = (struct rbt_ledger){.cash = {1}, .value = {most}};
	T_OK(!rbt_ledger_equity(&l, &m));
	l = (struct rbt_ledger){.gross = {most}};
	T_STR(trade(0, 1, 1, 1, 1, 0), "gross exposure");
	l = (struct rbt_ledger){.traded_value = {most}};
	T_STR(trade(0, 1, 1, 1, 1, 0), "traded value");
	l = (struct rbt_ledger){.fees = {most}};
	T_STR(trade(0, 1, 1, 1, 1, 1), "fees");
	l = (struct rbt_ledger){.slippage_cost = {most}};
	T_STR(trade(0, 1, 2, 1, 1, 0), "slippage cost");
}

int
main(void)
{
	test_account();
	test_overflow();
	T_DONE(33);
}
