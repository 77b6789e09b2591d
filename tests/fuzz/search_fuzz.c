/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the options of a search say, by the first byte: an objective, a span of
 * time, or parameters with their ranges, a line each.
 */
#include <math.h>

#include "fuzz/fuzz.h"
#include "harness/search.h"

#include "research/span.h"

#define PARAMS 8

/* What is taken is worth a number or NaN, whatever the figures are. */
static void
check_objective(const char *text)
{
	static const double figures[] = {0, -1, 1e308, (double)NAN};
	struct rbt_objective o;
	struct rbt_err err = {0};

	if (rbt_objective_parse(text, &o, &err) != 0) {
		fuzz_check_error(&err, RBT_E_USAGE);
		return;
	}
	FUZZ_CHECK(o.n >= 1 && o.n <= RBT_OBJECTIVE_OPS);
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
		struct rbt_metrics m = {.sharpe = figures[i],
		    .cagr = figures[i],
		    .max_drawdown = figures[i]};

		FUZZ_CHECK(!isinf(rbt_objective_of(&o, &m)));
	}
}

/* Spans go forward. */
static void
check_span(const char *text)
{
	int64_t days[] = {19723 * RBT_DAY_NS, 19724 * RBT_DAY_NS,
	    19727 * RBT_DAY_NS};
	struct rbt_timeline line = {.at = {days, 3, 3},
	    .start = 19723 * RBT_DAY_NS,
	    .end = 19728 * RBT_DAY_NS};
	struct rbt_span span, next;
	struct rbt_err err = {0};

	if (rbt_span_parse("train", text, &span, &err) != 0) {
		fuzz_check_error(&err, RBT_E_USAGE);
		return;
	}
	FUZZ_CHECK(span.months >= 0 && span.days >= 0 && span.bars >= 0);
	next = rbt_span_add(span, 1000, span);
	FUZZ_CHECK(rbt_timeline_after(&line, span) >= line.start);
	FUZZ_CHECK(
	    rbt_timeline_after(&line, next) >= rbt_timeline_after(&line, span));
}

/* A point knows its number, and its values are those of the rule's ranges. */
static void
check_point(struct t_search *t, const struct rbt_point *p)
{
	const struct rbt_space *s = &t->search.space;
	struct rbt_err err = {0};
	struct rbt_rule *rule;

	for (size_t a = 0; a < s->n_axes; a++)
		FUZZ_CHECK(p->at[a] < s->axis[a].n);
	/* The rule may want whole numbers where a range has others. */
	rule = rbt_search_rule_at(&t->search, p, &err);
	FUZZ_CHECK(err.code == RBT_OK || rule == NULL);
	rbt_rule_free(rule);
}

static void
check_space(char *text)
{
	const char *params[PARAMS];
	struct t_search t;
	struct rbt_err err = {0};
	struct rbt_point p;
	size_t n = 0;

	for (char *at = text; at && n < PARAMS; n++) {
		char *end = strchr(at, '\n');

		if (end)
			*end++ = '\0';
		params[n] = at;
		at = end;
	}
	if (t_search_init(&t, t_search_rule, params, n, &err) != 0) {
		fuzz_check_error(&err, RBT_E_USAGE);
	} else {
		const struct rbt_space *s = &t.search.space;

		FUZZ_CHECK(s->size >= 1 && s->n_axes <= RBT_SPACE_AXES);
		rbt_space_random(s, 1, 0, 0, &p);
		check_point(&t, &p);
		rbt_space_lhs(s, 1, 0, 1, &p);
		check_point(&t, &p);
		if (s->size != UINT64_MAX) {
			rbt_space_grid(s, s->size - 1, &p);
			FUZZ_CHECK(rbt_space_index(s, &p) == s->size - 1);
			check_point(&t, &p);
		}
	}
	t_search_release(&t);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned how = fuzz_byte(&data, &size);
	char *text = rbt_xstrndup((const char *)data, size);

	if (how % 3 == 0)
		check_objective(text);
	else if (how % 3 == 1)
		check_span(text);
	else
		check_space(text);
	free(text);
	return 0;
}
