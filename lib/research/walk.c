/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "research/walk.h"

#include "core/mem.h"
#include "research/deflate.h"
#include "research/efficiency.h"

static void
put_range(struct rbt_jsonw *w, const char *from, const char *to,
    struct rbt_range r, rbt_period p)
{
	if (r.from < r.to) {
		rbt_jsonw_time(w, from, (rbt_ts){r.from}, p);
		rbt_jsonw_time(w, to, (rbt_ts){r.to}, p);
	} else {
		rbt_jsonw_null(w, from);
		rbt_jsonw_null(w, to);
	}
}

static void
put_window(const struct rbt_search *s, const struct rbt_walk_test *t,
    const struct rbt_rule *rule, const struct rbt_headline *h,
    struct rbt_rec_writer *out)
{
	const double none = (double)NAN;
	const struct rbt_best *b = t->best;
	rbt_period p = s->run.universe.at[0].period;
	struct rbt_jsonw w;

	rbt_jsonw_begin(&w, out->out, "window");
	rbt_jsonw_str(&w, "search_id", s->id);
	rbt_jsonw_u64(&w, "index", t->index + 1);
	if (t->path)
		rbt_jsonw_u64(&w, "path", t->path);
	else
		rbt_jsonw_null(&w, "path");
	put_range(&w, "train_from", "train_to", t->train, p);
	put_range(&w, "test_from", "test_to", t->test, p);
	if (rule)
		rbt_runinfo_put_params(&w, rule);
	else
		rbt_jsonw_null(&w, "params");
	rbt_jsonw_i64(&w, "n_trials", b->n_trials);
	rbt_jsonw_f64(&w, "train_objective",
	    b->any ? b->trial.objective : none);
	rbt_jsonw_f64(&w, "train_sharpe", b->any ? b->trial.sharpe : none);
	rbt_jsonw_f64(&w, "train_cagr", b->any ? b->trial.cagr : none);
	rbt_jsonw_f64(&w, "test_objective", h->objective);
	rbt_headline_put(&w, h);
	rbt_jsonw_end(&w);
	out->n_records++;
}

int
rbt_walk_run_test(const struct rbt_search *s, const struct rbt_walk_test *t,
    rbt_money cash, struct rbt_rec_writer *w, struct rbt_headline *h,
    struct rbt_rule **rule, struct rbt_err *err)
{
	struct rbt_runinfo run = s->run;
	struct rbt_backtest bt = {0};
	int rc = 0;

	*rule = NULL;
	if (t->best->any) {
		*rule = rbt_search_rule_at(s, &t->best->point, err);
		rc = *rule ? 0 : -1;
	}
	if (rc == 0)
		rc = rbt_trial_add(s, *rule, t->test, cash, true, &bt, err);
	if (rc == 0) {
		run.options.cash = cash;
		rbt_backtest_measure(&bt, &run);
		*h = rbt_headline_of(s, &bt);
		put_window(s, t, *rule, h, w);
	}
	rbt_backtest_release(&bt);
	return rc;
}

/* What is said of all windows: n of them were tested. */
struct record {
	double *train_cagr, *test_cagr, *train_sharpe, *test_sharpe;
	double *value; /* n values of an axis */
	size_t n, n_profitable;
};

static void
record_init(struct record *r, size_t n)
{
	*r = (struct record){.train_cagr = rbt_xcalloc(n, sizeof(double)),
	    .test_cagr = rbt_xcalloc(n, sizeof(double)),
	    .train_sharpe = rbt_xcalloc(n, sizeof(double)),
	    .test_sharpe = rbt_xcalloc(n, sizeof(double)),
	    .value = rbt_xcalloc(n, sizeof(double))};
}

static void
record_release(struct record *r)
{
	free(r->train_cagr);
	free(r->test_cagr);
	free(r->train_sharpe);
	free(r->test_sharpe);
	free(r->value);
}

static void
record_add(struct record *r, const struct rbt_best *b,
    const struct rbt_headline *h)
{
	const double none = (double)NAN;

	r->train_cagr[r->n] = b->any ? b->trial.cagr : none;
	r->train_sharpe[r->n] = b->any ? b->trial.sharpe : none;
	r->test_cagr[r->n] = h->cagr;
	r->test_sharpe[r->n++] = h->sharpe;
	r->n_profitable += h->total_return > 0;
}

/* The stability of each axis, and their mean. */
static void
put_stability(struct rbt_jsonw *w, const struct rbt_search *s,
    const struct rbt_best *best, struct record *r)
{
	const struct rbt_space *space = &s->space;
	double sum = 0, each[RBT_SPACE_AXES];

	for (size_t a = 0; a < space->n_axes; a++) {
		double width = rbt_px_to_f64((rbt_px){
		    space->axis[a].step_e8 * (int64_t)(space->axis[a].n - 1)});
		size_t n = 0;

		for (size_t i = 0; i < r->n; i++)
			if (best[i].any)
				r->value[n++] =
				    rbt_space_value(space, a, &best[i].point);
		each[a] = rbt_efficiency_stability(r->value, n, width);
		sum += each[a];
	}
	rbt_jsonw_f64(w, "stability",
	    space->n_axes ? sum / (double)space->n_axes : (double)NAN);
	rbt_jsonw_obj_begin(w, "param_stability");
	for (size_t a = 0; a < space->n_axes; a++)
		rbt_jsonw_f64(w, space->axis[a].name, each[a]);
	rbt_jsonw_obj_end(w);
}

static void
put_walk(const struct rbt_search *s, const struct rbt_best *best,
    struct record *r, struct rbt_rec_writer *out)
{
	struct rbt_jsonw w;

	rbt_jsonw_begin(&w, out->out, "walk");
	rbt_jsonw_str(&w, "search_id", s->id);
	rbt_jsonw_u64(&w, "windows", r->n);
	rbt_jsonw_u64(&w, "profitable", r->n_profitable);
	rbt_jsonw_f64(&w, "efficiency",
	    rbt_efficiency_ratio(r->train_cagr, r->test_cagr, r->n));
	rbt_jsonw_f64(&w, "efficiency_sharpe",
	    rbt_efficiency_ratio(r->train_sharpe, r->test_sharpe, r->n));
	put_stability(&w, s, best, r);
	rbt_jsonw_end(&w);
	out->n_records++;
}

static void
put_account(const struct rbt_search *s, struct rbt_backtest *bt,
    struct rbt_rec_writer *out)
{
	rbt_period p = s->run.universe.at[0].period;
	struct rbt_metrics_run about = {.scope = "oos",
	    .result = &bt->result,
	    .period = p,
	    .initial_equity = s->run.options.cash};

	rbt_metrics_emit(out->out, &bt->metrics, &about);
	out->n_records++;
}

/* Takes the account through window i; its curve goes to *all. */
static int
go_through(const struct rbt_search *s, size_t i, const struct rbt_best *best,
    struct rbt_backtest *all, struct record *r, struct rbt_rec_writer *w,
    struct rbt_err *err)
{
	struct rbt_walk_test t = {.index = i,
	    .train = s->windows.at[i].train,
	    .test = s->windows.at[i].test,
	    .best = &best[i]};
	rbt_money cash = all->result.final_equity;
	struct rbt_range account = t.test;
	struct rbt_rule *rule = NULL;
	struct rbt_headline h;
	int rc = rbt_walk_run_test(s, &t, cash, w, &h, &rule, err);

	if (i + 1 < s->windows.n && s->windows.at[i + 1].test.from < account.to)
		account.to = s->windows.at[i + 1].test.from;
	if (rc == 0)
		record_add(r, &best[i], &h);
	/* Steps of a day begin windows on Saturdays too. */
	if (rc == 0 && rbt_window_has_bar(&s->line, account))
		rc = rbt_trial_add(s, rule, account, cash, true, all, err);
	rbt_rule_free(rule);
	return rc;
}

int
rbt_walk_finish(const struct rbt_search *s, const struct rbt_best *best,
    const struct rbt_trial_count *count, struct rbt_rec_writer *w,
    struct rbt_err *err)
{
	bool daily = rbt_period_is_daily(s->run.universe.at[0].period);
	struct rbt_backtest all = {.result.final_equity = s->run.options.cash};
	struct record r;
	int rc = 0;

	record_init(&r, s->windows.n);
	for (size_t i = 0; rc == 0 && i < s->windows.n; i++) {
		if (all.result.final_equity.v <= 0)
			break;
		rc = go_through(s, i, best, &all, &r, w, err);
	}
	for (size_t i = 0; rc == 0 && i < all.sessions.n; i++) {
		rbt_equity_emit(w->out, &all.sessions.at[i], daily, "oos");
		w->n_records++;
	}
	if (rc == 0) {
		rbt_backtest_measure(&all, &s->run);
		put_walk(s, best, &r, w);
		put_account(s, &all, w);
		rc = rbt_deflate_account(s, count, &all, w, err);
	}
	record_release(&r);
	rbt_backtest_release(&all);
	return rc;
}
