/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "strategy/rule_internal.h"

static const char *const type_name[] = {
    [RBT_RULE_IS_NUMBER] = "a number",
    [RBT_RULE_IS_CONDITION] = "a condition",
    [RBT_RULE_IS_GROUP] = "an indicator with several outputs",
};

const struct rbt_rule_node *
rbt_rule_target(const struct rbt_rule *r, uint32_t i)
{
	const struct rbt_rule_node *n = &r->node.at[i];

	while (n->kind == RBT_RULE_REF)
		n = &r->node.at[n->arg[0]];
	return n;
}

/* "macd has line, signal and hist: write .line behind it" */
static int
fail_group(const struct rbt_rule *r, uint32_t i, struct rbt_err *err)
{
	const struct rbt_ta *ta = rbt_rule_target(r, i)->ta;
	char list[RBT_RULE_USAGE_MAX] = "";
	size_t n = 0;

	for (size_t o = 0; o < ta->n_out && n < sizeof(list); o++)
		n += (size_t)snprintf(list + n, sizeof(list) - n, "%s.%s",
		    o ? ", " : "", ta->out_name[o]);
	return rbt_rule_fail(&r->text, r->node.at[i].at, RBT_E_DATA, err,
	    "%s has several outputs: say which one (%s)", ta->name, list);
}

int
rbt_rule_check_type(const struct rbt_rule *r, uint32_t i, uint8_t type,
    const char *what, struct rbt_err *err)
{
	const struct rbt_rule_node *n = &r->node.at[i];

	if (n->type == type)
		return 0;
	if (n->type == RBT_RULE_IS_GROUP)
		return fail_group(r, i, err);
	return rbt_rule_fail(&r->text, n->at, RBT_E_DATA, err,
	    "%s needs %s here; this is %s", what, type_name[type],
	    type_name[n->type]);
}

static int
check_constant(const struct rbt_rule *r, uint32_t i, const char *what,
    struct rbt_err *err)
{
	if (rbt_rule_check_type(r, i, RBT_RULE_IS_NUMBER, what, err) != 0)
		return -1;
	if (r->node.at[i].constant)
		return 0;
	return rbt_rule_fail(&r->text, r->node.at[i].at, RBT_E_DATA, err,
	    "%s needs a constant here: numbers and parameters only", what);
}

static int
fail_count(const struct rbt_rule *r, const struct rbt_rule_node *n, size_t want,
    const char *usage, uint32_t at, struct rbt_err *err)
{
	const char *more = "";

	if (n->kind == RBT_RULE_VALUEWHEN)
		more = " or 3";
	else if (n->kind == RBT_RULE_MIN || n->kind == RBT_RULE_MAX)
		more = " or more";
	return rbt_rule_fail(&r->text, at, RBT_E_DATA, err,
	    "expected %zu%s argument%s, got %d: %s", want, more,
	    want == 1 ? "" : "s", n->n_arg, usage);
}

/* Operators and the functions that are not indicators. */
static int
check_form(const struct rbt_rule *r, struct rbt_rule_node *n, uint32_t at,
    struct rbt_err *err)
{
	const struct rbt_rule_form *f = rbt_rule_form_of(n->kind);
	uint8_t either = RBT_RULE_IS_GROUP; /* none yet */
	char what[RBT_RULE_NAME_MAX];
	bool constant = true;

	RBT_BUG_IF(f == NULL);
	snprintf(what, sizeof(what), f->usage ? "%s()" : "'%s'", f->name);
	if (n->kind == RBT_RULE_BACK)
		snprintf(what, sizeof(what), "[n]");
	if (n->n_arg < f->min_args || n->n_arg > strlen(f->args))
		return fail_count(r, n, f->min_args, f->usage, at, err);
	for (uint8_t i = 0; i < n->n_arg; i++) {
		const struct rbt_rule_node *a = &r->node.at[n->arg[i]];
		uint8_t want = f->args[i] == 'c' ? RBT_RULE_IS_CONDITION
						 : RBT_RULE_IS_NUMBER;

		if (f->args[i] == 'x' && either != RBT_RULE_IS_GROUP)
			want = either;
		else if (f->args[i] == 'x' && a->type != RBT_RULE_IS_GROUP)
			want = either = a->type;
		if (rbt_rule_check_type(r, n->arg[i], want, what, err) != 0)
			return -1;
		if (f->args[i] == 'k' &&
		    check_constant(r, n->arg[i], what, err) != 0)
			return -1;
		constant = constant && a->constant;
	}
	n->type = RBT_RULE_IS_NUMBER;
	if (f->result == 'c' || (f->result == 'x' && either))
		n->type = RBT_RULE_IS_CONDITION;
	n->constant = constant && n->kind < RBT_RULE_BACK;
	return 0;
}

static int
check_ta(const struct rbt_rule *r, struct rbt_rule_node *n, uint32_t at,
    struct rbt_err *err)
{
	size_t want = n->ta->n_series + n->ta->n_param;
	char usage[RBT_RULE_USAGE_MAX], what[RBT_RULE_USAGE_MAX];

	rbt_rule_ta_usage(n->ta, usage);
	if (n->n_arg != want)
		return fail_count(r, n, want, usage, at, err);
	for (size_t i = 0; i < want; i++) {
		snprintf(what, sizeof(what), "%s()", n->ta->name);
		if (i < n->ta->n_series
			? rbt_rule_check_type(r, n->arg[i], RBT_RULE_IS_NUMBER,
			      what, err) != 0
			: check_constant(r, n->arg[i], what, err) != 0)
			return -1;
	}
	n->type = n->ta->out_name[0] ? RBT_RULE_IS_GROUP : RBT_RULE_IS_NUMBER;
	return 0;
}

int
rbt_rule_check(const struct rbt_rule *r, struct rbt_rule_node *n, uint32_t at,
    struct rbt_err *err)
{
	switch (n->kind) {
	case RBT_RULE_NUMBER:
	case RBT_RULE_PARAM:
		n->type = RBT_RULE_IS_NUMBER;
		n->constant = true;
		return 0;
	case RBT_RULE_SERIES:
	case RBT_RULE_FIELD:
		n->type = RBT_RULE_IS_NUMBER;
		return 0;
	case RBT_RULE_REF:
		n->type = r->node.at[n->arg[0]].type;
		n->constant = r->node.at[n->arg[0]].constant;
		return 0;
	case RBT_RULE_TA:
		return check_ta(r, n, at, err);
	default:
		return check_form(r, n, at, err);
	}
}
