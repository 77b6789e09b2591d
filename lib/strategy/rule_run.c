/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "strategy/rule_run.h"

#include <math.h>

const int64_t *
rbt_rule_run_prices(const struct rbt_series *s, uint32_t series)
{
	switch (series) {
	case RBT_RULE_OPEN:
		return s->open;
	case RBT_RULE_HIGH:
		return s->high;
	case RBT_RULE_LOW:
		return s->low;
	default:
		return s->close;
	}
}

static void
run_ta(const struct rbt_rule_run *r, const struct rbt_rule_op *op)
{
	struct rbt_ta_col in[RBT_TA_MAX_IN] = {{NULL, NULL}};
	double *out[RBT_TA_MAX_OUT];

	if (r->state->slot[op->slot].ta == NULL)
		return; /* shared */
	for (unsigned i = 0; i < op->n_in; i++) {
		if (op->in[i] < RBT_RULE_PRICES)
			in[i].px =
			    rbt_rule_run_prices(r->s, op->in[i]) + r->from;
		else
			in[i].f = rbt_rule_run_number(r, op->in[i]);
	}
	for (unsigned i = 0; i < op->n_out; i++)
		out[i] = rbt_rule_run_number(r, op->out[i]);
	rbt_ta_run(r->state->slot[op->slot].ta, in, r->m, out);
}

/* Reads the value of n bars ago out of a ring of n and puts this one in. */
static void
run_back(const struct rbt_rule_run *r, const struct rbt_rule_op *op)
{
	uint32_t pos = r->state->slot[op->slot].pos;

	if (op->condition) {
		const uint8_t *in = rbt_rule_run_condition(r, op->in[0]);
		uint8_t *out = rbt_rule_run_condition(r, op->out[0]);
		uint8_t *ring = r->state->conditions + op->ring;

		for (size_t i = 0; i < r->m; i++) {
			out[i] = ring[pos];
			ring[pos] = in[i];
			pos = pos + 1 == op->n ? 0 : pos + 1;
		}
	} else {
		const double *in = rbt_rule_run_number(r, op->in[0]);
		double *out = rbt_rule_run_number(r, op->out[0]);
		double *ring = r->state->numbers + op->ring;

		for (size_t i = 0; i < r->m; i++) {
			out[i] = ring[pos];
			ring[pos] = in[i];
			pos = pos + 1 == op->n ? 0 : pos + 1;
		}
	}
	r->state->slot[op->slot].pos = pos;
}

static void
run_price_back(const struct rbt_rule_run *r, const struct rbt_rule_op *op)
{
	const int64_t *px = rbt_rule_run_prices(r->s, op->in[0]);
	double *out = rbt_rule_run_number(r, op->out[0]);
	size_t i = 0;

	for (; i < r->m && r->from + i < op->n; i++)
		out[i] = (double)NAN;
	if (i < r->m)
		rbt_rule_column_prices(px + (r->from + i - op->n), r->m - i,
		    out + i);
}

static void
run_barssince(const struct rbt_rule_run *r, const struct rbt_rule_op *op)
{
	const uint8_t *in = rbt_rule_run_condition(r, op->in[0]);
	double *out = rbt_rule_run_number(r, op->out[0]);
	int64_t since = r->state->slot[op->slot].since;

	for (size_t i = 0; i < r->m; i++) {
		if (in[i] == 1)
			since = 0;
		else if (since >= 0)
			since++;
		out[i] = since >= 0 ? (double)since : (double)NAN;
	}
	r->state->slot[op->slot].since = since;
}

/* A ring of the last n+1 values; the oldest of them is the answer. */
static void
run_valuewhen(const struct rbt_rule_run *r, const struct rbt_rule_op *op)
{
	const uint8_t *when = rbt_rule_run_condition(r, op->in[0]);
	const double *x = rbt_rule_run_number(r, op->in[1]);
	double *out = rbt_rule_run_number(r, op->out[0]);
	double *ring = r->state->numbers + op->ring;
	uint32_t pos = r->state->slot[op->slot].pos;

	for (size_t i = 0; i < r->m; i++) {
		if (when[i] == 1) {
			ring[pos] = x[i];
			pos = pos == op->n ? 0 : pos + 1;
		}
		out[i] = ring[pos];
	}
	r->state->slot[op->slot].pos = pos;
}

static void
run_volume(const struct rbt_rule_run *r, const struct rbt_rule_op *op)
{
	static const double scale[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7,
	    1e8};
	double *out = rbt_rule_run_number(r, op->out[0]);
	const int64_t *v = r->s->volume;

	for (size_t i = 0; i < r->m; i++) {
		if (v == NULL || v[r->from + i] == RBT_SERIES_NO_VOLUME)
			out[i] = (double)NAN;
		else
			out[i] =
			    (double)v[r->from + i] / scale[r->s->volume_digits];
	}
}

static void
run_relation(const struct rbt_rule_run *r, const struct rbt_rule_op *op)
{
	uint8_t *out = rbt_rule_run_condition(r, op->out[0]);
	union rbt_rule_slot *slot = &r->state->slot[op->slot];

	rbt_rule_column_relation(rbt_rule_run_number(r, op->in[0]),
	    rbt_rule_run_number(r, op->in[1]), r->m, out);
	out[-1] = slot->relation;
	slot->relation = out[r->m - 1];
	for (size_t i = r->m; i % 8 != 0; i++)
		out[i] = RBT_RULE_UNDEFINED;
	rbt_rule_column_mark_equal(out, 4, r->m, r->bits);
}

static void
run_if(const struct rbt_rule_run *r, const struct rbt_rule_op *op)
{
	const uint8_t *c = rbt_rule_run_condition(r, op->in[0]);

	if (op->condition)
		rbt_rule_column_choose_condition(c,
		    rbt_rule_run_condition(r, op->in[1]),
		    rbt_rule_run_condition(r, op->in[2]), r->m,
		    rbt_rule_run_condition(r, op->out[0]));
	else
		rbt_rule_column_choose(c, rbt_rule_run_number(r, op->in[1]),
		    rbt_rule_run_number(r, op->in[2]), r->m,
		    rbt_rule_run_number(r, op->out[0]));
}

static void
run_bar(const struct rbt_rule_run *r, const struct rbt_rule_op *op)
{
	double *out = rbt_rule_run_number(r, op->out[0]);

	for (size_t i = 0; i < r->m; i++)
		out[i] = (double)(r->from + i);
}

/* Operations that are a mere loop over columns. */
static void
run_plain(const struct rbt_rule_run *r, const struct rbt_rule_op *op)
{
	uint8_t kind = op->kind;

	if (kind <= RBT_RULE_MAX)
		rbt_rule_column_binary(kind, rbt_rule_run_number(r, op->in[0]),
		    rbt_rule_run_number(r, op->in[1]), r->m,
		    rbt_rule_run_number(r, op->out[0]));
	else if (kind <= RBT_RULE_SQRT)
		rbt_rule_column_unary(kind, rbt_rule_run_number(r, op->in[0]),
		    r->m, rbt_rule_run_number(r, op->out[0]));
	else if (kind <= RBT_RULE_NE)
		rbt_rule_column_compare(kind, rbt_rule_run_number(r, op->in[0]),
		    rbt_rule_run_number(r, op->in[1]), r->m,
		    rbt_rule_run_condition(r, op->out[0]));
	else if (kind <= RBT_RULE_NOT)
		rbt_rule_column_logic(kind,
		    rbt_rule_run_condition(r, op->in[0]),
		    rbt_rule_run_condition(r, op->in[op->n_in > 1]), r->m,
		    rbt_rule_run_condition(r, op->out[0]));
	else
		rbt_rule_column_crossing(kind,
		    rbt_rule_run_condition(r, op->in[0]), r->m,
		    rbt_rule_run_condition(r, op->out[0]));
}

void
rbt_rule_run_op(const struct rbt_rule_run *r, const struct rbt_rule_op *op)
{
	switch (op->kind) {
	case RBT_RULE_TA:
		run_ta(r, op);
		break;
	case RBT_RULE_PX:
		rbt_rule_column_prices(rbt_rule_run_prices(r->s, op->n) +
					   r->from,
		    r->m, rbt_rule_run_number(r, op->out[0]));
		break;
	case RBT_RULE_PX_BACK:
		run_price_back(r, op);
		break;
	case RBT_RULE_VOLUME:
		run_volume(r, op);
		break;
	case RBT_RULE_BAR:
		run_bar(r, op);
		break;
	case RBT_RULE_RELATION:
		run_relation(r, op);
		break;
	case RBT_RULE_IF:
		run_if(r, op);
		break;
	case RBT_RULE_BACK:
		run_back(r, op);
		break;
	case RBT_RULE_BARSSINCE:
		run_barssince(r, op);
		break;
	case RBT_RULE_VALUEWHEN:
		run_valuewhen(r, op);
		break;
	default:
		run_plain(r, op);
	}
}
