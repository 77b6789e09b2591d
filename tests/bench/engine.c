/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The event-driven engine against two bare loops that do the same job, one
 * fused and one that hands each bar to four functions: sma-cross over 10
 * million one-minute bars of one symbol, exact 128-bit ledger, an equity point
 * a session.  All run in this process, in turn, best of several rounds; the
 * final equities must be equal.  Then 500 symbols in one account.  usage:
 * engine STRATEGY-FILE [MILLION-BARS]
 */
#include "core/io.h"
#include "engine/sim.h"
#include "market/calendar.h"
#include "strategy/rule.h"

#include "bench/bench.h"

#define FAST    10
#define SLOW    30
#define CASH    100000
#define SYMBOLS 500
#define DAYS    1260 /* five years */

/* The bare loop: what a C programmer writes for just this job. */
static rbt_i128
bare(const struct columns *c, rbt_i128 *session_equity)
{
	rbt_i128 cash = (rbt_i128)CASH * RBT_DEC_ONE * RBT_DEC_ONE;
	int64_t fast = 0, slow = 0, qty = 0, want = 0, day = 0;
	int pending = 0; /* 1 buy, -1 sell at the next open */
	int was_above = 0, was_below = 0, known = 0;
	size_t sessions = 0;

	for (size_t i = 0; i < c->n; i++) {
		int64_t px = c->close[i], d = c->time[i] / RBT_DAY_NS;
		int above, below;

		if (d != day) {
			if (i)
				session_equity[sessions++] =
				    cash + (rbt_i128)qty * RBT_DEC_ONE *
					       c->close[i - 1];
			day = d;
		}
		if (pending > 0) {
			int64_t can = (int64_t)(cash / ((rbt_i128)c->open[i] *
							   RBT_DEC_ONE));

			qty = want < can ? want : can;
			cash -= (rbt_i128)qty * RBT_DEC_ONE * c->open[i];
		} else if (pending < 0) {
			cash += (rbt_i128)qty * RBT_DEC_ONE * c->open[i];
			qty = 0;
		}
		pending = 0;
		fast += px - (i >= FAST ? c->close[i - FAST] : 0);
		slow += px - (i >= SLOW ? c->close[i - SLOW] : 0);
		if (i + 1 < SLOW)
			continue;
		above = fast * SLOW > slow * FAST;
		below = fast * SLOW < slow * FAST;
		if (known && above && !was_above && !qty) {
			want = (int64_t)(cash / ((rbt_i128)px * RBT_DEC_ONE));
			pending = want > 0;
		} else if (known && below && !was_below && qty) {
			pending = -1;
		}
		was_above = above;
		was_below = below;
		known = 1;
	}
	return cash + (rbt_i128)qty * RBT_DEC_ONE * c->close[c->n - 1];
}

/*
 * The bare event loop: each bar is put together from its columns and handed to
 * a broker, a strategy, an account and a collector through pointers, as an
 * engine does that knows nothing of its parts.
 */
struct bar {
	int64_t time, open, high, low, close;
};

struct loop {
	const struct columns *c;
	size_t i, sessions;
	rbt_i128 cash, equity, *session_equity;
	int64_t fast, slow, qty, want, day;
	int pending, was_above, was_below, known;
};

static void
broker(struct loop *l, const struct bar *b)
{
	rbt_i128 unit = (rbt_i128)b->open * RBT_DEC_ONE;

	if (l->pending > 0) {
		int64_t can = (int64_t)(l->cash / unit);

		l->qty = l->want < can ? l->want : can;
		l->cash -= l->qty * unit;
	} else if (l->pending < 0) {
		l->cash += l->qty * unit;
		l->qty = 0;
	}
	l->pending = 0;
}

static void
strategy(struct loop *l, const struct bar *b)
{
	const int64_t *close = l->c->close;
	int above, below;

	l->fast += b->close - (l->i >= FAST ? close[l->i - FAST] : 0);
	l->slow += b->close - (l->i >= SLOW ? close[l->i - SLOW] : 0);
	if (l->i + 1 < SLOW)
		return;
	above = l->fast * SLOW > l->slow * FAST;
	below = l->fast * SLOW < l->slow * FAST;
	if (l->known && above && !l->was_above && !l->qty) {
		l->want =
		    (int64_t)(l->cash / ((rbt_i128)b->close * RBT_DEC_ONE));
		l->pending = l->want > 0;
	} else if (l->known && below && !l->was_below && l->qty) {
		l->pending = -1;
	}
	l->was_above = above;
	l->was_below = below;
	l->known = 1;
}

static void
account(struct loop *l, const struct bar *b)
{
	l->equity = l->cash + (rbt_i128)l->qty * RBT_DEC_ONE * b->close;
}

static void
collector(struct loop *l, const struct bar *b)
{
	int64_t day = b->time / RBT_DAY_NS;

	l->sessions += day != l->day && l->i > 0;
	l->day = day;
	l->session_equity[l->sessions] = l->equity;
}

typedef void handler(struct loop *l, const struct bar *b);

/* Read at run time, so that the compiler cannot know who is called. */
static handler *volatile handlers[] = {broker, strategy, account, collector};

static rbt_i128
event_loop(const struct columns *c, rbt_i128 *session_equity)
{
	struct loop l = {.c = c,
	    .cash = (rbt_i128)CASH * RBT_DEC_ONE * RBT_DEC_ONE,
	    .session_equity = session_equity};
	handler *call[] = {handlers[0], handlers[1], handlers[2], handlers[3]};

	for (l.i = 0; l.i < c->n; l.i++) {
		struct bar b = {c->time[l.i], c->open[l.i], c->high[l.i],
		    c->low[l.i], c->close[l.i]};

		for (size_t k = 0; k < 4; k++)
			call[k](&l, &b);
	}
	return l.equity;
}

/* Runs the rule over n series; ends the program if that fails. */
static double
run(const struct rbt_series *s, size_t n, const struct rbt_rule *rule,
    const char *calendar, rbt_i128 cash, struct rbt_sim_result *res)
{
	struct rbt_sim_options opt = RBT_SIM_OPTIONS_INIT;
	struct rbt_signal_source src;
	struct rbt_sim_sink sink = {0};
	struct rbt_rule_eval *ev;
	struct rbt_err err = {0};
	const struct rbt_calendar *cal = rbt_calendar_find(calendar, &err);
	double t = now();

	ev = rbt_rule_eval_new(rule, n);
	src = rbt_rule_eval_source(ev);
	opt.cash.v = cash * RBT_DEC_ONE * RBT_DEC_ONE;
	if (!cal || rbt_sim_run(s, n, &src, cal, &opt, &sink, res, &err) != 0) {
		fprintf(stderr, "engine: %s\n", err.msg);
		exit(1);
	}
	rbt_rule_eval_free(ev);
	return now() - t;
}

static struct rbt_series
series_of(const struct columns *c, const char *symbol, int64_t period)
{
	return (struct rbt_series){.symbol = symbol,
	    .period = {period},
	    .n = c->n,
	    .time = c->time,
	    .open = c->open,
	    .high = c->high,
	    .low = c->low,
	    .close = c->close};
}

static struct rbt_rule *
parse(const char *text, size_t len, const char *name)
{
	struct rbt_err err = {0};
	struct rbt_rule *rule = rbt_rule_parse(text, len, name, &err);

	if (!rule || rbt_rule_bind(rule, &err) != 0) {
		fprintf(stderr, "engine: %s\n", err.msg);
		exit(1);
	}
	return rule;
}

static struct rbt_rule *
load(const char *path)
{
	struct rbt_buf text = {0};
	struct rbt_err err = {0};

	if (rbt_io_read_file(path, 1 << 20, &text, &err) != 0) {
		fprintf(stderr, "engine: %s\n", err.msg);
		exit(1);
	}
	return parse(text.data, text.len, path);
}

static int
one_symbol(const char *path, size_t n)
{
	struct columns c = make_columns(n, MINUTE_NS);
	struct rbt_series s = series_of(&c, "BENCH", MINUTE_NS);
	rbt_i128 *equity = rbt_xcalloc(n / 1440 + 2, sizeof *equity), want;
	double fused = 1e9, events = 1e9, engine = 1e9, t;
	struct rbt_rule *rule = load(path);
	struct rbt_sim_result res;
	int differ = 0;

	for (int i = 0; i < ROUNDS; i++) {
		t = now();
		want = bare(&c, equity);
		keep_least(&fused, now() - t);
		t = now();
		differ |= event_loop(&c, equity) != want;
		keep_least(&events, now() - t);
		keep_least(&engine, run(&s, 1, rule, "24/7", CASH, &res));
		differ |= res.final_equity.v != want;
	}
	if (differ) {
		fprintf(stderr, "engine: final equities differ\n");
		return 1;
	}
	printf("sma-cross, one symbol, %zu million bars, %lld trades\n",
	    n / 1000000, (long long)res.n_trades);
	printf("  bare fused loop %7.1f million bars/s\n",
	    (double)n / fused / 1e6);
	printf("  bare event loop %7.1f million bars/s\n",
	    (double)n / events / 1e6);
	printf("  engine          %7.1f million bars/s   %.2f of the fused, "
	       "%.2f of the event loop\n",
	    (double)n / engine / 1e6, fused / engine, events / engine);
	return 0;
}

/* Each symbol is the same walk from another day of it on. */
static void
portfolio(void)
{
	static const char rule[] = "a = sma(close, 10)\nb = sma(close, 30)\n"
				   "enter long when crossover(a, b)\n"
				   "exit long when crossunder(a, b)\n"
				   "size 0.2% of equity\n";
	static struct rbt_series series[SYMBOLS];
	static char symbols[SYMBOLS][8];
	struct columns all = make_columns(SYMBOLS + DAYS, RBT_DAY_NS), c;
	struct rbt_rule *parsed = parse(rule, sizeof rule - 1, "rule");
	struct rbt_sim_result res;
	double best = 1e9;

	for (size_t i = 0; i < SYMBOLS; i++) {
		snprintf(symbols[i], sizeof symbols[i], "S%03zu", i);
		c = (struct columns){DAYS, all.time, all.open + i, all.high + i,
		    all.low + i, all.close + i};
		series[i] = series_of(&c, symbols[i], RBT_DAY_NS);
	}
	for (int i = 0; i < ROUNDS; i++)
		keep_least(&best,
		    run(series, SYMBOLS, parsed, "24/7", 100 * CASH, &res));
	printf("sma-cross, %d symbols, %d days, one account, %lld trades\n",
	    SYMBOLS, DAYS, (long long)res.n_trades);
	printf("  engine          %7.1f million bars/s, %.1f ms\n",
	    SYMBOLS * DAYS / best / 1e6, 1e3 * best);
}

int
main(int argc, char **argv)
{
	size_t n = (argc > 2 ? (size_t)atoi(argv[2]) : 10) * 1000000;

	if (argc < 2)
		return 2;
	if (one_symbol(argv[1], n) != 0)
		return 1;
	portfolio();
	return 0;
}
