/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small runs for tests: daily bars by hand and a rule on them. */
#ifndef RBT_HARNESS_BARS_H
#define RBT_HARNESS_BARS_H

#include "research/runinfo.h"
#include "research/runtext.h"

#define T_BARS_MAX 16

struct t_bars {
	int64_t time[T_BARS_MAX];
	int64_t open[T_BARS_MAX], high[T_BARS_MAX], low[T_BARS_MAX],
	    close[T_BARS_MAX];
	struct rbt_buf text;
	struct rbt_rule *rule;
	struct rbt_runinfo run;
};

/* A run over n bars of whole prices {open, high, low, close}, one a weekday
 * from Monday 2024-01-01 on, with 1000 in cash.  0 if the rule is good. */
static inline int
t_bars_init(struct t_bars *t, const char *rule, const int (*ohlc)[4], size_t n,
    struct rbt_err *err)
{
	const struct rbt_runtext text = {.cash = "1000"};
	struct rbt_series s = {.symbol = "ABC",
	    .period = {RBT_DAY_NS},
	    .n = n,
	    .time = t->time,
	    .open = t->open,
	    .high = t->high,
	    .low = t->low,
	    .close = t->close};
	const struct rbt_universe all = {.at = &s, .n = 1};
	int64_t day = rbt_day_from_civil(2024, 1, 1);

	*t = (struct t_bars){.run = {.bundle = "demo", .version = "1.2.3"}};
	for (size_t i = 0; i < n; i++) {
		t->time[i] = (day + (int64_t)(i / 5 * 7 + i % 5)) * RBT_DAY_NS;
		t->open[i] = ohlc[i][0] * RBT_DEC_ONE;
		t->high[i] = ohlc[i][1] * RBT_DEC_ONE;
		t->low[i] = ohlc[i][2] * RBT_DEC_ONE;
		t->close[i] = ohlc[i][3] * RBT_DEC_ONE;
	}
	rbt_buf_add_str(&t->text, rule);
	t->rule =
	    rbt_runtext_rule(&t->text, "dir/t.rule", NULL, 0, &t->run, err);
	if (t->rule == NULL)
		return -1;
	t->run.options = (struct rbt_sim_options)RBT_SIM_OPTIONS_INIT;
	t->run.calendar = rbt_calendar_find("weekdays", err);
	if (rbt_runtext_parse(&text, &t->run, err) != 0 ||
	    rbt_runtext_choose(&text, &all, &t->run, err) != 0)
		return -1;
	rbt_runinfo_identify(&t->run);
	return 0;
}

static inline void
t_bars_release(struct t_bars *t)
{
	RBT_VEC_RELEASE(&t->run.universe);
	rbt_rule_free(t->rule);
	rbt_buf_release(&t->text);
}

#endif
