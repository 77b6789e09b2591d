/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/lines.h"

#include "core/mem.h"

#define PAGE      ((size_t)4096)
#define FIRST_CAP ((size_t)256 << 10)

/* How often the reader of an empty pipe lets others run before it sleeps. */
#define YIELDS 300

/*
 * Waits some microseconds for bytes in a pipe.  To be put to sleep and woken
 * takes longer than the other end takes for a block, and the system likes to
 * wake a reader on the processor of its writer, where both then run by turns.
 */
static void
linger(int fd)
{
	struct pollfd ready = {.fd = fd, .events = POLLIN};

	for (int i = 0; i < YIELDS && poll(&ready, 1, 0) == 0; i++)
		(void)sched_yield();
}

static ptrdiff_t
read_fd(void *self, char *buf, size_t cap, struct rbt_err *err)
{
	int fd = (int)(intptr_t)self;
	ssize_t n;

	linger(fd);
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

/*
 * Where text of `have` bytes starts so that a page begins behind it.  What a
 * pipe or a file holds begins at pages too, and processors with a fast `rep
 * movsb` copy five times as slowly to a target that is a few bytes further into
 * its page than what is copied; so is all memory that malloc maps.
 */
static size_t
place(const struct rbt_lines *r, size_t have)
{
	return (size_t) - ((uintptr_t)r->data + have) % PAGE;
}

/* Room behind what is there for a page at least, and a byte for a NUL. */
static void
make_room(struct rbt_lines *r)
{
	size_t have = r->end - r->start, at = place(r, have);

	while (at + have + PAGE >= r->cap) {
		r->cap = r->cap ? 2 * r->cap : FIRST_CAP;
		r->data = rbt_xrealloc(r->data, r->cap + RBT_LINES_SLACK);
		at = place(r, have);
	}
	memmove(r->data + at, r->data + r->start, have);
	r->start = at;
	r->end = at + have;
}

/* Reads whole pages behind what is there, with a byte left for a NUL.  What is
 * there moves when the room behind it is used up, so it does not with every one
 * of many small pieces.  0 or -1. */
static int
fill(struct rbt_lines *r, struct rbt_err *err)
{
	size_t room;
	ptrdiff_t n;

	if (r->start == r->end || r->end + PAGE >= r->cap)
		make_room(r);
	room = (r->cap - 1 - r->end) / PAGE * PAGE;
	n = r->src.read(r->src.self, r->data + r->end, room, err);
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
