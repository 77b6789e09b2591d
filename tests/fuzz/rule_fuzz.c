/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rule files: parsed, bound and evaluated over a short random walk.  The first
 * byte picks the blocks in which the bars are given, on which no signal may
 * depend, and which end of their ranges the parameters are set to.
 */
#include "fuzz/fuzz.h"

#include "core/num.h"
#include "harness/rule.h"

#define BARS 240

/* Rows whose history is longer than the bars cost memory and show nothing. */
#define MAX_WARMUP 1000

/* The n-th parameter to an end of its range, or to its own value. */
static void
set_params(struct rbt_rule *r, unsigned how)
{
	const struct rbt_rule_param *p;
	char text[RBT_NUM_F64_MAX];

	for (size_t i = 0; (p = rbt_rule_param_at(r, i)) != NULL; i++) {
		FUZZ_CHECK(p->name[0] != '\0');
		if (!p->has_range || how == 0)
			continue;
		rbt_num_format_f64(how == 1 ? p->min : p->max, text);
		FUZZ_CHECK(rbt_rule_set(r, p->name, text, NULL) == 0);
	}
}

static void
check_plan(const struct rbt_rule *r)
{
	const struct rbt_trade_plan *p = rbt_rule_plan(r);
	const struct rbt_protection *all[] = {&p->stop, &p->trail, &p->target};

	FUZZ_CHECK(p->exit_after_bars >= 0);
	FUZZ_CHECK(!p->has_entry || p->amount_e8 > 0);
	for (size_t i = 0; i < 3; i++)
		FUZZ_CHECK(!all[i]->on || !all[i]->is_percent ||
			   all[i]->percent_e8 > 0);
}

static void
evaluate(const struct rbt_rule *r, size_t step)
{
	static struct t_bars bars;
	static struct t_signals whole, steps;

	if (rbt_rule_warmup(r) > MAX_WARMUP)
		return;
	if (bars.series.n == 0) {
		t_bars_make(&bars, 1);
		bars.series.n = BARS;
		bars.series.period.ns = RBT_DAY_NS;
	}
	t_run(r, &bars.series, BARS, &whole);
	t_run(r, &bars.series, step, &steps);
	FUZZ_CHECK(t_same_signals(&whole, &steps, BARS) && t_skipped == 0);
}

/* "f.rule:LINE:COLUMN: ..." with the line and a caret below it, or a message
 * about the file as a whole. */
static void
check_message(const struct rbt_err *err)
{
	FUZZ_CHECK(err->code == RBT_E_DATA || err->code == RBT_E_USAGE);
	fuzz_check_error(err, err->code);
	FUZZ_CHECK(strstr(err->msg, "f.rule") != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned how = fuzz_byte(&data, &size);
	const char *text = size > 0 ? (const char *)data : "";
	struct rbt_err err = {0};
	struct rbt_rule *r = rbt_rule_parse(text, size, "f.rule", &err);

	if (r == NULL) {
		check_message(&err);
		return 0;
	}
	set_params(r, how % 3);
	if (rbt_rule_bind(r, &err) != 0) {
		check_message(&err);
	} else {
		check_plan(r);
		evaluate(r, 1 + how % 17);
	}
	rbt_rule_free(r);
	return 0;
}
