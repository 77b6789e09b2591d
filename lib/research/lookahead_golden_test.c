/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Indicators that see the future and others that do not, on the data cut at
 * four rows: $RBT_SHARED/golden/lookahead, which counted the rows that change
 * with numpy and pandas.  Without it the test is skipped.
 */
#include "research/lookahead.h"

#include "harness/golden.h"
#include "harness/peek.h"
#include "harness/t.h"

#define ROWS  200
#define CUTS  4
#define UNDEF ((double)NAN)

static double
mean(const int64_t *x, size_t from, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += (double)x[from + i];
	return sum / (double)n;
}

/* Population standard deviation. */
static double
spread(const int64_t *x, size_t from, size_t n)
{
	double m = mean(x, from, n), sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += ((double)x[from + i] - m) * ((double)x[from + i] - m);
	return sqrt(sum / (double)n);
}

static double
sma10(const int64_t *x, size_t n, size_t k)
{
	(void)n;
	return k < 9 ? UNDEF : mean(x, k - 9, 10);
}

static double
ema20_first(const int64_t *x, size_t n, size_t k)
{
	double ema = (double)x[0];

	(void)n;
	for (size_t i = 1; i <= k; i++)
		ema += 2.0 / 21 * ((double)x[i] - ema);
	return ema;
}

static double
roc5(const int64_t *x, size_t n, size_t k)
{
	(void)n;
	return k < 5 ? UNDEF : (double)x[k] / (double)x[k - 5] - 1;
}

static double
rolling_z20(const int64_t *x, size_t n, size_t k)
{
	(void)n;
	return k < 19 ? UNDEF
		      : ((double)x[k] - mean(x, k - 19, 20)) /
			    spread(x, k - 19, 20);
}

static double
expanding_max(const int64_t *x, size_t n, size_t k)
{
	int64_t high = x[0];

	(void)n;
	for (size_t i = 1; i <= k; i++)
		high = x[i] > high ? x[i] : high;
	return (double)high;
}

static double
centered_sma9(const int64_t *x, size_t n, size_t k)
{
	return k < 4 || k + 4 >= n ? UNDEF : mean(x, k - 4, 9);
}

static double
next_return(const int64_t *x, size_t n, size_t k)
{
	return k + 1 >= n ? UNDEF : (double)x[k + 1] / (double)x[k] - 1;
}

static double
global_z(const int64_t *x, size_t n, size_t k)
{
	return ((double)x[k] - mean(x, 0, n)) / spread(x, 0, n);
}

static double
chikou26(const int64_t *x, size_t n, size_t k)
{
	return k + 26 >= n ? UNDEF : (double)x[k + 26];
}

/* Every seventh close; the others are filled from the next one kept. */
static double
bfill(const int64_t *x, size_t n, size_t k)
{
	size_t next = (k + 6) / 7 * 7;

	return next >= n ? UNDEF : (double)x[next];
}

static double
minmax_full(const int64_t *x, size_t n, size_t k)
{
	int64_t low = x[0], high = x[0];

	for (size_t i = 1; i < n; i++) {
		low = x[i] < low ? x[i] : low;
		high = x[i] > high ? x[i] : high;
	}
	return (double)(x[k] - low) / (double)(high - low);
}

/* What is left of a straight line through all rows. */
static double
demean_full_detrend(const int64_t *x, size_t n, size_t k)
{
	double m = mean(x, 0, n), middle = (double)(n - 1) / 2;
	double xy = 0, xx = 0;

	for (size_t i = 0; i < n; i++) {
		double d = (double)i - middle;

		xy += d * ((double)x[i] - m);
		xx += d * d;
	}
	return (double)x[k] - m - xy / xx * ((double)k - middle);
}

/* Equal ones share their mean rank. */
static double
rank_full(const int64_t *x, size_t n, size_t k)
{
	size_t below = 0, equal = 0;

	for (size_t i = 0; i < n; i++) {
		below += x[i] < x[k];
		equal += x[i] == x[k];
	}
	return ((double)below + (double)(equal + 1) / 2) / (double)n;
}

static const struct {
	const char *name;
	bool peeks;
	struct t_peek strategy;
} indicators[] = {
    {"sma10", false, {.stop = sma10}},
    {"ema20_first", false, {.stop = ema20_first}},
    {"roc5", false, {.stop = roc5}},
    {"rolling_z20", false, {.stop = rolling_z20}},
    {"expanding_max", false, {.stop = expanding_max}},
    {"centered_sma9", true, {.stop = centered_sma9}},
    {"next_return", true, {.stop = next_return}},
    {"global_z", true, {.stop = global_z}},
    {"chikou26", true, {.stop = chikou26}},
    {"bfill", true, {.stop = bfill}},
    {"minmax_full", true, {.stop = minmax_full}},
    {"demean_full_detrend", true, {.stop = demean_full_detrend}},
    {"rank_full", true, {.stop = rank_full}},
};

static int64_t at[ROWS], close[ROWS];

static struct rbt_lookahead
look(const struct rbt_runinfo *run, const struct t_peek *p, size_t rows)
{
	struct rbt_lookahead_strategy s = {p, t_peek_record};
	struct rbt_lookahead found = {0};
	struct rbt_lookahead_bench b;
	struct rbt_err err = {0};

	T_INT(rbt_lookahead_bench_init(&b, run, &s, &err), 0);
	T_INT(rbt_lookahead_bench_cut(&b, (rbt_ts){at[rows - 1]}, &found, &err),
	    0);
	rbt_lookahead_bench_release(&b);
	return found;
}

/* The rows that change with the data cut off are the golden ones; where there
 * is none, another future tells. */
static void
test_indicator(const struct rbt_runinfo *run, size_t i)
{
	double cut[CUTS], rows[CUTS];
	char path[128];

	snprintf(path, sizeof path, "indicators/%s/mismatching_rows_per_cut",
	    indicators[i].name);
	T_INT(t_golden_list("cuts", cut, CUTS), CUTS);
	T_INT(t_golden_list(path, rows, CUTS), CUTS);
	for (size_t k = 0; k < CUTS; k++) {
		struct rbt_lookahead found =
		    look(run, &indicators[i].strategy, (size_t)cut[k]);

		T_INT(found.found, indicators[i].peeks);
		T_INT(found.n_checks, rows[k] > 0 ? 1 : 2);
		if (rows[k] > 0)
			T_INT(found.first.n_bars, rows[k]);
		else
			T_INT(found.first.altered, true);
	}
}

int
main(void)
{
	struct rbt_series s = {.symbol = "SPX",
	    .period = {RBT_DAY_NS},
	    .n = ROWS,
	    .time = at,
	    .open = close,
	    .high = close,
	    .low = close,
	    .close = close};
	struct rbt_runinfo run = {.universe = {.at = &s, .n = 1},
	    .options = RBT_SIM_OPTIONS_INIT};
	const size_t n = sizeof indicators / sizeof *indicators;
	struct rbt_err err = {0};
	double x[ROWS];

	if (!t_golden_load("lookahead/lookahead_expected.json")) {
		T_SKIP("no golden numbers");
		T_DONE(0);
	}
	T_INT(t_golden_column("data/ohlcv.csv", "close", 0, x, ROWS), ROWS);
	for (size_t i = 0; i < ROWS; i++) {
		at[i] = (int64_t)i * RBT_DAY_NS;
		close[i] = llround(x[i] * 1e8);
	}
	run.options.cash =
	    rbt_money_of((rbt_px){RBT_DEC_ONE * 1000}, (rbt_qty){RBT_DEC_ONE});
	run.calendar = rbt_calendar_find("24/7", &err);
	run.to.ns = at[ROWS - 1];
	for (size_t i = 0; i < n; i++)
		test_indicator(&run, i);
	t_golden_release();
	T_DONE(1 + n * (2 + CUTS * 5));
}
