/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The best of a sweep against the printed example of "The Deflated Sharpe
 * Ratio" (Bailey and Lopez de Prado, 2014): an annual ratio of 2.5 on 1250
 * days, 250 a year, skew -3, kurtosis 10, 100 trials with a variance of 1/2 a
 * year: 0.1132 a day to beat, deflated 0.9004.
 */
#include "research/deflate.h"

#include "fmt/rec.h"
#include "harness/money.h"
#include "harness/search.h"
#include "harness/t.h"

static struct rbt_err err;

/* The number behind a key of the record. */
static double
value(const struct rbt_out *out, const char *key)
{
	char want[64];
	const char *p;

	snprintf(want, sizeof want, "\"%s\":", key);
	p = strstr(rbt_buf_str(&out->buf), want);
	return p ? strtod(p + strlen(want), NULL) : -999;
}

/* Of 100 ratios with that variance: half of them a deviation above 0, half as
 * much below. */
static struct rbt_trial_count
hundred(void)
{
	struct rbt_trial_count c = {.n = 100};
	double sd = sqrt(0.5 / 250 * 99 / 100);

	for (int i = 0; i < 100; i++)
		rbt_spread_add(&c.sharpe, i % 2 ? sd : -sd);
	return c;
}

static void
test_best(struct rbt_search *s)
{
	const struct rbt_trial_count count = hundred();
	struct rbt_best best = {.any = true,
	    .trial = {.sharpe = 2.5,
		.skew = -3,
		.kurtosis = 10,
		.periods = 1250}};
	struct rbt_rec_writer w = {0};
	struct rbt_out out;

	s->run.annualization = 250;
	w.out = &out;
	rbt_out_open_fd(&out, -1, "memory");
	T_INT(rbt_deflate_best(s, &count, &best, &w, &err), 0);
	T_INT(w.n_records, 1);
	T_NEAR(value(&out, "dsr"), 0.9004, 0, 5e-5);
	T_NEAR(value(&out, "expected_max"), 0.1132, 0, 5e-5);
	T_NEAR(value(&out, "n_trials"), 100, 0, 0);
	T_OK(strstr(out.buf.data, "\"run_id\":null,") != NULL);
	T_OK(strstr(out.buf.data, "\"trials_from\":\"records\",") != NULL);
	rbt_out_abort(&out);
	/* nothing to judge */
	rbt_out_open_fd(&out, -1, "memory");
	best.any = false;
	T_INT(rbt_deflate_best(s, &count, &best, &w, &err), 0);
	T_OK(strstr(out.buf.data, "\"dsr\":null,") != NULL);
	T_OK(strstr(out.buf.data, "\"n_trials\":100,") != NULL);
	rbt_out_abort(&out);
}

/* Returns of 1 % and 2 % in turn: mean 0.015, deviation 0.005 sqrt(n/(n-1)). */
static void
test_account(struct rbt_search *s)
{
	const struct rbt_trial_count count = hundred();
	struct rbt_backtest bt = {0};
	struct rbt_rec_writer w = {0};
	struct rbt_out out;
	const struct rbt_equity point = {.time = {0}};
	double money = 100000;

	w.out = &out;
	s->run.options.cash = t_money_e8(100000 * RBT_DEC_ONE);
	for (int i = 0; i < 40; i++) {
		money *= i % 2 ? 1.02 : 1.01;
		RBT_VEC_PUSH(&bt.sessions, point);
		bt.sessions.at[i].equity = t_money_e8((int64_t)(money * 1e8));
	}
	rbt_out_open_fd(&out, -1, "memory");
	T_INT(rbt_deflate_account(s, &count, &bt, &w, &err), 0);
	T_NEAR(value(&out, "periods"), 40, 0, 0);
	T_NEAR(value(&out, "sharpe"), 3 * sqrt(39.0 / 40), 1e-9, 0);
	rbt_out_abort(&out);
	/* behind the loss of everything there is no return */
	bt.sessions.at[20].equity.v = 0;
	rbt_out_open_fd(&out, -1, "memory");
	T_INT(rbt_deflate_account(s, &count, &bt, &w, &err), 0);
	T_OK(strstr(out.buf.data, "\"psr\":null,") != NULL);
	rbt_out_abort(&out);
	RBT_VEC_RELEASE(&bt.sessions);
}

int
main(void)
{
	struct t_search t;

	T_INT(t_search_init(&t, t_search_rule, NULL, 0, &err), 0);
	test_best(&t.search);
	test_account(&t.search);
	t_search_release(&t);
	T_STR(err.msg, "");
	T_DONE(1 + 10 + 5 + 1);
}
