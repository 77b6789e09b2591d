/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The run that rbt-montecarlo reads.  However its bytes come in, the same
 * account comes out, and each method can draw from it or says why it cannot.
 */
#include <math.h>

#include "fuzz/fuzz.h"

#include "research/mc.h"

static bool
same_doubles(const struct rbt_runcurve_values *a,
    const struct rbt_runcurve_values *b)
{
	return a->n == b->n &&
	       (a->n == 0 || memcmp(a->at, b->at, a->n * sizeof *a->at) == 0);
}

static void
check_account(const struct rbt_runcurve *c)
{
	FUZZ_CHECK(c->id.len > 0 && c->cash.v > 0 && c->annualization > 0);
	FUZZ_CHECK(c->day.n == c->equity.n && c->ret.n >= 2);
	FUZZ_CHECK(c->trade_ret.n <= c->trade.n);
	for (size_t i = 0; i < c->equity.n; i++) {
		FUZZ_CHECK(c->equity.at[i].v > 0);
		FUZZ_CHECK(i == 0 || c->day.at[i] > c->day.at[i - 1]);
	}
	for (size_t i = 0; i < c->ret.n; i++)
		FUZZ_CHECK(isfinite(c->ret.at[i]) && c->ret.at[i] > -1);
}

static void
draw(const struct rbt_runcurve *c, enum rbt_mc_method method)
{
	struct rbt_mc_options o = {.method = method,
	    .paths = 3,
	    .jobs = 1,
	    .horizon = 20,
	    .drawdown = {0.1},
	    .n_drawdown = 1,
	    .month = {1},
	    .n_months = 1,
	    .trim = true};
	struct rbt_mc mc = {0};
	struct rbt_err err = {0};

	if (rbt_mc_run(&mc, &o, c, NULL, &err) != 0) {
		FUZZ_CHECK(err.code == RBT_E_DATA || err.code == RBT_E_USAGE);
		fuzz_check_error(&err, err.code);
	}
	rbt_mc_release(&mc);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned how = fuzz_byte(&data, &size);
	struct rbt_runcurve one = {0}, other = {0};
	struct rbt_err err = {0}, again = {0};
	struct fuzz_source s;
	int rc =
	    rbt_runcurve_read(&one, fuzz_source_of(&s, data, size, 0), &err);

	FUZZ_CHECK(
	    rbt_runcurve_read(&other,
		fuzz_source_of(&s, data, size, 1 + how % 31), &again) == rc);
	FUZZ_CHECK(strcmp(err.msg, again.msg) == 0);
	if (rc == 0) {
		check_account(&one);
		FUZZ_CHECK(same_doubles(&one.ret, &other.ret));
		FUZZ_CHECK(same_doubles(&one.trade_ret, &other.trade_ret));
		draw(&one, (enum rbt_mc_method)(how % (RBT_MC_JUMP + 1)));
	} else {
		fuzz_check_error(&err, RBT_E_DATA);
	}
	rbt_runcurve_release(&one);
	rbt_runcurve_release(&other);
	return 0;
}
