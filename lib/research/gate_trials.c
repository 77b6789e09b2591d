/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <limits.h>
#include <math.h>
#include <string.h>

#include "research/gate_trials.h"

#include "fmt/jsonscan.h"
#include "research/gate_doc.h"
#include "research/overfit.h"

static double
number_at(struct rbt_gate_doc *doc, const char *key)
{
	struct rbt_gate_value v = rbt_gate_doc_at(doc, key);

	return v.kind == RBT_GATE_NUMBER ? v.number : (double)NAN;
}

/* The record with what follows from the trials replaced, in the arena. */
static void
rewrite(struct rbt_gate_evidence *e, struct rbt_gate_record *r,
    const struct rbt_overfit *o)
{
	const struct {
		const char *key;
		double value;
	} news[] = {
	    {"n_trials", o->n_trials},
	    {"n_effective", o->n_effective},
	    {"trials_sd", o->trials_sd},
	    {"dsr", o->dsr},
	    {"expected_max", o->expected_max},
	    {"min_btl", o->min_btl},
	    {"haircut_sharpe", o->haircut_sharpe},
	};
	const size_t n_news = sizeof news / sizeof *news;
	struct rbt_jsonscan scan;
	struct rbt_jsonw w;
	struct rbt_out memory;

	if (!rbt_jsonscan_object(&scan, r->line, r->len))
		return;
	rbt_out_open_fd(&memory, -1, "memory");
	rbt_jsonw_begin(&w, &memory, "overfit");
	for (size_t i = 0; i < n_news; i++)
		rbt_jsonw_f64(&w, news[i].key, news[i].value);
	rbt_jsonw_str(&w, "n_effective_by", "count");
	rbt_jsonw_str(&w, "trials_from", "log");
	for (size_t i = 0; i < scan.n; i++) {
		const struct rbt_jsonscan_member *m = &scan.member[i];
		const char *key =
		    rbt_arena_strndup(&e->arena, r->line + m->key, m->key_len);
		size_t quotes = m->kind == RBT_JSONSCAN_STRING, k = 0;

		while (k < n_news && strcmp(key, news[k].key) != 0)
			k++;
		if (k == n_news && strcmp(key, "type") != 0 &&
		    strcmp(key, "n_effective_by") != 0 &&
		    strcmp(key, "trials_from") != 0)
			rbt_jsonw_raw(&w, key, r->line + m->val - quotes,
			    m->val_len + 2 * quotes);
	}
	rbt_jsonw_end(&w);
	r->len = memory.buf.len - 1;
	r->line = rbt_arena_strndup(&e->arena, memory.buf.data, r->len);
	rbt_out_abort(&memory);
}

/* One `overfit`, with the moments that it tells. */
static int
recount(struct rbt_gate_evidence *e, struct rbt_gate_record *r,
    struct rbt_gate_doc *doc, struct rbt_gate_doc *run,
    const struct rbt_trial_log *log, bool *fewer, struct rbt_err *err)
{
	struct rbt_gate_value strategy =
	    rbt_gate_doc_at(run, "strategy.sha256");
	struct rbt_gate_value bundle = rbt_gate_doc_at(run, "bundle.sha256");
	struct rbt_overfit_input in = rbt_overfit_input_none();
	struct rbt_trial_count count;
	struct rbt_overfit o;
	double year = number_at(doc, "annualization");

	if (strategy.kind != RBT_GATE_TEXT || bundle.kind != RBT_GATE_TEXT ||
	    !(year >= 1 && year <= INT_MAX))
		return 0;
	if (log->count(log->self, strategy.text, bundle.text, (int)year, &count,
		err) != 0)
		return -1;
	if (count.n == 0 || number_at(doc, "n_trials") > (double)count.n) {
		*fewer = true;
		return 0;
	}
	in.moments = (struct rbt_psr_sample){.sharpe = number_at(doc, "sharpe"),
	    .skew = number_at(doc, "skew"),
	    .kurtosis = number_at(doc, "kurtosis"),
	    .n = number_at(doc, "periods")};
	in.n_trials = (double)count.n;
	in.trials_sd = rbt_spread_sd(&count.sharpe);
	in.trials_from = RBT_OVERFIT_TRIALS_LOG;
	if (rbt_overfit_compute(&in, &o, err) != 0)
		return -1;
	/* Many trials beside each other make the spread of all small. */
	if (o.dsr > number_at(doc, "dsr"))
		o.dsr = number_at(doc, "dsr");
	rewrite(e, r, &o);
	return 0;
}

static int
recount_all(struct rbt_gate_evidence *e, struct rbt_gate_doc *run,
    const struct rbt_trial_log *log, bool *fewer, struct rbt_err *err)
{
	struct rbt_gate_doc doc = {0};
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < e->records.n; i++) {
		struct rbt_gate_record *r = &e->records.at[i];

		if (!r->repeated && r->sound &&
		    strcmp(r->type, "overfit") == 0 &&
		    rbt_gate_doc_read(&doc, r->line, r->len))
			rc = recount(e, r, &doc, run, log, fewer, err);
	}
	rbt_gate_doc_release(&doc);
	return rc;
}

int
rbt_gate_trials_recount(struct rbt_gate_evidence *e,
    const struct rbt_trial_log *log, bool *fewer, struct rbt_err *err)
{
	const struct rbt_gate_record *r = rbt_gate_evidence_first(e, "run");
	struct rbt_gate_doc run = {0};
	int rc = 0;

	*fewer = false;
	if (r && rbt_gate_doc_read(&run, r->line, r->len))
		rc = recount_all(e, &run, log, fewer, err);
	rbt_gate_doc_release(&run);
	return rc;
}
