/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "research/report_table.h"

#include "research/figure.h"
#include "research/monthly.h"

#define WORST  5
#define LAST   10
#define MONTHS 12

/* The date of a row of the equity curve; row 0 stands before the first. */
static const char *
row_date(const struct rbt_backtest *bt, size_t row, char out[RBT_TS_MAX])
{
	(void)rbt_ts_format_date(rbt_ts_from_day(
				     bt->days.at[row ? row - 1 : 0]),
	    out);
	return out;
}

void
rbt_report_table_drawdowns(struct rbt_out *out, const struct rbt_backtest *bt)
{
	struct rbt_drawdown worst[WORST];
	size_t n = rbt_drawdown_list_worst(&bt->drawdowns, WORST, worst);
	char from[RBT_TS_MAX], trough[RBT_TS_MAX], to[RBT_TS_MAX];
	char depth[RBT_FIGURE_MAX];

	if (n == 0) {
		rbt_out_printf(out, "\nDrawdowns: none\n");
		return;
	}
	rbt_out_printf(out,
	    "\nWorst drawdowns\n"
	    "     from        trough      recovered        depth   sessions\n");
	for (size_t i = 0; i < n; i++) {
		const struct rbt_drawdown *d = &worst[i];

		rbt_out_printf(out, "  %zu  %-10s  %-10s  %-10s  %11s %10zu\n",
		    i + 1, row_date(bt, d->peak, from),
		    row_date(bt, d->trough, trough),
		    d->recovered ? row_date(bt, d->end, to) : "-",
		    rbt_figure_percent(d->depth, 2, depth), d->end - d->peak);
	}
}

/* A percentage in at most four characters: "4.3", "-4.3", "-12", "123". */
static void
put_cell(struct rbt_out *out, double x)
{
	char text[RBT_FIGURE_MAX];
	int decimals = fabs(100 * x) < 9.95 ? 1 : 0;

	rbt_out_printf(out, " %4s", rbt_figure_number(100 * x, decimals, text));
}

/* The months of one year from list->at[i] on; returns the index behind. */
static size_t
put_year(struct rbt_out *out, const struct rbt_month_list *list, size_t i)
{
	int year = list->at[i].year;
	rbt_money open = list->at[i].open, close = open;
	char text[RBT_FIGURE_MAX];

	rbt_out_printf(out, "  %04d", year);
	for (int month = 1; month <= MONTHS; month++) {
		const struct rbt_month *m = &list->at[i];

		if (i == list->n || m->year != year || m->month != month) {
			rbt_out_printf(out, " %4s", "");
			continue;
		}
		put_cell(out, rbt_monthly_return(m->open, m->close));
		close = m->close;
		i++;
	}
	(void)rbt_figure_number(100 * rbt_monthly_return(open, close), 1, text);
	rbt_out_printf(out, " %8s\n", text);
	return i;
}

void
rbt_report_table_months(struct rbt_out *out, const struct rbt_runinfo *run,
    const struct rbt_backtest *bt)
{
	struct rbt_month_list list = {0};

	rbt_monthly_split(&list, run->options.cash, bt->sessions.at,
	    bt->days.at, bt->sessions.n);
	rbt_out_printf(out,
	    "\nMonthly returns, %%\n"
	    "        Jan  Feb  Mar  Apr  May  Jun  Jul  Aug  Sep  Oct  Nov  Dec"
	    "     Year\n");
	for (size_t i = 0; i < list.n;)
		i = put_year(out, &list, i);
	RBT_VEC_RELEASE(&list);
}

/* A date, or for bars of less than a day date and time of day. */
static const char *
moment(rbt_ts t, rbt_period p, char out[RBT_TS_MAX])
{
	size_t len = rbt_ts_format_for(t, p, out);

	if (rbt_period_is_daily(p))
		return out;
	out[strlen("2024-01-02")] = ' ';
	if (len > strlen("2024-01-02 14:30:00"))
		out[strlen("2024-01-02 14:30:00")] = '\0';
	return out;
}

static void
put_trade(struct rbt_out *out, const struct rbt_trade *t, rbt_period p,
    int width)
{
	char entry[RBT_TS_MAX], exit[RBT_TS_MAX], bars[RBT_FIGURE_MAX];
	char ret[RBT_FIGURE_MAX], pnl[RBT_FIGURE_MAX];
	const char *why = rbt_order_reason_name(t->exit_reason);

	if (t->open)
		why = "open";
	rbt_out_printf(out, "  %-8s %-5s  %-*s  %-*s %5s %10s %13s  %s\n",
	    t->symbol, t->is_short ? "short" : "long", width,
	    moment(t->entry_time, p, entry), width,
	    t->open ? "-" : moment(t->exit_time, p, exit),
	    rbt_figure_count(t->bars, bars), rbt_figure_percent(t->ret, 2, ret),
	    rbt_figure_money(t->pnl, pnl), why ? why : "-");
}

void
rbt_report_table_trades(struct rbt_out *out, const struct rbt_runinfo *run,
    const struct rbt_backtest *bt)
{
	rbt_period p = run->universe.at[0].period;
	int width = rbt_period_is_daily(p) ? 10 : 19;
	size_t n = bt->trades.n, first = n > LAST ? n - LAST : 0;

	if (n == 0) {
		rbt_out_printf(out, "\nTrades: none\n");
		return;
	}
	rbt_out_printf(out,
	    "\nLast trades\n"
	    "  symbol   side   %-*s  %-*s  bars     return           pnl  "
	    "why\n",
	    width, "entry", width, "exit");
	for (size_t i = first; i < n; i++)
		put_trade(out, &bt->trades.at[i], p, width);
}
