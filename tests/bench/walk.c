/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A walk-forward of sma-cross, 12 windows and 1000 parameter sets over a year
 * of one-minute bars, against a bare loop that does the same job: sums of the
 * closes shared by all parameter sets, exact 128-bit ledger, the Sharpe ratio
 * of each training from an equity point a session, the best traded in the test
 * behind.  In turn, best of several rounds; what the account is worth in the
 * end must be equal.  usage: walk FOLDER-OF-TOOLS SCRATCH-FOLDER STRATEGY-FILE
 */
#include <fcntl.h>
#include <math.h>
#include <unistd.h>

#include "core/io.h"
#include "core/num.h"
#include "fmt/rec.h"
#include "market/calendar.h"
#include "store/bundle.h"

#include "bench/bench.h"
#include "bench/shell.h"

#define CASH            100000
#define WINDOWS         12
#define TRAIN           46800 /* bars: 120 sessions */
#define TEST            4125
#define FASTS           25 /* 2, 4, ... 50 */
#define SLOWS           40 /* 55, 60, ... 250 */
#define ROUNDS_OF_WALKS 3
#define UNIT            ((rbt_i128)RBT_DEC_ONE)

struct job {
	struct rbt_series s;
	int64_t *sum;   /* of the closes before each bar */
	uint8_t *close; /* the last bar of its session */
	double *equity; /* of the sessions of one run */
};

struct run {
	rbt_i128 cash;
	int64_t qty, trades;
	size_t sessions;
};

static inline int64_t
sum_of(const struct job *j, size_t bar, int64_t n)
{
	return j->sum[bar + 1] - j->sum[bar + 1 - (size_t)n];
}

/* Bars from .. to-1, which begin flat; sells at the last close if asked to. */
static struct run
trade(const struct job *j, size_t from, size_t to, int64_t fast, int64_t slow,
    rbt_i128 cash, bool close_out)
{
	const struct rbt_series *s = &j->s;
	struct run r = {.cash = cash};
	int64_t a = 0, b = 0, want = 0;
	int pending = 0, known = 0, above, below, was_above = 0, was_below = 0;
	size_t first = (size_t)slow - 1;

	if (from > first) {
		a = sum_of(j, from - 1, fast) * slow;
		b = sum_of(j, from - 1, slow) * fast;
		was_above = a > b;
		was_below = a < b;
		known = 1;
	}
	for (size_t i = from; i < to; i++) {
		int64_t px = s->close[i];

		if (pending > 0) {
			int64_t can = (int64_t)(r.cash / (s->open[i] * UNIT));

			r.qty = want < can ? want : can;
			r.cash -= r.qty * (s->open[i] * UNIT);
		} else if (pending < 0) {
			r.cash += r.qty * (s->open[i] * UNIT);
			r.qty = 0;
			r.trades++;
		}
		pending = 0;
		if (j->close[i])
			j->equity[r.sessions++] =
			    (double)(r.cash + r.qty * (px * UNIT));
		if (i < first)
			continue;
		a = sum_of(j, i, fast) * slow;
		b = sum_of(j, i, slow) * fast;
		above = a > b;
		below = a < b;
		if (known && above && !was_above && !r.qty) {
			want = (int64_t)(r.cash / (px * UNIT));
			pending = want > 0;
		} else if (known && below && !was_below && r.qty) {
			pending = -1;
		}
		was_above = above;
		was_below = below;
		known = 1;
	}
	if (!j->close[to - 1])
		j->equity[r.sessions++] =
		    (double)(r.cash + r.qty * (s->close[to - 1] * UNIT));
	if (close_out) {
		r.cash += r.qty * (s->close[to - 1] * UNIT);
		r.trades += r.qty > 0;
		r.qty = 0;
	}
	return r;
}

/* Mean over deviation of the sessions' returns; -INFINITY without trades. */
static double
judge(const struct job *j, const struct run *r)
{
	double before = (double)(CASH * UNIT * UNIT), sum = 0, squares = 0;
	double n = (double)r->sessions, mean;

	for (size_t i = 0; i < r->sessions; i++) {
		sum += j->equity[i] / before - 1;
		before = j->equity[i];
	}
	mean = sum / n;
	before = (double)(CASH * UNIT * UNIT);
	for (size_t i = 0; i < r->sessions; i++) {
		double x = j->equity[i] / before - 1 - mean;

		squares += x * x;
		before = j->equity[i];
	}
	if (r->trades == 0 || squares <= 0)
		return -(double)INFINITY;
	return mean / sqrt(squares / (n - 1));
}

/* The whole walk; what the account is worth at its end. */
static rbt_i128
bare_walk(const struct job *j)
{
	rbt_i128 cash = CASH * UNIT * UNIT;
	double best[WINDOWS];
	int64_t fast[WINDOWS] = {0}, slow[WINDOWS] = {0};

	for (size_t w = 0; w < WINDOWS; w++)
		best[w] = -(double)INFINITY;
	for (int64_t k = 0; k < FASTS * SLOWS; k++) {
		int64_t f = 2 + k / SLOWS * 2, s = 55 + k % SLOWS * 5;

		for (size_t w = 0; w < WINDOWS; w++) {
			struct run r = trade(j, w * TEST, w * TEST + TRAIN, f,
			    s, CASH * UNIT * UNIT, false);
			double value = judge(j, &r);

			if (value > best[w]) {
				best[w] = value;
				fast[w] = f;
				slow[w] = s;
			}
		}
	}
	for (size_t w = 0; w < WINDOWS; w++) {
		size_t from = w * TEST + TRAIN;

		if (slow[w])
			cash = trade(j, from, from + TEST, fast[w], slow[w],
			    cash, true)
				   .cash;
	}
	return cash;
}

static void
prepare(struct job *j, const struct rbt_bundle *b)
{
	struct rbt_err err = {0};
	const struct rbt_calendar *cal = rbt_calendar_find("XNYS", &err);
	size_t n;

	j->s = *rbt_bundle_series(b, 0);
	n = j->s.n;
	j->sum = rbt_xcalloc(n + 1, sizeof *j->sum);
	j->close = rbt_xcalloc(n, 1);
	j->equity = rbt_xcalloc(n, sizeof *j->equity);
	for (size_t i = 0; i < n; i++) {
		int64_t end = rbt_calendar_session_end(cal,
		    (rbt_ts){j->s.time[i]}, j->s.period);

		j->sum[i + 1] = j->sum[i] + j->s.close[i];
		j->close[i] = i + 1 == n || j->s.time[i + 1] >= end;
	}
}

/* final_equity of the `metrics` record in the file. */
static rbt_i128
result(const char *path)
{
	struct rbt_rec_reader r;
	struct rbt_err err = {0};
	struct rbt_rec rec;
	rbt_money m = {0};
	int fd = open(path, O_RDONLY);

	rbt_rec_reader_init(&r, rbt_source_fd(fd, path));
	while (rbt_rec_next(&r, &rec, &err) == 1) {
		struct rbt_rec_val v = rbt_rec_get(&rec, "final_equity");

		if (rbt_rec_is(&rec, "metrics") &&
		    rbt_money_from_text(v.text, v.len, "final_equity", &m,
			&err) != 0)
			exit(1);
	}
	rbt_rec_reader_release(&r);
	close(fd);
	return m.v;
}

static double
time_tool(char **argv, unsigned jobs)
{
	return shell("'%s/rbt-wfo' walk --bundle '%s/minutes' --strategy '%s' "
		     "-p fast=2..50:2 -p slow=55..250:5 --train %db --test %db "
		     "-j %u -o '%s/walk.ndjson'",
	    argv[1], argv[2], argv[3], TRAIN, TEST, jobs, argv[2]);
}

int
main(int argc, char **argv)
{
	const double bars = (double)TRAIN * WINDOWS * FASTS * SLOWS / 1e6;
	double bare = 1e9, one = 1e9, two = 1e9, t;
	struct rbt_err err = {0};
	struct job j = {0};
	struct rbt_bundle *b;
	char path[1024];
	rbt_i128 want = 0;

	if (argc != 4)
		return 2;
	shell("'%s/rbt-fetch' synth --period 1m --calendar XNYS --seed 3 "
	      "--start 2019-01-01 --end 2019-12-31 | '%s/rbt-bundle' ingest -q "
	      "'%s/minutes' --calendar XNYS",
	    argv[1], argv[1], argv[2]);
	snprintf(path, sizeof path, "%s/minutes", argv[2]);
	b = rbt_bundle_open(path, &err);
	if (b == NULL) {
		fprintf(stderr, "walk: %s\n", err.msg);
		return 1;
	}
	prepare(&j, b);
	snprintf(path, sizeof path, "%s/walk.ndjson", argv[2]);
	for (int i = 0; i < ROUNDS_OF_WALKS; i++) {
		t = now();
		want = bare_walk(&j);
		keep_least(&bare, now() - t);
		keep_least(&one, time_tool(argv, 1));
		if (result(path) != want) {
			fprintf(stderr, "walk: final equities differ\n");
			return 1;
		}
		keep_least(&two, time_tool(argv, 2));
	}
	printf("walk-forward, %d windows x %d parameter sets, %zu one-minute "
	       "bars, %.0f million bars in all trainings\n",
	    WINDOWS, FASTS * SLOWS, j.s.n, bars);
	printf("  bare loop  %6.2f s %7.1f million bars/s\n", bare,
	    bars / bare);
	printf("  rbt-wfo    %6.2f s %7.1f million bars/s   %.2f of the bare "
	       "loop\n",
	    one, bars / one, bare / one);
	printf("  with -j 2  %6.2f s %7.1f million bars/s   %.2f\n", two,
	    bars / two, bare / two);
	rbt_bundle_free(b);
	return 0;
}
