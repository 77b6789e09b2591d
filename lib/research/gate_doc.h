/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The members of a record of evidence as they stand in its line.  Of most
 * records one or two of a dozen members are asked for, so no tree of them is
 * built.
 *
 *	struct rbt_gate_doc doc = {0};
 *	if (rbt_gate_doc_read(&doc, line, len))
 *		v = rbt_gate_doc_at(&doc, "strategy.sha256");
 *	rbt_gate_doc_release(&doc);
 */
#ifndef RBT_RESEARCH_GATE_DOC_H
#define RBT_RESEARCH_GATE_DOC_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/attr.h"
#include "fmt/jsonscan.h"
#include "research/gate_value.h"

struct rbt_gate_doc {
	const char *line; /* borrowed */
	struct rbt_jsonscan scan;
	struct rbt_arena texts; /* of the values that were handed out */
};

/* Takes the place of the line before, whose values are gone.  False if the line
 * is no JSON object; nothing can be asked for then. */
bool rbt_gate_doc_read(struct rbt_gate_doc *doc, const char *line,
    size_t len) RBT_MUST_USE;
/* The values that were handed out are gone, the line stays. */
void rbt_gate_doc_forget(struct rbt_gate_doc *doc);
void rbt_gate_doc_release(struct rbt_gate_doc *doc);

/* Whether it has the key with a value that is not null. */
bool rbt_gate_doc_has(struct rbt_gate_doc *doc, const char *key);

/* The value at a path (see rbt_gate_value_is_path).  Its text belongs to doc.
 */
struct rbt_gate_value rbt_gate_doc_at(struct rbt_gate_doc *doc,
    const char *path);

/* The smallest of the numbers in the object at a path; null if there is no such
 * object, or nothing in it, or something else than numbers. */
struct rbt_gate_value rbt_gate_doc_least(struct rbt_gate_doc *doc,
    const char *path);

#endif
