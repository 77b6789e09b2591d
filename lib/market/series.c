/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "market/series.h"

#include <stdlib.h>

#include "core/mem.h"
#include "core/os.h"
#include "core/rank.h"

struct rbt_bar
rbt_series_bar(const struct rbt_series *s, size_t i)
{
	struct rbt_bar b = {
	    .time = {s->time[i]},
	    .open = {s->open[i]},
	    .high = {s->high[i]},
	    .low = {s->low[i]},
	    .close = {s->close[i]},
	    .volume = 0,
	    .volume_digits = RBT_BAR_NO_VOLUME,
	};

	if (s->volume != NULL && s->volume[i] != RBT_SERIES_NO_VOLUME) {
		b.volume = s->volume[i];
		b.volume_digits = s->volume_digits;
	}
	return b;
}

size_t
rbt_series_find(const struct rbt_series *s, rbt_ts t)
{
	return rbt_rank(s->time, s->n, t.ns);
}

/* Bytes of a column from which on it is in large pages. */
#define LARGE ((size_t)4 << 20)

static void
grow(struct rbt_series_builder *b)
{
	int64_t **column[] = {&b->time, &b->open, &b->high, &b->low, &b->close,
	    &b->volume};
	size_t bytes;

	b->cap = b->cap ? 2 * b->cap : 256;
	bytes = b->cap * sizeof(int64_t);
	for (size_t i = 0; i < sizeof column / sizeof column[0]; i++) {
		*column[i] = rbt_xrealloc(*column[i], bytes);
		if (bytes >= LARGE)
			rbt_os_large_pages(*column[i], bytes);
	}
}

/* v x 10^digits; false if it does not fit. */
static bool
scale(int64_t v, int digits, int64_t *out)
{
	for (int i = 0; i < digits; i++) {
		if (__builtin_mul_overflow(v, (int64_t)10, &v))
			return false;
	}
	*out = v;
	return true;
}

/* Brings all volumes collected so far to `digits` decimals, or none. */
static bool
rescale(struct rbt_series_builder *b, int digits)
{
	int more = digits - b->volume_digits;
	int64_t v;

	for (size_t i = 0; i < b->n; i++) {
		if (b->volume[i] != RBT_SERIES_NO_VOLUME &&
		    !scale(b->volume[i], more, &v))
			return false;
	}
	for (size_t i = 0; i < b->n; i++) {
		if (b->volume[i] != RBT_SERIES_NO_VOLUME)
			(void)scale(b->volume[i], more, &b->volume[i]);
	}
	b->volume_digits = digits;
	return true;
}

int
rbt_series_builder_add_any(struct rbt_series_builder *b,
    const struct rbt_bar *bar, struct rbt_err *err)
{
	int64_t volume = RBT_SERIES_NO_VOLUME;

	if (bar->volume_digits != RBT_BAR_NO_VOLUME) {
		if (bar->volume_digits > b->volume_digits &&
		    !rescale(b, bar->volume_digits))
			return rbt_err_set(err, RBT_E_DATA, "volume overflow");
		if (!scale(bar->volume, b->volume_digits - bar->volume_digits,
			&volume))
			return rbt_err_set(err, RBT_E_DATA, "volume overflow");
		b->has_volume = true;
	}
	if (b->n == b->cap)
		grow(b);
	rbt_series_builder_put(b, bar, volume);
	return 0;
}

struct rbt_series
rbt_series_builder_view(const struct rbt_series_builder *b, const char *symbol,
    rbt_period period)
{
	return (struct rbt_series){
	    .symbol = symbol,
	    .period = period,
	    .n = b->n,
	    .time = b->time,
	    .open = b->open,
	    .high = b->high,
	    .low = b->low,
	    .close = b->close,
	    .volume = b->has_volume ? b->volume : NULL,
	    .volume_digits = b->volume_digits,
	};
}

void
rbt_series_builder_release(struct rbt_series_builder *b)
{
	free(b->time);
	free(b->open);
	free(b->high);
	free(b->low);
	free(b->close);
	free(b->volume);
	*b = (struct rbt_series_builder){0};
}
