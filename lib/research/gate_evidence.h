/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The records that a policy is asked about: what is kept of a stream, which
 * run, search or session each belongs to, and whether all of it speaks of one
 * strategy with one set of parameters on the same data.
 *
 *	struct rbt_gate_evidence e = {0};
 *	if (rbt_gate_evidence_read(&e, &policy, source, err) == 0)
 *		rbt_gate_evidence_belong(&e, policy.session);
 *	rbt_gate_evidence_release(&e);
 */
#ifndef RBT_RESEARCH_GATE_EVIDENCE_H
#define RBT_RESEARCH_GATE_EVIDENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/attr.h"
#include "core/hash.h"
#include "core/lines.h"
#include "core/vec.h"
#include "research/gate_policy.h"

#define RBT_GATE_EVIDENCE_MAX (1u << 30) /* bytes that are kept */
#define RBT_GATE_PROBLEMS     100        /* that are told apart */

/* A run, a search or a session: what the records behind it belong to. */
struct rbt_gate_head {
	const char *type; /* NULL: none */
	const char *id;
};

struct rbt_gate_record {
	const char *type;
	const char *line; /* NUL-terminated */
	size_t len;
	long lineno;
	struct rbt_gate_head head; /* of a head itself: its own */
	const char *id;            /* of its own run or search, else head's */
	bool repeated;             /* it stands in the evidence before */
	bool in_stream;            /* between a `stream` and its `end` */
	bool sound;                /* no key twice, however far in */
	/* Hashes of what it is about and of what it says. */
	uint8_t about[RBT_HASH_BYTES], says[RBT_HASH_BYTES];
};

/* Why evidence is refused. */
struct rbt_gate_problem {
	const char *type; /* of the record; NULL: one that is not there */
	long lineno;
	const char *what;
};

struct rbt_gate_evidence {
	struct RBT_VEC(struct rbt_gate_record) records;
	struct RBT_VEC(struct rbt_gate_problem) problems;
	/* What is judged; NULL if it is not there. */
	const struct rbt_gate_record *run, *session;
	char params_sha256[RBT_HASH_HEX]; /* of the run; "": none */
	bool bare;                 /* an `overfit` without a run or a search */
	char sha256[RBT_HASH_HEX]; /* of all lines that were read */
	size_t n_bytes;            /* kept */
	struct rbt_arena arena;    /* owns the texts */
};

/*
 * Reads records to the end of the source and keeps those that the policy asks
 * for and those that say what belongs together.  A repeat of a record is
 * marked; one that says something else is a problem.  RBT_E_DATA for a broken
 * stream or a head without an id, RBT_E_SYS for more than
 * RBT_GATE_EVIDENCE_MAX. Released by the caller, also on failure.
 */
int rbt_gate_evidence_read(struct rbt_gate_evidence *e,
    const struct rbt_gate_policy *policy, struct rbt_source src,
    struct rbt_err *err) RBT_MUST_USE;
void rbt_gate_evidence_release(struct rbt_gate_evidence *e);

/* Sets e->run, e->session and e->params_sha256 and adds a problem for whatever
 * does not belong to them; with `session` one is expected. */
void rbt_gate_evidence_belong(struct rbt_gate_evidence *e, bool session);

/* The first record of a type that is sound, or NULL. */
const struct rbt_gate_record *
rbt_gate_evidence_first(const struct rbt_gate_evidence *e, const char *type);

/* The text of a member of a record as it stands there, the quotes of a string
 * included; NULL if there is none or no record. */
const char *rbt_gate_evidence_raw(const struct rbt_gate_record *r,
    const char *key, size_t *len);

/* Adds a problem, unless the same was said of another record of the type or
 * there are RBT_GATE_PROBLEMS of them, which is enough to refuse. */
void rbt_gate_evidence_blame(struct rbt_gate_evidence *e,
    const struct rbt_gate_record *r, const char *what);

#endif
