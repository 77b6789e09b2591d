/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "research/lookahead.h"

#include "fmt/jsonw.h"
#include "research/figure.h"

static rbt_period
period_of(const struct rbt_runinfo *run)
{
	return run->universe.at[0].period;
}

static void
put_difference(struct rbt_jsonw *w, const struct rbt_runinfo *run,
    const struct rbt_lookahead_difference *d)
{
	rbt_jsonw_obj_begin(w, "first_difference");
	rbt_jsonw_time(w, "cut", d->cut, period_of(run));
	rbt_jsonw_str(w, "future", d->altered ? "altered" : "cut");
	rbt_jsonw_time(w, "time", d->time, period_of(run));
	rbt_jsonw_str_or_null(w, "symbol", d->symbol);
	rbt_jsonw_str(w, "what", d->what);
	rbt_jsonw_i64(w, "bars", d->n_bars);
	rbt_jsonw_obj_end(w);
}

void
rbt_lookahead_emit(struct rbt_out *out, const struct rbt_runinfo *run,
    const struct rbt_lookahead *found)
{
	struct rbt_jsonw w;

	rbt_jsonw_begin(&w, out, "lookahead");
	rbt_jsonw_str(&w, "run_id", run->id);
	if (found->n_checks > 0)
		rbt_jsonw_bool(&w, "clean", !found->found);
	else
		rbt_jsonw_null(&w, "clean");
	rbt_jsonw_i64(&w, "checks", found->n_checks);
	rbt_jsonw_i64(&w, "cuts", found->n_cuts);
	rbt_jsonw_i64(&w, "signals", found->n_signals);
	rbt_jsonw_i64(&w, "records", found->n_records);
	if (found->found)
		put_difference(&w, run, &found->first);
	else
		rbt_jsonw_null(&w, "first_difference");
	rbt_jsonw_end(&w);
}

void
rbt_lookahead_report(struct rbt_out *out, const struct rbt_runinfo *run,
    const struct rbt_lookahead *found)
{
	char checks[RBT_FIGURE_MAX], signals[RBT_FIGURE_MAX];
	struct rbt_err why = {0};

	rbt_out_printf(out, "\nLook-ahead\n");
	if (rbt_lookahead_verdict(run, found, &why) != 0)
		rbt_out_printf(out, "  %s\n", why.msg);
	else if (found->n_checks == 0)
		rbt_out_printf(out, "  not checked: no bar to cut off\n");
	else
		rbt_out_printf(out,
		    "  none in %s checks: the future cut off or altered behind "
		    "%lld bars,\n  %s signals compared\n",
		    rbt_figure_count(found->n_checks, checks),
		    (long long)found->n_cuts,
		    rbt_figure_count(found->n_signals, signals));
}

int
rbt_lookahead_verdict(const struct rbt_runinfo *run,
    const struct rbt_lookahead *found, struct rbt_err *err)
{
	const struct rbt_lookahead_difference *d = &found->first;
	char time[RBT_TS_MAX], cut[RBT_TS_MAX];

	if (!found->found)
		return 0;
	rbt_ts_format_for(d->time, period_of(run), time);
	rbt_ts_format_for(d->cut, period_of(run), cut);
	return rbt_err_set(err, RBT_E_NO,
	    "look-ahead: %s%s%s at %s is another with the bars behind %s %s",
	    d->what, d->symbol ? " of " : "", d->symbol ? d->symbol : "", time,
	    cut, d->altered ? "altered" : "cut off");
}
