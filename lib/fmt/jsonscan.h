/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The strict judge of JSON text: one pass, no allocation, no recursion.  It
 * finds the members of the outermost object and says exactly what is wrong
 * with a text that is not JSON.  fmt/rec.h and fmt/jsonr.h stand on it.
 */
#ifndef RBT_FMT_JSONSCAN_H
#define RBT_FMT_JSONSCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"

#define RBT_JSONSCAN_DEPTH 32  /* levels of nesting, the outermost included */
#define RBT_JSONSCAN_KEYS  256 /* members of the outermost object */

enum rbt_jsonscan_kind {
	RBT_JSONSCAN_NULL = 1,
	RBT_JSONSCAN_BOOL,
	RBT_JSONSCAN_NUMBER,
	RBT_JSONSCAN_STRING,
	RBT_JSONSCAN_OTHER, /* an object or a list */
};

/* Offsets into the text; of strings the bytes between the quotes. */
struct rbt_jsonscan_member {
	uint32_t key, key_len;
	uint32_t val, val_len;
	uint8_t kind;              /* enum rbt_jsonscan_kind */
	bool key_escaped, escaped; /* holds a backslash */
};

struct rbt_jsonscan {
	struct rbt_jsonscan_member member[RBT_JSONSCAN_KEYS];
	size_t n;          /* members of the outermost object */
	size_t n_all;      /* members of all objects */
	size_t next;       /* where find looks first */
	bool wide_integer; /* a whole number does not fit 64 bits */
	size_t at;         /* where a failure is */
	char what[128];    /* and what it is: "expected ':'" */
};

/*
 * Whether text, at most 2^32 - 1 bytes, is one JSON object and nothing else
 * but white space: RFC 8259, valid UTF-8, no lone surrogates, no key twice in
 * the outermost object.  If not, s->at and s->what say why.
 */
bool rbt_jsonscan_object(struct rbt_jsonscan *s, const char *text,
    size_t len) RBT_MUST_USE;

/* The member named key of a scanned text, or NULL.  Quick when keys are asked
 * for in the order of the text. */
const struct rbt_jsonscan_member *rbt_jsonscan_find(struct rbt_jsonscan *s,
    const char *text, const char *key);

#endif
