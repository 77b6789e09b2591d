/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs a program over blocks of bars, some hundred rows at a time so that the
 * columns stay in the nearest cache.
 */
#include <math.h>
#include <string.h>

#include "core/mem.h"
#include "strategy/rule_run.h"

#define CHUNK     RBT_RULE_CHUNK
#define STATE_MAX ((size_t)1 << 30) /* bytes of one instrument's state */

struct instrument {
	bool open;
	size_t next; /* bar that comes next */
	struct rbt_rule_state state;
};

struct rbt_rule_eval {
	const struct rbt_rule *rule;
	struct rbt_rule_share *share;
	size_t n;
	struct instrument *at;
	struct rbt_rule_run run; /* holds the registers */
	size_t cap;              /* bars of the output arrays */
	uint8_t *bits;
	double *stop, *trail, *target;
};

static void
fill_constants(const struct rbt_rule_run *r)
{
	for (uint32_t c = RBT_RULE_PRICES; c < r->p->col.n; c++) {
		const struct rbt_rule_column *col = &r->p->col.at[c];

		if (!col->constant || col->last == RBT_RULE_NONE)
			continue;
		if (col->condition) {
			memset(rbt_rule_run_condition(r, c), (int)col->f,
			    CHUNK);
			continue;
		}
		for (size_t i = 0; i < CHUNK; i++)
			rbt_rule_run_number(r, c)[i] = col->f;
	}
}

struct rbt_rule_eval *
rbt_rule_eval_new(const struct rbt_rule *r, size_t n)
{
	struct rbt_rule_eval *ev = rbt_xcalloc(1, sizeof(*ev));
	const struct rbt_rule_program *p = &r->program;

	RBT_BUG_IF(!r->bound);
	ev->rule = r;
	ev->n = n;
	ev->at = rbt_xcalloc(n + 1, sizeof(*ev->at));
	ev->run.p = p;
	ev->run.numbers = rbt_xcalloc((size_t)p->n_number + 1,
	    RBT_RULE_NUMBER_STRIDE * sizeof(double));
	ev->run.conditions =
	    rbt_xcalloc((size_t)p->n_condition + 1, RBT_RULE_CONDITION_STRIDE);
	fill_constants(&ev->run);
	return ev;
}

void
rbt_rule_eval_share(struct rbt_rule_eval *ev, struct rbt_rule_share *share)
{
	ev->share = share;
}

static void
release_state(const struct rbt_rule_program *p, struct rbt_rule_state *state)
{
	for (size_t i = 0; i < p->op.n && state->slot != NULL; i++)
		if (p->op.at[i].kind == RBT_RULE_TA)
			rbt_ta_free(state->slot[p->op.at[i].slot].ta);
	free(state->shared);
	free(state->slot);
	free(state->numbers);
	free(state->conditions);
}

void
rbt_rule_eval_free(struct rbt_rule_eval *ev)
{
	if (ev == NULL)
		return;
	for (size_t i = 0; i < ev->n; i++)
		release_state(ev->run.p, &ev->at[i].state);
	free(ev->at);
	free(ev->run.numbers);
	free(ev->run.conditions);
	free(ev->bits);
	free(ev->stop);
	free(ev->trail);
	free(ev->target);
	free(ev);
}

/* The state of an indicator, unless its columns can be had ready. */
static struct rbt_ta_state *
open_indicator(const struct rbt_rule_eval *ev, struct rbt_rule_state *state,
    const struct rbt_rule_op *op, const struct rbt_series *s)
{
	double *out[RBT_TA_MAX_OUT];

	if (ev->share == NULL || !rbt_rule_share_get(ev->share, op, s, out))
		return rbt_ta_new(op->ta, op->param);
	for (unsigned i = 0; i < op->n_out; i++)
		state->shared[op->out[i]] = out[i];
	return NULL;
}

static int
open_state(const struct rbt_rule_eval *ev, struct rbt_rule_state *state,
    const struct rbt_series *s, struct rbt_err *err)
{
	const struct rbt_rule_program *p = ev->run.p;

	state->numbers = rbt_alloc_n((size_t)p->ring_numbers + 1,
	    sizeof(double), STATE_MAX, err);
	state->conditions =
	    rbt_alloc_n((size_t)p->ring_conditions + 1, 1, STATE_MAX, err);
	if (state->numbers == NULL || state->conditions == NULL)
		return -1;
	state->shared = rbt_xcalloc(p->col.n + 1, sizeof(*state->shared));
	state->slot = rbt_xcalloc((size_t)p->n_slot + 1, sizeof(*state->slot));
	for (size_t i = 0; i < p->ring_numbers; i++)
		state->numbers[i] = (double)NAN;
	memset(state->conditions, 2, p->ring_conditions);
	for (size_t i = 0; i < p->op.n; i++) {
		const struct rbt_rule_op *op = &p->op.at[i];
		union rbt_rule_slot *slot = &state->slot[op->slot];

		if (op->kind == RBT_RULE_TA)
			slot->ta = open_indicator(ev, state, op, s);
		else if (op->kind == RBT_RULE_BARSSINCE)
			slot->since = -1;
		else if (op->kind == RBT_RULE_RELATION)
			slot->relation = RBT_RULE_UNDEFINED;
	}
	return 0;
}

static void
copy_distance(const struct rbt_rule_run *r, uint32_t col, double *out,
    size_t done)
{
	if (col != RBT_RULE_NONE)
		memcpy(out + done, rbt_rule_run_number(r, col),
		    r->m * sizeof(*out));
}

/* Room for n bars of output. */
static void
reserve(struct rbt_rule_eval *ev, size_t n)
{
	if (n <= ev->cap)
		return;
	ev->cap = n;
	ev->bits = rbt_xrealloc(ev->bits, n + 8);
	ev->stop = rbt_xrealloc(ev->stop, n * sizeof(double));
	ev->trail = rbt_xrealloc(ev->trail, n * sizeof(double));
	ev->target = rbt_xrealloc(ev->target, n * sizeof(double));
}

/* The rows of r, to the output from `done` on. */
static void
run_chunk(struct rbt_rule_eval *ev, const struct rbt_rule_run *r, size_t done)
{
	const struct rbt_rule_program *p = r->p;

	for (size_t k = 0; k < p->op.n; k++)
		rbt_rule_run_op(r, &p->op.at[k]);
	for (unsigned k = 0; k < 4; k++)
		if (p->side[k] != RBT_RULE_NONE)
			rbt_rule_column_mark(rbt_rule_run_condition(r,
						 p->side[k]),
			    k, r->m, r->bits);
	copy_distance(r, p->stop, ev->stop, done);
	copy_distance(r, p->trail, ev->trail, done);
	copy_distance(r, p->target, ev->target, done);
}

static int
eval_block(void *self, size_t i, const struct rbt_series *s, size_t from,
    size_t n, struct rbt_signal_block *out, struct rbt_err *err)
{
	struct rbt_rule_eval *ev = self;
	const struct rbt_rule_program *p = ev->run.p;
	struct rbt_rule_run *r = &ev->run;
	struct instrument *inst = &ev->at[i];

	RBT_BUG_IF(i >= ev->n || from != inst->next || from + n > s->n);
	if (!inst->open && open_state(ev, &inst->state, s, err) != 0)
		return rbt_err_wrap(err, "%s: memory for looking back",
		    ev->rule->text.name);
	inst->open = true;
	reserve(ev, n);
	memset(ev->bits, 0, n + 8);
	r->state = &inst->state;
	r->shared = inst->state.shared;
	r->s = s;
	for (size_t done = 0; done < n; done += r->m) {
		r->from = from + done;
		r->m = n - done < CHUNK ? n - done : CHUNK;
		r->bits = ev->bits + done;
		run_chunk(ev, r, done);
	}
	inst->next += n;
	out->bits = ev->bits;
	out->stop = p->stop != RBT_RULE_NONE ? ev->stop : NULL;
	out->trail = p->trail != RBT_RULE_NONE ? ev->trail : NULL;
	out->target = p->target != RBT_RULE_NONE ? ev->target : NULL;
	return 0;
}

struct rbt_signal_source
rbt_rule_eval_source(struct rbt_rule_eval *ev)
{
	return (struct rbt_signal_source){.self = ev,
	    .plan = &ev->rule->plan,
	    .block = eval_block};
}
