/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "research/gate_verdict.h"

#include "core/time.h"
#include "fmt/jsonw.h"

static const char *const answers[] = {"pass", "fail", "missing", "refused"};

/* Whether a check that found nothing stands in the way. */
static bool
is_wanting(const struct rbt_gate_verdict *v, size_t i)
{
	return v->result[i].answer == RBT_GATE_MISSING &&
	       v->policy->check[i].required;
}

void
rbt_gate_verdict_reach(struct rbt_gate_verdict *v)
{
	struct rbt_gate_evidence *e = v->evidence;

	rbt_gate_evidence_belong(e, v->policy->session);
	v->n_failed = v->n_missing = 0;
	v->n_refused = e->problems.n;
	for (size_t i = 0; i < v->policy->n; i++) {
		v->result[i] =
		    rbt_gate_measure(e, &v->policy->check[i], v->today);
		v->n_failed += v->result[i].answer == RBT_GATE_FAIL;
		v->n_refused += v->result[i].answer == RBT_GATE_REFUSED;
		v->n_missing += is_wanting(v, i);
	}
	v->answer = v->n_refused + v->n_missing > 0 ? RBT_GATE_REFUSED
		    : v->n_failed > 0               ? RBT_GATE_FAIL
						    : RBT_GATE_PASS;
}

/* The record that decided. */
static void
put_source(struct rbt_jsonw *w, const char *type, long lineno, const char *id)
{
	if (!type) {
		rbt_jsonw_null(w, "source");
		return;
	}
	rbt_jsonw_obj_begin(w, "source");
	rbt_jsonw_str(w, "type", type);
	rbt_jsonw_i64(w, "line", lineno);
	rbt_jsonw_str_or_null(w, "id", id);
	rbt_jsonw_obj_end(w);
}

static void
emit_problem(struct rbt_out *out, const struct rbt_gate_problem *p)
{
	struct rbt_jsonw w;

	rbt_jsonw_begin(&w, out, "check");
	rbt_jsonw_str(&w, "name", "evidence");
	rbt_jsonw_null(&w, "value");
	rbt_jsonw_null(&w, "op");
	rbt_jsonw_null(&w, "limit");
	rbt_jsonw_str(&w, "verdict", answers[RBT_GATE_REFUSED]);
	put_source(&w, p->type, p->lineno, NULL);
	rbt_jsonw_str(&w, "note", p->what);
	rbt_jsonw_end(&w);
}

static void
emit_check(struct rbt_out *out, const struct rbt_gate_check *c,
    const struct rbt_gate_result *r)
{
	const struct rbt_gate_record *s = r->source;
	struct rbt_jsonw w;

	rbt_jsonw_begin(&w, out, "check");
	rbt_jsonw_str(&w, "name", c->name);
	rbt_gate_value_put(&w, "value", r->value);
	rbt_jsonw_str(&w, "op", rbt_gate_policy_op(c->op));
	rbt_gate_value_put(&w, "limit", r->limit);
	rbt_jsonw_str(&w, "verdict", answers[r->answer]);
	put_source(&w, s ? s->type : NULL, s ? s->lineno : 0, s ? s->id : NULL);
	rbt_jsonw_str_or_null(&w, "note", r->note);
	rbt_jsonw_end(&w);
}

static void
put_raw(struct rbt_jsonw *w, const char *key, const struct rbt_gate_record *r)
{
	const char *text;
	size_t len;

	text = rbt_gate_evidence_raw(r, key, &len);
	if (text)
		rbt_jsonw_raw(w, key, text, len);
	else
		rbt_jsonw_null(w, key);
}

/* The most trials that any of the evidence allows for, and which that is. */
static struct rbt_gate_result
trials(struct rbt_gate_evidence *e, int64_t today)
{
	static const struct rbt_gate_check most = {
	    .source = {.type = "overfit", .key = {"n_trials"}, .n_keys = 1},
	    .op = RBT_GATE_LE,
	    .limit = {.kind = RBT_GATE_NUMBER},
	};

	return rbt_gate_measure(e, &most, today);
}

static void
emit_verdict(struct rbt_out *out, const struct rbt_gate_verdict *v)
{
	const struct rbt_gate_evidence *e = v->evidence;
	struct rbt_gate_result most = trials(v->evidence, v->today);
	char date[RBT_TS_MAX];
	struct rbt_jsonw w;

	(void)rbt_ts_format_date(rbt_ts_from_day(v->today), date);
	rbt_jsonw_begin(&w, out, "verdict");
	rbt_jsonw_str(&w, "policy", v->policy->name);
	rbt_jsonw_str(&w, "policy_sha256", v->policy->sha256);
	rbt_jsonw_str(&w, "verdict", answers[v->answer]);
	rbt_jsonw_str(&w, "as_of", date);
	rbt_jsonw_u64(&w, "checks", v->policy->n);
	rbt_jsonw_u64(&w, "failed", v->n_failed);
	rbt_jsonw_u64(&w, "missing", v->n_missing);
	rbt_jsonw_u64(&w, "refused", v->n_refused);
	rbt_gate_value_put(&w, "n_trials", most.value);
	put_raw(&w, "trials_from", most.source);
	put_raw(&w, "run_id", e->run);
	put_raw(&w, "strategy", e->run);
	put_raw(&w, "params", e->run);
	rbt_jsonw_str_or_null(&w, "params_sha256",
	    e->params_sha256[0] ? e->params_sha256 : NULL);
	put_raw(&w, "bundle", e->run);
	put_raw(&w, "from", e->run);
	put_raw(&w, "to", e->run);
	put_raw(&w, "account", e->session);
	rbt_jsonw_str(&w, "evidence_sha256", e->sha256);
	rbt_jsonw_end(&w);
}

int64_t
rbt_gate_verdict_emit(struct rbt_out *out, const struct rbt_gate_verdict *v)
{
	const struct rbt_gate_evidence *e = v->evidence;

	for (size_t i = 0; i < e->problems.n; i++)
		emit_problem(out, &e->problems.at[i]);
	for (size_t i = 0; i < v->policy->n; i++)
		emit_check(out, &v->policy->check[i], &v->result[i]);
	emit_verdict(out, v);
	return (int64_t)(e->problems.n + v->policy->n + 1);
}

/* "sma-cross.rule on us-daily: fast=10 slow=30". */
static void
write_run(struct rbt_out *out, const struct rbt_gate_record *run)
{
	static const char *const names[] = {"strategy", "bundle"};
	struct rbt_jsonr_val object, params;
	struct rbt_buf b = {0};
	struct rbt_jsonr doc;
	const char *key;

	if (!run || rbt_jsonr_parse(&doc, run->line, run->len, NULL) != 0)
		return;
	for (size_t i = 0; i < 2; i++) {
		struct rbt_gate_value name = {.kind = RBT_GATE_NULL};

		if (rbt_jsonr_obj(&doc.root, names[i], &object, NULL) == 0)
			name = rbt_gate_value_of(&object, "name");
		rbt_buf_add_str(&b, i ? " on " : "");
		rbt_gate_value_write(&b, name);
	}
	if (rbt_jsonr_obj(&doc.root, "params", &params, NULL) == 0) {
		for (size_t i = 0; (key = rbt_jsonr_key(&params, i)); i++) {
			char quote[RBT_ERR_QUOTE];

			rbt_buf_printf(&b, "%s%s=", i ? " " : ": ",
			    rbt_err_quote(key, strlen(key), quote));
			rbt_gate_value_write(&b,
			    rbt_gate_value_of(&params, key));
		}
	}
	rbt_out_printf(out, "%s\n", rbt_buf_str(&b));
	rbt_buf_release(&b);
	rbt_jsonr_release(&doc);
}

static void
write_heading(struct rbt_out *out, const struct rbt_gate_verdict *v)
{
	char date[RBT_TS_MAX];

	(void)rbt_ts_format_date(rbt_ts_from_day(v->today), date);
	rbt_out_printf(out, "policy %s, as of %s\n", v->policy->name, date);
	write_run(out, v->evidence->run);
	rbt_out_printf(out, "\n  %-22s %12s    %-12s %-14s %s\n", "check",
	    "value", "limit", "source", "verdict");
}

static void
write_check(struct rbt_out *out, const struct rbt_gate_check *c,
    const struct rbt_gate_result *r)
{
	struct rbt_buf value = {0}, limit = {0}, source = {0};

	rbt_gate_value_write(&value, r->value);
	rbt_gate_value_write(&limit, r->limit);
	if (r->source)
		rbt_buf_printf(&source, "%s:%ld", r->source->type,
		    r->source->lineno);
	rbt_out_printf(out, "  %-22s %12s %-2s %-12s %-14s %s\n", c->name,
	    rbt_buf_str(&value), rbt_gate_policy_op(c->op), rbt_buf_str(&limit),
	    rbt_buf_str(&source),
	    r->answer == RBT_GATE_MISSING && !c->required ? "-"
							  : answers[r->answer]);
	rbt_buf_release(&value);
	rbt_buf_release(&limit);
	rbt_buf_release(&source);
}

/* The number that was not in the evidence. */
static void
write_trials(struct rbt_out *out, const struct rbt_gate_verdict *v)
{
	static const char log[] = "\"log\"";
	struct rbt_gate_result most = trials(v->evidence, v->today);
	struct rbt_buf n = {0};
	const char *from;
	size_t len;

	from = rbt_gate_evidence_raw(most.source, "trials_from", &len);
	if (!from || len != sizeof log - 1 || memcmp(from, log, len) != 0)
		return;
	rbt_gate_value_write(&n, most.value);
	rbt_out_printf(out, "  trials   %s, of the trial log\n",
	    rbt_buf_str(&n));
	rbt_buf_release(&n);
}

void
rbt_gate_verdict_write(struct rbt_out *out, const struct rbt_gate_verdict *v)
{
	const struct rbt_gate_evidence *e = v->evidence;

	write_heading(out, v);
	for (size_t i = 0; i < v->policy->n; i++)
		write_check(out, &v->policy->check[i], &v->result[i]);
	rbt_out_printf(out, "\n");
	for (size_t i = 0; i < v->policy->n; i++)
		if (is_wanting(v, i))
			rbt_out_printf(out, "  missing  %s: %s\n",
			    v->policy->check[i].name, v->result[i].note);
	for (size_t i = 0; i < e->problems.n; i++) {
		const struct rbt_gate_problem *p = &e->problems.at[i];

		if (p->type)
			rbt_out_printf(out, "  refused  %s, line %ld: %s\n",
			    p->type, p->lineno, p->what);
		else
			rbt_out_printf(out, "  refused  %s\n", p->what);
	}
	write_trials(out, v);
	rbt_out_printf(out, "verdict: %s\n", answers[v->answer]);
}

/* "3 of 14 checks failed: a, b, c"; `wanted` says which. */
static void
list_checks(struct rbt_buf *b, const struct rbt_gate_verdict *v, size_t n,
    enum rbt_gate_answer answer, const char *what)
{
	const char *comma = ": ";

	if (n == 0)
		return;
	rbt_buf_printf(b, "%s%zu of %zu checks %s", b->len ? "; " : "", n,
	    v->policy->n, what);
	for (size_t i = 0; i < v->policy->n; i++) {
		if (v->result[i].answer != answer ||
		    (answer == RBT_GATE_MISSING && !is_wanting(v, i)))
			continue;
		rbt_buf_printf(b, "%s%s", comma, v->policy->check[i].name);
		comma = ", ";
	}
}

void
rbt_gate_verdict_explain(struct rbt_buf *b, const struct rbt_gate_verdict *v)
{
	const struct rbt_gate_evidence *e = v->evidence;

	if (e->problems.n > 0) {
		const struct rbt_gate_problem *p = &e->problems.at[0];

		if (p->type)
			rbt_buf_printf(b, "%s of line %ld ", p->type,
			    p->lineno);
		rbt_buf_add_str(b, p->what);
		if (e->problems.n > 1)
			rbt_buf_printf(b, " (and %zu more)", e->problems.n - 1);
	}
	list_checks(b, v, v->n_refused - e->problems.n, RBT_GATE_REFUSED,
	    "refuse the evidence");
	list_checks(b, v, v->n_missing, RBT_GATE_MISSING, "have no evidence");
	list_checks(b, v, v->n_failed, RBT_GATE_FAIL, "failed");
}
