/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "research/lookahead.h"

#include "core/mem.h"
#include "research/backtest.h"

#define EVEN    6 /* cuts that part the run evenly, */
#define EARLY   4 /* that halve its first part again and again, */
#define SIGNALS 8 /* and behind bars that signal */
#define CUTS    (EVEN + EARLY + SIGNALS)

#define SENT                                                                   \
	(RBT_SIGNAL_ENTER_LONG | RBT_SIGNAL_EXIT_LONG |                        \
	    RBT_SIGNAL_ENTER_SHORT | RBT_SIGNAL_EXIT_SHORT)

static int
record_rule(const void *self, const struct rbt_universe *u, rbt_ts end,
    struct rbt_tape *out, struct rbt_err *err)
{
	return rbt_tape_record(out, self, u, end, NULL, err);
}

struct rbt_lookahead_strategy
rbt_lookahead_rule(const struct rbt_rule *rule)
{
	return (
	    struct rbt_lookahead_strategy){.self = rule, .record = record_rule};
}

/* Which signal of bar k is not the same in both; NULL if all are. */
static const char *
signal_between(const struct rbt_tape_track *a, const struct rbt_tape_track *b,
    size_t k)
{
	static const char *const bit[] = {"enter_long", "exit_long",
	    "enter_short", "exit_short", "tie"};
	const struct {
		const char *name;
		const double *a, *b;
	} column[] = {{"stop", a->stop, b->stop}, {"trail", a->trail, b->trail},
	    {"target", a->target, b->target}};

	for (size_t i = 0; i < sizeof bit / sizeof *bit; i++)
		if (((a->bits[k] ^ b->bits[k]) >> i & 1) != 0)
			return bit[i];
	for (size_t i = 0; i < sizeof column / sizeof *column; i++) {
		const double *x = column[i].a, *y = column[i].b;

		if (x == NULL && y == NULL)
			continue;
		/* The same computation, so the same bits. */
		if (x == NULL || y == NULL ||
		    (memcmp(&x[k], &y[k], sizeof *x) != 0 &&
			!(isnan(x[k]) && isnan(y[k]))))
			return column[i].name;
	}
	return NULL;
}

/* Compares the signals of all bars of `part` with those on the whole data. */
static void
compare_signals(const struct rbt_lookahead_bench *b,
    const struct rbt_tape *part, struct rbt_lookahead *sum)
{
	struct rbt_lookahead_difference *first = &sum->first;

	for (size_t i = 0; i < part->n; i++) {
		const struct rbt_series *s = &b->run->universe.at[i];
		const struct rbt_tape_track *whole = &b->whole.track[i];
		const struct rbt_tape_track *t = &part->track[i];

		for (size_t k = 0; k < t->n; k++) {
			const char *what = signal_between(whole, t, k);

			sum->n_signals += (whole->bits[k] & SENT) != 0;
			if (what == NULL)
				continue;
			first->n_bars++;
			if (sum->found && first->time.ns <= s->time[k])
				continue;
			sum->found = true;
			first->time.ns = s->time[k];
			first->symbol = s->symbol;
			first->what = what;
		}
	}
}

/* The records that the account writes before `end` on these signals. */
static int
trade(const struct rbt_lookahead_bench *b, const struct rbt_universe *u,
    struct rbt_tape *tape, rbt_ts end, struct rbt_out *out, struct rbt_err *err)
{
	struct rbt_rec_writer w = {.out = out};
	struct rbt_signal_source source = rbt_tape_source(tape);
	struct rbt_runinfo run = *b->run;
	struct rbt_backtest bt = {0};
	int rc;

	run.universe = *u;
	run.options.end = end;
	rc = rbt_backtest_add(&bt, &run, &source, &w, err);
	rbt_backtest_release(&bt);
	return rc;
}

/* What a record that differs is about. */
static int
name_record(const struct rbt_lookahead_bench *b, const char *line, size_t len,
    struct rbt_lookahead_difference *d, struct rbt_err *err)
{
	static const char *const types[] = {"order", "fill", "trade", "equity"};
	struct rbt_jsonscan scan;
	struct rbt_rec rec = {.line = line, .len = len, .scan = &scan};
	struct rbt_rec_val type, symbol;

	RBT_BUG_IF(!rbt_jsonscan_object(&scan, line, len));
	type = rbt_rec_get(&rec, "type");
	symbol = rbt_rec_get(&rec, "symbol");
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (type.len == strlen(types[i]) &&
		    memcmp(type.text, types[i], type.len) == 0)
			d->what = types[i];
	d->time = d->cut;
	d->symbol = NULL;
	if (rbt_rec_get(&rec, "time").kind == RBT_REC_STRING &&
	    rbt_rec_time(&rec, "time", &d->time, err) != 0)
		return -1;
	for (size_t i = 0; i < b->run->universe.n; i++) {
		const char *s = b->run->universe.at[i].symbol;

		if (strlen(s) == symbol.len &&
		    memcmp(s, symbol.text, symbol.len) == 0)
			d->symbol = s;
	}
	return 0;
}

/* Two texts of records, line by line. */
static int
compare_records(const struct rbt_lookahead_bench *b, const char *whole,
    const char *part, struct rbt_lookahead *sum, struct rbt_err *err)
{
	size_t n, m;

	do {
		n = strcspn(whole, "\n");
		m = strcspn(part, "\n");
		if (n != m || memcmp(whole, part, n) != 0) {
			sum->found = true;
			return n ? name_record(b, whole, n, &sum->first, err)
				 : name_record(b, part, m, &sum->first, err);
		}
		sum->n_records += n > 0;
		whole += n + (whole[n] != '\0');
		part += m + (part[m] != '\0');
	} while (n > 0);
	return 0;
}

/* What the account does on the signals of `tape`, against what it does on
 * those of the whole data. */
static int
compare_accounts(struct rbt_lookahead_bench *b, const struct rbt_universe *u,
    struct rbt_tape *tape, rbt_ts end, struct rbt_lookahead *sum,
    struct rbt_err *err)
{
	struct rbt_out whole, part;
	int rc = -1;

	rbt_out_open_fd(&whole, -1, "memory");
	rbt_out_open_fd(&part, -1, "memory");
	if (trade(b, &b->run->universe, &b->whole, end, &whole, err) == 0 &&
	    trade(b, u, tape, end, &part, err) == 0)
		rc = compare_records(b, rbt_buf_str(&whole.buf),
		    rbt_buf_str(&part.buf), sum, err);
	rbt_out_abort(&whole);
	rbt_out_abort(&part);
	return rc;
}

/* The data cut off: the signals, and what comes of them. */
static int
check_cut(struct rbt_lookahead_bench *b, rbt_ts end, struct rbt_lookahead *sum,
    struct rbt_err *err)
{
	const struct rbt_universe *u = &b->run->universe;
	struct rbt_universe part = {0};
	struct rbt_tape tape = {0};
	int rc;

	for (size_t i = 0; i < u->n; i++) {
		RBT_VEC_PUSH(&part, u->at[i]);
		part.at[i].n = rbt_series_find(&u->at[i], end);
	}
	sum->n_checks++;
	rc = b->strategy->record(b->strategy->self, &part, end, &tape, err);
	if (rc == 0)
		compare_signals(b, &tape, sum);
	if (rc == 0 && !sum->found)
		rc = compare_accounts(b, &part, &tape, end, sum, err);
	rbt_tape_release(&tape);
	RBT_VEC_RELEASE(&part);
	return rc;
}

/* The data with another future: the signals alone, for the account sees them
 * and no more. */
static int
check_altered(struct rbt_lookahead_bench *b, rbt_ts end,
    struct rbt_lookahead *sum, struct rbt_err *err)
{
	struct rbt_tape tape = {0};
	int rc;

	rbt_altered_keep(&b->altered, end);
	sum->n_checks++;
	sum->first.altered = true;
	rc = b->strategy->record(b->strategy->self, &b->altered.universe, end,
	    &tape, err);
	if (rc == 0)
		compare_signals(b, &tape, sum);
	rbt_tape_release(&tape);
	return rc;
}

int
rbt_lookahead_bench_cut(struct rbt_lookahead_bench *b, rbt_ts cut,
    struct rbt_lookahead *sum, struct rbt_err *err)
{
	const rbt_ts end = {cut.ns + 1};

	sum->n_cuts++;
	sum->first = (struct rbt_lookahead_difference){.cut = cut};
	if (check_cut(b, end, sum, err) != 0)
		return -1;
	return sum->found ? 0 : check_altered(b, end, sum, err);
}

int
rbt_lookahead_bench_init(struct rbt_lookahead_bench *b,
    const struct rbt_runinfo *run,
    const struct rbt_lookahead_strategy *strategy, struct rbt_err *err)
{
	*b = (struct rbt_lookahead_bench){.run = run, .strategy = strategy};
	if (strategy->record(strategy->self, &run->universe, run->options.end,
		&b->whole, err) != 0)
		return -1;
	return rbt_altered_init(&b->altered, &run->universe, err);
}

void
rbt_lookahead_bench_release(struct rbt_lookahead_bench *b)
{
	rbt_tape_release(&b->whole);
	rbt_altered_release(&b->altered);
}

/* The bars behind which to cut. */
struct cuts {
	int64_t at[CUTS];
	size_t n;
};

/* Bars of the instrument that has most of them. */
static void
add_even(struct cuts *c, const struct rbt_runinfo *run)
{
	const struct rbt_series *longest = NULL;
	size_t first = 0, n = 0;

	for (size_t i = 0; i < run->universe.n; i++) {
		const struct rbt_series *s = &run->universe.at[i];
		size_t from = rbt_series_find(s, run->from);
		size_t count = rbt_series_find(s, run->options.end) - from;

		if (count > n) {
			longest = s;
			first = from;
			n = count;
		}
	}
	RBT_BUG_IF(longest == NULL);
	for (size_t k = 1; k <= EVEN; k++)
		c->at[c->n++] = longest->time[first + n * k / (EVEN + 1)];
	for (size_t k = 1; k <= EARLY; k++)
		c->at[c->n++] =
		    longest->time[first + n / (EVEN + 1) / (1u << k)];
}

/* Of the bars that signal, counted over all instruments, evenly. */
static void
add_signals(struct cuts *c, const struct rbt_runinfo *run,
    const struct rbt_tape *tape)
{
	size_t n = 0, seen = 0, taken = 0;

	for (size_t i = 0; i < tape->n; i++) {
		const struct rbt_tape_track *t = &tape->track[i];

		for (size_t k =
			 rbt_series_find(&run->universe.at[i], run->from);
		     k < t->n; k++)
			n += (t->bits[k] & SENT) != 0;
	}
	for (size_t i = 0; i < tape->n; i++) {
		const struct rbt_tape_track *t = &tape->track[i];
		const struct rbt_series *s = &run->universe.at[i];

		for (size_t k = rbt_series_find(s, run->from); k < t->n; k++) {
			if ((t->bits[k] & SENT) == 0)
				continue;
			if (seen * SIGNALS >= taken * n) {
				c->at[c->n++] = s->time[k];
				taken++;
			}
			seen++;
		}
	}
}

static int
compare_cuts(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Opening of the last bar of all: there is nothing to cut off behind it. */
static int64_t
last_of(const struct rbt_universe *u)
{
	int64_t last = INT64_MIN;

	for (size_t i = 0; i < u->n; i++)
		if (u->at[i].n > 0 && u->at[i].time[u->at[i].n - 1] > last)
			last = u->at[i].time[u->at[i].n - 1];
	return last;
}

int
rbt_lookahead_check(const struct rbt_runinfo *run,
    const struct rbt_lookahead_strategy *strategy, struct rbt_lookahead *out,
    struct rbt_err *err)
{
	int64_t last = last_of(&run->universe);
	struct rbt_lookahead_bench b;
	struct cuts c = {.n = 0};
	int rc = rbt_lookahead_bench_init(&b, run, strategy, err);

	*out = (struct rbt_lookahead){0};
	if (rc == 0) {
		add_even(&c, run);
		add_signals(&c, run, &b.whole);
		qsort(c.at, c.n, sizeof *c.at, compare_cuts);
	}
	for (size_t i = 0; rc == 0 && !out->found && i < c.n; i++)
		if (c.at[i] < last && (i == 0 || c.at[i] != c.at[i - 1]))
			rc = rbt_lookahead_bench_cut(&b, (rbt_ts){c.at[i]}, out,
			    err);
	rbt_lookahead_bench_release(&b);
	return rc;
}
