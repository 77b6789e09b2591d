/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where bytes come from, and the lines in them. */
#ifndef RBT_CORE_LINES_H
#define RBT_CORE_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "core/attr.h"
#include "core/err.h"

/*
 * Where bytes come from: a descriptor here, a decompressor in store/archive.h.
 * read returns the count, 0 at the end, -1 with *err; close may be NULL.
 */
struct rbt_source {
	void *self;
	const char *name; /* for messages, borrowed */
	ptrdiff_t (
	    *read)(void *self, char *buf, size_t cap, struct rbt_err *err);
	void (*close)(void *self);
};

/* Reads a borrowed descriptor. */
struct rbt_source rbt_source_fd(int fd, const char *name);

/*
 * Lines of a source.  A line is given without its "\n", which a NUL replaces; a
 * last line without one is given all the same and sets `unterminated`.
 */
#define RBT_LINES_SLACK 64 /* bytes behind a line that may be read too */
struct rbt_lines {
	struct rbt_source src;
	char *data; /* owned; cap bytes and the slack */
	size_t cap, start, end;
	size_t max_line;
	long line; /* number of the line last given, from 1 */
	bool eof, unterminated;
};

void rbt_lines_init(struct rbt_lines *r, struct rbt_source src,
    size_t max_line);
void rbt_lines_release(struct rbt_lines *r); /* closes the source */
/*
 * 1 with the next line (borrowed until the next call), 0 at the end, -1 with
 * RBT_E_DATA if a line is longer than max_line or RBT_E_SYS if reading failed.
 */
static inline int rbt_lines_next(struct rbt_lines *r, char **line, size_t *len,
    struct rbt_err *err) RBT_MUST_USE;

/*
 * For those who look for the line end themselves: the text behind the last line
 * as far as it is there; and the line at its start, `len` bytes with its end,
 * as given.
 */
static inline size_t rbt_lines_ahead(const struct rbt_lines *r,
    const char **text);
static inline void rbt_lines_pass(struct rbt_lines *r, size_t len);

/* The lines that are not there whole, or are too long. */
int rbt_lines_next_far(struct rbt_lines *r, char **line, size_t *len,
    struct rbt_err *err) RBT_MUST_USE;

static inline size_t
rbt_lines_ahead(const struct rbt_lines *r, const char **text)
{
	size_t have = r->end - r->start;

	*text = have ? r->data + r->start : "";
	return have;
}

static inline void
rbt_lines_pass(struct rbt_lines *r, size_t len)
{
	r->start += len;
	r->unterminated = false;
	r->line++;
}

static inline int
rbt_lines_next(struct rbt_lines *r, char **line, size_t *len,
    struct rbt_err *err)
{
	size_t have = r->end - r->start;
	char *newline = NULL;

	if (have)
		newline = memchr(r->data + r->start, '\n', have);
	if (!newline || (size_t)(newline - (r->data + r->start)) > r->max_line)
		return rbt_lines_next_far(r, line, len, err);
	*newline = '\0';
	*line = r->data + r->start;
	*len = (size_t)(newline - *line);
	rbt_lines_pass(r, *len + 1);
	return 1;
}

#endif
