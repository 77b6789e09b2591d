/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search over made-up daily bars, one a weekday from Monday 2024-01-01 on. */
#ifndef RBT_HARNESS_SEARCH_H
#define RBT_HARNESS_SEARCH_H

#include "core/rng.h"
#include "research/runtext.h"
#include "research/search.h"

#define T_DAYS 120

struct t_search {
	int64_t time[T_DAYS];
	int64_t open[T_DAYS], high[T_DAYS], low[T_DAYS], close[T_DAYS];
	struct rbt_series series;
	struct rbt_buf text;
	struct rbt_rule *rule;
	struct rbt_search search;
};

/* Two axes, nine points; `require` leaves eight. */
static const char t_search_rule[] = "param fast = 2 in 2..4\n"
				    "param slow = 6 in 4..8 step 2\n"
				    "require fast < slow\n"
				    "a = sma(close, fast)\n"
				    "b = sma(close, slow)\n"
				    "enter long when crossover(a, b)\n"
				    "exit long when crossunder(a, b)\n"
				    "stop loss 2 * atr(3)\n"
				    "size 50% of equity\n";

static inline void
t_search_bars(struct t_search *t)
{
	int64_t day = rbt_day_from_civil(2024, 1, 1), px = 100 * RBT_DEC_ONE;
	struct rbt_rng rng;

	rbt_rng_init(&rng, 1, "search");
	for (int64_t i = 0; i < T_DAYS; i++) {
		t->time[i] = (day + i / 5 * 7 + i % 5) * RBT_DAY_NS;
		t->open[i] = px;
		px +=
		    ((int64_t)rbt_rng_below(&rng, 81) - 40) * RBT_DEC_ONE / 10;
		t->close[i] = px;
		t->high[i] = (px > t->open[i] ? px : t->open[i]) + RBT_DEC_ONE;
		t->low[i] = (px < t->open[i] ? px : t->open[i]) - RBT_DEC_ONE;
	}
	t->series = (struct rbt_series){.symbol = "ABC",
	    .period = {RBT_DAY_NS},
	    .n = T_DAYS,
	    .time = t->time,
	    .open = t->open,
	    .high = t->high,
	    .low = t->low,
	    .close = t->close};
}

/* All but its sets and its id; 0 if the rule and the n parameters are good. */
static inline int
t_search_init(struct t_search *t, const char *rule, const char *const *params,
    size_t n, struct rbt_err *err)
{
	const struct rbt_runtext text = {.commission = "bps=10"};
	const struct rbt_universe all = {.at = &t->series, .n = 1};
	struct rbt_search *s = &t->search;

	*t = (struct t_search){.search = {.objective_text = "return",
				   .run = {.bundle = "demo",
				       .version = "1.2.3",
				       .options = RBT_SIM_OPTIONS_INIT}}};
	t_search_bars(t);
	rbt_buf_add_str(&t->text, rule);
	s->source = &t->text;
	s->run.calendar = rbt_calendar_find("weekdays", err);
	t->rule = rbt_runtext_parsed(&t->text, "t.rule", &s->run, err);
	if (t->rule == NULL || rbt_runtext_parse(&text, &s->run, err) != 0 ||
	    rbt_runtext_choose(&text, &all, &s->run, err) != 0 ||
	    rbt_space_init(&s->space, t->rule, params, n, err) != 0)
		return -1;
	s->n_points = s->space.size;
	return rbt_objective_parse(s->objective_text, &s->objective, err);
}

static inline void
t_search_release(struct t_search *t)
{
	rbt_search_release(&t->search);
	RBT_VEC_RELEASE(&t->search.run.universe);
	rbt_rule_free(t->rule);
	rbt_buf_release(&t->text);
}

#endif
