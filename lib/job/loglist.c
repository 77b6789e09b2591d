/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "job/loglist.h"

#include "cli/choice.h"
#include "core/arena.h"
#include "core/near.h"
#include "core/vec.h"
#include "fmt/jsonw.h"
#include "fmt/rec.h"
#include "job/logbook.h"
#include "research/figure.h"
#include "stats/emax.h"

#define FORMATS "ndjson table"
#define DIGITS  12 /* of a hash that a table shows */

static struct {
	const char *strategy, *bundle, *format;
	bool each;
} opt;

/* clang-format off */
const struct rbt_option rbt_loglist_option_table[] = {
	{.name = "strategy", .letter = 's', .arg = "NAME", .value = &opt.strategy,
	 .complete = RBT_COMPLETE_FILE,
	 .help = "of this strategy: its file, or 8 digits of its hash"},
	{.name = "bundle", .letter = 'b', .arg = "NAME", .value = &opt.bundle,
	 .complete = RBT_COMPLETE_BUNDLE,
	 .help = "on this bundle: its name, or 8 digits of its hash"},
	{.name = "each", .flag = &opt.each,
	 .help = "each trial, not their number"},
	{.name = "format", .arg = "FORMAT", .value = &opt.format,
	 .complete = RBT_COMPLETE_WORDS, .words = FORMATS,
	 .help = "ndjson, or table (default on a terminal)"},
	{0},
};
/* clang-format on */

/* All trials of a strategy on a bundle. */
struct pair {
	struct rbt_study study; /* one of theirs; texts in the buffers */
	struct rbt_buf strategy, bundle;
	size_t n, n_studies;
	struct rbt_spread sharpe; /* a year */
	double best;
	rbt_ts first, last;
	char options_sha256[RBT_HASH_HEX]; /* of the last study */
};

struct list {
	struct rbt_rec_writer w;
	struct rbt_out *out;
	const char *tool;
	bool table;
	size_t n; /* trials */
	struct pair pair;
};

/* What the best of as many trials without skill is expected to show. */
static double
by_luck(const struct pair *p)
{
	return rbt_emax_approx((double)p->n) * rbt_spread_sd(&p->sharpe);
}

static void
put_pair(struct list *l)
{
	const struct pair *p = &l->pair;
	struct rbt_jsonw w;

	rbt_jsonw_begin(&w, l->out, "trials");
	rbt_tried_put_pair(&w, &p->study);
	rbt_jsonw_u64(&w, "option_sets", p->n_studies);
	rbt_jsonw_u64(&w, "n_trials", p->n);
	rbt_jsonw_f64(&w, "sharpe_mean_ann",
	    p->sharpe.n ? p->sharpe.mean : (double)NAN);
	rbt_jsonw_f64(&w, "sharpe_sd_ann", rbt_spread_sd(&p->sharpe));
	rbt_jsonw_f64(&w, "sharpe_max_ann", p->best);
	rbt_jsonw_f64(&w, "expected_max_ann", by_luck(p));
	rbt_jsonw_time(&w, "first", p->first, (rbt_period){RBT_SEC_NS});
	rbt_jsonw_time(&w, "last", p->last, (rbt_period){RBT_SEC_NS});
	rbt_jsonw_end(&w);
	l->w.n_records++;
}

static const char *
date(rbt_ts t, char out[RBT_TS_MAX])
{
	(void)rbt_ts_format_date(t, out);
	return out;
}

static void
write_pair(struct list *l)
{
	const struct pair *p = &l->pair;
	char n[RBT_FIGURE_MAX], best[RBT_FIGURE_MAX], luck[RBT_FIGURE_MAX];
	char sd[RBT_FIGURE_MAX], last[RBT_TS_MAX];

	rbt_out_printf(l->out, "%12s %8s %8s %8s  %s  %s %.*s on %s %.*s\n",
	    rbt_figure_count((int64_t)p->n, n),
	    rbt_figure_number(p->best, 3, best),
	    rbt_figure_number(by_luck(p), 3, luck),
	    rbt_figure_number(rbt_spread_sd(&p->sharpe), 3, sd),
	    date(p->last, last), p->study.strategy, DIGITS,
	    p->study.strategy_sha256, p->study.bundle, DIGITS,
	    p->study.bundle_sha256);
}

static void
end_pair(struct list *l)
{
	if (l->pair.n > 0 && l->table)
		write_pair(l);
	else if (l->pair.n > 0)
		put_pair(l);
	l->pair.n = 0;
}

static void
begin_pair(struct pair *p, const struct rbt_study *study,
    const struct rbt_tried *t)
{
	rbt_buf_clear(&p->strategy);
	rbt_buf_clear(&p->bundle);
	rbt_buf_add_str(&p->strategy, study->strategy);
	rbt_buf_add_str(&p->bundle, study->bundle);
	p->study = *study;
	p->study.strategy = rbt_buf_str(&p->strategy);
	p->study.bundle = rbt_buf_str(&p->bundle);
	p->n_studies = 0;
	p->sharpe = (struct rbt_spread){0};
	p->best = (double)NAN;
	p->first = p->last = t->first;
	p->options_sha256[0] = '\0';
}

/* Trials come by strategy and bundle. */
static void
add_to_pair(struct list *l, const struct rbt_study *study,
    const struct rbt_tried *t)
{
	struct pair *p = &l->pair;
	double sharpe = t->sharpe * sqrt((double)study->annualization);

	if (p->n > 0 &&
	    (strcmp(p->study.strategy_sha256, study->strategy_sha256) != 0 ||
		strcmp(p->study.bundle_sha256, study->bundle_sha256) != 0))
		end_pair(l);
	if (p->n == 0)
		begin_pair(p, study, t);
	p->n++;
	p->n_studies += strcmp(p->options_sha256, study->options_sha256) != 0;
	memcpy(p->options_sha256, study->options_sha256, RBT_HASH_HEX);
	p->first = t->first.ns < p->first.ns ? t->first : p->first;
	p->last = t->first.ns > p->last.ns ? t->first : p->last;
	if (!isfinite(sharpe))
		return;
	rbt_spread_add(&p->sharpe, sharpe);
	if (!(sharpe <= p->best))
		p->best = sharpe;
}

static void
write_each(struct list *l, const struct rbt_study *study,
    const struct rbt_tried *t)
{
	char sharpe[RBT_FIGURE_MAX], periods[RBT_FIGURE_MAX], first[RBT_TS_MAX];

	rbt_out_printf(l->out, "%8s %8s  %s  %s %.*s on %s %.*s  %s\n",
	    rbt_figure_number(t->sharpe * sqrt((double)study->annualization), 3,
		sharpe),
	    rbt_figure_count(t->periods, periods), date(t->first, first),
	    study->strategy, DIGITS, study->strategy_sha256, study->bundle,
	    DIGITS, study->bundle_sha256, t->params);
}

/* Not before there is something behind it. */
static void
begin(struct list *l)
{
	if (!l->table)
		rbt_rec_begin(&l->w, l->out, l->tool, rbt_tool_version(), -1,
		    NULL, 0);
	else if (opt.each)
		rbt_out_printf(l->out, "%8s %8s  %-10s  trial\n", "Sharpe",
		    "periods", "first");
	else
		rbt_out_printf(l->out,
		    "%12s %26s\n%12s %8s %8s %8s  %-10s  strategy and bundle\n",
		    "", "Sharpe ratio, a year:", "trials", "best", "by luck",
		    "spread", "last");
}

static int
take(void *self, const struct rbt_study *study, const struct rbt_tried *t,
    struct rbt_err *err)
{
	struct list *l = self;

	(void)err;
	if (l->n++ == 0)
		begin(l);
	if (!opt.each) {
		add_to_pair(l, study, t);
	} else if (l->table) {
		write_each(l, study, t);
	} else {
		rbt_tried_emit(l->out, study, t);
		l->w.n_records++;
	}
	return 0;
}

/* What is logged of a path is the name of the file. */
static const char *
name_of(const char *text)
{
	const char *slash = text ? strrchr(text, '/') : NULL;

	return slash ? slash + 1 : text;
}

/* The strategies in the log, or the bundles, each once. */
struct names {
	bool of_bundles;
	struct RBT_VEC(const char *) at;
	struct rbt_arena arena; /* owns them */
};

static int
take_name(void *self, const struct rbt_study *study, const struct rbt_tried *t,
    struct rbt_err *err)
{
	struct names *n = self;
	const char *name = n->of_bundles ? study->bundle : study->strategy;

	(void)t;
	(void)err;
	for (size_t i = n->at.n; i-- > 0;)
		if (strcmp(n->at.at[i], name) == 0)
			return 0;
	RBT_VEC_PUSH(&n->at, rbt_arena_strndup(&n->arena, name, strlen(name)));
	return 0;
}

/* Nothing passes the filter: says so, and what the log has in its stead. */
static int
refuse_none(const struct rbt_trialdb_filter *filter, struct rbt_err *err)
{
	struct rbt_trialdb_filter of = {.strategy = filter->strategy};
	struct names names = {.of_bundles = filter->bundle != NULL};
	const char *wanted = filter->bundle;
	char strategy[RBT_ERR_QUOTE], bundle[RBT_ERR_QUOTE];
	struct rbt_buf what = {0};
	int rc = 0;

	if (names.of_bundles)
		rc = rbt_logbook_read(&of, take_name, &names, err);
	if (rc == 0 && names.at.n == 0 && of.strategy) {
		wanted = of.strategy;
		of.strategy = NULL;
		names.of_bundles = false;
		rc = rbt_logbook_read(&of, take_name, &names, err);
	}
	if (filter->strategy)
		rbt_buf_printf(&what, " of '%s'",
		    rbt_err_quote(filter->strategy, strlen(filter->strategy),
			strategy));
	if (names.of_bundles)
		rbt_buf_printf(&what, " on '%s'",
		    rbt_err_quote(wanted, strlen(wanted), bundle));
	rbt_near_tell(&what, wanted, names.at.at, names.at.n);
	if (rc == 0)
		rc = rbt_err_set(err, RBT_E_DATA,
		    "the trial log has no trial%s", rbt_buf_str(&what));
	rbt_buf_release(&what);
	RBT_VEC_RELEASE(&names.at);
	rbt_arena_release(&names.arena);
	return rc;
}

int
rbt_loglist_command(struct rbt_context *ctx, struct rbt_err *err)
{
	const struct rbt_trialdb_filter filter = {name_of(opt.strategy),
	    name_of(opt.bundle)};
	int table = opt.format ? rbt_choice("format", FORMATS, opt.format, err)
			       : ctx->out_is_tty;
	struct list l = {.out = ctx->out,
	    .tool = ctx->tool,
	    .table = table == 1};
	int rc;

	if (table < 0)
		return -1;
	if (ctx->args.n > 0)
		return rbt_err_set(err, RBT_E_USAGE, "unexpected operand '%s'",
		    ctx->args.at[0]);
	rc = rbt_logbook_read(&filter, take, &l, err);
	if (rc == 0 && l.n == 0) {
		if (filter.strategy || filter.bundle)
			return refuse_none(&filter, err);
		begin(&l);
	}
	if (rc == 0)
		end_pair(&l);
	if (rc == 0 && !l.table)
		rbt_rec_end(&l.w, "ok");
	rbt_buf_release(&l.pair.strategy);
	rbt_buf_release(&l.pair.bundle);
	return rc;
}
