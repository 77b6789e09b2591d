/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>

#include "core/buf.h"
#include "core/dec.h"
#include "core/num.h"
#include "strategy/rule_internal.h"

#define AFTER_MAX 1000000000

/* A wrong value is the user's of -p if it comes from there, else the file's. */
static enum rbt_code
blame(const struct rbt_rule *r, uint32_t node)
{
	return r->value.at[node].given ? RBT_E_USAGE : RBT_E_DATA;
}

static const char *
number_text(double x, char out[RBT_NUM_F64_MAX])
{
	if (isfinite(x))
		rbt_num_format_f64(x, out);
	else
		snprintf(out, RBT_NUM_F64_MAX, "undefined");
	return out;
}

/* Constant node i as a number in min .. max; `what` for the message. */
static int
check_range(const struct rbt_rule *r, uint32_t i, bool whole, double min,
    double max, const char *what, struct rbt_err *err)
{
	double x = r->value.at[i].f;
	char got[RBT_NUM_F64_MAX], lo[RBT_NUM_F64_MAX], hi[RBT_NUM_F64_MAX];

	if (x >= min && x <= max && (!whole || x == floor(x)))
		return 0;
	return rbt_rule_fail(&r->text, r->node.at[i].at, blame(r, i), err,
	    "expected a %snumber in %s..%s for %s, got %s",
	    whole ? "whole " : "", number_text(min, lo), number_text(max, hi),
	    what, number_text(x, got));
}

static int
check_ta(const struct rbt_rule *r, const struct rbt_rule_node *n,
    struct rbt_err *err)
{
	char what[RBT_RULE_USAGE_MAX];

	for (size_t i = 0; i < n->ta->n_param; i++) {
		const struct rbt_ta_param *q = &n->ta->param[i];

		snprintf(what, sizeof(what), "'%s' of %s", q->name,
		    n->ta->name);
		if (check_range(r, n->arg[n->ta->n_series + i], q->whole,
			q->min, q->max, what, err) != 0)
			return -1;
	}
	return 0;
}

/* Periods and look-backs, also those of definitions that nothing uses. */
static int
check_periods(const struct rbt_rule *r, struct rbt_err *err)
{
	for (size_t i = 0; i < r->node.n; i++) {
		const struct rbt_rule_node *n = &r->node.at[i];
		int rc = 0;

		if (n->kind == RBT_RULE_TA)
			rc = check_ta(r, n, err);
		else if (n->kind == RBT_RULE_BACK)
			rc = check_range(r, n->arg[1], true, 0,
			    RBT_RULE_BACK_MAX, "the bars to look back", err);
		else if (n->kind == RBT_RULE_VALUEWHEN && n->n_arg > 2)
			rc = check_range(r, n->arg[2], true, 0,
			    RBT_RULE_BACK_MAX, "'n' of valuewhen", err);
		if (rc != 0)
			return -1;
	}
	return 0;
}

/* "fast = 50, slow = 30": the names in the nodes of q. */
static void
list_values(const struct rbt_rule *r, const struct rbt_rule_require *q,
    struct rbt_buf *out)
{
	char text[RBT_NUM_F64_MAX];

	for (uint32_t i = q->first; i <= q->node && out->len < 200; i++) {
		const struct rbt_rule_node *n = &r->node.at[i];

		if (n->kind != RBT_RULE_REF || n->type != RBT_RULE_IS_NUMBER)
			continue;
		rbt_buf_printf(out, "%s%s = %s", out->len ? ", " : ": ",
		    r->name.at[n->index].text,
		    number_text(r->value.at[i].f, text));
	}
}

static int
check_requires(const struct rbt_rule *r, struct rbt_err *err)
{
	struct rbt_buf values = {0};

	for (size_t i = 0; i < r->require.n; i++) {
		const struct rbt_rule_require *q = &r->require.at[i];

		if (r->value.at[q->node].truth == 1)
			continue;
		list_values(r, q, &values);
		rbt_rule_fail(&r->text, q->at, blame(r, q->node), err,
		    "this requirement does not hold%s", rbt_buf_str(&values));
		rbt_buf_release(&values);
		return -1;
	}
	return 0;
}

/* The constant of a clause in units of 1e-8, more than 0. */
static int
decimal_of(const struct rbt_rule *r, const struct rbt_rule_clause *c,
    int64_t *out, struct rbt_err *err)
{
	const struct rbt_rule_value *v = &r->value.at[c->node];
	char text[RBT_NUM_F64_MAX];

	if (v->exact)
		*out = v->e8;
	else if (!rbt_dec_from_f64(v->f, out))
		*out = 0;
	if (*out > 0)
		return 0;
	return rbt_rule_fail(&r->text, r->node.at[c->node].at,
	    blame(r, c->node), err,
	    "expected a number above 0 and below 92 billion, got %s",
	    number_text(v->f, text));
}

static int
protection_of(const struct rbt_rule *r, const struct rbt_rule_clause *c,
    struct rbt_protection *out, struct rbt_err *err)
{
	out->on = c->on;
	out->is_percent = c->percent;
	return c->percent ? decimal_of(r, c, &out->percent_e8, err) : 0;
}

int
rbt_rule_plan_make(struct rbt_rule *r, struct rbt_err *err)
{
	struct rbt_trade_plan *plan = &r->plan;

	if (check_requires(r, err) != 0 || check_periods(r, err) != 0)
		return -1;
	for (size_t i = 0; i < r->when.n; i++)
		if (r->when.at[i].side % 2 == 0)
			plan->has_entry = true;
	plan->size = (enum rbt_size_kind)r->size.size;
	if (r->size.on && decimal_of(r, &r->size, &plan->amount_e8, err) != 0)
		return -1;
	if (protection_of(r, &r->stop, &plan->stop, err) != 0 ||
	    protection_of(r, &r->trail, &plan->trail, err) != 0 ||
	    protection_of(r, &r->target, &plan->target, err) != 0)
		return -1;
	if (!r->after.on)
		return 0;
	if (check_range(r, r->after.node, true, 1, AFTER_MAX,
		"the bars to exit after", err) != 0)
		return -1;
	plan->exit_after_bars = (int64_t)r->value.at[r->after.node].f;
	return 0;
}
