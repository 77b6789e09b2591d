/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The vectors and their expected values are those of empyrical-reloaded
 * 0.5.10 (daily, 252), whose definitions these are.  Where a denominator is
 * zero up to rounding empyrical gives infinity or 1e16 and this gives NaN.
 * What empyrical does not have is worked by hand.
 */
#include "harness/curve.h"
#include "harness/t.h"

#include "research/metrics.h"

#define NONE ((double)NAN)
#define MAX  10

struct vector {
	const char *name;
	size_t n;
	int percent[MAX]; /* returns */
	double total, cagr, vol, sharpe, sortino, mdd, calmar, omega, tail;
	double var, cvar; /* as returns */
};

static const struct vector vectors[] = {
    {"mixed", 8, {1, 10, -4, 2, 3, 2, 1, -10}, 0.03893109170048037,
	2.330292797300439, 0.9136465399704637, 1.7238613961706866,
	2.605531251673693, 0.1, 23.3029279730044, 1.357142857142857,
	0.9556962025316452, -0.079, -0.1},
    {"all zero", 9, {0}, 0, 0, 0, NONE, NONE, 0, NONE, NONE, NONE, 0, 0},
    {"all positive", 5, {1, 2, 3, 4, 5}, 0.158727752, 1676.5017981465724,
	0.25099800796022265, 30.119760955226727, NONE, 0, NONE, NONE, 4, 0.012,
	0.01},
    {"all negative", 8, {-6, -7, -1, -9, -2, -6, -8, -5}, -0.365907303498736,
	-0.999999414115975, 0.4409081537009721, -31.435118365717457,
	-14.35364159462772, 0.365907303498736, -2.7329310034376766, 0,
	0.15606936416184977, -0.0865, -0.09},
    {"constant", 10, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, 0.10462212541120453,
	11.274002099240224, 0, NONE, NONE, 0, NONE, NONE, 1, 0.01, 0.01},
    {"single", 1, {1}, 0.01, 11.274002099240244, NONE, NONE, NONE, 0, NONE,
	NONE, 1, 0.01, 0.01},
    {"two", 2, {1, -1}, -1e-4, -0.01252157450152347, 0.2244994432064365, 0, 0,
	0.01, -1.2521574501523407, 1, 1, -0.009, -0.01},
    {"flat, then a drop", 6, {0, 0, 0, -5, 0, 0}, -0.05, -0.8840177786999944,
	0.32403703492039304, -6.4807406984078595, -6.4807406984078595, 0.05,
	-17.680355573999886, 0, 0, -0.0375, -0.05},
};

/* Figures of a curve without trades, one session a day from 2024-01-01 on. */
static struct rbt_metrics
metrics_of(const struct rbt_equity *sessions, size_t n, double rf_ann,
    const struct rbt_sim_result *run)
{
	struct rbt_drawdown_list list;
	struct rbt_metrics m;
	struct rbt_equity stamped[MAX];
	int64_t day[MAX];
	struct rbt_metrics_input in = {.initial_equity = T_CURVE_CASH,
	    .sessions = stamped,
	    .day = day,
	    .n_sessions = n,
	    .run = run,
	    .annualization = 252,
	    .rf_ann = rf_ann};

	for (size_t i = 0; i < n; i++) {
		day[i] = rbt_day_from_civil(2024, 1, 1) + (int64_t)i;
		stamped[i] = sessions[i];
		stamped[i].time = rbt_ts_from_day(day[i]);
	}
	rbt_drawdown_list_find(&list, in.initial_equity, stamped, n);
	rbt_metrics_compute(&in, &list, &m);
	rbt_drawdown_list_release(&list);
	return m;
}

static struct rbt_metrics
grown(const int *percent, size_t n, double rf_ann)
{
	struct rbt_sim_result run = {.from = rbt_ts_from_day(19723)};
	struct rbt_equity sessions[MAX] = {{{0}, {0}, {0}}};
	int64_t e10[MAX];

	for (size_t i = 0; i < n; i++)
		e10[i] = percent[i] * 100000000LL;
	t_curve_grow(e10, n, sessions);
	return metrics_of(sessions, n, rf_ann, &run);
}

static void
test_vectors(void)
{
	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		const struct vector *v = &vectors[i];
		struct rbt_metrics m = grown(v->percent, v->n, 0);
		long failed = t_failed;

		T_NEAR(m.total_return, v->total, 1e-12, 1e-15);
		T_NEAR(m.cagr, v->cagr, 1e-12, 1e-15);
		T_NEAR(m.volatility, v->vol, 1e-12, 1e-15);
		T_NEAR(m.sharpe, v->sharpe, 1e-12, 1e-12);
		T_NEAR(m.sortino, v->sortino, 1e-12, 1e-12);
		T_NEAR(m.max_drawdown, v->mdd, 1e-12, 1e-15);
		T_NEAR(m.calmar, v->calmar, 1e-12, 1e-15);
		T_NEAR(m.omega, v->omega, 1e-12, 1e-15);
		T_NEAR(m.tail_ratio, v->tail, 1e-12, 1e-15);
		T_NEAR(m.var_95, -v->var, 1e-12, 1e-15);
		T_NEAR(m.cvar_95, -v->cvar, 1e-12, 1e-15);
		if (t_failed > failed)
			printf("\tin vector '%s'\n", v->name);
	}
}

/* Equity that is gone: its growth is -1 and it has no further returns. */
static void
test_total_loss(void)
{
	const int lost[] = {10, -20, -100, 0};
	struct rbt_metrics m = grown(lost, 4, 0);
	struct rbt_metrics three = grown(lost, 3, 0);

	T_NEAR(m.total_return, -1.0, 0, 0);
	T_NEAR(m.cagr, -1.0, 0, 0);
	T_NEAR(m.max_drawdown, 1.0, 0, 0);
	T_NEAR(m.calmar, -1.0, 0, 0);
	T_NEAR(m.sharpe, three.sharpe, 0, 0);
	T_NEAR(m.worst_month, -1.0, 0, 0);
}

static void
test_drawdown_dates(void)
{
	const int dip[] = {1, -2, 0, 3, -1}, first[] = {-1, 0, -1};
	struct rbt_metrics m = grown(dip, 5, 0);
	int64_t day0 = rbt_day_from_civil(2024, 1, 1);

	T_INT(rbt_ts_day(m.max_drawdown_from), day0);
	T_INT(rbt_ts_day(m.max_drawdown_to), day0 + 3);
	T_INT(m.max_drawdown_bars, 3);
	T_NEAR(m.time_under_water, 3.0 / 5, 1e-15, 0);
	T_NEAR(m.ulcer_index, sqrt((2 * 0.02 * 0.02 + 0.01 * 0.01) / 5), 1e-14,
	    0);
	/* From the initial equity, never recovered. */
	m = grown(first, 3, 0);
	T_INT(rbt_ts_day(m.max_drawdown_from), 19723);
	T_INT(rbt_ts_day(m.max_drawdown_to), day0 + 2);
	T_INT(m.max_drawdown_bars, 3);
	T_NEAR(m.max_drawdown, 0.0199, 1e-14, 0);
}

/* rf moves the mean of Sharpe alone. */
static void
test_rate(void)
{
	const int x[] = {1, 3};
	struct rbt_metrics m = grown(x, 2, 0.05);
	double rf = pow(1.05, 1.0 / 252) - 1;

	T_NEAR(m.sharpe, sqrt(252) * (0.02 - rf) / (0.01 * sqrt(2)), 1e-12, 0);
	T_OK(isnan(m.sortino) && isnan(m.alpha) && isnan(m.beta));
	T_NEAR(m.best_day, 0.03, 1e-14, 0);
	T_NEAR(m.worst_day, 0.01, 1e-14, 0);
	T_NEAR(m.best_month, 1.01 * 1.03 - 1, 1e-14, 0);
}

static void
test_activity(void)
{
	const int64_t e10[] = {0, 0};
	struct rbt_equity sessions[2];
	struct rbt_sim_result run = {.timestamps = 8,
	    .timestamps_exposed = 2,
	    .traded_value = {3000000 * T_CURVE_UNIT}};
	struct rbt_sim_result none = {0};
	struct rbt_metrics m;

	t_curve_grow(e10, 2, sessions);
	m = metrics_of(sessions, 2, 0, &run);
	T_NEAR(m.exposure, 0.25, 0, 0);
	/* 3 million both ways over 1 million, in 2 of 252 sessions. */
	T_NEAR(m.turnover, 1.5 * 126, 1e-14, 0);
	m = metrics_of(sessions, 0, 0, &none);
	T_OK(isnan(m.exposure) && isnan(m.turnover) && isnan(m.cagr));
	T_OK(isnan(m.total_return) && isnan(m.max_drawdown));
	T_OK(isnan(m.time_under_water) && isnan(m.best_day));
	T_OK(isnan(m.var_95) && isnan(m.best_month) && isnan(m.tail_ratio));
}

static void
test_annualization(void)
{
	struct rbt_err err = {0};
	const struct rbt_calendar *all = rbt_calendar_find("24/7", &err);
	const struct rbt_calendar *week = rbt_calendar_find("weekdays", &err);

	T_INT(rbt_metrics_annualization(all, (rbt_period){RBT_DAY_NS}), 365);
	T_INT(rbt_metrics_annualization(week, (rbt_period){RBT_DAY_NS}), 252);
	T_INT(rbt_metrics_annualization(week, (rbt_period){RBT_SEC_NS}), 252);
	T_INT(rbt_metrics_annualization(week, (rbt_period){7 * RBT_DAY_NS}),
	    52);
	T_INT(rbt_metrics_annualization(week, (rbt_period){400 * RBT_DAY_NS}),
	    1);
}

/* The record has every key in its order, null where nothing exists. */
static void
test_record(void)
{
	struct rbt_sim_result run = {.final_equity = {5 * T_CURVE_UNIT},
	    .final_cash = {5 * T_CURVE_UNIT},
	    .bars = 7,
	    .ties = 1,
	    .ambiguous_bars = 2,
	    .suppressed_conflict = 3,
	    .suppressed_size_zero = 4,
	    .suppressed_no_stop = 5,
	    .stale = 6};
	struct rbt_metrics_input in = {.initial_equity = T_CURVE_CASH,
	    .run = &run,
	    .annualization = 252};
	struct rbt_metrics_run extra = {.scope = "run",
	    .result = &run,
	    .initial_equity = T_CURVE_CASH,
	    .period = {RBT_DAY_NS},
	    .equity_best = {9 * T_CURVE_UNIT},
	    .equity_worst = {4 * T_CURVE_UNIT},
	    .missing_bars = -1};
	struct rbt_drawdown_list list;
	struct rbt_metrics m;
	struct rbt_out out;

	rbt_drawdown_list_find(&list, in.initial_equity, NULL, 0);
	rbt_metrics_compute(&in, &list, &m);
	rbt_out_open_fd(&out, -1, "memory");
	rbt_metrics_emit(&out, &m, &extra);
	T_STR(rbt_buf_str(&out.buf),
	    "{\"type\":\"metrics\",\"scope\":\"run\",\"from\":\"1970-01-01\","
	    "\"to\":\"1970-01-01\",\"bars\":7,\"initial_equity\":1000000,"
	    "\"final_equity\":5,\"total_return\":null,\"cagr\":null,"
	    "\"volatility\":null,\"sharpe\":null,\"sortino\":null,"
	    "\"calmar\":null,\"omega\":null,\"max_drawdown\":null,"
	    "\"max_drawdown_from\":null,\"max_drawdown_to\":null,"
	    "\"max_drawdown_bars\":null,\"time_under_water\":null,"
	    "\"ulcer_index\":null,\"var_95\":null,\"var_99\":null,"
	    "\"cvar_95\":null,\"cvar_99\":null,\"var_95_normal\":null,"
	    "\"var_99_normal\":null,\"var_95_cf\":null,\"var_99_cf\":null,"
	    "\"skew\":null,\"kurtosis\":null,\"tail_ratio\":null,"
	    "\"best_day\":null,\"worst_day\":null,\"best_month\":null,"
	    "\"worst_month\":null,\"alpha\":null,\"beta\":null,\"n_trades\":0,"
	    "\"n_open\":0,\"win_rate\":null,\"profit_factor\":null,"
	    "\"expectancy\":null,\"payoff\":null,\"sqn\":null,\"kelly\":null,"
	    "\"max_wins_row\":0,\"max_losses_row\":0,\"avg_bars\":null,"
	    "\"exposure\":null,\"turnover\":null,\"fees\":0,"
	    "\"slippage_cost\":0,\"ties\":1,\"ambiguous_bars\":2,"
	    "\"equity_best\":9,\"equity_worst\":4,\"missing_bars\":null,"
	    "\"suppressed\":{\"conflict\":3,\"size_zero\":4,\"no_stop\":5},"
	    "\"stale\":6}\n");
	rbt_out_abort(&out);
}

int
main(void)
{
	test_vectors();
	test_total_loss();
	test_drawdown_dates();
	test_rate();
	test_activity();
	test_annualization();
	test_record();
	T_DONE(8 * 11 + 6 + 9 + 5 + 6 + 5 + 1);
}
