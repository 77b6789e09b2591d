/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows of the reference data in $RBT_SHARED/golden/metrics that have our
 * definition, over its 1259 returns and 14 trades.  Their values come from
 * empyrical-reloaded, quantstats, backtesting.py, PerformanceAnalytics and
 * direct formulas in numpy/scipy.  Rows that are left out differ on purpose:
 *	rf, mar, log, calendar-year and geometric variants of the ratios;
 *	sortino per period or over the negative days only;
 *	drawdown lengths in calendar days; ulcer with n - 1;
 *	VaR and CVaR with the population's sd, strictly below, or floored;
 *	sample skewness and excess kurtosis; compounded alpha;
 *	win rates and profit factors of days instead of trades;
 *	backtesting.py's ratios (geometric, without the first return).
 */
#include <stdlib.h>

#include "harness/curve.h"
#include "harness/t.h"

#include "research/benchmark.h"
#include "research/metrics.h"
#include "research/monthly.h"

#define MAX_ROWS   2000
#define MAX_TRADES 20
#define MAX_LINE   1024

static struct {
	size_t n, n_trades;
	int64_t day[MAX_ROWS], ret_e10[MAX_ROWS];
	double benchmark[MAX_ROWS];
	struct rbt_equity sessions[MAX_ROWS];
	struct rbt_trade trades[MAX_TRADES];
} data;

static FILE *
open_golden(const char *name)
{
	const char *shared = getenv("RBT_SHARED");
	char path[MAX_LINE];

	snprintf(path, sizeof path, "%s/golden/%s", shared ? shared : "", name);
	return fopen(path, "r");
}

/* Cuts a line of CSV at its commas; quoted fields may hold some.  The text of
 * a quoted field keeps its inner quotes doubled. */
static size_t
cut(char *line, char **field, size_t max)
{
	size_t n = 0;

	line[strcspn(line, "\n")] = '\0';
	while (n < max) {
		bool quoted = *line == '"', in = quoted;
		char *end = quoted ? line + 1 : line;

		field[n++] = end;
		for (; *end && (in || *end != ','); end++)
			if (*end == '"')
				in = !in;
		if (quoted)
			end[-1] = '\0';
		if (*end == '\0')
			break;
		*end = '\0';
		line = end + 1;
	}
	return n;
}

static int64_t
day_of(const char *date)
{
	rbt_ts t = {0};
	struct rbt_err err = {0};

	T_OK(rbt_ts_parse(date, strlen(date), &t, &err) == 0);
	return rbt_ts_day(t);
}

static void
load(FILE *returns, FILE *trades)
{
	char line[MAX_LINE], *field[16];

	while (fgets(line, sizeof line, returns)) {
		if (cut(line, field, 16) < 6 || field[0][0] == 'd')
			continue;
		data.day[data.n] = day_of(field[0]);
		data.ret_e10[data.n] = llround(strtod(field[3], NULL) * 1e10);
		data.benchmark[data.n++] = strtod(field[4], NULL);
	}
	t_curve_grow(data.ret_e10, data.n, data.sessions);
	for (size_t i = 0; i < data.n; i++)
		data.sessions[i].time = rbt_ts_from_day(data.day[i]);
	while (fgets(line, sizeof line, trades)) {
		struct rbt_trade *t = &data.trades[data.n_trades];

		if (cut(line, field, 16) < 13 || field[0][0] == 't')
			continue;
		t->pnl.v = llround(strtod(field[10], NULL) * 100) *
			   (T_CURVE_UNIT / 100);
		t->bars = strtol(field[12], NULL, 10);
		data.n_trades++;
	}
}

/* A row by the start of its library's name and its metric; scale turns the
 * row's number into ours. */
struct row {
	const char *library, *metric;
	double scale, got;
};

static void
compare(const char *file, const struct row *rows, size_t n, double rtol)
{
	FILE *f = open_golden(file);
	char line[MAX_LINE], *field[8];
	size_t n_found = 0;

	while (f && fgets(line, sizeof line, f)) {
		/* The R file has no column of parameters. */
		size_t n_field = cut(line, field, 8);
		const char *value = field[n_field == 7 ? 4 : 3];

		for (size_t i = 0; i < n && n_field >= 6; i++) {
			const struct row *r = &rows[i];
			long failed = t_failed;

			if (strcmp(field[1], r->metric) != 0 ||
			    strncmp(field[0], r->library, strlen(r->library)) !=
				0)
				continue;
			T_NEAR(r->got, strtod(value, NULL) * r->scale, rtol, 0);
			if (t_failed > failed)
				printf("\tin row %s %s\n", r->library,
				    r->metric);
			n_found++;
		}
	}
	T_INT(n_found, n);
	if (f)
		fclose(f);
}

static void
test_metrics(const struct rbt_metrics *m)
{
	const struct row rows[] = {
	    {"empyrical", "total_return", 1, m->total_return},
	    {"empyrical", "cagr", 1, m->cagr},
	    {"empyrical", "annual_volatility", 1, m->volatility},
	    {"empyrical", "sharpe", 1, m->sharpe},
	    {"empyrical", "sortino", 1, m->sortino},
	    {"empyrical", "calmar", 1, m->calmar},
	    {"empyrical", "omega", 1, m->omega},
	    {"empyrical", "max_drawdown", -1, m->max_drawdown},
	    {"empyrical", "tail_ratio", 1, m->tail_ratio},
	    {"empyrical", "var_5", -1, m->var_95},
	    {"empyrical", "var_1", -1, m->var_99},
	    {"empyrical", "cvar_5", -1, m->cvar_95},
	    {"empyrical", "cvar_1", -1, m->cvar_99},
	    {"empyrical", "beta", 1, m->beta},
	    {"empyrical", "best_monthly", 1, m->best_month},
	    {"empyrical", "worst_monthly", 1, m->worst_month},
	    {"quantstats", "cagr", 1, m->cagr},
	    {"quantstats", "volatility", 1, m->volatility},
	    {"quantstats", "sharpe", 1, m->sharpe},
	    {"quantstats", "sortino", 1, m->sortino},
	    {"quantstats", "omega", 1, m->omega},
	    {"quantstats", "calmar", 1, m->calmar},
	    {"quantstats", "tail_ratio", 1, m->tail_ratio},
	    {"quantstats", "var_95", -1, m->var_95_normal},
	    {"quantstats", "var_99", -1, m->var_99_normal},
	    {"quantstats", "alpha", 1, m->alpha},
	    {"quantstats", "beta", 1, m->beta},
	    {"formula", "n", 1, (double)m->n_sessions},
	    {"formula", "skew_pop", 1, m->skew},
	    {"formula", "kurt_pop", 1, m->kurtosis},
	    {"formula", "var_hist_linear_95", -1, m->var_95},
	    {"formula", "var_hist_linear_99", -1, m->var_99},
	    {"formula", "var_param_95", -1, m->var_95_normal},
	    {"formula", "var_param_99", -1, m->var_99_normal},
	    {"formula", "var_cornish_fisher_95", -1, m->var_95_cf},
	    {"formula", "var_cornish_fisher_99", -1, m->var_99_cf},
	    {"formula", "cvar_hist_le_95", -1, m->cvar_95},
	    {"formula", "cvar_hist_le_99", -1, m->cvar_99},
	    {"formula", "max_drawdown", -1, m->max_drawdown},
	    {"formula", "time_under_water_fraction", 1, m->time_under_water},
	    {"formula", "ulcer_index_n", 1, m->ulcer_index},
	    {"formula", "beta", 1, m->beta},
	};

	compare("metrics/metrics_expected.csv", rows,
	    sizeof rows / sizeof *rows, 1e-9);
}

static void
test_trades(const struct rbt_roundtrip *t)
{
	const struct row rows[] = {
	    {"formula", "trades_n", 1, (double)t->n_closed},
	    {"formula", "trades_win_rate", 1, t->win_rate},
	    {"formula", "trades_profit_factor", 1, t->profit_factor},
	    {"formula", "trades_expectancy", 1, t->expectancy},
	    {"formula", "trades_payoff", 1, t->payoff},
	    {"formula", "trades_kelly", 1, t->kelly},
	    {"formula", "trades_sqn", 1, t->sqn},
	    {"formula", "trades_avg_bars", 1, t->avg_bars},
	    {"formula", "trades_max_consec_wins", 1, (double)t->max_wins_row},
	    {"formula", "trades_max_consec_losses", 1,
		(double)t->max_losses_row},
	    {"backtesting.py", "# Trades", 1, (double)t->n_closed},
	    {"backtesting.py", "Win Rate [%]", 0.01, t->win_rate},
	    {"backtesting.py", "SQN", 1, t->sqn},
	    {"backtesting.py", "Kelly Criterion", 1, t->kelly},
	};

	compare("metrics/metrics_expected.csv", rows,
	    sizeof rows / sizeof *rows, 1e-9);
}

static void
test_performanceanalytics(const struct rbt_metrics *m)
{
	const struct row rows[] = {
	    {"R", "total_return", 1, m->total_return},
	    {"R", "cagr_geometric", 1, m->cagr},
	    {"R", "sd_annual", 1, m->volatility},
	    {"R", "sharpe_annual_arith", 1, m->sharpe},
	    {"R", "omega", 1, m->omega},
	    {"R", "max_drawdown", 1, m->max_drawdown},
	    {"R", "calmar", 1, m->calmar},
	    {"R", "ulcer_index", 1, m->ulcer_index},
	    {"R", "var_historical_95", -1, m->var_95},
	    {"R", "var_historical_99", -1, m->var_99},
	    {"R", "es_historical_95", -1, m->cvar_95},
	    {"R", "es_historical_99", -1, m->cvar_99},
	    {"R", "skew_moment", 1, m->skew},
	    {"R", "kurt_moment", 1, m->kurtosis},
	    {"R", "beta", 1, m->beta},
	};

	compare("metrics/performanceanalytics_expected.csv", rows,
	    sizeof rows / sizeof *rows, 1e-8);
}

/* Every episode, deepest first; rows as we count them, the depth negative. */
static void
test_drawdowns(const struct rbt_drawdown_list *list)
{
	FILE *f = open_golden("metrics/drawdowns_expected.csv");
	struct rbt_drawdown worst[20];
	size_t n = rbt_drawdown_list_worst(list, 20, worst), i = 0;
	char line[MAX_LINE], *field[16];

	while (f && i < n && fgets(line, sizeof line, f)) {
		const struct rbt_drawdown *d = &worst[i];

		if (cut(line, field, 16) < 11 || field[0][0] == 'r')
			continue;
		T_INT(d->peak, strtol(field[1], NULL, 10));
		T_INT(d->trough, strtol(field[2], NULL, 10));
		T_INT(d->recovered ? (long)d->end : -1,
		    strtol(field[3], NULL, 10));
		T_NEAR(-d->depth, strtod(field[7], NULL), 1e-9, 1e-12);
		i++;
	}
	T_INT(i, 12);
	T_INT(n, 12);
	if (f)
		fclose(f);
}

static void
test_months(void)
{
	FILE *f = open_golden("metrics/monthly_returns_expected.csv");
	struct rbt_month_list list = {0};
	char line[MAX_LINE], *field[4];
	size_t i = 0;

	rbt_monthly_split(&list, T_CURVE_CASH, data.sessions, data.day, data.n);
	while (f && i < list.n && fgets(line, sizeof line, f)) {
		const struct rbt_month *m = &list.at[i];
		char name[32];

		if (cut(line, field, 4) != 2 || field[0][0] == 'm')
			continue;
		snprintf(name, sizeof name, "%04d-%02d", m->year, m->month);
		T_STR(name, field[0]);
		T_NEAR(rbt_monthly_return(m->open, m->close),
		    strtod(field[1], NULL), 1e-9, 1e-12);
		i++;
	}
	T_INT(i, 60);
	T_INT(list.n, 60);
	RBT_VEC_RELEASE(&list);
	if (f)
		fclose(f);
}

int
main(void)
{
	FILE *returns = open_golden("data/returns.csv");
	FILE *trades = open_golden("data/trades.csv");
	struct rbt_sim_result run = {0};
	struct rbt_metrics_input in = {.initial_equity = T_CURVE_CASH,
	    .sessions = data.sessions,
	    .day = data.day,
	    .trades = data.trades,
	    .run = &run,
	    .annualization = 252,
	    .benchmark = data.benchmark};
	struct rbt_drawdown_list list;
	struct rbt_metrics m;

	if (returns == NULL || trades == NULL) {
		T_SKIP("no reference data in $RBT_SHARED");
		T_DONE(0);
	}
	load(returns, trades);
	fclose(returns);
	fclose(trades);
	in.n_sessions = data.n;
	in.n_trades = data.n_trades;
	rbt_drawdown_list_find(&list, T_CURVE_CASH, data.sessions, data.n);
	rbt_metrics_compute(&in, &list, &m);
	test_metrics(&m);
	test_trades(&m.trades);
	test_performanceanalytics(&m);
	test_drawdowns(&list);
	test_months();
	rbt_drawdown_list_release(&list);
	in.rf_ann = 0.02;
	rbt_drawdown_list_find(&list, T_CURVE_CASH, data.sessions, data.n);
	rbt_metrics_compute(&in, &list, &m);
	compare("metrics/metrics_expected.csv",
	    &(struct row){"empyrical", "sharpe_rf", 1, m.sharpe}, 1, 1e-9);
	rbt_drawdown_list_release(&list);
	T_DONE(1259 + 43 + 15 + 16 + 50 + 122 + 2);
}
