/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What remains of a program and where its columns live: operations that no
 * clause needs are dropped, and a register is free again behind the last
 * operation that reads its column.
 */
#include "strategy/rule_internal.h"

#define UNUSED  RBT_RULE_NONE
#define FOREVER (RBT_RULE_NONE - 1)

/* Free registers of one kind. */
struct pool {
	struct RBT_VEC(uint32_t) free;
	uint32_t n;
};

static uint32_t
take_register(struct pool *p)
{
	return p->free.n > 0 ? p->free.at[--p->free.n] : p->n++;
}

/* A column that a clause reads lives to the end of the chunk. */
static void
need(struct rbt_rule_program *p, uint32_t col)
{
	if (col == RBT_RULE_NONE)
		return;
	p->col.at[col].last = FOREVER;
	if (p->col.at[col].warmup > p->warmup)
		p->warmup = p->col.at[col].warmup;
}

/* From the clauses backwards; keeps what is needed, in order. */
static void
drop_unused(struct rbt_rule_program *p)
{
	size_t kept = 0;

	for (size_t i = 0; i < p->col.n; i++)
		p->col.at[i].last = UNUSED;
	for (unsigned i = 0; i < 4; i++)
		need(p, p->side[i]);
	need(p, p->stop);
	need(p, p->trail);
	need(p, p->target);
	for (size_t i = p->op.n; i-- > 0;) {
		struct rbt_rule_op *op = &p->op.at[i];
		bool used = false;

		for (unsigned o = 0; o < op->n_out; o++)
			used = used || p->col.at[op->out[o]].last != UNUSED;
		for (unsigned k = 0; used && k < op->n_in; k++)
			if (p->col.at[op->in[k]].last == UNUSED)
				p->col.at[op->in[k]].last = 0;
		op->n_out = used ? op->n_out : 0;
	}
	for (size_t i = 0; i < p->op.n; i++)
		if (p->op.at[i].n_out > 0)
			p->op.at[kept++] = p->op.at[i];
	p->op.n = kept;
}

static void
note_last_reads(struct rbt_rule_program *p)
{
	for (uint32_t i = 0; i < p->op.n; i++) {
		struct rbt_rule_op *op = &p->op.at[i];

		for (unsigned k = 0; k < op->n_in; k++)
			if (p->col.at[op->in[k]].last != FOREVER)
				p->col.at[op->in[k]].last = i;
		/* an output that nothing reads is free behind its own */
		for (unsigned o = 0; o < op->n_out; o++)
			if (p->col.at[op->out[o]].last == UNUSED)
				p->col.at[op->out[o]].last = i;
	}
}

static void
release_after(struct rbt_rule_program *p, uint32_t i, uint32_t col,
    struct pool pool[2])
{
	struct rbt_rule_column *c = &p->col.at[col];

	if (col < RBT_RULE_PRICES || c->constant || c->last != i)
		return;
	RBT_VEC_PUSH(&pool[c->condition].free, c->reg);
	c->last = UNUSED; /* an input can stand twice in an operation */
}

static void
assign_registers(struct rbt_rule_program *p)
{
	struct pool pool[2] = {{{0}, 0}, {{0}, 0}};

	for (size_t i = RBT_RULE_PRICES; i < p->col.n; i++) {
		struct rbt_rule_column *c = &p->col.at[i];

		if (c->constant && c->last != UNUSED)
			c->reg = take_register(&pool[c->condition]);
	}
	for (uint32_t i = 0; i < p->op.n; i++) {
		struct rbt_rule_op *op = &p->op.at[i];

		for (unsigned o = 0; o < op->n_out; o++) {
			struct rbt_rule_column *c = &p->col.at[op->out[o]];

			c->reg = take_register(&pool[c->condition]);
		}
		for (unsigned k = 0; k < op->n_in; k++)
			release_after(p, i, op->in[k], pool);
		for (unsigned o = 0; o < op->n_out; o++)
			release_after(p, i, op->out[o], pool);
	}
	p->n_number = pool[0].n;
	p->n_condition = pool[1].n;
	RBT_VEC_RELEASE(&pool[0].free);
	RBT_VEC_RELEASE(&pool[1].free);
}

/* Places in the state of an instrument for operations with a memory. */
static void
assign_slots(struct rbt_rule_program *p)
{
	for (size_t i = 0; i < p->op.n; i++) {
		struct rbt_rule_op *op = &p->op.at[i];
		uint32_t *ring =
		    op->condition ? &p->ring_conditions : &p->ring_numbers;
		uint32_t len = 0;

		if (op->kind == RBT_RULE_BACK)
			len = op->n;
		else if (op->kind == RBT_RULE_VALUEWHEN)
			len = op->n + 1;
		else if (op->kind != RBT_RULE_TA &&
			 op->kind != RBT_RULE_BARSSINCE &&
			 op->kind != RBT_RULE_RELATION)
			continue;
		op->slot = p->n_slot++;
		op->ring = *ring;
		*ring += len;
	}
}

void
rbt_rule_program_place(struct rbt_rule_program *p)
{
	drop_unused(p);
	note_last_reads(p);
	assign_registers(p);
	assign_slots(p);
}
