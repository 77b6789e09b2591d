/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "research/gate_evidence.h"

#include "fmt/jsonr.h"
#include "fmt/jsonscan.h"
#include "fmt/rec.h"

#define KEYS 10

/* Kept whatever the policy asks, because they say what belongs together. */
static const char *const kept[] = {"run", "search", "session", "mc", "overfit",
    "lookahead", "attest"};

/* The keys whose values a record is about; "@" is its head.  Two records that
 * are about the same have to say the same.  Of other types every line is about
 * something of its own. */
static const struct {
	const char *type, *head; /* head: NULL for any */
	const char *key[KEYS];
} about[] = {
    {"run", NULL, {"run_id"}},
    {"search", NULL, {"search_id"}},
    {"session", NULL, {"session_id"}},
    {"metrics", "session", {"@", "scope", "to"}},
    {"metrics", NULL, {"@", "scope"}},
    {"walk", NULL, {"search_id"}},
    {"window", NULL, {"search_id", "path", "index"}},
    {"plateau", NULL, {"search_id", "axes"}},
    {"overfit", NULL, {"search_id", "run_id", "source", "trials_from"}},
    {"lookahead", NULL, {"run_id"}},
    {"mc", NULL,
	{"run_id", "method", "paths", "seed", "block", "horizon", "statistic",
	    "months", "limit"}},
};

#define N_ABOUT (sizeof about / sizeof *about)

/* Where the reader is. */
struct place {
	struct rbt_gate_head head;
	bool in_stream;
};

/* The name of the record's type, if it is kept. */
static const char *
type_kept(const struct rbt_gate_policy *policy, const struct rbt_rec *rec)
{
	const char *type;

	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (rbt_rec_is(rec, kept[i]))
			return kept[i];
	for (size_t i = 0; (type = rbt_gate_policy_type(policy, i)); i++)
		if (rbt_rec_is(rec, type))
			return type;
	return NULL;
}

void
rbt_gate_evidence_blame(struct rbt_gate_evidence *e,
    const struct rbt_gate_record *r, const char *what)
{
	struct rbt_gate_problem p = {.type = r ? r->type : NULL,
	    .lineno = r ? r->lineno : 0};

	if (e->problems.n == RBT_GATE_PROBLEMS)
		return;
	for (size_t i = 0; i < e->problems.n; i++) {
		const struct rbt_gate_problem *q = &e->problems.at[i];

		if (strcmp(q->what, what) == 0 && (q->type && p.type) &&
		    strcmp(q->type, p.type) == 0)
			return;
	}
	p.what = rbt_arena_strndup(&e->arena, what, strlen(what));
	RBT_VEC_PUSH(&e->problems, p);
}

const struct rbt_gate_record *
rbt_gate_evidence_first(const struct rbt_gate_evidence *e, const char *type)
{
	for (size_t i = 0; i < e->records.n; i++)
		if (strcmp(e->records.at[i].type, type) == 0 &&
		    e->records.at[i].sound)
			return &e->records.at[i];
	return NULL;
}

const char *
rbt_gate_evidence_raw(const struct rbt_gate_record *r, const char *key,
    size_t *len)
{
	const struct rbt_jsonscan_member *m;
	struct rbt_jsonscan scan;

	if (!r || !rbt_jsonscan_object(&scan, r->line, r->len))
		return NULL;
	m = rbt_jsonscan_find(&scan, r->line, key);
	if (!m)
		return NULL;
	/* Of a string the quotes belong to it. */
	*len = m->val_len + (m->kind == RBT_JSONSCAN_STRING ? 2 : 0);
	return r->line + m->val - (m->kind == RBT_JSONSCAN_STRING);
}

/* A part of a hashed text; the NUL keeps parts from running together. */
static void
hash_part(struct rbt_hash *h, const char *text, size_t len)
{
	rbt_hash_update(h, text, len);
	rbt_hash_update(h, "", 1);
}

static void
hash_head(struct rbt_hash *h, const struct rbt_gate_head *head)
{
	if (!head->type)
		return;
	hash_part(h, head->type, strlen(head->type));
	hash_part(h, head->id, strlen(head->id));
}

/* What the record is about, and what it says. */
static void
identify(struct rbt_gate_record *r, const struct rbt_rec *rec)
{
	struct rbt_hash h;
	size_t i = 0;

	while (
	    i < N_ABOUT &&
	    (strcmp(about[i].type, r->type) != 0 ||
		(about[i].head && (!r->head.type || strcmp(about[i].head,
							r->head.type) != 0))))
		i++;
	rbt_hash_init(&h);
	hash_part(&h, r->type, strlen(r->type));
	if (i == N_ABOUT) {
		hash_head(&h, &r->head);
		hash_part(&h, r->line, r->len);
	}
	for (size_t k = 0; i < N_ABOUT && k < KEYS && about[i].key[k]; k++) {
		const char *key = about[i].key[k];
		struct rbt_rec_val v = rbt_rec_get(rec, key);

		if (strcmp(key, "@") == 0)
			hash_head(&h, &r->head);
		else
			hash_part(&h, v.text, v.len);
	}
	rbt_hash_final(&h, r->about);
	rbt_hash_init(&h);
	rbt_hash_update(&h, r->line, r->len);
	rbt_hash_final(&h, r->says);
}

/* The reader of records has judged the line; what it lets through and a
 * document does not is a key that stands twice further in.  Something was asked
 * of the record, so its members are known. */
static bool
is_sound(const struct rbt_rec *rec)
{
	struct rbt_jsonr doc;

	if (rec->scan->n == rec->scan->n_all)
		return !rec->scan->wide_integer;
	if (rbt_jsonr_parse(&doc, rec->line, rec->len, NULL) != 0)
		return false;
	rbt_jsonr_release(&doc);
	return true;
}

/* The id that says what a record belongs to: its own, or its head's. */
static const char *
id_of(struct rbt_gate_evidence *e, const struct rbt_gate_head *head,
    const struct rbt_rec *rec)
{
	struct rbt_rec_val v = rbt_rec_get(rec, "run_id");

	if (v.kind != RBT_REC_STRING)
		v = rbt_rec_get(rec, "search_id");
	return v.kind == RBT_REC_STRING && !v.escaped
		   ? rbt_arena_strndup(&e->arena, v.text, v.len)
		   : head->id;
}

static int
keep(struct rbt_gate_evidence *e, const struct place *at,
    const struct rbt_rec *rec, const char *type, struct rbt_err *err)
{
	struct rbt_gate_record r = {.type = type,
	    .len = rec->len,
	    .lineno = rec->lineno,
	    .head = at->head,
	    .in_stream = at->in_stream};

	e->n_bytes += rec->len + sizeof r;
	if (e->n_bytes > RBT_GATE_EVIDENCE_MAX)
		return rbt_err_set(err, RBT_E_SYS,
		    "evidence of more than %u bytes", RBT_GATE_EVIDENCE_MAX);
	r.line = rbt_arena_strndup(&e->arena, rec->line, rec->len);
	r.id = id_of(e, &at->head, rec);
	r.sound = is_sound(rec);
	identify(&r, rec);
	RBT_VEC_PUSH(&e->records, r);
	return 0;
}

/* A run, a search or a session is the head of what follows it. */
static int
take_head(struct rbt_gate_evidence *e, struct place *at,
    const struct rbt_rec *rec, struct rbt_err *err)
{
	static const char *const heads[] = {"run", "search", "session"};
	static const char *const ids[] = {"run_id", "search_id", "session_id"};
	struct rbt_buf id = {0};
	int rc = 0;

	if (rbt_rec_is(rec, "stream") || rbt_rec_is(rec, "end"))
		*at = (struct place){.in_stream = rbt_rec_is(rec, "stream")};
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		if (!rbt_rec_is(rec, heads[i]))
			continue;
		rc = rbt_rec_str(rec, ids[i], &id, err);
		if (rc == 0)
			at->head = (struct rbt_gate_head){heads[i],
			    rbt_arena_strndup(&e->arena, rbt_buf_str(&id),
				id.len)};
	}
	rbt_buf_release(&id);
	return rc;
}

/* Whether an `overfit` is about nothing but numbers that somebody gave it. */
static bool
is_bare(const struct rbt_rec *rec)
{
	struct rbt_rec_val v = rbt_rec_get(rec, "source");

	return rbt_rec_is(rec, "overfit") &&
	       !(v.kind == RBT_REC_STRING &&
		   ((v.len == 3 && memcmp(v.text, "run", 3) == 0) ||
		       (v.len == 6 && memcmp(v.text, "search", 6) == 0)));
}

static int
take(struct rbt_gate_evidence *e, const struct rbt_gate_policy *policy,
    struct place *at, const struct rbt_rec *rec, struct rbt_err *err)
{
	const char *type;

	if (take_head(e, at, rec, err) != 0)
		return -1;
	if (is_bare(rec)) {
		e->bare = true;
		return 0;
	}
	type = type_kept(policy, rec);
	return type ? keep(e, at, rec, type, err) : 0;
}

static int
by_about(const void *a, const void *b)
{
	const struct rbt_gate_record *const *x = a, *const *y = b;
	int order = memcmp((*x)->about, (*y)->about, RBT_HASH_BYTES);

	if (order != 0)
		return order;
	return ((*x)->lineno > (*y)->lineno) - ((*x)->lineno < (*y)->lineno);
}

/* Marks repeats; blames those that say something else. */
static void
mark_repeats(struct rbt_gate_evidence *e)
{
	size_t n = e->records.n, first = 0;
	struct rbt_gate_record **at = rbt_xcalloc(n + 1, sizeof *at);

	for (size_t i = 0; i < n; i++)
		at[i] = &e->records.at[i];
	qsort(at, n, sizeof *at, by_about);
	for (size_t i = 1; i < n; i++) {
		if (memcmp(at[i]->about, at[first]->about, RBT_HASH_BYTES) !=
		    0) {
			first = i;
			continue;
		}
		at[i]->repeated = true;
		if (memcmp(at[i]->says, at[first]->says, RBT_HASH_BYTES) == 0)
			continue;
		rbt_gate_evidence_blame(e, at[i],
		    "disagrees with an earlier record of the same");
	}
	free(at);
}

int
rbt_gate_evidence_read(struct rbt_gate_evidence *e,
    const struct rbt_gate_policy *policy, struct rbt_source src,
    struct rbt_err *err)
{
	struct place at = {.in_stream = false};
	struct rbt_rec_reader reader;
	struct rbt_hash all;
	struct rbt_rec rec;
	int rc;

	rbt_hash_init(&all);
	rbt_rec_reader_init(&reader, src);
	while ((rc = rbt_rec_next(&reader, &rec, err)) == 1) {
		rbt_hash_update(&all, rec.line, rec.len);
		rbt_hash_update(&all, "\n", 1);
		if (take(e, policy, &at, &rec, err) != 0) {
			rc = rbt_err_wrap(err, "%s:%ld", src.name, rec.lineno);
			break;
		}
	}
	rbt_rec_reader_release(&reader);
	rbt_hash_final_hex(&all, e->sha256);
	if (rc == 0)
		mark_repeats(e);
	return rc;
}

void
rbt_gate_evidence_release(struct rbt_gate_evidence *e)
{
	RBT_VEC_RELEASE(&e->records);
	RBT_VEC_RELEASE(&e->problems);
	rbt_arena_release(&e->arena);
}
