/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "research/searchtable.h"

#include "core/mem.h"
#include "fmt/rec.h"
#include "research/figure.h"

#define DAY_WIDTH    10 /* 2024-01-02 */
#define MOMENT_WIDTH 20 /* 2024-01-02T14:30:00Z */

/* A number, NaN for what is missing or null. */
static double
number(const struct rbt_rec *rec, const char *key)
{
	double x = (double)NAN;

	if (rbt_rec_get(rec, key).kind != RBT_REC_NUMBER ||
	    rbt_rec_f64(rec, key, &x, NULL) != 0)
		return (double)NAN;
	return x;
}

/* The text of a string; "-" for what is none. */
static const char *
string(struct rbt_searchtable *t, const struct rbt_rec *rec, const char *key)
{
	if (rbt_rec_get(rec, key).kind == RBT_REC_STRING &&
	    rbt_rec_str(rec, key, &t->word, NULL) == 0)
		return rbt_buf_str(&t->word);
	return "-";
}

/* Appends {"fast":5,"slow":20} as "fast=5 slow=20", ["a","b"] as "a b"; names
 * of parameters have no need to be quoted. */
static void
add_plain(struct rbt_buf *out, struct rbt_rec_val v)
{
	if (v.kind != RBT_REC_OTHER) {
		rbt_buf_add_char(out, '-');
		return;
	}
	for (size_t i = 1; i + 1 < v.len; i++) {
		char c = v.text[i];

		if (c != '"')
			rbt_buf_add_char(out, c == ':'   ? '='
					      : c == ',' ? ' '
							 : c);
	}
}

static const char *
plain(struct rbt_searchtable *t, const struct rbt_rec *rec, const char *key)
{
	rbt_buf_clear(&t->word);
	add_plain(&t->word, rbt_rec_get(rec, key));
	return rbt_buf_str(&t->word);
}

static int
width(const struct rbt_searchtable *t)
{
	return rbt_period_is_daily(t->search->run.universe.at[0].period)
		   ? DAY_WIDTH
		   : MOMENT_WIDTH;
}

void
rbt_searchtable_begin(struct rbt_searchtable *t, const struct rbt_search *s,
    struct rbt_out *out)
{
	*t = (struct rbt_searchtable){.search = s, .out = out};
	rbt_out_open_fd(&t->records, -1, "memory");
}

static void
put_heading(struct rbt_searchtable *t, const struct rbt_rec *rec)
{
	const struct rbt_search *s = t->search;
	char a[RBT_FIGURE_MAX], b[RBT_FIGURE_MAX];
	const char *between = "";

	rbt_out_printf(t->out, "%s of %s on %s", string(t, rec, "command"),
	    s->run.strategy, s->run.bundle);
	rbt_out_printf(t->out, ", %s", string(t, rec, "from"));
	rbt_out_printf(t->out, " to %s\n", string(t, rec, "to"));
	rbt_out_printf(t->out, "%s point%s, method %s, objective %s",
	    rbt_figure_count((int64_t)s->n_points, a),
	    s->n_points == 1 ? "" : "s", string(t, rec, "method"),
	    s->objective_text);
	rbt_out_printf(t->out, ", at least %s trade%s\n",
	    rbt_figure_count(s->min_trades, b), s->min_trades == 1 ? "" : "s");
	for (const char *const *o = s->options; o && o[0]; o += 2) {
		rbt_out_printf(t->out, "%s%s %s", between, o[0], o[1]);
		between = ", ";
	}
	if (*between)
		rbt_out_printf(t->out, "\n");
}

/* Below 0 if the parameters of a text come before those of another. */
static int
compare_params(const char *a, const char *b)
{
	for (;;) {
		char *end_a, *end_b;
		double x, y;

		a = strchr(a, '=');
		b = strchr(b, '=');
		if (a == NULL || b == NULL)
			return 0;
		x = strtod(a + 1, &end_a);
		y = strtod(b + 1, &end_b);
		if (x != y)
			return x < y ? -1 : 1;
		a = end_a;
		b = end_b;
	}
}

static bool
is_before(double objective, const char *params,
    const struct rbt_searchtable_row *row)
{
	if (objective != row->objective)
		return objective > row->objective;
	return compare_params(params, row->params) < 0;
}

/* Whether a row has these parameters: the random methods may draw twice. */
static bool
is_shown(const struct rbt_searchtable *t, const char *params)
{
	for (size_t i = 0; i < t->n_best; i++)
		if (strcmp(t->best[i].params, params) == 0)
			return true;
	return false;
}

/* Keeps a trial if it is one of the best. */
static void
take_trial(struct rbt_searchtable *t, const struct rbt_rec *rec)
{
	double objective = number(rec, "objective");
	const char *params = plain(t, rec, "params");
	size_t at = t->n_best;

	t->n_trials++;
	if (isnan(objective) || is_shown(t, params))
		return;
	while (at > 0 && is_before(objective, params, &t->best[at - 1]))
		at--;
	if (at == RBT_SEARCHTABLE_BEST)
		return;
	if (t->n_best == RBT_SEARCHTABLE_BEST)
		free(t->best[--t->n_best].params);
	memmove(&t->best[at + 1], &t->best[at],
	    (t->n_best - at) * sizeof *t->best);
	t->n_best++;
	t->best[at] = (struct rbt_searchtable_row){
	    .id = (int64_t)number(rec, "id"),
	    .objective = objective,
	    .sharpe = number(rec, "sharpe"),
	    .total_return = number(rec, "total_return"),
	    .max_drawdown = number(rec, "max_drawdown"),
	    .n_trades = number(rec, "n_trades"),
	    .params = rbt_xstrdup(params),
	};
}

/* The best trials of a sweep, once. */
static void
put_best(struct rbt_searchtable *t)
{
	char n[RBT_FIGURE_MAX], text[4][RBT_FIGURE_MAX];

	if (t->best_shown || t->search->command != RBT_SEARCH_SWEEP)
		return;
	t->best_shown = true;
	rbt_out_printf(t->out, "\n%s trial%s", rbt_figure_count(t->n_trials, n),
	    t->n_trials == 1 ? "" : "s");
	if (t->n_best == 0) {
		rbt_out_printf(t->out, ", none with an objective\n");
		return;
	}
	rbt_out_printf(t->out,
	    ", the best of which are\n"
	    "     trial  objective   sharpe      return  max drawdown  trades"
	    "  parameters\n");
	for (size_t i = 0; i < t->n_best; i++) {
		const struct rbt_searchtable_row *r = &t->best[i];

		rbt_out_printf(t->out,
		    "%10" PRId64 " %10s %8s %11s %13s %7.0f  %s\n", r->id,
		    rbt_figure_number(r->objective, 3, text[0]),
		    rbt_figure_number(r->sharpe, 3, text[1]),
		    rbt_figure_percent(r->total_return, 2, text[2]),
		    rbt_figure_percent(r->max_drawdown, 2, text[3]),
		    r->n_trades, r->params);
	}
}

/* Whether rows of a kind begin here. */
static bool
begins(struct rbt_searchtable *t, const char *kind)
{
	if (strcmp(rbt_buf_str(&t->last), kind) == 0)
		return false;
	rbt_buf_clear(&t->last);
	rbt_buf_add_str(&t->last, kind);
	return true;
}

/* Return, drawdown, trades of a record, and its parameters if it has some. */
static void
put_tail(struct rbt_searchtable *t, const struct rbt_rec *rec, bool params)
{
	char text[2][RBT_FIGURE_MAX];

	rbt_out_printf(t->out, " %10s %9s %7.0f",
	    rbt_figure_percent(number(rec, "total_return"), 2, text[0]),
	    rbt_figure_percent(number(rec, "max_drawdown"), 2, text[1]),
	    number(rec, "n_trades"));
	if (params)
		rbt_out_printf(t->out, "  %s", plain(t, rec, "params"));
	rbt_out_printf(t->out, "\n");
}

/* Of a cross-validation the ways through all folds are shown, not the folds. */
static void
put_window(struct rbt_searchtable *t, const struct rbt_rec *rec)
{
	char text[2][RBT_FIGURE_MAX];
	int w = width(t);

	if (t->search->command == RBT_SEARCH_CPCV)
		return;
	if (begins(t, "window"))
		rbt_out_printf(t->out,
		    "\nwindow  %-*s  %-*s  training     test     return  "
		    "drawdown  trades  parameters\n",
		    w, "test from", w, "to");
	rbt_out_printf(t->out, "%6.0f", number(rec, "index"));
	rbt_out_printf(t->out, "  %-*s", w, string(t, rec, "test_from"));
	rbt_out_printf(t->out, "  %-*s", w, string(t, rec, "test_to"));
	rbt_out_printf(t->out, "  %8s %8s",
	    rbt_figure_number(number(rec, "train_objective"), 3, text[0]),
	    rbt_figure_number(number(rec, "test_objective"), 3, text[1]));
	put_tail(t, rec, true);
}

static void
put_path(struct rbt_searchtable *t, const struct rbt_rec *rec)
{
	char text[2][RBT_FIGURE_MAX];

	if (begins(t, "path"))
		rbt_out_printf(t->out, "\npath  objective   sharpe     return  "
				       "drawdown  trades\n");
	rbt_out_printf(t->out, "%4.0f %10s %8s", number(rec, "path"),
	    rbt_figure_number(number(rec, "objective"), 3, text[0]),
	    rbt_figure_number(number(rec, "sharpe"), 3, text[1]));
	put_tail(t, rec, false);
}

/* "a=0.123456 b=1" as " a 0.12 b 1.00". */
static void
put_each(struct rbt_searchtable *t, const char *values)
{
	char text[RBT_FIGURE_MAX];

	for (const char *p = values, *eq; (eq = strchr(p, '=')) != NULL;) {
		char *end;
		double x = strtod(eq + 1, &end);

		rbt_out_printf(t->out, " %.*s %s", (int)(eq - p), p,
		    rbt_figure_number(end > eq + 1 ? x : (double)NAN, 2, text));
		p = end + strcspn(end, " ");
		p += *p == ' ';
	}
}

static void
put_walk(struct rbt_searchtable *t, const struct rbt_rec *rec)
{
	char text[3][RBT_FIGURE_MAX];

	rbt_out_printf(t->out,
	    "\n%.0f of %.0f windows made a profit\n"
	    "Walk-forward efficiency, tests over trainings\n"
	    "  return a year %6s\n"
	    "  sharpe        %6s\n",
	    number(rec, "profitable"), number(rec, "windows"),
	    rbt_figure_number(number(rec, "efficiency"), 2, text[0]),
	    rbt_figure_number(number(rec, "efficiency_sharpe"), 2, text[1]));
	rbt_out_printf(t->out,
	    "Stability of the chosen parameters, 1 is always the same\n"
	    "  all %s;",
	    rbt_figure_number(number(rec, "stability"), 2, text[2]));
	put_each(t, plain(t, rec, "param_stability"));
	rbt_out_printf(t->out, "\n");
}

static void
put_metrics(struct rbt_searchtable *t, const struct rbt_rec *rec)
{
	char text[5][RBT_FIGURE_MAX];

	rbt_out_printf(t->out, "\nOut of sample, %s to ",
	    string(t, rec, "from"));
	rbt_out_printf(t->out,
	    "%s\n"
	    "  return       %10s\n"
	    "  a year       %10s\n"
	    "  max drawdown %10s\n"
	    "  sharpe       %8s\n"
	    "  sortino      %8s\n"
	    "  trades       %5.0f\n",
	    string(t, rec, "to"),
	    rbt_figure_percent(number(rec, "total_return"), 2, text[0]),
	    rbt_figure_percent(number(rec, "cagr"), 2, text[1]),
	    rbt_figure_percent(number(rec, "max_drawdown"), 2, text[2]),
	    rbt_figure_number(number(rec, "sharpe"), 2, text[3]),
	    rbt_figure_number(number(rec, "sortino"), 2, text[4]),
	    number(rec, "n_trades"));
}

/* The objective along one parameter. */
static void
put_sensitivity(struct rbt_searchtable *t, const struct rbt_rec *rec)
{
	struct rbt_rec_val value = rbt_rec_get(rec, "value");
	char text[RBT_FIGURE_MAX];

	if (begins(t, string(t, rec, "param")))
		rbt_out_printf(t->out, "\n%10s  objective\n",
		    rbt_buf_str(&t->last));
	rbt_out_printf(t->out, "%10.*s %10s\n", (int)value.len, value.text,
	    rbt_figure_number(number(rec, "objective"), 3, text));
}

static bool
is_true(const struct rbt_rec *rec, const char *key)
{
	struct rbt_rec_val v = rbt_rec_get(rec, key);

	return v.kind == RBT_REC_BOOL && v.text[0] == 't';
}

static void
put_plateau(struct rbt_searchtable *t, const struct rbt_rec *rec)
{
	char text[3][RBT_FIGURE_MAX];

	rbt_buf_clear(&t->last);
	rbt_out_printf(t->out, "Plateau of %s\n", plain(t, rec, "axes"));
	rbt_out_printf(t->out, "  best   %10s  %s\n",
	    rbt_figure_number(number(rec, "best"), 3, text[0]),
	    plain(t, rec, "best_params"));
	rbt_out_printf(t->out, "         its neighbours have %s on average%s\n",
	    rbt_figure_number(number(rec, "neighbour_mean"), 3, text[1]),
	    is_true(rec, "isolated") ? ": a lone spike" : "");
	rbt_out_printf(t->out, "  robust %10s  %s\n",
	    rbt_figure_number(number(rec, "robust_min"), 3, text[2]),
	    plain(t, rec, "robust_params"));
}

/* What the ratio is worth with all the trials in mind. */
static void
put_overfit(struct rbt_searchtable *t, const struct rbt_rec *rec)
{
	char text[4][RBT_FIGURE_MAX];

	put_best(t);
	rbt_out_printf(t->out,
	    "\nSharpe ratio, %s a year\n"
	    "  probabilistic %8s\n"
	    "  deflated      %8s  for %s trials\n",
	    rbt_figure_number(number(rec, "sharpe_ann"), 2, text[0]),
	    rbt_figure_number(number(rec, "psr"), 3, text[1]),
	    rbt_figure_number(number(rec, "dsr"), 3, text[2]),
	    rbt_figure_number(number(rec, "n_trials"), 0, text[3]));
}

static void
take_record(struct rbt_searchtable *t, const struct rbt_rec *rec)
{
	static const struct {
		const char *type;
		void (*take)(struct rbt_searchtable *t,
		    const struct rbt_rec *rec);
	} known[] = {
	    {"search", put_heading},
	    {"trial", take_trial},
	    {"window", put_window},
	    {"path", put_path},
	    {"walk", put_walk},
	    {"metrics", put_metrics},
	    {"overfit", put_overfit},
	    {"sensitivity", put_sensitivity},
	    {"plateau", put_plateau},
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (rbt_rec_is(rec, known[i].type))
			known[i].take(t, rec);
}

int
rbt_searchtable_take(struct rbt_searchtable *t, struct rbt_err *err)
{
	struct rbt_jsonscan scan;
	const char *p = rbt_buf_str(&t->records.buf), *end;

	for (; (end = strchr(p, '\n')) != NULL; p = end + 1) {
		struct rbt_rec rec = {.line = p,
		    .len = (size_t)(end - p),
		    .scan = &scan};
		struct rbt_rec_val type;

		if (!rbt_jsonscan_object(&scan, p, rec.len))
			return rbt_err_set(err, RBT_E_DATA, "a record: %s",
			    scan.what);
		type = rbt_rec_get(&rec, "type");
		rec.type = type.text;
		rec.type_len = type.len;
		take_record(t, &rec);
	}
	rbt_buf_clear(&t->records.buf);
	return 0;
}

void
rbt_searchtable_end(struct rbt_searchtable *t)
{
	put_best(t);
}

void
rbt_searchtable_release(struct rbt_searchtable *t)
{
	for (size_t i = 0; i < t->n_best; i++)
		free(t->best[i].params);
	rbt_out_abort(&t->records);
	rbt_buf_release(&t->last);
	rbt_buf_release(&t->word);
}
