/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulator against a plain second one (harness/plain.h) on random bars,
 * signals, gaps and options. */
#include "harness/money.h"
#include "harness/plain.h"

#include "core/rng.h"
#include "harness/t.h"

#define RUNS 3000

static struct rbt_rng rng;

/* ---- random stages ---- */

static int
below(int n)
{
	return (int)rbt_rng_below(&rng, (uint64_t)n);
}

static bool
one_in(int n)
{
	return below(n) == 0;
}

/* A walk in halves with gaps and days without a bar. */
static void
random_series(const char *symbol, int days)
{
	static const char letters[] = "LLLlllSSSsssBXR=";
	struct sim_row rows[SIM_BARS];
	char signals[SIM_BARS + 1] = "";
	double px = 20 + below(60);
	int n = 0, missing = one_in(2) ? 4 : 1000, dense = 2 + below(8);

	for (int day = 0; day < days; day++) {
		double open = px + (one_in(4) ? below(9) - 4 : 0);
		double close = open + (below(13) - 6) * 0.5, top, bottom;

		open = open < 5 ? 5 : open;
		close = close < 5 ? 5 : close;
		top = (open > close ? open : close) + below(5) * 0.5;
		bottom = (open < close ? open : close) - below(5) * 0.5;
		if (one_in(missing))
			continue;
		rows[n] = (struct sim_row){day, open, top, bottom, close};
		signals[n++] = one_in(dense) ? letters[below(16)] : '.';
		px = close;
	}
	signals[n] = '\0';
	sim_add(&st, symbol, rows, signals);
}

static struct rbt_protection
random_leg(double *column)
{
	if (one_in(2))
		return (struct rbt_protection){0};
	if (one_in(3))
		return sim_percent(1 + below(12));
	for (int i = 0; i < SIM_BARS; i++)
		column[i] = one_in(20) ? (double)NAN : (below(24) - 1) * 0.25;
	return (struct rbt_protection){.on = true};
}

static void
random_options(int days)
{
	static const char *const fees[] = {"none", "bps=12.5",
	    "per-share=0.01,min=1", "bps=3,min=2"};
	static const char *const slips[] = {"none", "bps=7", "fixed=0.25",
	    "fixed=1.5"};

	sim_init(&st);
	st.opt.fill = (enum rbt_fill_rule)below(3);
	st.opt.intrabar = (enum rbt_intrabar)below(2);
	st.opt.equity = RBT_EQUITY_BAR;
	st.opt.cash = t_money_e8((500 + below(20000)) * E8);
	st.opt.lot.v = one_in(4) ? E8 / 4 : (1 + below(3)) * E8;
	sim_costs(&st, fees[below(4)], slips[below(4)]);
	st.plan.stop = random_leg(st.stop);
	st.plan.trail = random_leg(st.trail);
	st.plan.target = random_leg(st.target);
	st.plan.exit_after_bars = one_in(3) ? 1 + below(6) : 0;
	st.plan.size = (enum rbt_size_kind)below(
	    st.plan.stop.on || st.plan.trail.on ? 4 : 3);
	st.plan.amount_e8 = st.plan.size == RBT_SIZE_UNITS  ? below(40) * E8
			    : st.plan.size == RBT_SIZE_CASH ? below(5000) * E8
			    : st.plan.size == RBT_SIZE_EQUITY_PERCENT
				? (1 + below(100)) * E8
				: E8 + below(1000000000);
	if (one_in(3)) {
		st.opt.start.ns = below(days / 2) * RBT_DAY_NS;
		st.opt.end.ns = (days / 2 + below(days / 2)) * RBT_DAY_NS;
	}
}

/* ---- the comparison ---- */

static rbt_i128 pnl;

static void
add_pnl(void *self, const struct rbt_trade *t)
{
	(void)self;
	pnl += t->pnl.v;
}

/* Whether both simulators say the same; prints the first difference. */
static bool
agree(int run, int days)
{
	struct rbt_signal_source source = {&st, &st.plan, sim_block};
	struct rbt_sim_sink sink = {&st, NULL, sim_on_fill, add_pnl,
	    sim_on_equity};
	const struct rbt_calendar *cal = rbt_calendar_find("24/7", &st.err);
	size_t same = 0;

	st.with_equity = true;
	pnl = 0;
	if (rbt_sim_run(st.series, st.n, &source, cal, &st.opt, &sink, &st.res,
		&st.err) != 0)
		return strcmp(st.err.msg, "no bar between start and end") == 0;
	plain_run(days);
	while (pl.text[same] != '\0' && pl.text[same] == st.text[same])
		same++;
	if (pl.text[same] == st.text[same] && st.res.final_cash.v == pl.cash &&
	    pnl == st.res.final_equity.v - st.opt.cash.v &&
	    st.res.slippage_cost.v == pl.cost &&
	    st.res.n_orders == pl.next_id &&
	    st.res.ambiguous_bars == pl.ambiguous &&
	    st.res.suppressed_conflict == pl.conflict &&
	    st.res.suppressed_no_stop == pl.no_stop &&
	    st.res.suppressed_size_zero == pl.size_zero &&
	    st.res.timestamps_exposed == pl.exposed)
		return true;
	while (same > 0 && pl.text[same - 1] != '\n')
		same--;
	printf("run %d, fill rule %d\ngot  %.160s\nwant %.160s\n", run,
	    (int)st.opt.fill, st.text + same, pl.text + same);
	printf("orders %d %d ambiguous %d %d exposed %d %d\n",
	    (int)st.res.n_orders, pl.next_id, (int)st.res.ambiguous_bars,
	    pl.ambiguous, (int)st.res.timestamps_exposed, pl.exposed);
	return false;
}

int
main(void)
{
	static const char *const symbols[] = {"A", "B", "C", "D"};
	int bad = 0;
	long long fills = 0, ambiguous = 0;

	rbt_rng_init(&rng, 2024, "sim");
	for (int run = 0; run < RUNS && bad < 3; run++) {
		int days = 10 + below(50), n = 1 + below(SIM_SERIES);

		random_options(days);
		for (int i = 0; i < n; i++)
			random_series(symbols[i], days);
		bad += !agree(run, days);
		fills += st.res.n_fills;
		ambiguous += st.res.ambiguous_bars;
	}
	T_INT(bad, 0);
	/* the runs were not empty */
	printf("%lld fills, %lld ambiguous bars\n", fills, ambiguous);
	T_OK(fills > 5 * RUNS);
	T_OK(ambiguous > RUNS / 10);
	T_DONE(3);
}
