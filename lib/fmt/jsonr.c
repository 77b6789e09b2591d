/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <json-c/json.h>
#include <json-c/json_visit.h>

#include "fmt/jsonr.h"

#include "core/buf.h"
#include "fmt/jsonscan.h"
#include "fmt/utf8.h"

#define SHOWN 40 /* bytes of a wrong value that a message quotes */

static int
count_members(json_object *v, int flags, json_object *parent, const char *key,
    size_t *index, void *count)
{
	(void)parent;
	(void)key;
	(void)index;
	if (json_object_is_type(v, json_type_object) &&
	    !(flags & JSON_C_VISIT_SECOND))
		*(size_t *)count += (size_t)json_object_object_length(v);
	return JSON_C_VISIT_RETURN_CONTINUE;
}

/* json-c takes more than JSON and keeps the last of two equal keys, so the
 * scanner judges the text first and its count of keys must be found again. */
static int
judge(const struct rbt_jsonscan *scan, bool ok, const char *text,
    struct rbt_err *err)
{
	long line, column;

	if (!ok) {
		rbt_utf8_place(text, scan->at, &line, &column);
		return rbt_err_set(err, RBT_E_DATA, "line %ld, column %ld: %s",
		    line, column, scan->what);
	}
	if (scan->wide_integer)
		return rbt_err_set(err, RBT_E_DATA,
		    "a whole number does not fit 64 bits");
	return 0;
}

int
rbt_jsonr_parse(struct rbt_jsonr *doc, const char *text, size_t len,
    struct rbt_err *err)
{
	struct rbt_jsonscan scan;
	struct json_tokener *tok;
	size_t n_keys = 0;
	json_object *root;

	if (len > RBT_JSONR_MAX)
		return rbt_err_set(err, RBT_E_SYS,
		    "document of more than %u bytes", RBT_JSONR_MAX);
	if (judge(&scan, rbt_jsonscan_object(&scan, text, len), text, err) != 0)
		return -1;
	while (text[len - 1] != '}')
		len--;
	tok = json_tokener_new_ex(RBT_JSONSCAN_DEPTH + 1);
	if (!tok)
		return rbt_err_set(err, RBT_E_SYS, "out of memory");
	json_tokener_set_flags(tok,
	    JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
	root = json_tokener_parse_ex(tok, text, (int)len);
	json_tokener_free(tok);
	if (!root)
		return rbt_err_set(err, RBT_E_SYS, "out of memory");
	json_c_visit(root, 0, count_members, &n_keys);
	if (n_keys != scan.n_all) {
		json_object_put(root);
		return rbt_err_set(err, RBT_E_DATA,
		    "a key stands twice in an object");
	}
	*doc = (struct rbt_jsonr){.root = {.node = root}};
	return 0;
}

void
rbt_jsonr_release(struct rbt_jsonr *doc)
{
	json_object_put(doc->root.node);
	doc->root.node = NULL;
}

/* "segments[3].rows" of the member key of v, or of v if key is NULL. */
static void
add_path(struct rbt_buf *b, const struct rbt_jsonr_val *v, const char *key)
{
	const struct rbt_jsonr_val *chain[RBT_JSONSCAN_DEPTH];
	size_t n = 0;

	for (; v->parent && n < RBT_JSONSCAN_DEPTH; v = v->parent)
		chain[n++] = v;
	while (n--) {
		if (!chain[n]->key)
			rbt_buf_printf(b, "[%zu]", chain[n]->index);
		else
			rbt_buf_printf(b, "%s%s", b->len ? "." : "",
			    chain[n]->key);
	}
	if (key)
		rbt_buf_printf(b, "%s%s", b->len ? "." : "", key);
}

int
rbt_jsonr_fail(const struct rbt_jsonr_val *v, const char *key,
    struct rbt_err *err, const char *fmt, ...)
{
	struct rbt_buf path = {0};
	char what[256];
	va_list args;

	va_start(args, fmt);
	vsnprintf(what, sizeof what, fmt, args);
	va_end(args);
	add_path(&path, v, key);
	rbt_err_set(err, RBT_E_DATA, "%s%s%s", rbt_buf_str(&path),
	    path.len ? ": " : "", what);
	rbt_buf_release(&path);
	return -1;
}

static int
fail_type(const struct rbt_jsonr_val *v, const char *key, json_object *node,
    const char *expected, struct rbt_err *err)
{
	switch (json_object_get_type(node)) {
	case json_type_object:
		return rbt_jsonr_fail(v, key, err, "expected %s, got an object",
		    expected);
	case json_type_array:
		return rbt_jsonr_fail(v, key, err, "expected %s, got a list",
		    expected);
	case json_type_string:
		return rbt_jsonr_fail(v, key, err, "expected %s, got \"%.*s\"",
		    expected, SHOWN, json_object_get_string(node));
	case json_type_null:
	case json_type_boolean:
	case json_type_double:
	case json_type_int:
		break;
	}
	return rbt_jsonr_fail(v, key, err, "expected %s, got %.*s", expected,
	    SHOWN, node ? json_object_get_string(node) : "null");
}

/* The member `key` of v, or v itself. */
static int
find(const struct rbt_jsonr_val *v, const char *key, json_object **node,
    struct rbt_err *err)
{
	*node = v->node;
	if (!key)
		return 0;
	if (!json_object_is_type(v->node, json_type_object))
		return fail_type(v, NULL, v->node, "an object", err);
	if (!json_object_object_get_ex(v->node, key, node))
		return rbt_jsonr_fail(v, key, err, "missing");
	return 0;
}

static int
typed(const struct rbt_jsonr_val *v, const char *key, enum json_type type,
    const char *expected, json_object **node, struct rbt_err *err)
{
	if (find(v, key, node, err) != 0)
		return -1;
	if (!json_object_is_type(*node, type))
		return fail_type(v, key, *node, expected, err);
	return 0;
}

bool
rbt_jsonr_has(const struct rbt_jsonr_val *v, const char *key)
{
	json_object *node;

	return json_object_is_type(v->node, json_type_object) &&
	       json_object_object_get_ex(v->node, key, &node) && node;
}

/* A container; a key of NULL gives v itself. */
static int
descend(const struct rbt_jsonr_val *v, const char *key, enum json_type type,
    const char *expected, struct rbt_jsonr_val *out, struct rbt_err *err)
{
	json_object *node;

	if (typed(v, key, type, expected, &node, err) != 0)
		return -1;
	*out =
	    key ? (struct rbt_jsonr_val){.node = node, .parent = v, .key = key}
		: *v;
	return 0;
}

int
rbt_jsonr_obj(const struct rbt_jsonr_val *v, const char *key,
    struct rbt_jsonr_val *out, struct rbt_err *err)
{
	return descend(v, key, json_type_object, "an object", out, err);
}

int
rbt_jsonr_arr(const struct rbt_jsonr_val *v, const char *key,
    struct rbt_jsonr_val *out, size_t *n, struct rbt_err *err)
{
	if (descend(v, key, json_type_array, "a list", out, err) != 0)
		return -1;
	*n = json_object_array_length(out->node);
	return 0;
}

struct rbt_jsonr_val
rbt_jsonr_item(const struct rbt_jsonr_val *list, size_t i)
{
	return (struct rbt_jsonr_val){
	    .node = json_object_array_get_idx(list->node, i),
	    .parent = list,
	    .index = i,
	};
}

const char *
rbt_jsonr_key(const struct rbt_jsonr_val *v, size_t i)
{
	struct json_object_iterator at, end;

	if (!json_object_is_type(v->node, json_type_object))
		return NULL;
	at = json_object_iter_begin(v->node);
	end = json_object_iter_end(v->node);
	while (i-- > 0 && !json_object_iter_equal(&at, &end))
		json_object_iter_next(&at);
	return json_object_iter_equal(&at, &end)
		   ? NULL
		   : json_object_iter_peek_name(&at);
}

int
rbt_jsonr_str(const struct rbt_jsonr_val *v, const char *key, const char **out,
    struct rbt_err *err)
{
	json_object *node;
	const char *s;

	if (typed(v, key, json_type_string, "a string", &node, err) != 0)
		return -1;
	s = json_object_get_string(node);
	if (strlen(s) != (size_t)json_object_get_string_len(node))
		return rbt_jsonr_fail(v, key, err, "holds a NUL character");
	*out = s;
	return 0;
}

int
rbt_jsonr_i64(const struct rbt_jsonr_val *v, const char *key, int64_t min,
    int64_t max, int64_t *out, struct rbt_err *err)
{
	json_object *node;
	int64_t i;

	if (typed(v, key, json_type_int, "a whole number", &node, err) != 0)
		return -1;
	i = json_object_get_int64(node);
	if (i < min || i > max)
		return rbt_jsonr_fail(v, key, err,
		    "%" PRId64 " is outside %" PRId64 "..%" PRId64, i, min,
		    max);
	*out = i;
	return 0;
}

int
rbt_jsonr_bool(const struct rbt_jsonr_val *v, const char *key, bool *out,
    struct rbt_err *err)
{
	json_object *node;

	if (typed(v, key, json_type_boolean, "true or false", &node, err) != 0)
		return -1;
	*out = json_object_get_boolean(node);
	return 0;
}

int
rbt_jsonr_num(const struct rbt_jsonr_val *v, const char *key, const char **text,
    struct rbt_err *err)
{
	json_object *node;

	if (find(v, key, &node, err) != 0)
		return -1;
	if (!json_object_is_type(node, json_type_int) &&
	    !json_object_is_type(node, json_type_double))
		return fail_type(v, key, node, "a number", err);
	*text = json_object_get_string(node);
	return 0;
}
