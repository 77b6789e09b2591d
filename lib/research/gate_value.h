/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A single value in a policy or in a record of evidence. */
#ifndef RBT_RESEARCH_GATE_VALUE_H
#define RBT_RESEARCH_GATE_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/buf.h"
#include "fmt/jsonr.h"
#include "fmt/jsonw.h"

#define RBT_GATE_PATH_PARTS 4  /* "options.fill" has two */
#define RBT_GATE_PATH_MAX   64 /* bytes of a path, its NUL included */

enum rbt_gate_kind {
	RBT_GATE_NULL, /* null, or not there */
	RBT_GATE_BOOL,
	RBT_GATE_NUMBER,
	RBT_GATE_TEXT,
	RBT_GATE_OTHER, /* an object, a list, a number out of range */
};

struct rbt_gate_value {
	enum rbt_gate_kind kind;
	bool flag;
	double number;
	const char *text; /* borrowed from the document */
};

/* Whether path is names joined by single points, within the limits above. */
bool rbt_gate_value_is_path(const char *path);

/* The value of a member, or of v itself if key is NULL. */
struct rbt_gate_value rbt_gate_value_of(const struct rbt_jsonr_val *v,
    const char *key);

/* Of one kind and the same; what is OTHER equals nothing. */
bool rbt_gate_value_equal(struct rbt_gate_value a, struct rbt_gate_value b);

/* Writes it as the member `key`; OTHER is null. */
void rbt_gate_value_put(struct rbt_jsonw *w, const char *key,
    struct rbt_gate_value v);
/* Appends it as people read it; "-" for what is not there. */
void rbt_gate_value_write(struct rbt_buf *b, struct rbt_gate_value v);

#endif
