/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whole JSON documents (manifests).  Every getter checks the type and
 * its error names the path: "segments[3].rows: expected a whole number, got
 * \"x\"".  Streams of records are read by fmt/rec.h.
 *
 *	struct rbt_jsonr doc;
 *	if (rbt_jsonr_parse(&doc, text, len, err) != 0) ...
 *	rbt_jsonr_i64(&doc.root, "version", 1, 1, &version, err);
 *	rbt_jsonr_arr(&doc.root, "segments", &list, &n, err);
 *	for (size_t i = 0; i < n; i++) {
 *		struct rbt_jsonr_val seg = rbt_jsonr_item(&list, i);
 *		rbt_jsonr_i64(&seg, "rows", 0, INT64_MAX, &rows, err);
 *	}
 *	rbt_jsonr_release(&doc);
 */
#ifndef RBT_FMT_JSONR_H
#define RBT_FMT_JSONR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/err.h"

#define RBT_JSONR_MAX (64u << 20) /* bytes of a document */

/*
 * A value inside a document.  It borrows from the document and points to the
 * value it was taken from (for the path), so keep the parent where it is.
 */
struct rbt_jsonr_val {
	void *node; /* NULL is the JSON null */
	const struct rbt_jsonr_val *parent;
	const char *key; /* in the parent, borrowed; NULL in a list */
	size_t index;    /* in a parent that is a list */
};

struct rbt_jsonr {
	struct rbt_jsonr_val root; /* an object */
};

/*
 * Parses one object and nothing behind it but white space, as strictly as RFC
 * 8259 says: no NaN, no Infinity, no invalid UTF-8, no lone surrogate.  Also
 * refused: a key twice in an object, a whole number that does not fit 64 bits,
 * more than RBT_JSONSCAN_DEPTH levels or RBT_JSONR_MAX bytes.  Fails with
 * RBT_E_DATA "line L, column C: ..."; doc needs no release then.
 */
int rbt_jsonr_parse(struct rbt_jsonr *doc, const char *text, size_t len,
    struct rbt_err *err) RBT_MUST_USE;
void rbt_jsonr_release(struct rbt_jsonr *doc);

/* Whether the object v has the key with a value that is not null. */
bool rbt_jsonr_has(const struct rbt_jsonr_val *v, const char *key);

/*
 * The member `key` of the object v, or v itself if key is NULL (an item of a
 * list).  A key that is not there ("missing"), null or another type fails with
 * RBT_E_DATA; *out is then untouched.  Strings and texts are borrowed from the
 * document; a string that holds U+0000 is refused, so out is the whole of it.
 */
int rbt_jsonr_obj(const struct rbt_jsonr_val *v, const char *key,
    struct rbt_jsonr_val *out, struct rbt_err *err) RBT_MUST_USE;
int rbt_jsonr_arr(const struct rbt_jsonr_val *v, const char *key,
    struct rbt_jsonr_val *out, size_t *n, struct rbt_err *err) RBT_MUST_USE;
int rbt_jsonr_str(const struct rbt_jsonr_val *v, const char *key,
    const char **out, struct rbt_err *err) RBT_MUST_USE;
int rbt_jsonr_i64(const struct rbt_jsonr_val *v, const char *key, int64_t min,
    int64_t max, int64_t *out, struct rbt_err *err) RBT_MUST_USE;
int rbt_jsonr_bool(const struct rbt_jsonr_val *v, const char *key, bool *out,
    struct rbt_err *err) RBT_MUST_USE;
/* The text of a number, exactly as a decimal parser wants it. */
int rbt_jsonr_num(const struct rbt_jsonr_val *v, const char *key,
    const char **text, struct rbt_err *err) RBT_MUST_USE;

/* Item i < n of a list; any type, null included. */
struct rbt_jsonr_val rbt_jsonr_item(const struct rbt_jsonr_val *list, size_t i);

/* The key of member i of the object v, in the order of the text; NULL behind
 * the last.  Takes time in proportion to i. */
const char *rbt_jsonr_key(const struct rbt_jsonr_val *v, size_t i);

/* Fails with "path: message" for a rule of the caller about the value v. */
int rbt_jsonr_fail(const struct rbt_jsonr_val *v, const char *key,
    struct rbt_err *err, const char *fmt, ...) RBT_PRINTF(4, 5);

#endif
