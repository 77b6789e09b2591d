/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <string.h>

#include "research/gate_doc.h"

#include "core/num.h"
#include "fmt/jsontext.h"

bool
rbt_gate_doc_read(struct rbt_gate_doc *doc, const char *line, size_t len)
{
	rbt_gate_doc_forget(doc);
	doc->line = line;
	return rbt_jsonscan_object(&doc->scan, line, len);
}

void
rbt_gate_doc_forget(struct rbt_gate_doc *doc)
{
	rbt_arena_clear(&doc->texts);
}

void
rbt_gate_doc_release(struct rbt_gate_doc *doc)
{
	rbt_arena_release(&doc->texts);
}

/* The end of a path. */
struct place {
	const char *text; /* of the object that has the member */
	const struct rbt_jsonscan_member *member; /* NULL: none */
	struct rbt_jsonscan inner;                /* of an object further in */
};

/* Makes the object that the member is the one to look into. */
static bool
enter(struct place *at)
{
	size_t len = at->member->val_len;

	if (at->member->kind != RBT_JSONSCAN_OTHER)
		return false;
	at->text += at->member->val;
	return rbt_jsonscan_object(&at->inner, at->text, len);
}

static void
follow(struct rbt_gate_doc *doc, const char *path, struct place *at)
{
	struct rbt_jsonscan *scan = &doc->scan;
	char name[RBT_GATE_PATH_MAX];

	at->text = doc->line;
	for (;;) {
		size_t len = strcspn(path, ".");

		memcpy(name, path, len);
		name[len] = '\0';
		at->member = rbt_jsonscan_find(scan, at->text, name);
		if (at->member == NULL || path[len] == '\0')
			return;
		if (!enter(at)) {
			at->member = NULL;
			return;
		}
		scan = &at->inner;
		path += len + 1;
	}
}

/* A string that holds U+0000 is none that could be compared. */
static bool
read_text(struct rbt_gate_doc *doc, const char *text, size_t len, bool escaped,
    const char **out)
{
	struct rbt_buf plain = {0};

	if (escaped) {
		rbt_jsontext_unescape(text, len, &plain);
		text = rbt_buf_str(&plain);
		len = plain.len;
	}
	*out = memchr(text, '\0', len)
		   ? NULL
		   : rbt_arena_strndup(&doc->texts, text, len);
	rbt_buf_release(&plain);
	return *out != NULL;
}

static struct rbt_gate_value
value_of(struct rbt_gate_doc *doc, const char *text,
    const struct rbt_jsonscan_member *m)
{
	struct rbt_gate_value v = {.kind = RBT_GATE_OTHER};

	switch ((enum rbt_jsonscan_kind)m->kind) {
	case RBT_JSONSCAN_NULL:
		v.kind = RBT_GATE_NULL;
		break;
	case RBT_JSONSCAN_BOOL:
		v.kind = RBT_GATE_BOOL;
		v.flag = text[m->val] == 't';
		break;
	case RBT_JSONSCAN_NUMBER:
		if (rbt_num_f64(text + m->val, m->val_len, -DBL_MAX, DBL_MAX,
			&v.number, NULL) == 0)
			v.kind = RBT_GATE_NUMBER;
		break;
	case RBT_JSONSCAN_STRING:
		if (read_text(doc, text + m->val, m->val_len, m->escaped,
			&v.text))
			v.kind = RBT_GATE_TEXT;
		break;
	case RBT_JSONSCAN_OTHER:
		break;
	}
	return v;
}

bool
rbt_gate_doc_has(struct rbt_gate_doc *doc, const char *key)
{
	const struct rbt_jsonscan_member *m =
	    rbt_jsonscan_find(&doc->scan, doc->line, key);

	return m != NULL && m->kind != RBT_JSONSCAN_NULL;
}

struct rbt_gate_value
rbt_gate_doc_at(struct rbt_gate_doc *doc, const char *path)
{
	struct rbt_gate_value none = {.kind = RBT_GATE_NULL};
	struct place at;

	follow(doc, path, &at);
	return at.member ? value_of(doc, at.text, at.member) : none;
}

struct rbt_gate_value
rbt_gate_doc_least(struct rbt_gate_doc *doc, const char *path)
{
	struct rbt_gate_value none = {.kind = RBT_GATE_NULL}, least = none;
	struct place at;

	follow(doc, path, &at);
	if (at.member == NULL || !enter(&at))
		return none;
	for (size_t i = 0; i < at.inner.n; i++) {
		struct rbt_gate_value v =
		    value_of(doc, at.text, &at.inner.member[i]);

		if (v.kind != RBT_GATE_NUMBER)
			return none;
		if (i == 0 || v.number < least.number)
			least = v;
	}
	return least;
}
