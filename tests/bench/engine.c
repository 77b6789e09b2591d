/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The event-driven engine against a bare loop that does the same job: sma-cross
 * over 10 million one-minute bars of one symbol, exact 128-bit ledger, an
 * equity point a session.  Both run in this process, in turn, best of several
 * rounds; the final equities must be equal.  usage: engine STRATEGY-FILE
 * [MILLION-BARS]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/io.h"
#include "core/mem.h"
#include "engine/sim.h"
#include "market/calendar.h"
#include "strategy/rule.h"

#define ROUNDS     5
#define FAST       10
#define SLOW       30
#define CASH       100000
#define MINUTE_NS  (60 * RBT_SEC_NS)
#define CENT       1000000
#define FIRST_YEAR 2000

struct columns {
	size_t n;
	int64_t *time, *open, *high, *low, *close;
};

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* A walk in cents between 50 and 200, the same every time. */
static struct columns
make_columns(size_t n)
{
	struct columns c = {.n = n};
	int64_t start = rbt_day_from_civil(FIRST_YEAR, 1, 1) * RBT_DAY_NS;
	int64_t px = 10000;
	uint64_t x = 88172645463325252u; /* xorshift64, Marsaglia 2003 */

	c.time = rbt_xcalloc(n, sizeof *c.time);
	c.open = rbt_xcalloc(n, sizeof *c.open);
	c.high = rbt_xcalloc(n, sizeof *c.high);
	c.low = rbt_xcalloc(n, sizeof *c.low);
	c.close = rbt_xcalloc(n, sizeof *c.close);
	for (size_t i = 0; i < n; i++) {
		int64_t open, up;

		x ^= x << 13;
		x ^= x >> 7;
		x ^= x << 17;
		open = px + (int64_t)(x & 3) - 1;
		px = open + (int64_t)(x >> 8 & 15) - 7;
		if (px < 5000 || px > 20000)
			px = open;
		up = (int64_t)(x >> 16 & 3);
		c.time[i] = start + (int64_t)i * MINUTE_NS;
		c.open[i] = open * CENT;
		c.close[i] = px * CENT;
		c.high[i] = ((open > px ? open : px) + up) * CENT;
		c.low[i] = ((open < px ? open : px) - up) * CENT;
	}
	return c;
}

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

static rbt_i128
engine(const struct columns *c, const struct rbt_rule *rule,
    struct rbt_sim_result *res)
{
	struct rbt_series s = {.symbol = "BENCH",
	    .period = {MINUTE_NS},
	    .n = c->n,
	    .time = c->time,
	    .open = c->open,
	    .high = c->high,
	    .low = c->low,
	    .close = c->close};
	struct rbt_rule_eval *ev = rbt_rule_eval_new(rule, 1);
	struct rbt_signal_source src = rbt_rule_eval_source(ev);
	struct rbt_sim_options opt = RBT_SIM_OPTIONS_INIT;
	struct rbt_sim_sink sink = {0};
	struct rbt_err err = {0};
	const struct rbt_calendar *cal = rbt_calendar_find("24/7", &err);

	opt.cash.v = (rbt_i128)CASH * RBT_DEC_ONE * RBT_DEC_ONE;
	if (!cal ||
	    rbt_sim_run(&s, 1, &src, cal, &opt, &sink, res, &err) != 0) {
		fprintf(stderr, "engine: %s\n", err.msg);
		exit(1);
	}
	rbt_rule_eval_free(ev);
	return res->final_equity.v;
}

static struct rbt_rule *
load(const char *path)
{
	struct rbt_buf text = {0};
	struct rbt_err err = {0};
	struct rbt_rule *rule;

	if (rbt_io_read_file(path, 1 << 20, &text, &err) != 0 ||
	    !(rule = rbt_rule_parse(text.data, text.len, path, &err)) ||
	    rbt_rule_bind(rule, &err) != 0) {
		fprintf(stderr, "engine: %s\n", err.msg);
		exit(1);
	}
	return rule;
}

int
main(int argc, char **argv)
{
	size_t n = (argc > 2 ? (size_t)atoi(argv[2]) : 10) * 1000000;
	struct columns c = make_columns(n);
	rbt_i128 *equity = rbt_xcalloc(n / 1440 + 2, sizeof *equity), want, got;
	double best_bare = 1e9, best_engine = 1e9, t;
	struct rbt_sim_result res;
	struct rbt_rule *rule;

	if (argc < 2)
		return 2;
	rule = load(argv[1]);
	for (int i = 0; i < ROUNDS; i++) {
		t = now();
		want = bare(&c, equity);
		t = now() - t;
		best_bare = t < best_bare ? t : best_bare;
		t = now();
		got = engine(&c, rule, &res);
		t = now() - t;
		best_engine = t < best_engine ? t : best_engine;
		if (want != got) {
			fprintf(stderr, "engine: final equities differ\n");
			return 1;
		}
	}
	printf("sma-cross, one symbol, %zu million bars, %lld trades\n",
	    n / 1000000, (long long)res.n_trades);
	printf("  bare loop   %7.1f million bars/s\n",
	    (double)n / best_bare / 1e6);
	printf("  engine      %7.1f million bars/s   %.2f of the bare loop\n",
	    (double)n / best_engine / 1e6, best_bare / best_engine);
	return 0;
}
