/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the evidence speaks of one thing. */
#include <stdio.h>
#include <string.h>

#include "research/gate_evidence.h"

#include "core/dec.h"
#include "research/gate_doc.h"

#define PARAMS 256 /* of a strategy */
#define ID     12  /* digits of a hash that a message shows */

/* The ids without which a record of a type belongs to nothing. */
static const struct {
	const char *type, *key;
} owed[] = {
    {"mc", "run_id"},
    {"lookahead", "run_id"},
    {"walk", "search_id"},
    {"window", "search_id"},
    {"attest", "strategy_sha256"},
    {"attest", "params_sha256"},
    {"attest", "account"},
    {"reconcile", "account"},
    {"break", "account"},
};

/* Options of a run that change what comes of it, and so are a search's too. */
static const char *const conditions[] = {"cash", "fill", "intrabar",
    "commission", "slippage", "latency", "lot", "margin", "universe",
    "calendar", "annualization", "rf"};

struct belong {
	struct rbt_gate_evidence *e;
	const struct rbt_gate_record *r;  /* that is looked at */
	struct rbt_gate_doc doc;          /* its members */
	struct rbt_gate_doc run, session; /* what it has to belong to */
	struct rbt_jsonr whole_run;
};

static void blame(const struct belong *b, const char *fmt, ...)
    RBT_PRINTF(2, 3);

static void
blame(const struct belong *b, const char *fmt, ...)
{
	struct rbt_buf what = {0};
	va_list ap;

	va_start(ap, fmt);
	rbt_buf_vprintf(&what, fmt, ap);
	va_end(ap);
	rbt_gate_evidence_blame(b->e, b->r, rbt_buf_str(&what));
	rbt_buf_release(&what);
}

/* The text at a path; "" if there is none. */
static const char *
text_at(struct rbt_gate_doc *doc, const char *path)
{
	struct rbt_gate_value v = rbt_gate_doc_at(doc, path);

	return v.kind == RBT_GATE_TEXT ? v.text : "";
}

/* Blames the record if its value differs from that of the run or session; a
 * value that is not there differs too. */
static void
match(struct belong *b, const char *path, struct rbt_gate_doc *whose,
    const char *whose_path, const char *what)
{
	struct rbt_gate_value got = rbt_gate_doc_at(&b->doc, path);
	struct rbt_gate_value want = rbt_gate_doc_at(whose, whose_path);
	struct rbt_buf is = {0}, not = {0};

	if (got.kind == RBT_GATE_NULL) {
		blame(b, "names no %s", what);
	} else if (!rbt_gate_value_equal(got, want)) {
		rbt_gate_value_write(&is, got);
		rbt_gate_value_write(&not, want);
		blame(b, "is of another %s %.*s, not %.*s", what, ID,
		    rbt_buf_str(&is), ID, rbt_buf_str(&not ));
	}
	rbt_buf_release(&is);
	rbt_buf_release(&not );
}

/* The number at a key in units of 1e-8. */
static bool
exact(const struct rbt_jsonr_val *v, const char *key, int64_t *out)
{
	const char *text;
	enum rbt_dec_status status;

	if (rbt_jsonr_num(v, key, &text, NULL) != 0)
		return false;
	status = rbt_dec_parse(text, strlen(text), RBT_DEC_DIGITS, out);
	return status == RBT_DEC_EXACT || status == RBT_DEC_ROUNDED;
}

/* Whether two objects of parameters have the same names and values. */
static bool
same_params(const struct rbt_jsonr_val *a, const struct rbt_jsonr_val *b)
{
	const char *key;
	size_t n = 0;

	for (; (key = rbt_jsonr_key(a, n)) != NULL; n++) {
		int64_t x, y;

		if (n == PARAMS || !exact(a, key, &x) || !exact(b, key, &y) ||
		    x != y)
			return false;
	}
	return rbt_jsonr_key(b, n) == NULL;
}

/* The axis of a parameter: 1 if the value is on it, 0 if it is not, -1 if there
 * is no such axis. */
static int
on_axis(const struct rbt_jsonr_val *space, size_t n, const char *name,
    int64_t value)
{
	for (size_t i = 0; i < n; i++) {
		struct rbt_jsonr_val axis = rbt_jsonr_item(space, i);
		int64_t min, max, step;
		const char *its;

		if (rbt_jsonr_str(&axis, "name", &its, NULL) != 0 ||
		    strcmp(its, name) != 0)
			continue;
		if (!exact(&axis, "min", &min) || !exact(&axis, "max", &max) ||
		    !exact(&axis, "step", &step) || value < min || value > max)
			return 0;
		return value == min ||
		       (step > 0 &&
			   ((uint64_t)value - (uint64_t)min) % (uint64_t)step ==
			       0);
	}
	return -1;
}

/* The parameters of the run must be a point of the search's space. */
static void
match_space(const struct belong *b, const struct rbt_jsonr_val *search,
    const struct rbt_jsonr_val *whose)
{
	struct rbt_jsonr_val run, own, space;
	const char *key;
	size_t n;

	if (rbt_jsonr_obj(whose, "params", &run, NULL) != 0 ||
	    rbt_jsonr_obj(search, "params", &own, NULL) != 0 ||
	    rbt_jsonr_arr(search, "space", &space, &n, NULL) != 0) {
		blame(b, "says nothing of parameters");
		return;
	}
	for (size_t i = 0; (key = rbt_jsonr_key(&run, i)) != NULL; i++) {
		int64_t value, fixed;
		int on;

		if (i == PARAMS || !exact(&run, key, &value)) {
			blame(b, "cannot be held against the parameters");
			return;
		}
		on = on_axis(&space, n, key, value);
		if (on == 1 ||
		    (on < 0 && exact(&own, key, &fixed) && fixed == value))
			continue;
		blame(b, "did not try the run's %s", key);
	}
}

static bool
same_list(const struct rbt_jsonr_val *a, const struct rbt_jsonr_val *b,
    const char *key)
{
	struct rbt_jsonr_val x, y;
	size_t n, m;

	if (rbt_jsonr_arr(a, key, &x, &n, NULL) != 0 ||
	    rbt_jsonr_arr(b, key, &y, &m, NULL) != 0 || n != m)
		return false;
	for (size_t i = 0; i < n; i++) {
		struct rbt_jsonr_val p = rbt_jsonr_item(&x, i);
		struct rbt_jsonr_val q = rbt_jsonr_item(&y, i);

		if (!rbt_gate_value_equal(rbt_gate_value_of(&p, NULL),
			rbt_gate_value_of(&q, NULL)))
			return false;
	}
	return true;
}

static void
match_params(const struct belong *b, const struct rbt_jsonr_val *session,
    const struct rbt_jsonr_val *whose)
{
	struct rbt_jsonr_val run, own;

	if (rbt_jsonr_obj(whose, "params", &run, NULL) != 0 ||
	    rbt_jsonr_obj(session, "params", &own, NULL) != 0 ||
	    !same_params(&run, &own))
		blame(b, "is of other parameters");
}

/* What has parts further in: symbols, parameters and how they were searched. */
static void
match_parts(const struct belong *b, bool search)
{
	const struct rbt_jsonr_val *run = &b->whole_run.root;
	struct rbt_jsonr own;

	if (rbt_jsonr_parse(&own, b->r->line, b->r->len, NULL) != 0) {
		blame(b, "is not sound");
		return;
	}
	if (!same_list(&own.root, run, "symbols"))
		blame(b, "is of other symbols");
	if (search)
		match_space(b, &own.root, run);
	else
		match_params(b, &own.root, run);
	rbt_jsonr_release(&own);
}

static void
match_search(struct belong *b)
{
	match(b, "strategy.sha256", &b->run, "strategy.sha256", "strategy");
	match(b, "bundle.sha256", &b->run, "bundle.sha256", "bundle");
	match_parts(b, true);
	for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
		char path[RBT_GATE_PATH_MAX];

		snprintf(path, sizeof path, "options.%s", conditions[i]);
		if (rbt_gate_doc_has(&b->run, conditions[i]))
			match(b, path, &b->run, conditions[i], conditions[i]);
	}
}

static void
match_session(struct belong *b)
{
	match(b, "strategy.sha256", &b->run, "strategy.sha256", "strategy");
	match_parts(b, false);
}

/* Whether a search with that id is in the evidence. */
static bool
knows_search(const struct rbt_gate_evidence *e, const char *id)
{
	for (size_t i = 0; i < e->records.n; i++) {
		const struct rbt_gate_record *r = &e->records.at[i];

		if (strcmp(r->type, "search") == 0 &&
		    strcmp(r->head.id, id) == 0)
			return true;
	}
	return false;
}

/* Whether the record has the key, or would have to. */
static bool
is_due(struct belong *b, const char *key)
{
	for (size_t i = 0; i < sizeof owed / sizeof *owed; i++)
		if (strcmp(owed[i].type, b->r->type) == 0 &&
		    strcmp(owed[i].key, key) == 0)
			return true;
	return rbt_gate_doc_has(&b->doc, key);
}

/* What a record says of itself, whatever its type: the ids. */
static void
match_ids(struct belong *b)
{
	bool of_run = is_due(b, "run_id") && strcmp(b->r->type, "trial") != 0;

	if (of_run)
		match(b, "run_id", &b->run, "run_id", "run");
	else if (is_due(b, "search_id") &&
		 !knows_search(b->e, text_at(&b->doc, "search_id")))
		blame(b, "is of a search that is not there");
	else if (strcmp(b->r->type, "overfit") == 0 &&
		 !rbt_gate_doc_has(&b->doc, "search_id"))
		blame(b, "is of no run and no search");
	if (is_due(b, "account") && b->e->session)
		match(b, "account", &b->session, "account", "account");
	if (is_due(b, "strategy_sha256"))
		match(b, "strategy_sha256", &b->run, "strategy.sha256",
		    "strategy");
	if (is_due(b, "params_sha256") &&
	    strcmp(text_at(&b->doc, "params_sha256"), b->e->params_sha256) != 0)
		blame(b, "is of other parameters");
}

/* Figures have to follow the head that they are of; those of the run, over all
 * of it. */
static void
match_metrics(struct belong *b)
{
	const char *scope = text_at(&b->doc, "scope");
	const char *head = strcmp(scope, "run") == 0   ? "run"
			   : strcmp(scope, "oos") == 0 ? "search"
						       : "session";

	if (!b->r->head.type || strcmp(b->r->head.type, head) != 0)
		blame(b, "of scope '%.*s' follows no %s", ID, scope, head);
	else if (strcmp(scope, "run") == 0 &&
		 (strcmp(text_at(&b->doc, "from"), text_at(&b->run, "from")) !=
			 0 ||
		     strcmp(text_at(&b->doc, "to"), text_at(&b->run, "to")) !=
			 0))
		blame(b, "is of another time than its run");
}

static void
judge(struct belong *b)
{
	rbt_gate_doc_forget(&b->run);
	rbt_gate_doc_forget(&b->session);
	if (!b->r->sound ||
	    !rbt_gate_doc_read(&b->doc, b->r->line, b->r->len)) {
		blame(b, "is not sound");
		return;
	}
	/* Only in a stream is it noticed that something was left out; what a
	 * person says has none. */
	if (!b->r->in_stream && strcmp(b->r->type, "attest") != 0)
		blame(b, "stands in no stream");
	match_ids(b);
	if (strcmp(b->r->type, "search") == 0)
		match_search(b);
	else if (strcmp(b->r->type, "session") == 0)
		match_session(b);
	else if (strcmp(b->r->type, "metrics") == 0)
		match_metrics(b);
}

/* The first record of a type, its members in *doc. */
static const struct rbt_gate_record *
first(const struct rbt_gate_evidence *e, const char *type,
    struct rbt_gate_doc *doc)
{
	const struct rbt_gate_record *r = rbt_gate_evidence_first(e, type);

	return r && rbt_gate_doc_read(doc, r->line, r->len) ? r : NULL;
}

void
rbt_gate_evidence_belong(struct rbt_gate_evidence *e, bool session)
{
	struct belong b = {.e = e};
	const char *params;
	size_t len;

	e->run = first(e, "run", &b.run);
	if (e->run &&
	    rbt_jsonr_parse(&b.whole_run, e->run->line, e->run->len, NULL) != 0)
		e->run = NULL;
	e->session = first(e, "session", &b.session);
	params = rbt_gate_evidence_raw(e->run, "params", &len);
	if (params)
		rbt_hash_hex(params, len, e->params_sha256);
	if (!e->run)
		rbt_gate_evidence_blame(e, NULL, "there is no run");
	if (session && !e->session)
		rbt_gate_evidence_blame(e, NULL, "there is no session");
	for (size_t i = 0; e->run && i < e->records.n; i++) {
		b.r = &e->records.at[i];
		if (!b.r->repeated)
			judge(&b);
	}
	if (e->run)
		rbt_jsonr_release(&b.whole_run);
	rbt_gate_doc_release(&b.doc);
	rbt_gate_doc_release(&b.run);
	rbt_gate_doc_release(&b.session);
}
