/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Properties that hold for every rule: the size of blocks does not matter, bars
 * that come later do not matter, instruments do not touch each other, and the
 * warm-up is where all becomes known.  And crossings on ties, by hand.
 */
#include "harness/rule.h"

#include <stdlib.h>

#include "core/buf.h"
#include "core/io.h"

static const char *const files[] = {
    "share/rbt/strategies/sma-cross.rule",
    "share/rbt/strategies/rsi-revert.rule",
    "share/rbt/strategies/breakout.rule",
};

/* Rules with every operator and function; conditions, and numbers as distances
 * so that they are seen too. */
static const char *const texts[] = {
    "enter long when close > open\nsize 1 units\n",
    "enter long when close[3] >= open[1] or high < low[700]\n"
    "stop loss close[1] - low\nstop trail high[600]\nsize 1 units\n",
    "enter long when bar mod 7 == 3\nexit long when bar mod 2 != 0\n"
    "target bar[5] / (bar mod 3)\nsize 1 units\n",
    "enter long when cross(close, sma(close, 5))\n"
    "enter short when crossover(close, close[2])[1]\n"
    "exit short when crossunder(sma(close, 3), sma(close, 4))\n"
    "size 1 units\n",
    "enter long when barssince(close == open) < 4\n"
    "stop loss barssince(close > close[1] and close[1] > close[2])\n"
    "stop trail valuewhen(close > open, high)\n"
    "target valuewhen(close < open, low, 5)\nsize 1 units\n",
    "enter long when volume > sma(volume, 3)\nstop loss volume\n"
    "stop trail volume[2]\ntarget highest(volume, 4)\nsize 1 units\n",
    "m = macd(close, 5, 9, 3)\nb = bbands(close, 10, 2)\n"
    "enter long when m.hist > 0 and m.line > m.signal\n"
    "enter short when close < b.lower or close > b.upper\n"
    "stop loss b.mid\nstop trail m.hist[2]\n"
    "target stddev(close, 7)\nsize 1 units\n",
    "enter long when if(close > open, close > close[1], open > open[1])\n"
    "stop loss if(close > open, high, low[3])\n"
    "stop trail max(close, open, 20.5) - min(high, low)\n"
    "target abs(close - open) + sqrt(close) * exp(-close / 10) - log(open)\n"
    "size 1 units\n",
    "enter long when not (close > open and (close > close[9])[4])\n"
    "exit long when not not (close[2] < open)\n"
    "stop loss ema(close - open, 6)\nstop trail wma(roc(close, 4), 5)\n"
    "target rsi(open, 9)\nsize 1 units\n",
    "enter long when highest(high, 20)[1] < close\n"
    "stop loss lowest(low, 8)[3]\nstop trail atr(14)[1]\n"
    "target highest(lowest(close, 3)[2], 4)\nsize 1 units\n",
    "enter long when close > 1/0 or close > open\n"
    "enter short when close > 1/0 and close > open\n"
    "stop loss 1/(close - open)\nstop trail 3\ntarget log(-1)\n"
    "size 1 units\n",
    "enter long when 1 < 2\nenter long when 2 < 1\nexit long when 1/0 > 2\n"
    "size 1 units\n",
};

#define N_FILES (sizeof(files) / sizeof(files[0]))
#define N_TEXTS (sizeof(texts) / sizeof(texts[0]))

static struct t_bars bars, other;
static struct t_signals whole, part;

static void
test_blocks(const struct rbt_rule *r)
{
	static const size_t steps[] = {1, 2, 3, 5, 7, 13, 512, 513, 1000};
	size_t fired = 0;

	t_run(r, &bars.series, T_BARS, &whole);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		t_run(r, &bars.series, steps[i], &part);
		T_OK(t_same_signals(&whole, &part, T_BARS));
	}
	for (size_t i = 0; i < T_BARS; i++)
		fired += whole.bits[i] != 0;
	T_OK(fired > 0);
}

/* The first bars of shorter data, and of data with another future. */
static void
test_prefix(const struct rbt_rule *r)
{
	static const size_t cuts[] = {1, 2, 55, 56, 200, 777, 1024};
	struct rbt_series s;

	for (size_t i = 0; i < sizeof(cuts) / sizeof(cuts[0]); i++) {
		size_t n = cuts[i], left = (T_BARS - n) * sizeof(int64_t);
		struct t_bars mixed = bars;

		s = bars.series;
		s.n = n;
		t_run(r, &s, 64, &part);
		T_OK(t_same_signals(&whole, &part, n));
		memcpy(mixed.open + n, other.open + n, left);
		memcpy(mixed.high + n, other.high + n, left);
		memcpy(mixed.low + n, other.low + n, left);
		memcpy(mixed.close + n, other.close + n, left);
		memcpy(mixed.volume + n, other.volume + n, left);
		s = other.series;
		s.open = mixed.open;
		s.high = mixed.high;
		s.low = mixed.low;
		s.close = mixed.close;
		s.volume = mixed.volume;
		t_run(r, &s, T_BARS, &part);
		T_OK(t_same_signals(&whole, &part, n));
	}
}

/* Two instruments, their blocks taking turns. */
static void
test_turns(const struct rbt_rule *r)
{
	struct rbt_rule_eval *ev = rbt_rule_eval_new(r, 2);
	struct rbt_signal_source src = rbt_rule_eval_source(ev);
	struct rbt_signal_block block;

	for (size_t at = 0; at < T_BARS; at += 100) {
		T_INT(src.block(src.self, 1, &other.series, at, 100, &block,
			  NULL),
		    0);
		T_INT(src.block(src.self, 0, &bars.series, at, 100, &block,
			  NULL),
		    0);
		T_OK(memcmp(block.bits, whole.bits + at, 100) == 0);
	}
	rbt_rule_eval_free(ev);
}

static void
test_rule(const struct rbt_rule *r)
{
	test_blocks(r);
	test_prefix(r);
	test_turns(r);
}

#define RULE_CHECKS (10 + 14 + 45)

static void
test_files(void)
{
	struct rbt_buf text = {0};
	struct rbt_err err = {0};

	for (size_t i = 0; i < N_FILES; i++) {
		struct rbt_rule *r;

		rbt_buf_clear(&text);
		T_INT(rbt_io_read_file(files[i], 1 << 20, &text, &err), 0);
		r = t_rule(rbt_buf_str(&text));
		test_rule(r);
		rbt_rule_free(r);
	}
	rbt_buf_release(&text);
}

/*
 * `expr` as a distance is undefined up to the bar before `want` and defined
 * from there on; and so says the warm-up.
 */
static void
check_warmup(const char *expr, size_t want)
{
	struct rbt_buf text = {0};
	struct rbt_rule *r;
	size_t first = 0;

	rbt_buf_printf(&text, "stop loss %s\n", expr);
	r = t_rule(rbt_buf_str(&text));
	T_INT(rbt_rule_warmup(r), want);
	t_run(r, &bars.series, 100, &part);
	while (first < T_BARS && isnan(part.stop[first]))
		first++;
	T_INT(first, want);
	while (first < T_BARS && !isnan(part.stop[first]))
		first++;
	T_INT(first, T_BARS);
	rbt_rule_free(r);
	rbt_buf_release(&text);
}

/* The counts follow from the definitions: n-1 for an average of n, n for what
 * compares with n bars ago, sums along a chain, the larger of two sides. */
static void
test_warmup(void)
{
	struct rbt_rule *r;

	check_warmup("close", 0);
	check_warmup("sma(close, 20)", 19);
	check_warmup("sma(close, 20)[7]", 26);
	check_warmup("highest(high, 55)[1]", 55);
	check_warmup("sma(close - open, 20)", 19);
	check_warmup("sma(sma(close, 20), 10)", 28);
	check_warmup("sma(close[5], 20) + lowest(low, 30)", 29);
	check_warmup("rsi(close, 14)", 14);
	check_warmup("atr(14)", 14);
	check_warmup("roc(close[2], 10)", 12);
	check_warmup("macd(close, 12, 26, 9).hist", 33);
	check_warmup("if(close > close[40], 1, 2)", 40);
	check_warmup("if(crossover(close, sma(close, 9)), 1, 2)", 9);
	check_warmup("if(not (close > open)[4], 1, 2)", 4);
	r = t_rule("enter long when close > sma(close, 200)\n"
		   "exit long when crossover(sma(close, 5), sma(close, 30))\n"
		   "unused = sma(close, 900)\n"
		   "stop loss atr(20)\nsize 1 units\n");
	T_INT(rbt_rule_warmup(r), 199);
	rbt_rule_free(r);
}

/*
 * A condition of two parts can be known early ("false and unknown" is false),
 * but not always: with some data it is open on the bar before the warm-up, and
 * with none from there on.
 */
static void
test_known_for_sure(void)
{
	struct rbt_rule *r =
	    t_rule("c = rsi(close, 14) < 60 and close > sma(close, 50)\n"
		   "enter long when c\nexit long when not c\nsize 1 units\n");
	size_t w = rbt_rule_warmup(r), open_before = 0, open_at = 0;

	T_INT(w, 49);
	for (uint64_t seed = 1; seed <= 20; seed++) {
		t_bars_make(&other, seed);
		t_run(r, &other.series, T_BARS, &part);
		open_before += part.bits[w - 1] == 0;
		for (size_t i = w; i < T_BARS; i++)
			open_at += part.bits[i] == 0;
	}
	T_OK(open_before > 0);
	T_INT(open_at, 0);
	rbt_rule_free(r);
}

/* Two closes against 10: crossed is where it ends above (below) and was not;
 * equal sides are ties, and a tie followed by a rise is a crossing. */
static void
test_ties(void)
{
	static const double side[] = {9, 10, 11, 10, 11, 9, 10, 9, 10, 10, 12};
	/* bits: 1 over, 2 under, 16 tie; the first bar has none before it */
	static const uint8_t want[] = {0, 16, 1, 16, 1, 2, 16, 2, 16, 16, 1};
	enum {
		COUNT = sizeof(want)
	};
	int64_t px[COUNT];
	struct rbt_series s = {.n = COUNT,
	    .open = px,
	    .high = px,
	    .low = px,
	    .close = px};
	struct rbt_rule *r = t_rule("enter long when crossover(close, 10)\n"
				    "exit long when crossunder(close, 10)\n"
				    "size 1 units\n");

	for (size_t i = 0; i < COUNT; i++)
		px[i] = (int64_t)side[i] * 100000000;
	t_run(r, &s, 2, &part);
	for (size_t i = 0; i < COUNT; i++)
		T_INT(part.bits[i], want[i]);
	rbt_rule_free(r);
}

/* The mean of 0.1, 0.2 and 0.3 is exactly 0.2, and that is what it equals. */
static void
test_exact(void)
{
	static const int64_t px[] = {10000000, 30000000, 20000000};
	struct rbt_series s = {.n = 3,
	    .open = px,
	    .high = px,
	    .low = px,
	    .close = px};
	struct rbt_rule *r = t_rule("enter long when close == sma(close, 3)\n"
				    "exit long when close < sma(close, 3)\n"
				    "size 1 units\n");

	t_run(r, &s, 3, &part);
	T_INT(part.bits[2], 1);
	rbt_rule_free(r);
}

static void
test_no_volume(void)
{
	struct rbt_series s = bars.series;
	struct rbt_rule *r = t_rule("enter long when volume >= 0\n"
				    "exit long when not (volume >= 0)\n"
				    "size 1 units\n");
	size_t fired = 0, missing = 0;

	t_run(r, &s, T_BARS, &part);
	for (size_t i = 0; i < T_BARS; i++) {
		fired += part.bits[i] != 0;
		missing += bars.volume[i] == RBT_SERIES_NO_VOLUME;
	}
	T_OK(missing > 100);
	T_INT(fired, T_BARS - missing);
	s.volume = NULL;
	t_run(r, &s, T_BARS, &part);
	for (fired = 0; fired < T_BARS && part.bits[fired] == 0;)
		fired++;
	T_INT(fired, T_BARS);
	rbt_rule_free(r);
}

int
main(void)
{
	t_bars_make(&bars, 1);
	t_bars_make(&other, 2);
	test_files();
	for (size_t i = 0; i < N_TEXTS; i++) {
		struct rbt_rule *r = t_rule(texts[i]);

		test_rule(r);
		rbt_rule_free(r);
	}
	test_warmup();
	test_known_for_sure();
	test_ties();
	test_exact();
	test_no_volume();
	T_DONE((long)(N_FILES + (N_FILES + N_TEXTS) * RULE_CHECKS + 14 * 3 + 1 +
		      3 + 11 + 1 + 3));
}
