/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <math.h>
#include <string.h>

#include "research/overfit_read.h"

#include "core/num.h"
#include "fmt/jsonr.h"
#include "fmt/rec.h"
#include "stats/spread.h"

#define POINTS_MAX 10000000

/* A point of the space: how often it was tried, and its ratios. */
struct point {
	size_t n_trials, n; /* n have a ratio */
	double sum;
};

struct run_name {
	char id[RBT_HASH_HEX];
};

struct reader {
	struct rbt_overfit_read *r;
	struct RBT_VEC(struct point) points;
	struct RBT_VEC(struct run_name) names; /* of trials */
	struct rbt_buf text;
	double best; /* objective so far, NaN: none */
	size_t best_at;
	struct rbt_psr_sample best_moments;
	bool windowed;
};

static int
take_hash(struct reader *d, const struct rbt_rec *rec, const char *key,
    char out[RBT_HASH_HEX], struct rbt_err *err)
{
	if (rbt_rec_str(rec, key, &d->text, err) != 0)
		return -1;
	if (d->text.len + 1 != RBT_HASH_HEX)
		return rbt_err_set(err, RBT_E_DATA, "%s: expected %d digits",
		    key, RBT_HASH_HEX - 1);
	memcpy(out, d->text.data, RBT_HASH_HEX);
	return 0;
}

static bool
is_begun(const struct rbt_runcurve *c)
{
	return c->id.len > 0;
}

/* The risk-free rate of one session. */
static double
rf_of(const struct rbt_runcurve *c)
{
	return expm1(log1p(c->rf_ann) / (double)c->annualization);
}

static int
take_equity(struct reader *d, const struct rbt_rec *rec, struct rbt_err *err)
{
	struct rbt_rec_val scope = rbt_rec_get(rec, "scope");
	bool oos = scope.kind == RBT_REC_STRING && scope.len == 3 &&
		   memcmp(scope.text, "oos", 3) == 0;
	struct rbt_runcurve *c = oos ? &d->r->search : &d->r->run;

	if (scope.kind == RBT_REC_STRING && !oos)
		return 0;
	if (!is_begun(c))
		return rbt_err_set(err, RBT_E_DATA,
		    "expected the record of the %s before its equity",
		    oos ? "search" : "run");
	return rbt_runcurve_add(c, rec, err);
}

static bool
blank_at(const char *p)
{
	return *p == ' ' || *p == '\t';
}

/* A list of numbers, judged to be JSON already, less rf each. */
static int
take_returns(struct reader *d, struct rbt_rec_val v, struct rbt_err *err)
{
	struct rbt_overfit_read *r = d->r;
	double rf = rf_of(&r->search);
	const char *p = v.text + 1, *end = v.text + v.len - 1;
	size_t n = 0, room = r->n_rows ? r->n_rows : 1;
	double *at;

	if (r->trials.n == 0)
		for (const char *c = p; c < end; c++)
			room += *c == ',';
	at = rbt_xcalloc(room, sizeof *at);
	RBT_VEC_PUSH(&r->trials, at);
	while (p < end) {
		size_t len = 0, blank;

		for (; p < end && blank_at(p); p++)
			;
		while (p + len < end && p[len] != ',')
			len++;
		for (blank = 0; blank < len && blank_at(p + len - blank - 1);
		     blank++)
			;
		if (n == room)
			break;
		if (rbt_num_f64(p, len - blank, -DBL_MAX, DBL_MAX, &at[n++],
			err) != 0)
			return rbt_err_wrap(err, "returns");
		at[n - 1] -= rf;
		p += len + (p + len < end);
	}
	if (r->trials.n == 1)
		r->n_rows = n;
	if (n != r->n_rows || p < end || n < 2)
		return rbt_err_set(err, RBT_E_DATA,
		    "returns: expected as many as the first trial has, and at "
		    "least two");
	return 0;
}

/* The point that a trial tries; NULL with the error set. */
static struct point *
find_point(struct reader *d, const struct rbt_rec *rec, struct rbt_err *err)
{
	int64_t id = 0;

	if (rbt_rec_i64(rec, "id", &id, err) != 0)
		return NULL;
	if (id < 1 || id > POINTS_MAX) {
		rbt_err_set(err, RBT_E_DATA, "id: expected 1 to %d",
		    POINTS_MAX);
		return NULL;
	}
	while (d->points.n < (size_t)id)
		RBT_VEC_PUSH(&d->points, ((struct point){0}));
	return &d->points.at[id - 1];
}

/* A number; NaN if there is none. */
static int
figure(const struct rbt_rec *rec, const char *key, double *out,
    struct rbt_err *err)
{
	struct rbt_rec_val v = rbt_rec_get(rec, key);

	*out = (double)NAN;
	return v.kind == RBT_REC_NULL || v.kind == RBT_REC_MISSING
		   ? 0
		   : rbt_rec_f64(rec, key, out, err);
}

/* Of the best trial so far. */
static int
take_moments(struct reader *d, const struct rbt_rec *rec, struct rbt_err *err)
{
	struct rbt_psr_sample *m = &d->best_moments;

	if (figure(rec, "sharpe", &m->sharpe, err) != 0 ||
	    figure(rec, "skew", &m->skew, err) != 0 ||
	    figure(rec, "kurtosis", &m->kurtosis, err) != 0 ||
	    figure(rec, "periods", &m->n, err) != 0)
		return -1;
	m->sharpe /= sqrt((double)d->r->search.annualization);
	return 0;
}

/* A trial of the whole span: its name, its returns, whether it is the best. */
static int
take_whole(struct reader *d, const struct rbt_rec *rec, struct rbt_err *err)
{
	struct rbt_rec_val returns = rbt_rec_get(rec, "returns");
	struct run_name name;
	double objective;

	if (take_hash(d, rec, "run_id", name.id, err) != 0)
		return -1;
	RBT_VEC_PUSH(&d->names, name);
	if (returns.kind != RBT_REC_MISSING) {
		if (returns.kind != RBT_REC_OTHER || returns.text[0] != '[')
			return rbt_err_set(err, RBT_E_DATA,
			    "returns: expected a list");
		if (take_returns(d, returns, err) != 0)
			return -1;
	}
	if (rbt_rec_get(rec, "objective").kind == RBT_REC_NULL)
		return 0;
	if (rbt_rec_f64(rec, "objective", &objective, err) != 0)
		return -1;
	if (!isnan(d->best) && objective <= d->best)
		return 0;
	d->best = objective;
	d->best_at = d->names.n - 1;
	return take_moments(d, rec, err);
}

static int
take_trial(struct reader *d, const struct rbt_rec *rec, struct rbt_err *err)
{
	char id[RBT_HASH_HEX];
	struct point *p;
	double sharpe;

	if (!is_begun(&d->r->search))
		return rbt_err_set(err, RBT_E_DATA,
		    "expected the search record before its trials");
	if (take_hash(d, rec, "search_id", id, err) != 0)
		return -1;
	if (strcmp(id, rbt_buf_str(&d->r->search.id)) != 0)
		return rbt_err_set(err, RBT_E_DATA,
		    "a trial of another search");
	p = find_point(d, rec, err);
	if (p == NULL)
		return -1;
	p->n_trials++;
	/* One that never traded has no ratio, and was tried all the same. */
	if (rbt_rec_get(rec, "sharpe").kind != RBT_REC_NULL) {
		if (rbt_rec_f64(rec, "sharpe", &sharpe, err) != 0)
			return -1;
		p->n++;
		p->sum += sharpe / sqrt((double)d->r->search.annualization);
	}
	if (rbt_rec_get(rec, "window").kind != RBT_REC_NULL) {
		d->windowed = true;
		return 0;
	}
	return take_whole(d, rec, err);
}

static int
take_record(struct reader *d, const struct rbt_rec *rec, struct rbt_err *err)
{
	if (rbt_rec_is(rec, "trial"))
		return take_trial(d, rec, err);
	if (rbt_rec_is(rec, "equity"))
		return take_equity(d, rec, err);
	if (rbt_rec_is(rec, "run"))
		return rbt_runcurve_begin(&d->r->run, rec, err);
	if (rbt_rec_is(rec, "search"))
		return rbt_runcurve_begin(&d->r->search, rec, err);
	if (rbt_rec_is(rec, "trade") && is_begun(&d->r->run))
		return rbt_runcurve_add(&d->r->run, rec, err);
	return 0;
}

/* How many points were tried, and how far their ratios spread; that of a point
 * which was tried in several windows is the mean over these. */
static void
count_trials(const struct reader *d, struct rbt_overfit_input *in)
{
	struct rbt_spread ratio = {0};
	size_t n_trials = 0;

	for (size_t i = 0; i < d->points.n; i++) {
		const struct point *p = &d->points.at[i];

		n_trials += p->n_trials > 0;
		if (p->n > 0)
			rbt_spread_add(&ratio, p->sum / (double)p->n);
	}
	in->n_trials = (double)n_trials;
	in->trials_sd = rbt_spread_sd(&ratio);
	in->trials_from = RBT_OVERFIT_TRIALS_RECORDS;
}

/* What is judged is an account. */
static int
use_curve(struct rbt_overfit_read *r, struct rbt_runcurve *c,
    struct rbt_err *err)
{
	if (rbt_runcurve_finish(c, err) != 0)
		return -1;
	r->in.annualization = c->annualization;
	r->in.rf = rf_of(c);
	r->in.x = c->ret.at;
	r->in.n = c->ret.n;
	for (size_t i = 0; i < c->trade.n; i++)
		RBT_VEC_PUSH(&r->pnl, c->trade.at[i].pnl);
	r->in.pnl = r->pnl.at;
	r->in.n_closed = r->pnl.n;
	return 0;
}

/* Which of the trials a run is. */
static int
find_run(struct reader *d, struct rbt_err *err)
{
	const char *run = rbt_buf_str(&d->r->run.id);

	for (size_t i = 0; i < d->names.n; i++) {
		if (strcmp(d->names.at[i].id, run) == 0) {
			d->best_at = i;
			return 0;
		}
	}
	return rbt_err_set(err, RBT_E_DATA,
	    "the run %.16s is none of the trials of the search %.16s", run,
	    rbt_buf_str(&d->r->search.id));
}

/* The best trial is what is judged. */
static void
use_best(struct reader *d)
{
	struct rbt_overfit_read *r = d->r;

	r->in.annualization = r->search.annualization;
	if (isnan(d->best))
		return;
	memcpy(r->best_id, d->names.at[d->best_at].id, RBT_HASH_HEX);
	r->in.run_id = r->best_id;
	r->in.moments = d->best_moments;
	if (r->trials.n == 0)
		return;
	r->in.rf = rf_of(&r->search);
	for (size_t i = 0; i < r->n_rows; i++) {
		double x = r->trials.at[d->best_at][i] + r->in.rf;

		RBT_VEC_PUSH(&r->ret, x);
	}
	r->in.x = r->ret.at;
	r->in.n = r->ret.n;
}

static int
choose_result(struct reader *d, bool run, struct rbt_err *err)
{
	struct rbt_overfit_read *r = d->r;

	if (run) {
		r->in.run_id = rbt_buf_str(&r->run.id);
		return use_curve(r, &r->run, err);
	}
	if (d->windowed) {
		r->in.annualization = r->search.annualization;
		return r->search.equity.n ? use_curve(r, &r->search, err) : 0;
	}
	use_best(d);
	return 0;
}

static int
finish(struct reader *d, struct rbt_err *err)
{
	struct rbt_overfit_read *r = d->r;
	struct rbt_overfit_input *in = &r->in;
	bool run = is_begun(&r->run), search = d->points.n > 0;

	if (!run && !search)
		return rbt_err_set(err, RBT_E_DATA,
		    "expected the records of a run, a sweep or a walk");
	if (r->trials.n > 0 && r->trials.n != d->names.n)
		return rbt_err_set(err, RBT_E_DATA,
		    "%zu of %zu trials have returns: expected all or none",
		    r->trials.n, d->names.n);
	in->source = search ? RBT_OVERFIT_SEARCH : RBT_OVERFIT_RUN;
	if (search) {
		in->search_id = rbt_buf_str(&r->search.id);
		count_trials(d, in);
	}
	if ((run && search && find_run(d, err) != 0) ||
	    choose_result(d, run, err) != 0)
		return -1;
	if (r->trials.n > 0 && (run || !isnan(d->best))) {
		r->panel =
		    (struct rbt_panel){(const double *const *)r->trials.at,
			r->trials.n, r->n_rows};
		in->panel = &r->panel;
		in->best = d->best_at;
	}
	return 0;
}

int
rbt_overfit_read_records(struct rbt_overfit_read *r, struct rbt_source src,
    struct rbt_err *err)
{
	struct reader d = {.r = r, .best = (double)NAN};
	struct rbt_rec_reader reader;
	struct rbt_rec rec;
	int rc;

	rbt_rec_reader_init(&reader, src);
	while ((rc = rbt_rec_next(&reader, &rec, err)) == 1) {
		if (take_record(&d, &rec, err) != 0) {
			rc = rbt_err_wrap(err, "%s:%ld", src.name, rec.lineno);
			break;
		}
	}
	rbt_rec_reader_release(&reader);
	if (rc == 0)
		rc = finish(&d, err);
	RBT_VEC_RELEASE(&d.points);
	RBT_VEC_RELEASE(&d.names);
	rbt_buf_release(&d.text);
	return rc;
}

/* The hash of the strategy or the bundle that a run or a search is of. */
static int
content_of(const struct rbt_jsonr_val *record, const char *key,
    char out[RBT_HASH_HEX], struct rbt_err *err)
{
	struct rbt_jsonr_val of;
	const char *sha256;

	if (rbt_jsonr_obj(record, key, &of, err) != 0 ||
	    rbt_jsonr_str(&of, "sha256", &sha256, err) != 0)
		return -1;
	if (strlen(sha256) + 1 != RBT_HASH_HEX)
		return rbt_err_set(err, RBT_E_DATA,
		    "%s.sha256: expected %d digits", key, RBT_HASH_HEX - 1);
	memcpy(out, sha256, RBT_HASH_HEX);
	return 0;
}

/* Asks the log for the strategy and the bundle of a record. */
static int
ask(const struct rbt_trial_log *log, const struct rbt_runcurve *c,
    struct rbt_trial_count *out, struct rbt_err *err)
{
	char strategy[RBT_HASH_HEX], bundle[RBT_HASH_HEX];
	struct rbt_jsonr doc;
	int rc;

	if (rbt_jsonr_parse(&doc, c->record.data, c->record.len, err) != 0)
		return -1;
	rc = content_of(&doc.root, "strategy", strategy, err);
	if (rc == 0)
		rc = content_of(&doc.root, "bundle", bundle, err);
	rbt_jsonr_release(&doc);
	return rc == 0 ? log->count(log->self, strategy, bundle,
			     c->annualization, out, err)
		       : -1;
}

int
rbt_overfit_read_log(struct rbt_overfit_read *r,
    const struct rbt_trial_log *log, struct rbt_err *err)
{
	struct rbt_overfit_input *in = &r->in;
	struct rbt_trial_count count = {0};

	if (ask(log, is_begun(&r->run) ? &r->run : &r->search, &count, err) !=
	    0)
		return -1;
	if (count.n == 0 && isnan(in->n_trials))
		return rbt_err_set(err, RBT_E_DATA,
		    "the trial log knows of no trial of this strategy on this "
		    "bundle");
	if (in->n_trials > (double)count.n)
		return 0;
	in->n_trials = (double)count.n;
	in->trials_sd = rbt_spread_sd(&count.sharpe);
	in->trials_from = RBT_OVERFIT_TRIALS_LOG;
	return 0;
}
