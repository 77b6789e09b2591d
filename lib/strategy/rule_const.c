/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Constant expressions: in exact decimals as long as eight decimals hold the
 * result, so 0.1 + 0.2 is 0.3, and else with the loops of the columns.
 */
#include <math.h>

#include "core/dec.h"
#include "strategy/rule_internal.h"

static struct rbt_rule_value
of_decimal(int64_t e8)
{
	return (struct rbt_rule_value){.f = rbt_px_to_f64((rbt_px){e8}),
	    .e8 = e8,
	    .exact = true};
}

/* a / c if there is no remainder and the result fits. */
static bool
whole_quotient(rbt_i128 a, int64_t c, rbt_i128 *out)
{
	if (c == 0 || a % c != 0)
		return false;
	*out = a / c;
	return true;
}

/* true with the exact value of a sum, difference, product or quotient. */
static bool
exact_binary(uint8_t kind, const struct rbt_rule_value *a,
    const struct rbt_rule_value *b, struct rbt_rule_value *out)
{
	rbt_i128 v;

	if (!a->exact || !b->exact)
		return false;
	if (kind == RBT_RULE_ADD)
		v = (rbt_i128)a->e8 + b->e8;
	else if (kind == RBT_RULE_SUB)
		v = (rbt_i128)a->e8 - b->e8;
	else if (kind == RBT_RULE_MUL) {
		if (!whole_quotient((rbt_i128)a->e8 * b->e8, RBT_DEC_ONE, &v))
			return false;
	} else if (kind != RBT_RULE_DIV ||
		   !whole_quotient((rbt_i128)a->e8 * RBT_DEC_ONE, b->e8, &v))
		return false;
	if (v > INT64_MAX || v < -INT64_MAX)
		return false;
	*out = of_decimal((int64_t)v);
	return true;
}

static const struct rbt_rule_value *
arg_value(const struct rbt_rule *r, const struct rbt_rule_node *n, unsigned i)
{
	return &r->value.at[n->arg[i]];
}

/* Conditions of constants, from their truths as columns of one row. */
static struct rbt_rule_value
constant_condition(const struct rbt_rule *r, const struct rbt_rule_node *n)
{
	const struct rbt_rule_value *a = arg_value(r, n, 0);
	const struct rbt_rule_value *b = arg_value(r, n, n->n_arg > 1);
	uint8_t out[8] = {0}, x[8] = {0}, y[8] = {0};
	double p[8] = {a->f}, q[8] = {b->f};

	if (n->kind == RBT_RULE_IF) {
		const struct rbt_rule_value *c = arg_value(r, n, 2);

		if (a->truth == 2)
			return (struct rbt_rule_value){.truth = 2};
		return a->truth == 1 ? *b : *c;
	}
	x[0] = a->truth;
	y[0] = b->truth;
	if (n->kind < RBT_RULE_AND)
		rbt_rule_column_compare(n->kind, p, q, 1, out);
	else
		rbt_rule_column_logic(n->kind, x, y, 1, out);
	return (struct rbt_rule_value){.truth = out[0]};
}

static struct rbt_rule_value
constant_number(const struct rbt_rule *r, const struct rbt_rule_node *n)
{
	const struct rbt_rule_value *a = arg_value(r, n, 0);
	const struct rbt_rule_value *b = arg_value(r, n, n->n_arg > 1);
	struct rbt_rule_value v = {.f = (double)NAN};

	if (n->kind == RBT_RULE_IF) {
		const struct rbt_rule_value *c = arg_value(r, n, 2);

		if (a->truth == 2)
			return v;
		return a->truth == 1 ? *b : *c;
	}
	if (n->kind == RBT_RULE_NEG && a->exact)
		return of_decimal(-a->e8);
	if (exact_binary(n->kind, a, b, &v))
		return v;
	if (n->kind < RBT_RULE_NEG)
		rbt_rule_column_binary(n->kind, &a->f, &b->f, 1, &v.f);
	else
		rbt_rule_column_unary(n->kind, &a->f, 1, &v.f);
	return v;
}

static struct rbt_rule_value
constant_value(const struct rbt_rule *r, const struct rbt_rule_node *n)
{
	struct rbt_rule_value v = {.f = n->f, .e8 = n->e8, .exact = n->exact};
	const struct rbt_rule_setting *set;

	switch (n->kind) {
	case RBT_RULE_NUMBER:
		return v;
	case RBT_RULE_PARAM:
		set = &r->param.at[n->index];
		return (struct rbt_rule_value){.f = set->pub.value,
		    .e8 = set->e8,
		    .exact = set->exact,
		    .given = set->given};
	case RBT_RULE_REF:
		return *arg_value(r, n, 0);
	default:
		v = n->type == RBT_RULE_IS_CONDITION ? constant_condition(r, n)
						     : constant_number(r, n);
	}
	v.given = false;
	for (unsigned i = 0; i < n->n_arg; i++)
		v.given = v.given || arg_value(r, n, i)->given;
	return v;
}

void
rbt_rule_constants(struct rbt_rule *r)
{
	struct rbt_rule_value none = {.f = (double)NAN, .truth = 2};

	for (size_t i = 0; i < r->node.n; i++) {
		const struct rbt_rule_node *n = &r->node.at[i];

		RBT_VEC_PUSH(&r->value,
		    n->constant ? constant_value(r, n) : none);
	}
}
