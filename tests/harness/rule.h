/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For the tests of rule files: made-up bars and a rule run over them. */
#ifndef RBT_HARNESS_RULE_H
#define RBT_HARNESS_RULE_H

#include <stdlib.h>

#include "core/rng.h"
#include "harness/t.h"
#include "strategy/rule.h"

#define T_BARS 1500

/* Bars of a random walk in steps of 0.05, so that closes and averages are
 * often equal; every seventh volume is missing. */
struct t_bars {
	int64_t open[T_BARS], high[T_BARS], low[T_BARS], close[T_BARS];
	int64_t volume[T_BARS];
	struct rbt_series series;
};

static inline void
t_bars_make(struct t_bars *b, uint64_t seed)
{
	const int64_t tick = 5000000;
	int64_t px = 400 * tick;
	struct rbt_rng rng;

	rbt_rng_init(&rng, seed, "bars");
	for (size_t i = 0; i < T_BARS; i++) {
		b->open[i] = px;
		px += ((int64_t)rbt_rng_below(&rng, 9) - 4) * tick;
		px = px < 10 * tick ? 10 * tick : px;
		b->close[i] = px;
		b->high[i] = (b->open[i] > px ? b->open[i] : px) +
			     (int64_t)rbt_rng_below(&rng, 3) * tick;
		b->low[i] = (b->open[i] < px ? b->open[i] : px) -
			    (int64_t)rbt_rng_below(&rng, 3) * tick;
		b->volume[i] = (int64_t)rbt_rng_below(&rng, 100000);
		if (rbt_rng_below(&rng, 7) == 0)
			b->volume[i] = RBT_SERIES_NO_VOLUME;
	}
	b->series = (struct rbt_series){.symbol = "T",
	    .n = T_BARS,
	    .open = b->open,
	    .high = b->high,
	    .low = b->low,
	    .close = b->close,
	    .volume = b->volume,
	    .volume_digits = 2};
}

/* What a rule said of each bar. */
struct t_signals {
	uint8_t bits[T_BARS];
	double stop[T_BARS], trail[T_BARS], target[T_BARS];
};

/* Parsed and bound; ends the test if that fails. */
static inline struct rbt_rule *
t_rule(const char *text)
{
	struct rbt_err err = {0};
	struct rbt_rule *r =
	    rbt_rule_parse(text, strlen(text), "test.rule", &err);

	if (r == NULL || rbt_rule_bind(r, &err) != 0) {
		printf("%s\n0 passed, 1 failed\n", err.msg);
		exit(1);
	}
	return r;
}

static inline void
t_copy(double *to, const double *from, size_t n)
{
	if (from != NULL)
		memcpy(to, from, n * sizeof(*to));
}

/* Instrument i of ev over all bars of s, in blocks of `step`. */
static inline void
t_eval(struct rbt_rule_eval *ev, size_t i, const struct rbt_series *s,
    size_t step, struct t_signals *out)
{
	struct rbt_signal_source src = rbt_rule_eval_source(ev);
	struct rbt_signal_block block;

	memset(out, 0, sizeof(*out));
	for (size_t at = 0; at < s->n; at += step) {
		size_t n = at + step < s->n ? step : s->n - at;

		if (src.block(src.self, i, s, at, n, &block, NULL) != 0) {
			printf("no block at %zu\n0 passed, 1 failed\n", at);
			exit(1);
		}
		memcpy(out->bits + at, block.bits, n);
		t_copy(out->stop + at, block.stop, n);
		t_copy(out->trail + at, block.trail, n);
		t_copy(out->target + at, block.target, n);
	}
}

static inline void
t_run(const struct rbt_rule *r, const struct rbt_series *s, size_t step,
    struct t_signals *out)
{
	struct rbt_rule_eval *ev = rbt_rule_eval_new(r, 1);

	t_eval(ev, 0, s, step, out);
	rbt_rule_eval_free(ev);
}

/* Whether the first n bars agree, undefined with undefined. */
static inline int
t_agree(const double *a, const double *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!(a[i] == b[i] || (isnan(a[i]) && isnan(b[i]))))
			return 0;
	return 1;
}

static inline int
t_same_signals(const struct t_signals *a, const struct t_signals *b, size_t n)
{
	return memcmp(a->bits, b->bits, n) == 0 &&
	       t_agree(a->stop, b->stop, n) && t_agree(a->trail, b->trail, n) &&
	       t_agree(a->target, b->target, n);
}

#endif
