/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bundle of daily bars and a rule in files, for tests of whole searches. */
#ifndef RBT_HARNESS_QUEST_H
#define RBT_HARNESS_QUEST_H

#include "core/rng.h"
#include "harness/bundle.h"
#include "job/quest.h"

static char t_rule_path[80];

/* Makes the bundle at t_path and the rule at t_rule_path; t_leave removes. */
static inline void
t_quest_enter(void)
{
	static const char rule[] = "param n = 3 in 2..9\n"
				   "param m = 9 in 4..12 step 4\n"
				   "require n < m\n"
				   "enter long when crossover(sma(close, n), "
				   "sma(close, m))\n"
				   "exit long when crossunder(sma(close, n), "
				   "sma(close, m))\n"
				   "size 100% of equity\n";
	struct rbt_buf bars = {0};
	struct rbt_rng rng;
	int px = 1000;
	FILE *f;

	t_enter();
	snprintf(t_rule_path, sizeof t_rule_path, "%s/t.rule", t_folder);
	f = fopen(t_rule_path, "w");
	if (f == NULL || fputs(rule, f) == EOF || fclose(f) != 0)
		abort();
	rbt_rng_init(&rng, 4, "quest");
	for (int i = 0; i < 200; i++) {
		char day[RBT_TS_MAX];

		px += (int)rbt_rng_below(&rng, 61) - 30;
		rbt_ts_format_date((rbt_ts){(19723 + i) * RBT_DAY_NS}, day);
		rbt_buf_printf(&bars,
		    "{\"type\":\"bar\",\"symbol\":\"A\",\"time\":\"%s\","
		    "\"period\":\"1d\",\"open\":%d,\"high\":%d,\"low\":%d,"
		    "\"close\":%d,\"volume\":1}\n",
		    day, px, px + 9, px - 9, px);
	}
	if (t_ingest(bars.data) != 0)
		abort();
	rbt_buf_release(&bars);
}

static inline void
t_quest_leave(void)
{
	unlink(t_rule_path);
	t_leave();
}

/* A walk on that: ten windows. */
static inline struct rbt_quest_text
t_quest_walk(void)
{
	return (struct rbt_quest_text){.run = {.bundle = t_path,
					   .strategy = t_rule_path},
	    .train = "50b",
	    .test = "15b"};
}

#endif
