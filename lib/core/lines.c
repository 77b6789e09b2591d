/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/lines.h"

#include "core/mem.h"

#define FIRST_CAP ((size_t)256 << 10)

static ptrdiff_t
read_fd(void *self, char *buf, size_t cap, struct rbt_err *err)
{
	int fd = (int)(intptr_t)self;
	ssize_t n;

	do
		n = read(fd, buf, cap);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return rbt_err_sys(err, "reading");
	return n;
}

struct rbt_source
rbt_source_fd(int fd, const char *name)
{
	return (struct rbt_source){.self = (void *)(intptr_t)fd,
	    .name = name,
	    .read = read_fd};
}

void
rbt_lines_init(struct rbt_lines *r, struct rbt_source src, size_t max_line)
{
	*r = (struct rbt_lines){.src = src, .max_line = max_line};
}

void
rbt_lines_release(struct rbt_lines *r)
{
	free(r->data);
	if (r->src.close)
		r->src.close(r->src.self);
	*r = (struct rbt_lines){0};
}

/* Reads behind what is there, with one byte left for a NUL.  0 or -1. */
static int
fill(struct rbt_lines *r, struct rbt_err *err)
{
	ptrdiff_t n;

	if (r->start > 0) {
		r->end -= r->start;
		memmove(r->data, r->data + r->start, r->end);
		r->start = 0;
	}
	if (r->end + 1 >= r->cap) {
		r->cap = r->cap ? 2 * r->cap : FIRST_CAP;
		r->data = rbt_xrealloc(r->data, r->cap + RBT_LINES_SLACK);
	}
	n = r->src.read(r->src.self, r->data + r->end, r->cap - 1 - r->end,
	    err);
	if (n < 0)
		return rbt_err_wrap(err, "%s", r->src.name);
	r->eof = n == 0;
	r->end += (size_t)n;
	return 0;
}

int
rbt_lines_next_far(struct rbt_lines *r, char **line, size_t *len,
    struct rbt_err *err)
{
	size_t seen = 0, have; /* of the line: without a line end, in all */
	char *newline = NULL;

	for (;;) {
		have = r->end - r->start;
		if (have > seen)
			newline = memchr(r->data + r->start + seen, '\n',
			    have - seen);
		if (newline)
			have = (size_t)(newline - (r->data + r->start));
		if (have > r->max_line)
			return rbt_err_set(err, RBT_E_DATA,
			    "%s:%ld: line longer than %zu bytes", r->src.name,
			    r->line + 1, r->max_line);
		if (newline || r->eof)
			break;
		seen = have;
		if (fill(r, err) != 0)
			return -1;
	}
	if (!newline && have == 0)
		return 0;
	*line = r->data + r->start;
	*len = have;
	(*line)[have] = '\0';
	r->start += have + (newline != NULL);
	r->unterminated = !newline;
	r->line++;
	return 1;
}
