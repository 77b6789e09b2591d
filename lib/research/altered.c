/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "research/altered.h"

#include "core/mem.h"
#include "core/rng.h"

#define ONE 1024 /* the factors are multiples of 1 / ONE */

/* What cannot grow is halved. */
static int64_t
draw(struct rbt_rng *r, int64_t largest)
{
	int64_t factor = ONE / 2 + (int64_t)rbt_rng_below(r, ONE);

	return largest > INT64_MAX / 2 ? ONE / 2 : factor;
}

static int64_t
scale(int64_t v, int64_t factor)
{
	return (int64_t)((rbt_i128)v * factor / ONE);
}

/* Above 0; the prices of a bar keep their order, so it stays a good one. */
static rbt_px
scale_px(rbt_px price, int64_t factor)
{
	int64_t v = scale(price.v, factor);

	return (rbt_px){v > 0 ? v : 1};
}

static void
alter(struct rbt_bar *b, struct rbt_rng *r)
{
	int64_t factor = draw(r, b->high.v);

	b->open = scale_px(b->open, factor);
	b->high = scale_px(b->high, factor);
	b->low = scale_px(b->low, factor);
	b->close = scale_px(b->close, factor);
	factor = draw(r, b->volume);
	b->volume = scale(b->volume, factor);
}

int
rbt_altered_init(struct rbt_altered *a, const struct rbt_universe *u,
    struct rbt_err *err)
{
	struct rbt_rng r;

	*a = (struct rbt_altered){.of = u,
	    .bars = rbt_xcalloc(u->n, sizeof *a->bars),
	    .kept = rbt_xcalloc(u->n, sizeof *a->kept)};
	rbt_rng_init(&r, 0, "altered");
	for (size_t i = 0; i < u->n; i++) {
		const struct rbt_series *s = &u->at[i];

		for (size_t k = 0; k < s->n; k++) {
			struct rbt_bar b = rbt_series_bar(s, k);

			alter(&b, &r);
			if (rbt_series_builder_add(&a->bars[i], &b, err) != 0)
				return -1;
		}
		RBT_VEC_PUSH(&a->universe,
		    rbt_series_builder_view(&a->bars[i], s->symbol, s->period));
	}
	return 0;
}

void
rbt_altered_release(struct rbt_altered *a)
{
	for (size_t i = 0; a->bars && i < a->of->n; i++)
		rbt_series_builder_release(&a->bars[i]);
	free(a->bars);
	free(a->kept);
	RBT_VEC_RELEASE(&a->universe);
	*a = (struct rbt_altered){0};
}

void
rbt_altered_keep(struct rbt_altered *a, rbt_ts end)
{
	for (size_t i = 0; i < a->of->n; i++) {
		const struct rbt_series *s = &a->of->at[i];
		struct rbt_series_builder *b = &a->bars[i];
		size_t behind = rbt_series_find(s, end);

		for (size_t k = a->kept[i]; k < behind; k++) {
			b->open[k] = s->open[k];
			b->high[k] = s->high[k];
			b->low[k] = s->low[k];
			b->close[k] = s->close[k];
			if (s->volume)
				b->volume[k] = s->volume[k];
		}
		a->kept[i] = behind;
	}
}
