/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "research/tape.h"

#include "core/mem.h"

#define BLOCK     4096 /* bars; the engine draws no more at a time */
#define TRACK_MAX ((size_t)1 << 36) /* bytes */

static const struct rbt_trade_plan no_plan = {.amount_e8 = 1};

/* Keeps a column of m distances if the block has one. */
static int
keep(double **to, const double *from, size_t at, size_t m, size_t cap,
    struct rbt_err *err)
{
	if (from == NULL)
		return 0;
	if (*to == NULL &&
	    (*to = rbt_alloc_n(cap, sizeof **to, TRACK_MAX, err)) == NULL)
		return -1;
	memcpy(*to + at, from, m * sizeof **to);
	return 0;
}

static int
record_track(struct rbt_tape_track *t, const struct rbt_signal_source *source,
    size_t i, const struct rbt_series *s, struct rbt_err *err)
{
	for (size_t at = 0, m; at < t->n; at += m) {
		struct rbt_signal_block b;

		m = t->n - at < BLOCK ? t->n - at : BLOCK;
		if (source->block(source->self, i, s, at, m, &b, err) != 0 ||
		    keep(&t->stop, b.stop, at, m, t->cap, err) != 0 ||
		    keep(&t->trail, b.trail, at, m, t->cap, err) != 0 ||
		    keep(&t->target, b.target, at, m, t->cap, err) != 0)
			return -1;
		memcpy(t->bits + at, b.bits, m);
	}
	return 0;
}

int
rbt_tape_draw(struct rbt_tape *t, const struct rbt_signal_source *source,
    const struct rbt_universe *u, rbt_ts end, struct rbt_err *err)
{
	*t = (struct rbt_tape){.n = u->n,
	    .plan = source ? source->plan : &no_plan,
	    .track = rbt_xcalloc(u->n, sizeof *t->track)};
	for (size_t i = 0; i < u->n; i++) {
		struct rbt_tape_track *track = &t->track[i];

		track->n = rbt_series_find(&u->at[i], end);
		/* A block may reach behind the end; nobody looks there. */
		track->cap = track->n + BLOCK;
		track->bits = rbt_alloc_n(track->cap, 1, TRACK_MAX, err);
		if (track->bits == NULL ||
		    (source &&
			record_track(track, source, i, &u->at[i], err) != 0))
			return -1;
	}
	return 0;
}

int
rbt_tape_record(struct rbt_tape *t, const struct rbt_rule *rule,
    const struct rbt_universe *u, rbt_ts end, struct rbt_rule_share *share,
    struct rbt_err *err)
{
	struct rbt_rule_eval *eval =
	    rule ? rbt_rule_eval_new(rule, u->n) : NULL;
	struct rbt_signal_source source = {0};
	int rc;

	if (eval) {
		rbt_rule_eval_share(eval, share);
		source = rbt_rule_eval_source(eval);
	}
	rc = rbt_tape_draw(t, eval ? &source : NULL, u, end, err);
	rbt_rule_eval_free(eval);
	return rc;
}

void
rbt_tape_release(struct rbt_tape *t)
{
	for (size_t i = 0; i < t->n; i++) {
		free(t->track[i].bits);
		free(t->track[i].stop);
		free(t->track[i].trail);
		free(t->track[i].target);
	}
	free(t->track);
	*t = (struct rbt_tape){0};
}

static void
delay_column(double *x, size_t n)
{
	if (x == NULL)
		return;
	memmove(x + 1, x, (n - 1) * sizeof *x);
	x[0] = (double)NAN;
}

void
rbt_tape_delay(struct rbt_tape *t)
{
	for (size_t i = 0; i < t->n; i++) {
		struct rbt_tape_track *track = &t->track[i];

		if (track->n == 0)
			continue;
		memmove(track->bits + 1, track->bits, track->n - 1);
		track->bits[0] = 0;
		delay_column(track->stop, track->n);
		delay_column(track->trail, track->n);
		delay_column(track->target, track->n);
	}
}

static int
play(void *self, size_t i, const struct rbt_series *s, size_t from, size_t n,
    struct rbt_signal_block *out, struct rbt_err *err)
{
	const struct rbt_tape *t = self;
	const struct rbt_tape_track *track = &t->track[i];

	(void)s;
	(void)err;
	RBT_BUG_IF(from + n > track->cap);
	out->bits = track->bits + from;
	out->stop = track->stop ? track->stop + from : NULL;
	out->trail = track->trail ? track->trail + from : NULL;
	out->target = track->target ? track->target + from : NULL;
	return 0;
}

struct rbt_signal_source
rbt_tape_source(struct rbt_tape *t)
{
	return (struct rbt_signal_source){.self = t,
	    .plan = t->plan,
	    .block = play};
}
