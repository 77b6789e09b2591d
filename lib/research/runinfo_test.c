/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "harness/bars.h"
#include "harness/t.h"

static const int flat[][4] = {{10, 10, 10, 10}, {10, 10, 10, 10}};
static const char rule[] = "param n = 2 in 1..9\n"
			   "enter long when close > n\n"
			   "size 1 units\n";

static char was[RBT_HASH_HEX];

/* Whether the id is another one than before; remembers it. */
static bool
changes(struct rbt_runinfo *run)
{
	bool other;

	rbt_runinfo_identify(run);
	other = strcmp(run->id, was) != 0;
	memcpy(was, run->id, sizeof was);
	return other;
}

/* Every option that can change a result changes the id; names do not. */
static void
test_id(struct t_bars *t)
{
	struct rbt_runinfo *run = &t->run;
	struct rbt_sim_options *o = &run->options;
	const char *three[] = {"n=3"};
	struct rbt_runinfo copy = {0};
	struct rbt_err err = {0};
	struct rbt_rule *other;

	T_OK(changes(run));
	T_OK(!changes(run));
	run->strategy = "other.rule";
	run->bundle = "other";
	run->bundle_version = 9;
	T_OK(!changes(run));
	run->strategy_sha256[0] = 'x';
	T_OK(changes(run));
	run->bundle_sha256[0] = 'x';
	T_OK(changes(run));
	other = rbt_runtext_rule(&t->text, "t.rule", three, 1, &copy, &err);
	run->rule = other;
	T_OK(other != NULL && changes(run));
	o->cash.v++;
	T_OK(changes(run));
	o->fill = RBT_FILL_NEXT_CLOSE;
	T_OK(changes(run));
	o->intrabar = RBT_INTRABAR_TARGET_FIRST;
	T_OK(changes(run));
	o->equity = RBT_EQUITY_BAR;
	T_OK(changes(run));
	o->lot.v++;
	T_OK(changes(run));
	run->commission = "bps=1";
	T_OK(changes(run));
	run->slippage = "bps=1";
	T_OK(changes(run));
	run->rf_ann = 0.01;
	T_OK(changes(run));
	run->from.ns += RBT_DAY_NS;
	T_OK(changes(run));
	run->to.ns += RBT_DAY_NS;
	T_OK(changes(run));
	run->calendar = rbt_calendar_find("24/7", &err);
	T_OK(changes(run));
	run->benchmark = &run->universe.at[0];
	T_OK(changes(run));
	run->universe.at[0].symbol = "XYZ";
	T_OK(changes(run));
	run->version = "1.2.4";
	T_OK(changes(run));
	rbt_rule_free(other);
}

int
main(void)
{
	struct rbt_err err = {0};
	struct rbt_out out;
	struct t_bars t;
	char want[2048];
	const char *word;
	size_t len;

	T_INT(t_bars_init(&t, rule, flat, 2, &err), 0);
	T_STR(t.run.strategy, "t.rule");
	rbt_out_open_fd(&out, -1, "memory");
	rbt_runinfo_emit(&out, &t.run);
	snprintf(want, sizeof want,
	    "{\"type\":\"run\",\"run_id\":\"%s\",\"strategy\":{"
	    "\"name\":\"t.rule\",\"kind\":\"rule\",\"sha256\":\"%s\"},"
	    "\"params\":{\"n\":2},\"bundle\":{\"name\":\"demo\","
	    "\"version\":null,\"sha256\":\"\"},\"symbols\":[\"ABC\"],"
	    "\"from\":\"2024-01-01\",\"to\":\"2024-01-02\","
	    "\"period\":\"1d\",\"engine\":\"event\",\"cash\":1000,"
	    "\"fill\":\"next-open\",\"intrabar\":\"stop-first\","
	    "\"commission\":\"none\",\"slippage\":\"none\",\"latency\":0,"
	    "\"lot\":1,\"margin\":\"none\",\"universe\":\"static\","
	    "\"calendar\":\"weekdays\",\"annualization\":252,"
	    "\"equity\":\"session\",\"rf\":0,\"benchmark\":null,"
	    "\"warmup_bars\":0}\n",
	    t.run.id,
	    /* printf of the rule | sha256sum */
	    "c9173141bb11b9199eb88855b064d52e7f541f8b1492aa384ca4f6c970eef850");
	T_STR(rbt_buf_str(&out.buf), want);
	T_INT(strlen(t.run.id), 64);
	rbt_out_abort(&out);

	word = rbt_runinfo_word("ab c", 0, &len);
	T_OK(len == 2 && word[0] == 'a');
	word = rbt_runinfo_word("ab c", 1, &len);
	T_OK(len == 1 && word[0] == 'c');
	test_id(&t);
	t_bars_release(&t);
	T_DONE(6 + 20);
}
