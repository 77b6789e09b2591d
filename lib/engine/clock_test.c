/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The merge of uneven series, and the ends of sessions. */
#include "engine/clock.h"

#include "harness/t.h"

static const int64_t a[] = {10, 20, 30, 40, 60};
static const int64_t b[] = {20, 25, 40};
static const int64_t c[] = {5};
static const struct rbt_series series[] = {
    {.symbol = "A", .n = 5, .time = a},
    {.symbol = "B", .n = 3, .time = b},
    {.symbol = "C", .n = 1, .time = c},
};

/* The order of bars as "time:instruments" words. */
static void
merge(int64_t start, int64_t end, char *out, size_t size)
{
	struct rbt_clock clock;
	int64_t t;
	size_t len = 0;

	out[0] = '\0';
	rbt_clock_init(&clock, series, 3, (rbt_ts){start}, (rbt_ts){end});
	while ((t = rbt_clock_peek(&clock)) != RBT_CLOCK_OVER) {
		rbt_clock_take(&clock, t);
		len += (size_t)snprintf(out + len, size - len, "%d:", (int)t);
		for (size_t i = 0; i < clock.n_due; i++) {
			size_t k = clock.due[i], bar = clock.next[k] - 1;

			T_INT(series[k].time[bar], t);
			len += (size_t)snprintf(out + len, size - len, "%s",
			    series[k].symbol);
		}
		len += (size_t)snprintf(out + len, size - len, " ");
	}
	rbt_clock_release(&clock);
}

static void
test_merge(void)
{
	char text[256];

	merge(INT64_MIN, INT64_MAX, text, sizeof text);
	T_STR(text, "5:C 10:A 20:AB 25:B 30:A 40:AB 60:A ");
	merge(20, 40, text, sizeof text);
	T_STR(text, "20:AB 25:B 30:A ");
	merge(61, 70, text, sizeof text);
	T_STR(text, "");
}

static void
test_reach(void)
{
	int64_t time[1000];
	struct rbt_series s = {.symbol = "A", .n = 1000, .time = time};
	struct rbt_clock clock;
	int bad = 0;

	for (int i = 0; i < 1000; i++)
		time[i] = 3 * i;
	rbt_clock_init(&clock, &s, 1, (rbt_ts){0}, (rbt_ts){2400});
	rbt_clock_skip(&clock, 0, 17);
	T_INT(rbt_clock_peek(&clock), 51);
	for (int64_t t = 0; t < 3100; t++) {
		size_t want = t <= 51 ? 17 : (size_t)(t + 2) / 3;

		want = want > 800 ? 800 : want;
		bad += rbt_clock_reach(&clock, 0, t) != want;
	}
	T_INT(bad, 0);
	rbt_clock_release(&clock);
}

int
main(void)
{
	test_merge();
	test_reach();
	T_DONE(18);
}
