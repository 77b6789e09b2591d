/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Against TA-Lib 0.4.0 (C library, default settings): two series in closed
 * form, whose last values are given here, and its outputs for 504 daily bars
 * with the tolerances that its manifest states, found at $RBT_SHARED.
 */
#include <stdlib.h>

#include "core/dec.h"
#include "harness/ta.h"

#define BARS 504

struct golden {
	const char *column, *name;
	double param[3];
	size_t out; /* which output */
	double rtol, atol;
	double flat, linear; /* last values of test_closed, N: not given */
};

static const struct golden golden[] = {
    {"SMA_20", "sma", {20}, 0, 1e-9, 1e-9, N, N},
    {"EMA_20", "ema", {20}, 0, 1e-9, 1e-9, N, N},
    {"WMA_10", "wma", {10}, 0, 1e-9, 1e-9, N, N},
    {"RSI_14", "rsi", {14}, 0, 1e-9, 1e-9, 0, 100},
    {"ROC_10", "roc", {10}, 0, 1e-9, 1e-9, 0, 6.711409395973145},
    {"MAX_20", "highest", {20}, 0, 1e-9, 1e-9, N, N},
    {"MIN_20", "lowest", {20}, 0, 1e-9, 1e-9, N, N},
    {"STDDEV_20", "stddev", {20}, 0, 1e-6, 1e-9, 0, 5.766281297335398},
    {"MACD_12_26_9", "macd", {12, 26, 9}, 0, 1e-9, 1e-8, 0, 7},
    {"MACD_signal_12_26_9", "macd", {12, 26, 9}, 1, 1e-9, 1e-8, 0, 7},
    {"MACD_hist_12_26_9", "macd", {12, 26, 9}, 2, 1e-9, 1e-8, 0, 0},
    {"BB_upper_20_2.0_2.0", "bbands", {20, 2}, 0, 1e-7, 1e-9, 100,
	161.0325625946708},
    {"BB_mid_20_2.0_2.0", "bbands", {20, 2}, 1, 1e-7, 1e-9, 100, 149.5},
    {"BB_lower_20_2.0_2.0", "bbands", {20, 2}, 2, 1e-7, 1e-9, 100,
	137.9674374053292},
    {"ATR_14", "atr", {14}, 0, 1e-9, 1e-9, N, N},
};
#define N_GOLDEN (sizeof(golden) / sizeof(golden[0]))

/* high, low, close */
static int64_t bars[3][BARS];

/* The output that g names, from the first n bars. */
static void
compute(const struct golden *g, size_t n, double *out)
{
	static double rest[RBT_TA_MAX_OUT][BARS];
	struct rbt_ta_col in[3];
	int series = strcmp(g->name, "atr") != 0;

	for (size_t c = 0; c < 3; c++)
		in[c] = (struct rbt_ta_col){.px = bars[series ? 2 : c]};
	ta_run(g->name, g->param, in, n, n,
	    (double *[]){rest[0], rest[1], rest[2]});
	memcpy(out, rest[g->out], n * sizeof(*out));
}

/* 60 bars at 100, and 60 that rise from 100 by 1 each. */
static void
test_closed(void)
{
	double out[60];

	for (int64_t step = 0; step < 2; step++) {
		for (int64_t i = 0; i < 60; i++)
			bars[2][i] = (100 + i * step) * RBT_DEC_ONE;
		for (size_t g = 0; g < N_GOLDEN; g++) {
			double want = step ? golden[g].linear : golden[g].flat;

			if (isnan(want))
				continue;
			compute(&golden[g], 60, out);
			T_NEAR(out[59], want, 1e-12, step ? 1e-12 : 0);
		}
	}
}

static FILE *
open_shared(const char *name)
{
	char path[4096];
	const char *shared = getenv("RBT_SHARED");

	if (shared == NULL)
		return NULL;
	snprintf(path, sizeof(path), "%s/golden/%s", shared, name);
	return fopen(path, "r");
}

/* Field i of a line, NUL-terminated in buf. */
static const char *
field(const char *line, size_t i, char buf[64])
{
	size_t len;

	for (; i > 0 && line != NULL; i--)
		if ((line = strchr(line, ',')) != NULL)
			line++;
	len = line ? strcspn(line, ",\r\n") : 0;
	len = len < 63 ? len : 63;
	memcpy(buf, line ? line : "", len);
	buf[len] = '\0';
	return buf;
}

/* index,date,open,high,low,close,volume */
static void
read_bars(FILE *f)
{
	char line[4096], buf[64];
	size_t n = 0;

	while (n < BARS && fgets(line, sizeof(line), f) != NULL) {
		if (line[0] == 'i')
			continue;
		for (size_t c = 0; c < 3; c++) {
			field(line, 3 + c, buf);
			T_OK(rbt_dec_parse(buf, strlen(buf), RBT_DEC_DIGITS,
				 &bars[c][n]) == RBT_DEC_EXACT);
		}
		n++;
	}
	T_INT(n, BARS);
}

/* The index of a column in the header. */
static size_t
find_column(const char *header, const char *name)
{
	char buf[64];
	size_t i = 0;

	while (i < 100 && strcmp(field(header, i, buf), name) != 0)
		i++;
	return i;
}

static void
compare(FILE *f)
{
	static double out[N_GOLDEN][BARS];
	char line[4096], buf[64];
	size_t column[N_GOLDEN], n = 0;

	if (fgets(line, sizeof(line), f) == NULL)
		return;
	for (size_t g = 0; g < N_GOLDEN; g++) {
		column[g] = find_column(line, golden[g].column);
		compute(&golden[g], BARS, out[g]);
	}
	for (; n < BARS && fgets(line, sizeof(line), f) != NULL; n++)
		for (size_t g = 0; g < N_GOLDEN; g++) {
			field(line, column[g], buf);
			T_NEAR(out[g][n], buf[0] ? strtod(buf, NULL) : N,
			    golden[g].rtol, golden[g].atol);
		}
}

int
main(void)
{
	FILE *f, *g;

	test_closed();
	f = open_shared("data/ohlcv.csv");
	g = open_shared("indicators/talib.csv");
	if (f != NULL && g != NULL) {
		read_bars(f);
		compare(g);
		fclose(f);
		fclose(g);
		T_DONE(18 + 3 * BARS + 1 + (int)N_GOLDEN * BARS);
	}
	printf("%ld passed, %ld failed, 1 skipped\n", t_passed, t_failed);
	return t_failed != 0;
}
