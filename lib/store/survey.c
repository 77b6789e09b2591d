/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/survey.h"

#include <inttypes.h>
#include <math.h>

static void
note_day(int64_t *n, int64_t days[RBT_SURVEY_SHOWN], int64_t day)
{
	if (*n < RBT_SURVEY_SHOWN)
		days[*n] = day;
	++*n;
}

static void
survey_days(struct rbt_survey *v, const struct rbt_series *s,
    const struct rbt_calendar *c)
{
	int64_t known_first, known_last, next = 0, end = INT64_MIN;

	rbt_calendar_span(c, &known_first, &known_last);
	for (size_t i = 0; i < s->n; i++) {
		rbt_ts time = {s->time[i]};
		int64_t day;

		if (time.ns < end)
			continue; /* of the session of the bar before */
		day = rbt_calendar_session_of(c, time, s->period);
		end = rbt_calendar_session_end(c, time, s->period);
		if (i == 0)
			next = day < known_first ? known_first : day;
		if (day < next || day > known_last)
			continue; /* seen, or not known */
		for (int64_t d = next; d < day; d++) {
			if (rbt_calendar_is_session(c, d))
				note_day(&v->missing, v->missing_day, d);
		}
		if (!rbt_calendar_is_session(c, day))
			note_day(&v->extra, v->extra_day, day);
		next = day + 1;
	}
}

/* In integers, so the verdict is the same everywhere; both are above 0.  Nearly
 * all moves are far less than a quarter, which is quickly said. */
static inline bool
is_unusual(int64_t before, int64_t close)
{
	rbt_i128 p = before, c = close;

	if ((close > before ? close - before : before - close) < before / 4)
		return false;
	return 2 * c >= 3 * p || 5 * c <= 3 * p;
}

struct rbt_survey
rbt_survey_series(const struct rbt_series *s, const struct rbt_calendar *c)
{
	struct rbt_survey v = {0};

	if (s->period.ns <= RBT_DAY_NS)
		survey_days(&v, s, c);
	for (size_t i = 1; i < s->n; i++) {
		if (!is_unusual(s->close[i - 1], s->close[i]))
			continue;
		if (v.moves < RBT_SURVEY_SHOWN)
			v.move_at[v.moves] = i;
		v.moves++;
	}
	return v;
}

/* ": " and the days, "..." if there are more. */
static void
add_days(struct rbt_buf *b, int64_t n, const int64_t days[RBT_SURVEY_SHOWN])
{
	char text[RBT_TS_MAX];

	rbt_buf_add_char(b, ':');
	for (int i = 0; i < RBT_SURVEY_SHOWN && i < n; i++) {
		(void)rbt_ts_format_date(rbt_ts_from_day(days[i]), text);
		rbt_buf_printf(b, " %s", text);
	}
	if (n > RBT_SURVEY_SHOWN)
		rbt_buf_add_str(b, " ...");
}

void
rbt_survey_missing_text(struct rbt_buf *b, const struct rbt_survey *v,
    const char *symbol, const struct rbt_calendar *c)
{
	rbt_buf_clear(b);
	rbt_buf_printf(b, "%s: %" PRId64 " %s of %s without a bar", symbol,
	    v->missing, v->missing == 1 ? "session" : "sessions",
	    rbt_calendar_name(c));
	add_days(b, v->missing, v->missing_day);
}

void
rbt_survey_extra_text(struct rbt_buf *b, const struct rbt_survey *v,
    const char *symbol, const struct rbt_calendar *c)
{
	rbt_buf_clear(b);
	rbt_buf_printf(b, "%s: bars on %" PRId64 " %s no session of %s", symbol,
	    v->extra, v->extra == 1 ? "day that is" : "days that are",
	    rbt_calendar_name(c));
	add_days(b, v->extra, v->extra_day);
}

/* " a 4:1 split?" if the opening price says so to within 4 %. */
static void
add_split(struct rbt_buf *b, const struct rbt_series *s, size_t at)
{
	static const int ratio[] = {2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 30, 50,
	    100};
	double x = rbt_px_to_f64((rbt_px){s->close[at - 1]}) /
		   rbt_px_to_f64((rbt_px){s->open[at]});

	for (size_t i = 0; i < sizeof ratio / sizeof ratio[0]; i++) {
		if (fabs(x / ratio[i] - 1.0) < 0.04)
			rbt_buf_printf(b, ", a %d:1 split?", ratio[i]);
		else if (fabs(x * ratio[i] - 1.0) < 0.04)
			rbt_buf_printf(b, ", a 1:%d split?", ratio[i]);
	}
}

void
rbt_survey_moves_text(struct rbt_buf *b, const struct rbt_survey *v,
    const struct rbt_series *s)
{
	char time[RBT_TS_MAX], from[RBT_DEC_MAX], to[RBT_DEC_MAX];

	rbt_buf_clear(b);
	rbt_buf_printf(b, "%s: %" PRId64 " unusual %s:", s->symbol, v->moves,
	    v->moves == 1 ? "move" : "moves");
	for (int i = 0; i < RBT_SURVEY_SHOWN && i < v->moves; i++) {
		size_t at = v->move_at[i];
		rbt_px before = {s->close[at - 1]}, close = {s->close[at]};
		double change =
		    rbt_px_to_f64(close) / rbt_px_to_f64(before) - 1.0;

		(void)rbt_ts_format_for((rbt_ts){s->time[at]}, s->period, time);
		(void)rbt_dec_format(before.v, RBT_DEC_DIGITS, from);
		(void)rbt_dec_format(close.v, RBT_DEC_DIGITS, to);
		rbt_buf_printf(b, "%s %s %s to %s (%+.1f %%", i > 0 ? ";" : "",
		    time, from, to, 100.0 * change);
		add_split(b, s, at);
		rbt_buf_add_char(b, ')');
	}
	if (v->moves > RBT_SURVEY_SHOWN)
		rbt_buf_add_str(b, "; ...");
}
