/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "research/tape.h"

#include "harness/search.h"
#include "harness/t.h"

/* What a tape plays is what the evaluator says, in blocks of any size. */
static void
test_same(struct t_search *t, struct rbt_rule *rule)
{
	const struct rbt_universe *u = &t->search.run.universe;
	struct rbt_rule_eval *eval = rbt_rule_eval_new(rule, 1);
	struct rbt_signal_source live = rbt_rule_eval_source(eval), played;
	struct rbt_signal_block a, b;
	struct rbt_tape tape;
	struct rbt_err err = {0};
	size_t fired = 0;

	T_INT(rbt_tape_record(&tape, rule, u, (rbt_ts){t->time[100]}, NULL,
		  &err),
	    0);
	played = rbt_tape_source(&tape);
	T_INT(tape.track[0].n, 100);
	T_OK(played.plan == rbt_rule_plan(rule));
	T_INT(live.block(live.self, 0, &u->at[0], 0, 100, &a, &err), 0);
	for (size_t i = 0; i < 100; i += 25) {
		T_INT(played.block(played.self, 0, &u->at[0], i, 25, &b, &err),
		    0);
		T_OK(memcmp(a.bits + i, b.bits, 25) == 0);
		T_OK(memcmp(a.stop + i, b.stop, 25 * sizeof *a.stop) == 0);
		T_OK(b.trail == NULL && b.target == NULL);
	}
	for (size_t i = 0; i < 100; i++)
		fired += a.bits[i] != 0;
	T_OK(fired > 5);
	rbt_tape_release(&tape);
	rbt_rule_eval_free(eval);
}

static void
test_silence(struct t_search *t)
{
	const struct rbt_universe *u = &t->search.run.universe;
	struct rbt_signal_block b;
	struct rbt_signal_source played;
	struct rbt_tape tape;
	struct rbt_err err = {0};

	T_INT(rbt_tape_record(&tape, NULL, u, (rbt_ts){INT64_MAX}, NULL, &err),
	    0);
	played = rbt_tape_source(&tape);
	T_INT(played.block(played.self, 0, &u->at[0], 0, T_DAYS, &b, &err), 0);
	T_OK(b.bits[0] == 0 && memcmp(b.bits, b.bits + 1, T_DAYS - 1) == 0);
	T_OK(!played.plan->has_entry && !played.plan->stop.on);
	rbt_tape_release(&tape);
}

/* Each bar has what the one before had, the first one nothing. */
static void
test_delay(struct t_search *t, struct rbt_rule *rule)
{
	const struct rbt_universe *u = &t->search.run.universe;
	struct rbt_tape now, late;
	struct rbt_err err = {0};
	const rbt_ts end = {t->time[100]};

	T_INT(rbt_tape_record(&now, rule, u, end, NULL, &err), 0);
	T_INT(rbt_tape_record(&late, rule, u, end, NULL, &err), 0);
	rbt_tape_delay(&late);
	T_INT(late.track[0].n, 100);
	T_INT(late.track[0].bits[0], 0);
	T_OK(isnan(late.track[0].stop[0]));
	T_OK(memcmp(late.track[0].bits + 1, now.track[0].bits, 99) == 0);
	T_OK(memcmp(late.track[0].stop + 1, now.track[0].stop,
		 99 * sizeof(double)) == 0);
	T_OK(late.track[0].trail == NULL);
	rbt_tape_release(&now);
	rbt_tape_release(&late);
}

int
main(void)
{
	struct t_search t;
	struct rbt_err err = {0};
	struct rbt_point p = {{0}};
	struct rbt_rule *rule;

	T_INT(t_search_init(&t, t_search_rule, NULL, 0, &err), 0);
	rule = rbt_search_rule_at(&t.search, &p, &err);
	if (rule) {
		test_same(&t, rule);
		test_delay(&t, rule);
	}
	test_silence(&t);
	rbt_rule_free(rule);
	t_search_release(&t);
	T_DONE(1 + 21 + 8 + 4);
}
