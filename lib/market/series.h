/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bars of one instrument as columns, borrowed from a mapped segment or
 * owned by a builder.  Everything that computes reads these.
 */
#ifndef RBT_MARKET_SERIES_H
#define RBT_MARKET_SERIES_H

#include <stddef.h>
#include <stdint.h>

#include "core/time.h"
#include "market/bar.h"

struct rbt_series {
	const char *symbol; /* borrowed, NUL-terminated */
	rbt_period period;
	size_t n;
	const int64_t *time;                      /* n openings, ns, rising */
	const int64_t *open, *high, *low, *close; /* n prices in 1e-8 */
	const int64_t *volume; /* n x 10^-volume_digits; NULL: no volume */
	int volume_digits;
	/* A volume of RBT_SERIES_NO_VOLUME is the missing one of a series that
	 * has volume on other bars. */
};

#define RBT_SERIES_NO_VOLUME INT64_MIN

/* Bar i of s. */
struct rbt_bar rbt_series_bar(const struct rbt_series *s, size_t i);
/* The first bar at or after t (s->n if none). */
size_t rbt_series_find(const struct rbt_series *s, rbt_ts t);

/*
 * Collects bars in rising order into owned columns; volumes with different
 * numbers of decimals are brought to the largest one.
 */
struct rbt_series_builder {
	int64_t *time, *open, *high, *low, *close, *volume;
	size_t n, cap;
	int volume_digits;
	bool has_volume;
};

/* RBT_E_DATA "volume overflow" if a volume does not fit the common scale. */
static inline int rbt_series_builder_add(struct rbt_series_builder *b,
    const struct rbt_bar *bar, struct rbt_err *err) RBT_MUST_USE;
/* A view of what was collected, valid until the next add or release. */
struct rbt_series rbt_series_builder_view(const struct rbt_series_builder *b,
    const char *symbol, rbt_period period);
void rbt_series_builder_release(struct rbt_series_builder *b);

/* The bars for which the columns grow or a volume is brought to another scale.
 */
int rbt_series_builder_add_any(struct rbt_series_builder *b,
    const struct rbt_bar *bar, struct rbt_err *err) RBT_MUST_USE;

/* Puts a bar behind the others where there is room, with its volume in the
 * common scale. */
static inline void
rbt_series_builder_put(struct rbt_series_builder *b, const struct rbt_bar *bar,
    int64_t volume)
{
	size_t i = b->n++;

	b->time[i] = bar->time.ns;
	b->open[i] = bar->open.v;
	b->high[i] = bar->high.v;
	b->low[i] = bar->low.v;
	b->close[i] = bar->close.v;
	b->volume[i] = volume;
}

static inline int
rbt_series_builder_add(struct rbt_series_builder *b, const struct rbt_bar *bar,
    struct rbt_err *err)
{
	if (b->n == b->cap || bar->volume_digits != b->volume_digits)
		return rbt_series_builder_add_any(b, bar, err);
	b->has_volume = true;
	rbt_series_builder_put(b, bar, bar->volume);
	return 0;
}

#endif
