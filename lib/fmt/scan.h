/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The strict judge of JSON text: one pass, no allocation, no recursion.  It
 * finds the members of the outermost object and says exactly what is wrong
 * with a text that is not JSON.  fmt/rec.h and fmt/jsonr.h stand on it.
 */
#ifndef RBT_FMT_SCAN_H
#define RBT_FMT_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/buf.h"

#define RBT_SCAN_DEPTH 32  /* levels of nesting, the outermost included */
#define RBT_SCAN_KEYS  256 /* members of the outermost object */

enum rbt_scan_kind {
	RBT_SCAN_NULL,
	RBT_SCAN_BOOL,
	RBT_SCAN_NUMBER,
	RBT_SCAN_STRING,
	RBT_SCAN_OTHER, /* an object or a list */
};

/* Offsets into the text; of strings the bytes between the quotes. */
struct rbt_scan_member {
	uint32_t key, key_len;
	uint32_t val, val_len;
	uint8_t kind;              /* enum rbt_scan_kind */
	bool key_escaped, escaped; /* holds a backslash */
};

struct rbt_scan {
	struct rbt_scan_member member[RBT_SCAN_KEYS];
	size_t n;          /* members of the outermost object */
	size_t n_all;      /* members of all objects */
	bool wide_integer; /* a whole number does not fit 64 bits */
	size_t at;         /* where a failure is */
	char what[128];    /* and what it is: "expected ':'" */
};

/*
 * Whether text, at most 2^32 - 1 bytes, is one JSON object and nothing else
 * but white space: RFC 8259, valid UTF-8, no lone surrogates, no key twice in
 * the outermost object.  If not, s->at and s->what say why.
 */
bool rbt_scan_object(struct rbt_scan *s, const char *text,
    size_t len) RBT_MUST_USE;

/* The member named key of a scanned text, or NULL. */
const struct rbt_scan_member *rbt_scan_find(const struct rbt_scan *s,
    const char *text, const char *key);

/* Appends a scanned string (the bytes between the quotes) without escapes. */
void rbt_scan_unescape(const char *s, size_t len, struct rbt_buf *out);

#endif
