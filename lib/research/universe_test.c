/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/t.h"

#include "research/universe.h"

static const int64_t time_a[] = {10, 20, 30}, time_b[] = {15, 40};

static struct rbt_universe
all(void)
{
	struct rbt_universe u = {0};

	RBT_VEC_PUSH(&u,
	    ((struct rbt_series){.symbol = "AA", .n = 3, .time = time_a}));
	RBT_VEC_PUSH(&u,
	    ((struct rbt_series){.symbol = "AAPL", .n = 2, .time = time_b}));
	RBT_VEC_PUSH(&u, ((struct rbt_series){.symbol = "B"}));
	return u;
}

int
main(void)
{
	struct rbt_universe u = all(), out = {0};
	struct rbt_err err = {0};
	rbt_ts from = {0}, to = {0};

	T_OK(rbt_universe_find(&u, "AAPL", 4, &err) == &u.at[1]);
	T_OK(rbt_universe_find(&u, "AAPL", 2, &err) == &u.at[0]);
	T_OK(rbt_universe_find(&u, "APPL", 4, &err) == NULL);
	T_INT(err.code, RBT_E_USAGE);
	T_STR(err.msg, "no symbol 'APPL' in the data; did you mean 'AAPL'?");
	rbt_err_clear(&err);

	T_INT(rbt_universe_select(&u, "B,AA,B", &out, &err), 0);
	T_OK(out.n == 2 && strcmp(out.at[0].symbol, "AA") == 0 &&
	     strcmp(out.at[1].symbol, "B") == 0);
	RBT_VEC_RELEASE(&out);
	T_INT(rbt_universe_select(&u, NULL, &out, &err), 0);
	T_INT(out.n, 3);
	RBT_VEC_RELEASE(&out);
	T_INT(rbt_universe_select(&u, "AA,", &out, &err), -1);
	T_STR(err.msg, "no symbol '' in the data; did you mean 'B'?");
	RBT_VEC_RELEASE(&out);

	T_OK(rbt_universe_span(&u, (rbt_ts){11}, (rbt_ts){40}, &from, &to));
	T_OK(from.ns == 15 && to.ns == 30);
	T_OK(rbt_universe_span(&u, (rbt_ts){0}, (rbt_ts){41}, &from, &to));
	T_OK(from.ns == 10 && to.ns == 40);
	T_OK(!rbt_universe_span(&u, (rbt_ts){31}, (rbt_ts){40}, &from, &to));
	RBT_VEC_RELEASE(&u);
	T_DONE(16);
}
