/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/merge.h"

#include "core/digits.h"

/* Volume text for messages. */
static const char *
volume_text(const struct rbt_bar *b, char out[RBT_DEC_MAX])
{
	if (b->volume_digits == RBT_BAR_NO_VOLUME)
		return "null";
	(void)rbt_dec_format(b->volume, b->volume_digits, out);
	return out;
}

static bool
same_volume(const struct rbt_bar *a, const struct rbt_bar *b)
{
	if (a->volume_digits == RBT_BAR_NO_VOLUME ||
	    b->volume_digits == RBT_BAR_NO_VOLUME)
		return a->volume_digits == b->volume_digits;
	return a->volume * (rbt_i128)rbt_digits_pow10[b->volume_digits] ==
	       b->volume * (rbt_i128)rbt_digits_pow10[a->volume_digits];
}

/* 0 if the two bars are equal, else -1 with what differs in *err. */
static int
compare(const struct rbt_bar *old, const struct rbt_bar *fresh,
    struct rbt_err *err)
{
	const rbt_px was[] = {old->open, old->high, old->low, old->close};
	const rbt_px is[] = {fresh->open, fresh->high, fresh->low,
	    fresh->close};
	static const char *const names[] = {"open", "high", "low", "close"};
	char x[RBT_DEC_MAX], y[RBT_DEC_MAX];

	for (int i = 0; i < 4; i++) {
		if (was[i].v == is[i].v)
			continue;
		(void)rbt_dec_format(is[i].v, RBT_DEC_DIGITS, x);
		(void)rbt_dec_format(was[i].v, RBT_DEC_DIGITS, y);
		return rbt_err_set(err, RBT_E_DATA,
		    "%s %s disagrees with %s already there", names[i], x, y);
	}
	if (same_volume(old, fresh))
		return 0;
	return rbt_err_set(err, RBT_E_DATA,
	    "volume %s disagrees with %s already there", volume_text(fresh, x),
	    volume_text(old, y));
}

/* Two bars of one time: *out is the one that stays. */
static int
settle(const struct rbt_series *s, const struct rbt_bar *old,
    const struct rbt_bar *fresh, enum rbt_on_conflict policy,
    struct rbt_bar *out, struct rbt_merge_counts *c, struct rbt_err *err)
{
	struct rbt_err why = {0};
	char time[RBT_TS_MAX];

	*out = *old;
	if (compare(old, fresh, &why) == 0) {
		c->same++;
		return 0;
	}
	switch (policy) {
	case RBT_ON_CONFLICT_KEEP:
		c->kept++;
		return 0;
	case RBT_ON_CONFLICT_REPLACE:
		c->replaced++;
		*out = *fresh;
		return 0;
	case RBT_ON_CONFLICT_ERROR:
		break;
	}
	(void)rbt_ts_format_for(old->time, s->period, time);
	return rbt_err_set(err, RBT_E_DATA,
	    "%s %s: %s (--on-conflict keep or replace decides)", s->symbol,
	    time, why.msg);
}

int
rbt_merge(const struct rbt_series *old, const struct rbt_series *fresh,
    enum rbt_on_conflict policy, const struct rbt_rows_home *home,
    struct rbt_rows *out, struct rbt_merge_counts *c, struct rbt_err *err)
{
	size_t i = 0, j = 0;
	struct rbt_bar bar, other;

	while (i < old->n || j < fresh->n) {
		if (j == fresh->n ||
		    (i < old->n && old->time[i] < fresh->time[j])) {
			bar = rbt_series_bar(old, i++);
		} else if (i == old->n || fresh->time[j] < old->time[i]) {
			bar = rbt_series_bar(fresh, j++);
			c->added++;
		} else {
			other = rbt_series_bar(fresh, j++);
			bar = rbt_series_bar(old, i++);
			if (settle(old, &bar, &other, policy, &bar, c, err) !=
			    0)
				return -1;
		}
		rbt_bar_trim(&bar);
		if (rbt_rows_room(out, home, &bar, err) != 0)
			return -1;
		if (rbt_rows_add(out, &bar, err) != 0)
			return rbt_err_wrap(err, "%s", old->symbol);
	}
	return rbt_rows_end(out, home, err);
}
