/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shared is what an evaluator computes by itself. */
#include "strategy/rule_share.h"

#include "core/mem.h"
#include "core/work.h"
#include "harness/rule.h"
#include "strategy/rule_run.h"

static const char *const texts[] = {
    "a = sma(close, 10)\nb = sma(close, 30)\n"
    "enter long when crossover(a, b)\nexit long when crossunder(a, b)\n"
    "size 1 units\n",
    "m = macd(close, 5, 9, 3)\nb = bbands(close, 10, 2)\n"
    "enter long when m.hist > 0 and m.line > m.signal[3]\n"
    "enter short when close < b.lower or close > b.upper\n"
    "stop loss b.mid\nstop trail m.hist[2]\ntarget stddev(close, 7)\n"
    "size 1 units\n",
    "enter long when sma(rsi(close, 5), 3) < 40 and volume > sma(volume, 3)\n"
    "stop loss atr(14)\nstop trail sma(close, 10) - low\n"
    "target highest(lowest(close, 3)[2], 4)\nsize 1 units\n",
};

#define N_TEXTS (sizeof texts / sizeof *texts)

static struct t_bars bars[2];
static struct t_signals alone[2][N_TEXTS];

/* So many bytes are a column of one of the two series. */
#define COLUMN ((T_BARS + 8) * sizeof(double))

/* Both series, in blocks of 700 bars. */
static void
run(const char *text, struct rbt_rule_share *share, struct t_signals out[2])
{
	struct rbt_rule *r = t_rule(text);
	struct rbt_rule_eval *ev = rbt_rule_eval_new(r, 2);

	rbt_rule_eval_share(ev, share);
	for (size_t i = 0; i < 2; i++)
		t_eval(ev, i, &bars[i].series, 700, &out[i]);
	rbt_rule_eval_free(ev);
	rbt_rule_free(r);
}

static bool
same(size_t text, struct rbt_rule_share *share)
{
	struct t_signals *got = rbt_xcalloc(2, sizeof *got);
	bool good = true;

	run(texts[text], share, got);
	for (size_t i = 0; i < 2; i++)
		good = good && t_same_signals(&alone[i][text], &got[i], T_BARS);
	free(got);
	return good;
}

static void
test_same(void)
{
	struct rbt_rule_share *share = rbt_rule_share_new(1u << 24);

	for (size_t k = 0; k < 2 * N_TEXTS; k++)
		T_OK(same(k % N_TEXTS, share));
	rbt_rule_share_free(share);
}

/* Too little room for all of them. */
static void
test_limit(void)
{
	for (size_t n = 0; n < 6; n++) {
		struct rbt_rule_share *share =
		    rbt_rule_share_new(n * COLUMN + 1);

		for (size_t k = 0; k < N_TEXTS; k++)
			T_OK(same(k, share));
		rbt_rule_share_free(share);
	}
	rbt_rule_share_free(NULL);
}

/* The average of so many closes of one of the two series, or NULL. */
static double *
sma(struct rbt_rule_share *share, size_t i, double n)
{
	struct rbt_rule_op op = {.ta = rbt_ta_find("sma", 3),
	    .n_in = 1,
	    .n_out = 1,
	    .in = {RBT_RULE_CLOSE},
	    .param = {n}};
	double *rows;

	return rbt_rule_share_get(share, &op, &bars[i].series, &rows) ? rows
								      : NULL;
}

/* A column is kept once, and as many as there is room for. */
static void
test_kept(void)
{
	struct rbt_rule_share *share = rbt_rule_share_new(3 * COLUMN + 1);
	double *ten = sma(share, 0, 10), *other = sma(share, 1, 10);
	double *twenty = sma(share, 0, 20);

	T_OK(ten && other && twenty);
	T_OK(ten != other && ten != twenty && other != twenty);
	T_OK(sma(share, 0, 30) == NULL);
	T_OK(sma(share, 0, 10) == ten);
	T_OK(sma(share, 1, 10) == other);
	T_OK(sma(share, 0, 20) == twenty);
	rbt_rule_share_free(share);
}

/* What a rule asked for is there, and took all the room. */
static void
test_rule(void)
{
	struct rbt_rule_share *share = rbt_rule_share_new(4 * COLUMN + 1);

	T_OK(same(0, share));
	T_OK(sma(share, 0, 10) && sma(share, 0, 30));
	T_OK(sma(share, 1, 10) && sma(share, 1, 30));
	T_OK(sma(share, 0, 20) == NULL);
	rbt_rule_share_free(share);
}

/* An indicator of an indicator is no column of prices. */
static void
test_not_of_prices(void)
{
	struct rbt_rule_share *share = rbt_rule_share_new(1u << 24);
	struct rbt_rule_op op = {.ta = rbt_ta_find("sma", 3),
	    .n_in = 1,
	    .n_out = 1,
	    .in = {RBT_RULE_PRICES},
	    .param = {10}};
	double *rows;

	T_OK(!rbt_rule_share_get(share, &op, &bars[0].series, &rows));
	rbt_rule_share_free(share);
}

static int
work(void *self, size_t i, struct rbt_buf *out, struct rbt_err *err)
{
	(void)err;
	rbt_buf_add_char(out, same(i % N_TEXTS, self) ? 'y' : 'n');
	return 0;
}

static int
take(void *self, size_t i, struct rbt_buf *out, struct rbt_err *err)
{
	(void)self;
	(void)i;
	(void)err;
	T_STR(rbt_buf_str(out), "y");
	return 0;
}

static void
test_threads(void)
{
	struct rbt_rule_share *share = rbt_rule_share_new(1u << 24);
	struct rbt_work w = {share, work, take};
	struct rbt_err err = {0};

	T_INT(rbt_work_do(&w, 0, 24, 8, &err), 0);
	rbt_rule_share_free(share);
}

int
main(void)
{
	for (size_t i = 0; i < 2; i++)
		t_bars_make(&bars[i], i + 1);
	for (size_t k = 0; k < N_TEXTS; k++) {
		struct t_signals *got = rbt_xcalloc(2, sizeof *got);

		run(texts[k], NULL, got);
		alone[0][k] = got[0];
		alone[1][k] = got[1];
		free(got);
	}
	test_same();
	test_limit();
	test_kept();
	test_rule();
	test_not_of_prices();
	test_threads();
	T_DONE(6 + 6 * 3 + 6 + 4 + 1 + 25);
}
