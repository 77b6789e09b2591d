/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "research/gate_policy.h"

#include "core/near.h"
#include "core/time.h"

#define FILTERS 8
#define VALUES  16
#define NAME    40 /* bytes of a check's name */

static const char *const computes[] = {"value", "sum", "ratio", "years", "age",
    "least", "count", "distinct", "yearly", "share", "relative", NULL};
static const char *const picks[] = {"worst", "last", "mean", NULL};
static const char *const ops[] = {">=", ">", "<=", "<", "==", "!=", NULL};
static const char *const readings[] = {"text", "date", "bps", NULL};
static const char *const heads[] = {"run", "search", "session", NULL};

/* How many keys each of `computes` reads. */
static const struct {
	size_t min, max;
} n_keys[] = {
    {1, 1},
    {1, RBT_GATE_KEYS},
    {2, 2},
    {2, 2},
    {1, 1},
    {1, 1},
    {0, 0},
    {1, 1},
    {1, 1},
    {0, 0},
    {1, 1},
};

const char *
rbt_gate_policy_op(enum rbt_gate_op op)
{
	return ops[op];
}

/* Refuses keys that are none of the words. */
static int
check_keys(const struct rbt_jsonr_val *v, const char *const *words,
    struct rbt_err *err)
{
	const char *key;

	for (size_t i = 0; (key = rbt_jsonr_key(v, i)) != NULL; i++) {
		char quote[RBT_ERR_QUOTE];
		char hint[RBT_NEAR_HINT];
		struct rbt_near near;
		size_t k = 0;

		rbt_near_init(&near, key, strlen(key));
		for (; words[k] && strcmp(words[k], key) != 0; k++)
			rbt_near_offer(&near, words[k]);
		if (words[k])
			continue;
		return rbt_jsonr_fail(v, NULL, err, "unknown key '%s'%s",
		    rbt_err_quote(key, strlen(key), quote),
		    rbt_near_hint(near.best, hint));
	}
	return 0;
}

/* The index of the word at `key`; that of the first if it is not there. */
static int
read_word(const struct rbt_jsonr_val *v, const char *key,
    const char *const *words, unsigned *out, struct rbt_err *err)
{
	const char *text = words[0];
	char quote[RBT_ERR_QUOTE];
	char hint[RBT_NEAR_HINT];
	struct rbt_near near;

	if (rbt_jsonr_has(v, key) && rbt_jsonr_str(v, key, &text, err) != 0)
		return -1;
	rbt_near_init(&near, text, strlen(text));
	for (unsigned i = 0; words[i]; i++) {
		*out = i;
		if (strcmp(words[i], text) == 0)
			return 0;
		rbt_near_offer(&near, words[i]);
	}
	return rbt_jsonr_fail(v, key, err, "unknown word '%s'%s",
	    rbt_err_quote(text, strlen(text), quote),
	    rbt_near_hint(near.best, hint));
}

static int
read_path(const struct rbt_jsonr_val *v, const char *key, const char **out,
    struct rbt_err *err)
{
	if (rbt_jsonr_str(v, key, out, err) != 0)
		return -1;
	if (!rbt_gate_value_is_path(*out))
		return rbt_jsonr_fail(v, key, err,
		    "expected up to %d names joined by points",
		    RBT_GATE_PATH_PARTS);
	return 0;
}

static int
read_filter(struct rbt_arena *arena, const struct rbt_jsonr_val *v,
    struct rbt_gate_filter *f, struct rbt_err *err)
{
	static const char *const words[] = {"key", "is", "not", NULL};
	struct rbt_gate_value *any;
	struct rbt_jsonr_val list;
	const char *key;

	if (check_keys(v, words, err) != 0 ||
	    read_path(v, "key", &f->key, err) != 0)
		return -1;
	f->none_of = rbt_jsonr_has(v, "not");
	if (f->none_of == rbt_jsonr_has(v, "is"))
		return rbt_jsonr_fail(v, NULL, err,
		    "expected either 'is' or 'not'");
	key = f->none_of ? "not" : "is";
	if (rbt_jsonr_arr(v, key, &list, &f->n, err) != 0)
		return -1;
	if (f->n < 1 || f->n > VALUES)
		return rbt_jsonr_fail(v, key, err, "expected 1 to %d values",
		    VALUES);
	f->any = any = rbt_arena_alloc_n(arena, f->n, sizeof *any);
	for (size_t i = 0; i < f->n; i++) {
		struct rbt_jsonr_val item = rbt_jsonr_item(&list, i);

		any[i] = rbt_gate_value_of(&item, NULL);
		if (any[i].kind == RBT_GATE_OTHER)
			return rbt_jsonr_fail(&item, NULL, err,
			    "expected a text, a number, true, false or null");
	}
	return 0;
}

static int
read_filters(struct rbt_arena *arena, const struct rbt_jsonr_val *v,
    const char *key, struct rbt_gate_filters *out, struct rbt_err *err)
{
	struct rbt_jsonr_val list;

	if (!rbt_jsonr_has(v, key))
		return 0;
	if (rbt_jsonr_arr(v, key, &list, &out->n, err) != 0)
		return -1;
	if (out->n < 1 || out->n > FILTERS)
		return rbt_jsonr_fail(v, key, err, "expected 1 to %d filters",
		    FILTERS);
	out->at = rbt_arena_alloc_n(arena, out->n, sizeof *out->at);
	for (size_t i = 0; i < out->n; i++) {
		struct rbt_jsonr_val item = rbt_jsonr_item(&list, i);

		if (read_filter(arena, &item, &out->at[i], err) != 0)
			return -1;
	}
	return 0;
}

/* "key": "sharpe", or "keys": ["fees", "slippage_cost"]. */
static int
read_source_keys(const struct rbt_jsonr_val *v, struct rbt_gate_source *s,
    struct rbt_err *err)
{
	struct rbt_jsonr_val list;

	if (rbt_jsonr_has(v, "key")) {
		if (rbt_jsonr_has(v, "keys"))
			return rbt_jsonr_fail(v, NULL, err,
			    "expected either 'key' or 'keys'");
		s->n_keys = 1;
		return read_path(v, "key", &s->key[0], err);
	}
	if (!rbt_jsonr_has(v, "keys"))
		return 0;
	if (rbt_jsonr_arr(v, "keys", &list, &s->n_keys, err) != 0)
		return -1;
	if (s->n_keys < 1 || s->n_keys > RBT_GATE_KEYS)
		return rbt_jsonr_fail(v, "keys", err, "expected 1 to %d keys",
		    RBT_GATE_KEYS);
	for (size_t i = 0; i < s->n_keys; i++) {
		struct rbt_jsonr_val item = rbt_jsonr_item(&list, i);

		if (read_path(&item, NULL, &s->key[i], err) != 0)
			return -1;
	}
	return 0;
}

static int
read_source(struct rbt_arena *arena, const struct rbt_jsonr_val *v,
    struct rbt_gate_source *s, struct rbt_err *err)
{
	unsigned head = 0, as = 0;

	if (read_path(v, "type", &s->type, err) != 0 ||
	    read_word(v, "of", heads, &head, err) != 0 ||
	    read_filters(arena, v, "where", &s->where, err) != 0 ||
	    read_source_keys(v, s, err) != 0 ||
	    read_word(v, "as", readings, &as, err) != 0)
		return -1;
	if (rbt_jsonr_has(v, "of"))
		s->of = heads[head];
	s->as = (enum rbt_gate_as)as;
	return 0;
}

/* A source that stands in an object of its own and has one key. */
static int
read_inner(struct rbt_arena *arena, const struct rbt_jsonr_val *v,
    const char *key, struct rbt_gate_source *s, struct rbt_err *err)
{
	static const char *const words[] = {"type", "of", "where", "key", "as",
	    NULL};
	struct rbt_jsonr_val inner;

	if (!rbt_jsonr_has(v, key))
		return 0;
	if (rbt_jsonr_obj(v, key, &inner, err) != 0 ||
	    check_keys(&inner, words, err) != 0)
		return -1;
	if (!rbt_jsonr_has(&inner, "key"))
		return rbt_jsonr_fail(&inner, "key", err, "missing");
	return read_source(arena, &inner, s, err);
}

static int
read_limit(struct rbt_arena *arena, const struct rbt_jsonr_val *v,
    struct rbt_gate_check *c, struct rbt_err *err)
{
	bool of = rbt_jsonr_has(v, "limit_of");

	if (of == rbt_jsonr_has(v, "limit"))
		return rbt_jsonr_fail(v, NULL, err,
		    "expected either 'limit' or 'limit_of'");
	if (of)
		return read_inner(arena, v, "limit_of", &c->limit_of, err);
	c->limit = rbt_gate_value_of(v, "limit");
	if (c->limit.kind == RBT_GATE_OTHER)
		return rbt_jsonr_fail(v, "limit", err,
		    "expected a number, a text, true or false");
	if (c->limit.kind != RBT_GATE_NUMBER && c->op != RBT_GATE_EQ &&
	    c->op != RBT_GATE_NE)
		return rbt_jsonr_fail(v, "limit", err,
		    "expected a number for %s", ops[c->op]);
	return 0;
}

/* What the parts of a check have to do with each other. */
static int
check_parts(const struct rbt_jsonr_val *v, const struct rbt_gate_check *c,
    struct rbt_err *err)
{
	size_t n = c->source.n_keys;

	if (n < n_keys[c->compute].min || n > n_keys[c->compute].max)
		return rbt_jsonr_fail(v, NULL, err,
		    "%s reads %zu to %zu keys, not %zu", computes[c->compute],
		    n_keys[c->compute].min, n_keys[c->compute].max, n);
	if ((c->compute == RBT_GATE_SHARE) != (c->match.n > 0))
		return rbt_jsonr_fail(v, "match", err,
		    "belongs to share and to nothing else");
	if (c->compute >= RBT_GATE_COUNT && rbt_jsonr_has(v, "pick"))
		return rbt_jsonr_fail(v, "pick", err,
		    "%s has one value, there is nothing to pick",
		    computes[c->compute]);
	if (c->against.type == NULL && c->compute == RBT_GATE_RELATIVE)
		return rbt_jsonr_fail(v, "against", err, "missing");
	if (c->against.type && c->compute != RBT_GATE_RELATIVE &&
	    c->compute != RBT_GATE_DISTINCT && c->compute != RBT_GATE_YEARLY)
		return rbt_jsonr_fail(v, "against", err,
		    "belongs to relative, distinct and yearly");
	if (c->compute == RBT_GATE_YEARLY && c->source.as != RBT_GATE_AS_DATE)
		return rbt_jsonr_fail(v, "as", err, "yearly counts dates");
	if (rbt_jsonr_has(v, "if_null") &&
	    (c->if_null.kind != RBT_GATE_NUMBER ||
		c->compute >= RBT_GATE_COUNT))
		return rbt_jsonr_fail(v, "if_null", err,
		    "expected a number, and a compute that looks at single "
		    "records");
	return 0;
}

static bool
is_name(const char *s)
{
	return strlen(s) <= NAME && *s &&
	       strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_-") == strlen(s);
}

static int
read_flag(const struct rbt_jsonr_val *v, const char *key, bool *out,
    struct rbt_err *err)
{
	return rbt_jsonr_has(v, key) ? rbt_jsonr_bool(v, key, out, err) : 0;
}

static int
read_check(struct rbt_arena *arena, const struct rbt_jsonr_val *v,
    struct rbt_gate_check *c, struct rbt_err *err)
{
	static const char *const words[] = {"name", "about", "type", "of",
	    "where", "key", "keys", "as", "compute", "pick", "match", "against",
	    "op", "limit", "limit_of", "if_null", "required", "refuse", NULL};
	unsigned compute = 0, pick = 0, op = 0;

	c->required = true;
	if (check_keys(v, words, err) != 0 ||
	    rbt_jsonr_str(v, "name", &c->name, err) != 0)
		return -1;
	if (!is_name(c->name))
		return rbt_jsonr_fail(v, "name", err,
		    "expected up to %d of a-z, 0-9, _ and -", NAME);
	if ((rbt_jsonr_has(v, "about") &&
		rbt_jsonr_str(v, "about", &c->about, err) != 0) ||
	    read_source(arena, v, &c->source, err) != 0 ||
	    read_word(v, "compute", computes, &compute, err) != 0 ||
	    read_word(v, "pick", picks, &pick, err) != 0 ||
	    read_filters(arena, v, "match", &c->match, err) != 0 ||
	    read_inner(arena, v, "against", &c->against, err) != 0)
		return -1;
	if (!rbt_jsonr_has(v, "op"))
		return rbt_jsonr_fail(v, "op", err, "missing");
	if (read_word(v, "op", ops, &op, err) != 0)
		return -1;
	c->compute = (enum rbt_gate_compute)compute;
	c->pick = (enum rbt_gate_pick)pick;
	c->op = (enum rbt_gate_op)op;
	c->if_null = rbt_gate_value_of(v, "if_null");
	if (read_limit(arena, v, c, err) != 0 ||
	    read_flag(v, "required", &c->required, err) != 0 ||
	    read_flag(v, "refuse", &c->refuse, err) != 0)
		return -1;
	return check_parts(v, c, err);
}

/* Notes that records of this type are asked for. */
static void
ask(struct rbt_gate_policy *p, const struct rbt_gate_source *s)
{
	if (!s->type)
		return;
	for (size_t i = 0; i < p->n_types; i++)
		if (strcmp(p->type[i], s->type) == 0)
			return;
	p->type[p->n_types++] = s->type;
}

static int
read_checks(struct rbt_gate_policy *p, const struct rbt_jsonr_val *root,
    struct rbt_err *err)
{
	struct rbt_jsonr_val list;

	if (rbt_jsonr_arr(root, "checks", &list, &p->n, err) != 0)
		return -1;
	if (p->n < 1 || p->n > RBT_GATE_CHECKS)
		return rbt_jsonr_fail(root, "checks", err,
		    "expected 1 to %d of them", RBT_GATE_CHECKS);
	p->check = rbt_arena_alloc_n(&p->arena, p->n, sizeof *p->check);
	for (size_t i = 0; i < p->n; i++) {
		struct rbt_jsonr_val item = rbt_jsonr_item(&list, i);

		if (read_check(&p->arena, &item, &p->check[i], err) != 0)
			return -1;
		ask(p, &p->check[i].source);
		ask(p, &p->check[i].against);
		ask(p, &p->check[i].limit_of);
		for (size_t k = 0; k < i; k++)
			if (strcmp(p->check[k].name, p->check[i].name) == 0)
				return rbt_jsonr_fail(&item, "name", err,
				    "a second '%s'", p->check[i].name);
	}
	return 0;
}

int
rbt_gate_policy_parse(struct rbt_gate_policy *p, const char *text, size_t len,
    struct rbt_err *err)
{
	static const char *const words[] = {"type", "name", "about", "session",
	    "checks", NULL};
	const struct rbt_jsonr_val *root = &p->doc.root;
	const char *type;

	rbt_hash_hex(text, len, p->sha256);
	if (rbt_jsonr_parse(&p->doc, text, len, err) != 0 ||
	    check_keys(root, words, err) != 0 ||
	    rbt_jsonr_str(root, "type", &type, err) != 0)
		return -1;
	if (strcmp(type, "policy") != 0)
		return rbt_jsonr_fail(root, "type", err, "expected \"policy\"");
	if (rbt_jsonr_str(root, "name", &p->name, err) != 0 ||
	    rbt_jsonr_str(root, "about", &p->about, err) != 0 ||
	    read_flag(root, "session", &p->session, err) != 0)
		return -1;
	if (!is_name(p->name))
		return rbt_jsonr_fail(root, "name", err,
		    "expected up to %d of a-z, 0-9, _ and -", NAME);
	return read_checks(p, root, err);
}

void
rbt_gate_policy_release(struct rbt_gate_policy *p)
{
	rbt_arena_release(&p->arena);
	rbt_jsonr_release(&p->doc);
}

const char *
rbt_gate_policy_type(const struct rbt_gate_policy *p, size_t i)
{
	return i < p->n_types ? p->type[i] : NULL;
}
