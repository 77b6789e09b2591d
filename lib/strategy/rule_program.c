/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From nodes to operations on columns.  An operation that is there already
 * (same kind, inputs and constants) is used again; what no clause needs is left
 * out; columns share registers when their lives do not overlap.
 */
#include <math.h>
#include <string.h>

#include "core/mem.h"
#include "strategy/rule_internal.h"

#define BUCKETS 4096

struct builder {
	const struct rbt_rule *r;
	struct rbt_rule_program *p;
	uint32_t *result; /* of a node: column, of a group its operation */
	uint32_t *next;   /* operation with the same hash before this one */
	uint32_t bucket[BUCKETS];
};

static uint32_t
hash_of(const struct rbt_rule_op *op)
{
	uint32_t h = 2166136261u;

	h = (h ^ op->kind) * 16777619u;
	h = (h ^ op->n) * 16777619u;
	for (unsigned i = 0; i < op->n_in; i++)
		h = (h ^ op->in[i]) * 16777619u;
	return (h ^ h >> 15) % BUCKETS;
}

static bool
same_op(const struct rbt_rule_op *a, const struct rbt_rule_op *b)
{
	if (a->kind != b->kind || a->n != b->n || a->ta != b->ta ||
	    a->n_in != b->n_in)
		return false;
	for (unsigned i = 0; i < a->n_in; i++)
		if (a->in[i] != b->in[i])
			return false;
	for (unsigned i = 0; i < RBT_TA_MAX_PARAM; i++)
		if (a->param[i] != b->param[i])
			return false;
	return true;
}

/* Bars that op waits for behind its inputs. */
static size_t
own_warmup(const struct rbt_rule_op *op)
{
	switch (op->kind) {
	case RBT_RULE_TA:
		return op->ta->warmup(op->param);
	case RBT_RULE_BACK:
	case RBT_RULE_PX_BACK:
		return op->n;
	case RBT_RULE_CROSSOVER:
	case RBT_RULE_CROSSUNDER:
	case RBT_RULE_CROSS:
		return 1;
	default:
		return 0;
	}
}

/* The operation of the program that does what `op` says. */
static uint32_t
add_op(struct builder *b, struct rbt_rule_op op, bool condition)
{
	uint32_t h = hash_of(&op), id = (uint32_t)b->p->op.n;
	struct rbt_rule_column col = {.condition = condition};

	for (uint32_t i = b->bucket[h]; i != RBT_RULE_NONE; i = b->next[i])
		if (same_op(&b->p->op.at[i], &op))
			return i;
	for (unsigned i = 0; i < op.n_in; i++)
		if (b->p->col.at[op.in[i]].warmup > col.warmup)
			col.warmup = b->p->col.at[op.in[i]].warmup;
	col.warmup += own_warmup(&op);
	op.condition = condition;
	op.n_out = op.ta ? (uint8_t)op.ta->n_out : 1;
	for (unsigned i = 0; i < op.n_out; i++) {
		op.out[i] = (uint32_t)b->p->col.n;
		RBT_VEC_PUSH(&b->p->col, col);
	}
	b->next[id] = b->bucket[h];
	b->bucket[h] = id;
	RBT_VEC_PUSH(&b->p->op, op);
	return id;
}

static uint32_t
add_plain(struct builder *b, uint8_t kind, bool condition, uint8_t n_in,
    const uint32_t *in, uint32_t n)
{
	struct rbt_rule_op op = {.kind = kind, .n_in = n_in, .n = n};
	uint32_t id;

	for (unsigned i = 0; i < n_in; i++)
		op.in[i] = in[i];
	id = add_op(b, op, condition);
	return b->p->op.at[id].out[0];
}

static uint32_t
add_constant(struct builder *b, bool condition, double f)
{
	struct rbt_rule_column col = {.condition = condition,
	    .constant = true,
	    .f = f};

	for (uint32_t i = RBT_RULE_PRICES; i < b->p->col.n; i++) {
		const struct rbt_rule_column *c = &b->p->col.at[i];

		if (c->constant && c->condition == condition &&
		    memcmp(&c->f, &f, sizeof(f)) == 0)
			return i;
	}
	RBT_VEC_PUSH(&b->p->col, col);
	return (uint32_t)b->p->col.n - 1;
}

/* The column of node i; prices as numbers. */
static uint32_t
column_of(struct builder *b, uint32_t i)
{
	const struct rbt_rule_node *n = rbt_rule_target(b->r, i);
	const struct rbt_rule_value *v = &b->r->value.at[i];
	bool condition = n->type == RBT_RULE_IS_CONDITION;

	if (n->constant)
		return add_constant(b, condition, condition ? v->truth : v->f);
	if (n->kind != RBT_RULE_SERIES)
		return b->result[n - b->r->node.at];
	if (n->index == RBT_RULE_SERIES_VOLUME)
		return add_plain(b, RBT_RULE_VOLUME, false, 0, NULL, 0);
	if (n->index == RBT_RULE_SERIES_BAR)
		return add_plain(b, RBT_RULE_BAR, false, 0, NULL, 0);
	return add_plain(b, RBT_RULE_PX, false, 0, NULL, n->index);
}

/* What an indicator reads: price series as they are. */
static uint32_t
input_of(struct builder *b, uint32_t i)
{
	const struct rbt_rule_node *n = rbt_rule_target(b->r, i);

	if (n->kind == RBT_RULE_SERIES && n->index < RBT_RULE_PRICES)
		return n->index;
	return column_of(b, i);
}

static uint32_t
bar_column(struct builder *b, char letter)
{
	static const char letters[RBT_RULE_PRICES + 1] = "ohlc";
	const char *p = strchr(letters, letter);

	if (p != NULL)
		return (uint32_t)(p - letters);
	return add_plain(b, RBT_RULE_VOLUME, false, 0, NULL, 0);
}

static uint32_t
build_ta(struct builder *b, const struct rbt_rule_node *n)
{
	struct rbt_rule_op op = {.kind = RBT_RULE_TA, .ta = n->ta};
	uint32_t id;

	for (unsigned i = 0; i < n->ta->n_series; i++)
		op.in[op.n_in++] = input_of(b, n->arg[i]);
	for (const char *c = n->ta->bars; *c != '\0'; c++)
		op.in[op.n_in++] = bar_column(b, *c);
	for (unsigned i = 0; i < n->ta->n_param; i++)
		op.param[i] = b->r->value.at[n->arg[n->ta->n_series + i]].f;
	id = add_op(b, op, false);
	return n->type == RBT_RULE_IS_GROUP ? id : b->p->op.at[id].out[0];
}

static uint32_t
build_back(struct builder *b, const struct rbt_rule_node *n)
{
	const struct rbt_rule_node *of = rbt_rule_target(b->r, n->arg[0]);
	uint32_t bars = (uint32_t)b->r->value.at[n->arg[1]].f, in;
	bool condition = n->type == RBT_RULE_IS_CONDITION;

	if (bars > 0 && of->kind == RBT_RULE_SERIES &&
	    of->index < RBT_RULE_PRICES) {
		in = of->index;
		return add_plain(b, RBT_RULE_PX_BACK, false, 1, &in, bars);
	}
	in = column_of(b, n->arg[0]);
	if (bars == 0)
		return in;
	return add_plain(b, RBT_RULE_BACK, condition, 1, &in, bars);
}

static uint32_t
build_node(struct builder *b, const struct rbt_rule_node *n)
{
	bool condition = n->type == RBT_RULE_IS_CONDITION;
	uint32_t in[RBT_TA_MAX_IN], nth = 0;
	uint8_t n_in = n->n_arg;

	switch (n->kind) {
	case RBT_RULE_TA:
		return build_ta(b, n);
	case RBT_RULE_FIELD:
		return b->p->op
		    .at[b->result[rbt_rule_target(b->r, n->arg[0]) -
				  b->r->node.at]]
		    .out[n->index];
	case RBT_RULE_BACK:
		return build_back(b, n);
	case RBT_RULE_VALUEWHEN:
		if (n_in > 2)
			nth = (uint32_t)b->r->value.at[n->arg[2]].f;
		n_in = 2;
		break;
	default:
		break;
	}
	for (unsigned i = 0; i < n_in; i++)
		in[i] = column_of(b, n->arg[i]);
	if (n->kind == RBT_RULE_CROSSOVER || n->kind == RBT_RULE_CROSSUNDER ||
	    n->kind == RBT_RULE_CROSS) {
		in[0] = add_plain(b, RBT_RULE_RELATION, true, 2, in, 0);
		n_in = 1;
	}
	return add_plain(b, n->kind, condition, n_in, in, nth);
}

/* The columns that clauses read; several conditions of a side are or-ed. */
static void
build_clauses(struct builder *b)
{
	const struct rbt_rule *r = b->r;
	struct rbt_rule_program *p = b->p;

	for (unsigned i = 0; i < 4; i++)
		p->side[i] = RBT_RULE_NONE;
	for (size_t i = 0; i < r->when.n; i++) {
		uint32_t *side = &p->side[r->when.at[i].side];
		uint32_t in[2] = {*side, column_of(b, r->when.at[i].node)};

		*side = *side == RBT_RULE_NONE
			    ? in[1]
			    : add_plain(b, RBT_RULE_OR, true, 2, in, 0);
	}
	p->stop = r->stop.on && !r->stop.percent ? column_of(b, r->stop.node)
						 : RBT_RULE_NONE;
	p->trail = r->trail.on && !r->trail.percent
		       ? column_of(b, r->trail.node)
		       : RBT_RULE_NONE;
	p->target = r->target.on && !r->target.percent
			? column_of(b, r->target.node)
			: RBT_RULE_NONE;
}

void
rbt_rule_program_make(struct rbt_rule *r)
{
	struct rbt_rule_program *p = &r->program;
	struct builder *b = rbt_xcalloc(1, sizeof(*b));
	struct rbt_rule_column price = {0};

	b->r = r;
	b->p = p;
	b->result = rbt_xcalloc(r->node.n + 1, sizeof(*b->result));
	/* A node makes two operations and uses two series at most, a clause
	 * one. */
	b->next = rbt_xcalloc(4 * r->node.n + r->when.n + 16, sizeof(*b->next));
	for (unsigned i = 0; i < BUCKETS; i++)
		b->bucket[i] = RBT_RULE_NONE;
	for (unsigned i = 0; i < RBT_RULE_PRICES; i++)
		RBT_VEC_PUSH(&p->col, price);
	for (uint32_t i = 0; i < r->node.n; i++) {
		const struct rbt_rule_node *n = &r->node.at[i];

		if (!n->constant && n->kind != RBT_RULE_SERIES &&
		    n->kind != RBT_RULE_REF)
			b->result[i] = build_node(b, n);
	}
	build_clauses(b);
	free(b->next);
	free(b->result);
	free(b);
	rbt_rule_program_place(p);
}
