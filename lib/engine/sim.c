/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/sim.h"

#include <stdlib.h>
#include <string.h>

#include "core/mem.h"
#include "engine/clock.h"
#include "engine/decision.h"
#include "engine/match.h"
#include "engine/run.h"

static void
run_init(struct rbt_run *r, const struct rbt_series *series, size_t n)
{
	r->period = series[0].period;
	r->n = n;
	r->at = rbt_xcalloc(n, sizeof *r->at);
	r->ledger.cash = r->opt->cash;
	r->protects =
	    r->plan->stop.on || r->plan->trail.on || r->plan->target.on;
	for (size_t i = 0; i < n; i++) {
		r->at[i].series = &series[i];
		rbt_feed_init(&r->at[i].feed, n == 1);
	}
}

static void
run_release(struct rbt_run *r)
{
	for (size_t i = 0; i < r->n; i++) {
		rbt_feed_release(&r->at[i].feed);
		RBT_VEC_RELEASE(&r->at[i].lots);
	}
	free(r->at);
	RBT_VEC_RELEASE(&r->active);
	RBT_VEC_RELEASE(&r->turns);
}

/* Draws the signals of p's bar if the current block does not hold it. */
static int
draw(struct rbt_run *r, const struct rbt_signal_source *source,
    struct rbt_position *p, size_t bar)
{
	if (bar < p->feed.from + p->feed.n)
		return 0;
	return rbt_feed_reach(&p->feed, source, (size_t)(p - r->at), p->series,
	    bar, r->err);
}

/* Of the instruments that have a bar, those that have anything to do. */
static int
gather(struct rbt_run *r, const struct rbt_clock *clock,
    const struct rbt_signal_source *source)
{
	r->active.n = 0;
	for (size_t i = 0; i < clock->n_due; i++) {
		struct rbt_position *p = &r->at[clock->due[i]];
		size_t bar = clock->next[clock->due[i]] - 1;

		if (draw(r, source, p, bar) != 0)
			return -1;
		p->bits = rbt_feed_bits(&p->feed, bar);
		if (p->bits == 0 && p->qty.v == 0 &&
		    (r->n_waiting == 0 || p->entry.id == 0))
			continue;
		p->bar = bar;
		r->res->ties += (p->bits & RBT_SIGNAL_TIE) != 0;
		RBT_VEC_PUSH(&r->active, p);
	}
	return 0;
}

static int
mark(struct rbt_run *r, struct rbt_position *p)
{
	rbt_px close = {p->series->close[p->bar]};
	const char *field = NULL;

	if (p->qty.v != 0)
		field = rbt_ledger_mark(&r->ledger, p->qty, p->mark, close);
	if (field != NULL)
		return rbt_run_overflow(r, p, field);
	p->mark = close;
	return 0;
}

/* A trail follows the bar that has closed if its X is defined there. */
static int
move_trail(struct rbt_run *r, struct rbt_position *p)
{
	const struct rbt_series *s = p->series;
	const struct rbt_protection *trail = &r->plan->trail;
	int64_t distance;

	if (p->qty.v == 0 || p->bracket.leg[RBT_LEG_TRAIL].id == 0 ||
	    !rbt_bracket_distance(trail,
		rbt_feed_distance(&p->feed, p->feed.block.trail, p->bar),
		&distance))
		return 0;
	if (!rbt_bracket_trail(&p->bracket, trail, distance, s->high[p->bar],
		s->low[p->bar]))
		return rbt_run_overflow(r, p, "level");
	return 0;
}

/* Every sum of the ledger is what the positions say. */
static void
check_ledger(const struct rbt_run *r)
{
	rbt_i128 value = 0, gross = 0;

	for (size_t i = 0; i < r->n; i++) {
		rbt_money m = rbt_money_of(r->at[i].mark, r->at[i].qty);

		value += m.v;
		gross += m.v < 0 ? -m.v : m.v;
	}
	RBT_BUG_IF(value != r->ledger.value.v || gross != r->ledger.gross.v);
}

static int
equity_of(struct rbt_run *r, rbt_money *out)
{
	const struct rbt_position *last =
	    r->active.n > 0 ? r->active.at[r->active.n - 1] : r->at;

	if (!rbt_ledger_equity(&r->ledger, out))
		return rbt_run_overflow(r, last, "equity");
	return 0;
}

static int
report_equity(struct rbt_run *r)
{
	struct rbt_equity e = {
	    .time = r->close_time,
	    .cash = r->ledger.cash,
	};

	check_ledger(r);
	if (equity_of(r, &e.equity) != 0)
		return -1;
	if (r->sink->equity != NULL)
		r->sink->equity(r->sink->self, &e);
	return 0;
}

static int
decide(struct rbt_run *r)
{
	rbt_money equity;

	if (equity_of(r, &equity) != 0)
		return -1;
	for (size_t i = 0; i < r->active.n; i++)
		if (rbt_decision_make(r, r->active.at[i], equity) != 0)
			return -1;
	return 0;
}

/* The phases of one timestamp, over the active instruments. */
static int
step(struct rbt_run *r, bool equity_due)
{
	bool same_close = r->opt->fill == RBT_FILL_SAME_CLOSE;

	if (rbt_match_open(r) != 0)
		return -1;
	r->res->timestamps_exposed += r->n_held > 0;
	if (rbt_match_inside(r) != 0)
		return -1;
	for (size_t i = 0; i < r->active.n; i++)
		if (mark(r, r->active.at[i]) != 0 ||
		    move_trail(r, r->active.at[i]) != 0)
			return -1;
	if (r->opt->fill == RBT_FILL_NEXT_CLOSE && rbt_match_close(r) != 0)
		return -1;
	if (equity_due && !same_close && report_equity(r) != 0)
		return -1;
	if (decide(r) != 0)
		return -1;
	if (same_close &&
	    (rbt_match_close(r) != 0 || (equity_due && report_equity(r) != 0)))
		return -1;
	return 0;
}

/* How many of n bars from the first one on have no signal. */
static size_t
count_quiet(const uint8_t *bits, size_t n)
{
	uint64_t eight;
	size_t i = 0;

	for (; i + sizeof eight <= n; i += sizeof eight) {
		memcpy(&eight, bits + i, sizeof eight);
		if (eight != 0)
			break;
	}
	while (i < n && bits[i] == 0)
		i++;
	return i;
}

/*
 * One instrument, no order at work, no signal, the session goes on: all that a
 * bar does then is to move the mark.  Takes the bars before `limit` of which
 * that is true at once.
 */
static int
skip_quiet(struct rbt_run *r, struct rbt_clock *clock,
    const struct rbt_signal_source *source, size_t limit)
{
	struct rbt_position *p = &r->at[0];
	size_t bar = clock->next[0], n;

	if (bar >= limit || r->n_waiting > 0 ||
	    !rbt_bracket_is_empty(&p->bracket) ||
	    (p->qty.v != 0 && r->plan->exit_after_bars > 0))
		return 0;
	if (draw(r, source, p, bar) != 0)
		return -1;
	if (limit > p->feed.from + p->feed.n)
		limit = p->feed.from + p->feed.n;
	n = count_quiet(p->feed.block.bits + (bar - p->feed.from), limit - bar);
	if (n == 0)
		return 0;
	rbt_clock_skip(clock, 0, n);
	p->bar = bar + n - 1;
	r->time.ns = p->series->time[p->bar];
	r->res->bars += (int64_t)n;
	r->res->timestamps += (int64_t)n;
	r->res->timestamps_exposed += r->n_held > 0 ? (int64_t)n : 0;
	return mark(r, p);
}

static int
run_bars(struct rbt_run *r, struct rbt_clock *clock,
    const struct rbt_signal_source *source)
{
	bool each = r->opt->equity == RBT_EQUITY_BAR;
	int64_t session_end = INT64_MIN, time = rbt_clock_peek(clock);
	size_t quiet_end = 0;

	r->res->from.ns = time;
	while (time != RBT_CLOCK_OVER) {
		if (time >= session_end) {
			session_end = rbt_calendar_session_end(r->cal,
			    (rbt_ts){time}, r->period);
			if (r->n == 1 && !each)
				quiet_end =
				    rbt_clock_reach(clock, 0, session_end) - 1;
		}
		if (skip_quiet(r, clock, source, quiet_end) != 0)
			return -1;
		time = rbt_clock_peek(clock);
		rbt_clock_take(clock, time);
		r->time.ns = time;
		r->close_time.ns =
		    rbt_period_is_daily(r->period) ? time : time + r->period.ns;
		r->res->timestamps++;
		r->res->bars += (int64_t)clock->n_due;
		if (gather(r, clock, source) != 0)
			return -1;
		time = rbt_clock_peek(clock);
		if (step(r, each || time >= session_end) != 0)
			return -1;
	}
	r->res->to = r->time;
	return 0;
}

/* When what still waits expires: the close of the last session, or of a bar
 * that ends after it. */
static rbt_ts
expiry(const struct rbt_run *r)
{
	rbt_ts close;

	if (rbt_period_is_daily(r->period))
		return r->time;
	close = rbt_calendar_close(r->cal,
	    rbt_calendar_session_of(r->cal, r->time, r->period));
	return close.ns > r->close_time.ns ? close : r->close_time;
}

/* Sends an order's expiry if `id` is one of p's. */
static void
expire(struct rbt_run *r, struct rbt_position *p, int64_t id, rbt_ts when)
{
	struct rbt_order o = p->exit.id == id ? p->exit : p->entry;

	for (enum rbt_leg leg = 0; leg < RBT_LEGS; leg++)
		if (p->bracket.leg[leg].id == id)
			o = rbt_run_leg(p, leg);
	rbt_run_change(r, &o, RBT_ORDER_EXPIRED, RBT_REASON_END, when);
}

static void
expire_all(struct rbt_run *r)
{
	rbt_ts when = expiry(r);

	rbt_run_turns_begin(r);
	for (size_t i = 0; i < r->n; i++) {
		struct rbt_position *p = &r->at[i];
		int64_t ids[] = {p->exit.id, p->entry.id,
		    p->bracket.leg[RBT_LEG_STOP].id,
		    p->bracket.leg[RBT_LEG_TRAIL].id,
		    p->bracket.leg[RBT_LEG_TARGET].id};

		for (size_t k = 0; k < sizeof ids / sizeof ids[0]; k++)
			if (ids[k] != 0)
				rbt_run_turns_add(r, ids[k], p);
	}
	rbt_run_turns_sort(r);
	for (size_t i = 0; i < r->turns.n; i++)
		expire(r, r->turns.at[i].of, r->turns.at[i].id, when);
}

/* What is still held, marked at its last close. */
static int
report_open(struct rbt_run *r, const struct rbt_clock *clock)
{
	struct rbt_trade t;

	for (size_t i = 0; i < r->n; i++) {
		struct rbt_position *p = &r->at[i];

		r->res->stale +=
		    p->qty.v != 0 &&
		    p->series->time[clock->end[i] - 1] < r->time.ns;
		for (size_t k = 0; k < p->lots.n; k++) {
			if (!rbt_lots_mark(&p->lots, k, p->series, p->qty.v < 0,
				p->bar, &t))
				return rbt_run_overflow(r, p, "pnl");
			r->res->n_open++;
			if (r->sink->trade != NULL)
				r->sink->trade(r->sink->self, &t);
		}
	}
	return 0;
}

/* Sells what is held at its last close; every other order has expired. */
static int
close_out(struct rbt_run *r)
{
	r->active.n = 0;
	r->n_waiting = 0;
	for (size_t i = 0; i < r->n; i++) {
		struct rbt_position *p = &r->at[i];

		p->bracket = (struct rbt_bracket){0};
		p->entry.id = p->exit.id = 0;
		if (p->qty.v == 0)
			continue;
		rbt_decision_exit(r, p, RBT_REASON_END);
		RBT_VEC_PUSH(&r->active, p);
	}
	if (r->active.n == 0)
		return 0;
	return rbt_match_close(r) != 0 ? -1 : report_equity(r);
}

static int
finish(struct rbt_run *r, const struct rbt_clock *clock)
{
	struct rbt_sim_result *res = r->res;

	expire_all(r);
	if (r->opt->close_out && close_out(r) != 0)
		return -1;
	if (report_open(r, clock) != 0)
		return -1;
	check_ledger(r);
	res->final_cash = r->ledger.cash;
	res->fees = r->ledger.fees;
	res->slippage_cost = r->ledger.slippage_cost;
	res->traded_value = r->ledger.traded_value;
	return equity_of(r, &res->final_equity);
}

int
rbt_sim_run(const struct rbt_series *series, size_t n,
    const struct rbt_signal_source *source, const struct rbt_calendar *cal,
    const struct rbt_sim_options *opt, const struct rbt_sim_sink *sink,
    struct rbt_sim_result *res, struct rbt_err *err)
{
	struct rbt_clock clock;
	struct rbt_run r = {
	    .opt = opt,
	    .sink = sink,
	    .plan = source->plan,
	    .cal = cal,
	    .res = res,
	    .err = err,
	};
	int rc = -1;

	*res = (struct rbt_sim_result){0};
	RBT_BUG_IF(n == 0 || opt->lot.v <= 0 || opt->cash.v <= 0);
	run_init(&r, series, n);
	rbt_clock_init(&clock, series, n, opt->start, opt->end);
	if (rbt_clock_peek(&clock) == RBT_CLOCK_OVER)
		rbt_err_set(err, RBT_E_DATA, "no bar between start and end");
	else if (run_bars(&r, &clock, source) == 0)
		rc = finish(&r, &clock);
	rbt_clock_release(&clock);
	run_release(&r);
	return rc;
}
