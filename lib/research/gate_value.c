/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <math.h>
#include <string.h>

#include "research/gate_value.h"

#include "core/num.h"

bool
rbt_gate_value_is_path(const char *path)
{
	size_t parts = 1;

	if (strlen(path) >= RBT_GATE_PATH_MAX)
		return false;
	for (const char *p = path;; parts++) {
		size_t len = strcspn(p, ".");

		if (len == 0)
			return false;
		p += len;
		if (*p++ == '\0')
			return parts <= RBT_GATE_PATH_PARTS;
	}
}

struct rbt_gate_value
rbt_gate_value_of(const struct rbt_jsonr_val *v, const char *key)
{
	struct rbt_gate_value out = {.kind = RBT_GATE_OTHER};
	const char *number;

	/* The most frequent kind first: what it is not costs a message. */
	if (key ? !rbt_jsonr_has(v, key) : v->node == NULL) {
		out.kind = RBT_GATE_NULL;
	} else if (rbt_jsonr_num(v, key, &number, NULL) == 0) {
		if (rbt_num_f64(number, strlen(number), -DBL_MAX, DBL_MAX,
			&out.number, NULL) == 0)
			out.kind = RBT_GATE_NUMBER;
	} else if (rbt_jsonr_str(v, key, &out.text, NULL) == 0) {
		out.kind = RBT_GATE_TEXT;
	} else if (rbt_jsonr_bool(v, key, &out.flag, NULL) == 0) {
		out.kind = RBT_GATE_BOOL;
	}
	return out;
}

bool
rbt_gate_value_equal(struct rbt_gate_value a, struct rbt_gate_value b)
{
	if (a.kind != b.kind)
		return false;
	switch (a.kind) {
	case RBT_GATE_NULL:
		return true;
	case RBT_GATE_BOOL:
		return a.flag == b.flag;
	case RBT_GATE_NUMBER:
		/* Both are read from text: equal texts are equal numbers. */
		return !(a.number < b.number) && !(a.number > b.number);
	case RBT_GATE_TEXT:
		return strcmp(a.text, b.text) == 0;
	case RBT_GATE_OTHER:
		break;
	}
	return false;
}

void
rbt_gate_value_put(struct rbt_jsonw *w, const char *key,
    struct rbt_gate_value v)
{
	if (v.kind == RBT_GATE_BOOL)
		rbt_jsonw_bool(w, key, v.flag);
	else if (v.kind == RBT_GATE_NUMBER)
		rbt_jsonw_f64(w, key, v.number);
	else if (v.kind == RBT_GATE_TEXT)
		rbt_jsonw_str(w, key, v.text);
	else
		rbt_jsonw_null(w, key);
}

void
rbt_gate_value_write(struct rbt_buf *b, struct rbt_gate_value v)
{
	char quote[RBT_ERR_QUOTE];

	if (v.kind == RBT_GATE_BOOL)
		rbt_buf_add_str(b, v.flag ? "true" : "false");
	else if (v.kind == RBT_GATE_TEXT)
		rbt_buf_add_str(b,
		    rbt_err_quote(v.text, strlen(v.text), quote));
	else if (v.kind == RBT_GATE_NUMBER)
		rbt_buf_printf(b, "%.*g", fabs(v.number) < 1e4 ? 4 : 10,
		    v.number);
	else
		rbt_buf_add_char(b, '-');
}
