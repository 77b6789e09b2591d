/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values by hand. */
#include "research/altered.h"

#include "harness/t.h"

#define N 64

static int64_t at[N], open[N], high[N], low[N], close[N], volume[N];
static struct rbt_err err;

static void
fill(int64_t px)
{
	for (int64_t i = 0; i < N; i++) {
		at[i] = i * RBT_DAY_NS;
		open[i] = px + 2;
		high[i] = px + 4;
		low[i] = px;
		close[i] = px + 3;
		volume[i] = i == 5 ? RBT_SERIES_NO_VOLUME : 1000;
	}
}

static struct rbt_series
series(const char *symbol)
{
	return (struct rbt_series){.symbol = symbol,
	    .period = {RBT_DAY_NS},
	    .n = N,
	    .time = at,
	    .open = open,
	    .high = high,
	    .low = low,
	    .close = close,
	    .volume = volume,
	    .volume_digits = 2};
}

/* Good bars, each of them another, by a factor that is in its range. */
static void
test_all(const struct rbt_universe *u)
{
	struct rbt_altered a;
	int good = 0, other = 0, between = 0, same_volume = 0;

	T_INT(rbt_altered_init(&a, u, &err), 0);
	T_INT(a.universe.n, 2);
	for (size_t i = 0; i < u->n; i++) {
		const struct rbt_series *s = &a.universe.at[i];
		struct rbt_bar_check c = {0};

		T_STR(s->symbol, u->at[i].symbol);
		T_INT(s->n, N);
		T_INT(s->volume_digits, 2);
		for (size_t k = 0; k < N; k++) {
			struct rbt_bar b = rbt_series_bar(s, k);
			bool repaired;

			good += rbt_bar_check(&c, &b, s->period, false,
				    &repaired, &err) == 0;
			other += s->close[k] != close[k];
			between += s->close[k] >= close[k] / 2 &&
				   s->close[k] <= close[k] / 2 * 3;
			same_volume += s->volume[k] == volume[k];
		}
		T_INT(s->volume[5], RBT_SERIES_NO_VOLUME);
	}
	T_INT(good, 2 * N);
	/* One factor in 1024 is 1. */
	T_OK(other >= 2 * N - 2);
	T_INT(between, 2 * N);
	T_OK(same_volume >= 2 && same_volume <= 4);
	T_OK(a.universe.at[0].close[7] != a.universe.at[1].close[7]);
	rbt_altered_release(&a);
}

static void
test_keep(const struct rbt_universe *u)
{
	struct rbt_altered a;
	const struct rbt_series *s;
	int64_t behind;

	T_INT(rbt_altered_init(&a, u, &err), 0);
	s = &a.universe.at[1];
	behind = s->close[30];
	rbt_altered_keep(&a, (rbt_ts){at[10]});
	rbt_altered_keep(&a, (rbt_ts){at[30]});
	T_OK(memcmp(s->open, open, 30 * sizeof *open) == 0);
	T_OK(memcmp(s->high, high, 30 * sizeof *open) == 0);
	T_OK(memcmp(s->low, low, 30 * sizeof *open) == 0);
	T_OK(memcmp(s->close, close, 30 * sizeof *open) == 0);
	T_OK(memcmp(s->volume, volume, 30 * sizeof *open) == 0);
	T_INT(s->close[30], behind);
	rbt_altered_release(&a);
}

/* The smallest and the largest prices stay good ones. */
static void
test_bounds(int64_t px)
{
	const struct rbt_universe u = {.at = (struct rbt_series[]){series("A")},
	    .n = 1};
	struct rbt_altered a;
	struct rbt_bar_check c = {0};
	int good = 0;

	fill(px);
	T_INT(rbt_altered_init(&a, &u, &err), 0);
	for (size_t k = 0; k < N; k++) {
		struct rbt_bar b = rbt_series_bar(&a.universe.at[0], k);
		bool repaired;

		good += rbt_bar_check(&c, &b, u.at[0].period, false, &repaired,
			    &err) == 0;
	}
	T_INT(good, N);
	rbt_altered_release(&a);
}

int
main(void)
{
	struct rbt_series both[] = {series("A"), series("B")};
	const struct rbt_universe u = {.at = both, .n = 2};

	fill(100 * RBT_DEC_ONE);
	test_all(&u);
	test_keep(&u);
	test_bounds(1);
	test_bounds(INT64_MAX - 4);
	T_DONE(2 + 8 + 5 + 7 + 2 + 2);
}
