/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a strategy must show before it may move on, as a document says it (see
 * rbt-policy(5)): a list of checks, each of which measures something in the
 * records of evidence and holds it against a limit.
 */
#ifndef RBT_RESEARCH_GATE_POLICY_H
#define RBT_RESEARCH_GATE_POLICY_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/attr.h"
#include "core/err.h"
#include "core/hash.h"
#include "fmt/jsonr.h"
#include "research/gate_value.h"

#define RBT_GATE_POLICY_MAX (256u << 10) /* bytes of a document */
#define RBT_GATE_CHECKS     64
#define RBT_GATE_KEYS       4

/* A record passes if the value at `key` is one of the list, or none of it. */
struct rbt_gate_filter {
	const char *key;
	const struct rbt_gate_value *any;
	size_t n;
	bool none_of;
};

struct rbt_gate_filters {
	struct rbt_gate_filter *at;
	size_t n;
};

/* How a text is read. */
enum rbt_gate_as {
	RBT_GATE_AS_IT_IS,
	RBT_GATE_AS_DATE, /* the date of a time */
	RBT_GATE_AS_BPS,  /* 5 of "bps=5", 0 of "none" */
};

/* Which records, and what of them. */
struct rbt_gate_source {
	const char *type;
	const char *of; /* run, search or session they follow; NULL: any */
	struct rbt_gate_filters where;
	const char *key[RBT_GATE_KEYS];
	size_t n_keys;
	enum rbt_gate_as as;
};

enum rbt_gate_compute {
	RBT_GATE_VALUE,    /* of the key */
	RBT_GATE_SUM,      /* of the keys of a record */
	RBT_GATE_RATIO,    /* of the first key over the second */
	RBT_GATE_YEARS,    /* from the first key to the second */
	RBT_GATE_AGE,      /* days from the date at the key to the day asked */
	RBT_GATE_LEAST,    /* of the numbers in the object at the key */
	RBT_GATE_COUNT,    /* of records */
	RBT_GATE_DISTINCT, /* different values of the key */
	RBT_GATE_YEARLY,   /* different dates of the key, a year */
	RBT_GATE_SHARE,    /* of the records that pass `match` */
	RBT_GATE_RELATIVE, /* the last value */
};

/* Which of several records decides. */
enum rbt_gate_pick {
	RBT_GATE_WORST, /* for the limit */
	RBT_GATE_LAST,  /* by its time, else in the stream */
	RBT_GATE_MEAN,
};

enum rbt_gate_op {
	RBT_GATE_GE,
	RBT_GATE_GT,
	RBT_GATE_LE,
	RBT_GATE_LT,
	RBT_GATE_EQ,
	RBT_GATE_NE,
};

struct rbt_gate_check {
	const char *name, *about; /* about: NULL for none */
	struct rbt_gate_source source;
	enum rbt_gate_compute compute;
	enum rbt_gate_pick pick;
	struct rbt_gate_filters match;
	struct rbt_gate_source against; /* if its type is set: over its last */
	enum rbt_gate_op op;
	struct rbt_gate_value limit;
	struct rbt_gate_source limit_of; /* if its type is set */
	struct rbt_gate_value if_null;   /* of a record; null: no evidence */
	bool required; /* without a value the evidence is not enough */
	bool refuse;   /* beyond the limit it is no evidence at all */
};

struct rbt_gate_policy {
	const char *name, *about;
	bool session; /* judges a live session besides the run */
	struct rbt_gate_check *check;
	size_t n;
	const char *type[3 * RBT_GATE_CHECKS]; /* that the checks read */
	size_t n_types;
	char sha256[RBT_HASH_HEX];
	struct rbt_jsonr doc; /* owns the texts */
	struct rbt_arena arena;
};

/*
 * Reads a policy.  RBT_E_DATA "checks[3].op: ..." for anything that is not as
 * rbt-policy(5) says, a key that it does not know included.  Released by the
 * caller, also on failure; {0} before.
 */
int rbt_gate_policy_parse(struct rbt_gate_policy *p, const char *text,
    size_t len, struct rbt_err *err) RBT_MUST_USE;
void rbt_gate_policy_release(struct rbt_gate_policy *p);

/* "<=" and so on. */
const char *rbt_gate_policy_op(enum rbt_gate_op op);
/* The types of records that the checks read, each once; NULL behind the last.
 */
const char *rbt_gate_policy_type(const struct rbt_gate_policy *p, size_t i);

#endif
