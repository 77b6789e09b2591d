/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Strategies for tests that may see all the data they are given: what a rule
 * file cannot write.
 */
#ifndef RBT_HARNESS_PEEK_H
#define RBT_HARNESS_PEEK_H

#include "research/lookahead.h"

#define T_PEEK_MAX   4096 /* bars of a block, as the tape draws them */
#define T_PEEK_TAPES 8    /* tapes that are in use at a time, or more */

struct t_peek {
	/* Of bar k, given all n closes: its signals; what is held as the
	 * distance of the stop.  NULL: none. */
	uint8_t (*bits)(const int64_t *close, size_t n, size_t k);
	double (*stop)(const int64_t *close, size_t n, size_t k);
	/* Units of an order, given all closes; NULL: 1. */
	int64_t (*units)(const int64_t *close, size_t n);
};

static const struct t_peek *t_peek_at;
static uint8_t t_peek_bits[T_PEEK_MAX];
static double t_peek_stop[T_PEEK_MAX];
/* One for each of the last tapes: they borrow it. */
static struct rbt_trade_plan t_peek_plans[T_PEEK_TAPES];
static size_t t_peek_n;

static inline int
t_peek_block(void *self, size_t i, const struct rbt_series *s, size_t from,
    size_t n, struct rbt_signal_block *out, struct rbt_err *err)
{
	(void)self;
	(void)i;
	(void)err;
	for (size_t k = 0; k < n; k++) {
		t_peek_bits[k] = t_peek_at->bits
				     ? t_peek_at->bits(s->close, s->n, from + k)
				     : 0;
		if (t_peek_at->stop)
			t_peek_stop[k] =
			    t_peek_at->stop(s->close, s->n, from + k);
	}
	*out = (struct rbt_signal_block){.bits = t_peek_bits,
	    .stop = t_peek_at->stop ? t_peek_stop : NULL};
	return 0;
}

static inline int
t_peek_record(const void *self, const struct rbt_universe *u, rbt_ts end,
    struct rbt_tape *out, struct rbt_err *err)
{
	struct rbt_trade_plan *plan = &t_peek_plans[t_peek_n++ % T_PEEK_TAPES];
	struct rbt_signal_source source = {.plan = plan, .block = t_peek_block};
	const struct rbt_series *s = &u->at[0];

	t_peek_at = self;
	*plan = (struct rbt_trade_plan){.has_entry = true,
	    .size = RBT_SIZE_UNITS,
	    .amount_e8 =
		RBT_DEC_ONE *
		(t_peek_at->units ? t_peek_at->units(s->close, s->n) : 1),
	    .stop = {.on = t_peek_at->stop != NULL}};
	return rbt_tape_draw(out, &source, u, end, err);
}

#endif
