/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A struct rbt_source that gives a text in small pieces and may end badly. */
#ifndef RBT_HARNESS_SOURCE_H
#define RBT_HARNESS_SOURCE_H

#include <string.h>

#include "core/io.h"

struct t_source {
	const char *text;
	size_t at;
	size_t piece;     /* bytes a read */
	const char *fail; /* message of the error at the end, or NULL */
};

static ptrdiff_t
t_source_read(void *self, char *buf, size_t cap, struct rbt_err *err)
{
	struct t_source *s = self;
	size_t n = strlen(s->text + s->at);

	if (n == 0 && s->fail != NULL)
		return rbt_err_set(err, RBT_E_DATA, "%s", s->fail);
	n = n < cap ? n : cap;
	n = n < s->piece ? n : s->piece;
	memcpy(buf, s->text + s->at, n);
	s->at += n;
	return (ptrdiff_t)n;
}

/* s is the test's and stays while the source is read. */
static inline struct rbt_source
t_source_of(struct t_source *s, const char *name, const char *text)
{
	*s = (struct t_source){.text = text, .piece = 7};
	return (
	    struct rbt_source){.self = s, .name = name, .read = t_source_read};
}

#endif
