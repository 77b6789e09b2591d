/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Expected values are worked out by hand. */
#include "market/series.h"

#include "harness/t.h"

static struct rbt_bar
bar(int64_t day, int64_t volume, int digits)
{
	return (struct rbt_bar){
	    .time = rbt_ts_from_day(day),
	    .open = {day * 10 + 1},
	    .high = {day * 10 + 3},
	    .low = {day * 10},
	    .close = {day * 10 + 2},
	    .volume = volume,
	    .volume_digits = digits,
	};
}

static void
add(struct rbt_series_builder *b, struct rbt_bar x)
{
	struct rbt_err err = {0};

	T_INT(rbt_series_builder_add(b, &x, &err), 0);
}

static void
test_columns(void)
{
	struct rbt_series_builder b = {0};
	struct rbt_series s;
	struct rbt_bar x;

	for (int64_t day = 0; day < 1000; day++)
		add(&b, bar(2 * day, day, 0));
	s = rbt_series_builder_view(&b, "A", (rbt_period){RBT_DAY_NS});
	T_STR(s.symbol, "A");
	T_INT(s.n, 1000);
	T_INT(s.period.ns, RBT_DAY_NS);
	x = rbt_series_bar(&s, 999);
	T_INT(x.time.ns, 1998 * RBT_DAY_NS);
	T_INT(x.open.v, 19981);
	T_INT(x.high.v, 19983);
	T_INT(x.low.v, 19980);
	T_INT(x.close.v, 19982);
	T_INT(x.volume, 999);
	T_INT(x.volume_digits, 0);
	T_INT(rbt_series_find(&s, rbt_ts_from_day(-5)), 0);
	T_INT(rbt_series_find(&s, rbt_ts_from_day(0)), 0);
	T_INT(rbt_series_find(&s, rbt_ts_from_day(1)), 1);
	T_INT(rbt_series_find(&s, rbt_ts_from_day(2)), 1);
	T_INT(rbt_series_find(&s, rbt_ts_from_day(1998)), 999);
	T_INT(rbt_series_find(&s, rbt_ts_from_day(1999)), 1000);
	rbt_series_builder_release(&b);
	s = rbt_series_builder_view(&b, "A", (rbt_period){RBT_DAY_NS});
	T_INT(s.n, 0);
	T_INT(rbt_series_find(&s, rbt_ts_from_day(0)), 0);
}

static void
test_volume_scale(void)
{
	struct rbt_series_builder b = {0};
	struct rbt_series s;
	struct rbt_bar big;
	struct rbt_err err = {0};

	add(&b, bar(1, 0, RBT_BAR_NO_VOLUME));
	s = rbt_series_builder_view(&b, "A", (rbt_period){RBT_DAY_NS});
	T_OK(s.volume == NULL);
	T_INT(rbt_series_bar(&s, 0).volume_digits, RBT_BAR_NO_VOLUME);
	add(&b, bar(2, 7, 0));
	add(&b, bar(3, 125, 2)); /* 1.25: the 7 becomes 700 */
	add(&b, bar(4, 5, 1));   /* 0.5: 50 */
	add(&b, bar(5, 0, RBT_BAR_NO_VOLUME));
	s = rbt_series_builder_view(&b, "A", (rbt_period){RBT_DAY_NS});
	T_INT(s.volume_digits, 2);
	T_INT(s.volume[0], RBT_SERIES_NO_VOLUME);
	T_INT(s.volume[1], 700);
	T_INT(s.volume[2], 125);
	T_INT(s.volume[3], 50);
	T_INT(rbt_series_bar(&s, 4).volume_digits, RBT_BAR_NO_VOLUME);

	big = bar(6, INT64_MAX / 50, 0);
	T_INT(rbt_series_builder_add(&b, &big, &err), -1);
	T_STR(err.msg, "volume overflow");
	T_INT(b.n, 5);
	big.volume_digits = 2;
	add(&b, big);
	big = bar(7, 1, 8);
	T_INT(rbt_series_builder_add(&b, &big, &err), -1);
	T_INT(b.volume_digits, 2);
	T_INT(b.volume[1], 700);
	rbt_series_builder_release(&b);
}

int
main(void)
{
	test_columns();
	test_volume_scale();
	T_DONE(1038);
}
