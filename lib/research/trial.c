/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "research/trial.h"

#include "core/num.h"
#include "research/monthly.h"
#include "research/tape.h"

struct rbt_headline
rbt_headline_of(const struct rbt_search *s, const struct rbt_backtest *bt)
{
	const struct rbt_metrics *m = &bt->metrics;
	struct rbt_headline h = {.objective = (double)NAN,
	    .sharpe = m->sharpe,
	    .total_return = m->total_return,
	    .cagr = m->cagr,
	    .max_drawdown = m->max_drawdown,
	    .n_trades = m->trades.n_closed,
	    .final_equity = bt->result.final_equity};

	if (s && h.n_trades >= s->min_trades)
		h.objective = rbt_objective_of(&s->objective, m);
	return h;
}

void
rbt_headline_put(struct rbt_jsonw *w, const struct rbt_headline *h)
{
	rbt_jsonw_f64(w, "sharpe", h->sharpe);
	rbt_jsonw_f64(w, "total_return", h->total_return);
	rbt_jsonw_f64(w, "cagr", h->cagr);
	rbt_jsonw_f64(w, "max_drawdown", h->max_drawdown);
	rbt_jsonw_i64(w, "n_trades", h->n_trades);
	rbt_jsonw_money(w, "final_equity", h->final_equity);
}

static void
put_returns(struct rbt_jsonw *w, const struct rbt_backtest *bt, rbt_money cash)
{
	rbt_money before = cash;

	rbt_jsonw_arr_begin(w, "returns");
	for (size_t i = 0; i < bt->sessions.n; i++) {
		rbt_money now = bt->sessions.at[i].equity;

		rbt_jsonw_f64(w, NULL, rbt_monthly_return(before, now));
		before = now;
	}
	rbt_jsonw_arr_end(w);
}

/* The record of a trial.  The run's id is that of rbt-backtest over the same
 * bars; a trial on several ranges is no single run. */
static void
emit(const struct rbt_search *s, uint64_t i, size_t set,
    const struct rbt_rule *rule, const struct rbt_backtest *bt,
    struct rbt_out *out)
{
	const struct rbt_set *at = &s->sets.at[set];
	struct rbt_headline h = rbt_headline_of(s, bt);
	struct rbt_runinfo run = s->run;
	struct rbt_jsonw w;

	run.rule = rule;
	run.from = bt->result.from;
	run.to = bt->result.to;
	rbt_jsonw_begin(&w, out, "trial");
	rbt_jsonw_str(&w, "search_id", s->id);
	rbt_jsonw_u64(&w, "id", i + 1);
	if (s->sets.n > 1)
		rbt_jsonw_u64(&w, "window", set + 1);
	else
		rbt_jsonw_null(&w, "window");
	if (at->n == 1) {
		rbt_runinfo_identify(&run);
		rbt_jsonw_str(&w, "run_id", run.id);
	} else {
		rbt_jsonw_null(&w, "run_id");
	}
	rbt_jsonw_time(&w, "from", run.from, run.universe.at[0].period);
	rbt_jsonw_time(&w, "to", run.to, run.universe.at[0].period);
	rbt_runinfo_put_params(&w, rule);
	rbt_jsonw_f64(&w, "objective", h.objective);
	rbt_headline_put(&w, &h);
	rbt_jsonw_i64(&w, "periods", bt->metrics.n_sessions);
	rbt_jsonw_f64(&w, "skew", bt->metrics.skew);
	rbt_jsonw_f64(&w, "kurtosis", bt->metrics.kurtosis);
	if (s->returns)
		put_returns(&w, bt, s->run.options.cash);
	rbt_jsonw_end(&w);
}

/* One range after the other, with what the one before left. */
static int
add_range(const struct rbt_search *s, struct rbt_range range, rbt_money cash,
    const struct rbt_signal_source *source, bool close_out,
    struct rbt_backtest *bt, struct rbt_err *err)
{
	struct rbt_runinfo run = s->run;

	run.options.cash = cash;
	run.options.start.ns = range.from;
	run.options.end.ns = range.to;
	run.options.close_out = close_out;
	return rbt_backtest_add(bt, &run, source, NULL, err);
}

static int
try_set(const struct rbt_search *s, size_t set,
    const struct rbt_signal_source *source, struct rbt_backtest *bt,
    struct rbt_err *err)
{
	const struct rbt_set *at = &s->sets.at[set];
	rbt_money cash = s->run.options.cash;

	/* With several ranges every one but the last has to be left. */
	for (size_t k = 0; k < at->n; k++) {
		if (cash.v <= 0)
			break;
		if (add_range(s, s->ranges.at[at->first + k], cash, source,
			k + 1 < at->n, bt, err) != 0)
			return -1;
		cash = bt->result.final_equity;
	}
	rbt_backtest_measure(bt, &s->run);
	return 0;
}

/* The end of the last bar that any of the sets needs. */
static rbt_ts
last_end(const struct rbt_search *s, size_t first, size_t behind)
{
	rbt_ts end = {INT64_MIN};

	for (size_t k = first; k < behind; k++) {
		const struct rbt_set *at = &s->sets.at[k];
		int64_t to = s->ranges.at[at->first + at->n - 1].to;

		end.ns = to > end.ns ? to : end.ns;
	}
	return end;
}

int
rbt_trial_run_at(const struct rbt_search *s, uint64_t i,
    const struct rbt_rule *rule, size_t set, struct rbt_buf *out,
    struct rbt_err *err)
{
	size_t first = set < s->sets.n ? set : 0;
	size_t behind = set < s->sets.n ? set + 1 : s->sets.n;
	struct rbt_tape tape;
	struct rbt_signal_source source;
	struct rbt_out memory;
	int rc = rbt_tape_record(&tape, rule, &s->run.universe,
	    last_end(s, first, behind), s->share, err);

	rbt_out_open_fd(&memory, -1, "memory");
	source = rbt_tape_source(&tape);
	for (size_t k = first; rc == 0 && k < behind; k++) {
		struct rbt_backtest bt = {0};

		rc = try_set(s, k, &source, &bt, err);
		if (rc == 0)
			emit(s, i, k, rule, &bt, &memory);
		rbt_backtest_release(&bt);
	}
	if (rc == 0)
		rbt_buf_add(out, rbt_buf_str(&memory.buf), memory.buf.len);
	rbt_out_abort(&memory);
	rbt_tape_release(&tape);
	return rc;
}

int
rbt_trial_run(const struct rbt_search *s, uint64_t i, struct rbt_buf *out,
    struct rbt_err *err)
{
	struct rbt_point point;
	struct rbt_err own = {0};
	struct rbt_rule *rule = rbt_search_rule(s, i, &point, &own);
	int rc = 0;

	if (rule)
		rc = rbt_trial_run_at(s, i, rule, s->sets.n, out, &own);
	rbt_rule_free(rule);
	if (own.code == RBT_OK)
		return rc;
	return rbt_err_set(err, own.code, "trial %llu: %s",
	    (unsigned long long)i + 1, own.msg);
}

/* A number, or NaN for null. */
static int
number(struct rbt_rec *rec, const char *key, double *out, struct rbt_err *err)
{
	struct rbt_rec_val v = rbt_rec_get(rec, key);

	*out = (double)NAN;
	return v.kind == RBT_REC_NULL ? 0 : rbt_rec_f64(rec, key, out, err);
}

static int
take_figures(struct rbt_rec *rec, struct rbt_trial *out, struct rbt_err *err)
{
	struct rbt_rec_val params = rbt_rec_get(rec, "params");

	if (params.kind != RBT_REC_OTHER || params.text[0] != '{')
		return rbt_err_set(err, RBT_E_DATA,
		    "params: expected an object");
	out->params = params.text;
	out->params_len = params.len;
	if (number(rec, "objective", &out->objective, err) != 0 ||
	    number(rec, "sharpe", &out->sharpe, err) != 0 ||
	    number(rec, "cagr", &out->cagr, err) != 0 ||
	    number(rec, "skew", &out->skew, err) != 0 ||
	    number(rec, "kurtosis", &out->kurtosis, err) != 0)
		return -1;
	return rbt_rec_i64(rec, "periods", &out->periods, err);
}

int
rbt_trial_parse(const struct rbt_search *s, const char *line, size_t len,
    struct rbt_trial *out, struct rbt_err *err)
{
	struct rbt_jsonscan scan;
	struct rbt_rec rec = {.line = line, .len = len, .scan = &scan};
	struct rbt_rec_val id, window;
	int64_t point = 0, set = 1;

	if (!rbt_jsonscan_object(&scan, line, len))
		return rbt_err_set(err, RBT_E_DATA, "a trial's record: %s",
		    scan.what);
	id = rbt_rec_get(&rec, "search_id");
	if (id.kind != RBT_REC_STRING || id.len + 1 != RBT_HASH_HEX ||
	    memcmp(id.text, s->id, id.len) != 0)
		return rbt_err_set(err, RBT_E_DATA,
		    "a trial of another search");
	if (rbt_rec_i64(&rec, "id", &point, err) != 0)
		return -1;
	window = rbt_rec_get(&rec, "window");
	if (window.kind != RBT_REC_NULL &&
	    rbt_rec_i64(&rec, "window", &set, err) != 0)
		return -1;
	if (point < 1 || (uint64_t)point > s->n_points || set < 1 ||
	    (size_t)set > s->sets.n)
		return rbt_err_set(err, RBT_E_DATA,
		    "trial %lld of window %lld is not one of the search",
		    (long long)point, (long long)set);
	out->point = (uint64_t)point - 1;
	out->set = (size_t)set - 1;
	return take_figures(&rec, out, err);
}

int
rbt_trial_add(const struct rbt_search *s, const struct rbt_rule *rule,
    struct rbt_range range, rbt_money cash, bool close_out,
    struct rbt_backtest *bt, struct rbt_err *err)
{
	struct rbt_tape tape;
	struct rbt_signal_source source;
	int rc = rbt_tape_record(&tape, rule, &s->run.universe,
	    (rbt_ts){range.to}, s->share, err);

	source = rbt_tape_source(&tape);
	if (rc == 0)
		rc = add_range(s, range, cash, &source, close_out, bt, err);
	rbt_tape_release(&tape);
	return rc;
}
