/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Buffered output in whole lines.  Writes go to memory and leave in blocks that
 * end at a line end, so a reader never sees half a record.  The first failed
 * write is remembered and reported once, by rbt_out_close.
 *
 *	struct rbt_out out;
 *	rbt_out_open_fd(&out, STDOUT_FILENO, "standard output");
 *	char *p = rbt_out_reserve(&out, 64);
 *	rbt_out_commit(&out, write_something(p));
 *	return rbt_out_close(&out, err);
 */
#ifndef RBT_CORE_OUT_H
#define RBT_CORE_OUT_H

#include <stdbool.h>
#include <stddef.h>

#include "core/attr.h"
#include "core/buf.h"
#include "core/err.h"

struct rbt_out {
	int fd;
	int sys;            /* errno of the first failed write, else 0 */
	bool line_buffered; /* flush at every rbt_out_end_line */
	struct rbt_buf buf;
	char *path;    /* final name of an atomic file, else NULL */
	char *temp;    /* its temporary name while open */
	char name[64]; /* for messages */
};

/* fd is borrowed: close flushes it but does not close it.  With fd -1 all stays
 * in o->buf until rbt_out_abort drops it. */
void rbt_out_open_fd(struct rbt_out *o, int fd, const char *name);

/*
 * An atomic file: a temporary one in the same folder, which close syncs and
 * renames to path, or which rbt_out_abort removes.  Interrupting signals are
 * the tool's business: it calls rbt_out_abort.  A path that exists and is no
 * regular file (a device, a named pipe) is written to as it is.
 */
int rbt_out_open_file(struct rbt_out *o, const char *path,
    struct rbt_err *err) RBT_MUST_USE;

/* At least n writable bytes; valid until the next call. */
static inline char *rbt_out_reserve(struct rbt_out *o, size_t n);
/* n of the reserved bytes were written. */
static inline void rbt_out_commit(struct rbt_out *o, size_t n);
/* A record is complete: what is buffered may leave now. */
static inline void rbt_out_end_line(struct rbt_out *o);
void rbt_out_write(struct rbt_out *o, const char *bytes, size_t n);
void rbt_out_printf(struct rbt_out *o, const char *fmt, ...) RBT_PRINTF(2, 3);

/* Flushes, syncs and renames a file, and reports the first error. */
int rbt_out_close(struct rbt_out *o, struct rbt_err *err) RBT_MUST_USE;
/* Drops what is buffered and removes the temporary file; keeps errno. */
void rbt_out_abort(struct rbt_out *o);

/*
 * A block leaves at the first line end behind this size.  Between two busy
 * processes 32 KiB cost least in a widened pipe: the block is still in the
 * processor's first cache when it is copied, and there are few calls.  The last
 * KiB is room for the record that crosses the mark.
 */
#define RBT_OUT_BLOCK (32768 - 1024)

/* Writes all that is buffered, for rbt_out_end_line. */
void rbt_out_flush(struct rbt_out *o);

static inline char *
rbt_out_reserve(struct rbt_out *o, size_t n)
{
	if (n < o->buf.cap - o->buf.len) /* and the NUL */
		return o->buf.data + o->buf.len;
	return rbt_buf_reserve(&o->buf, n);
}

static inline void
rbt_out_commit(struct rbt_out *o, size_t n)
{
	o->buf.len += n;
}

static inline void
rbt_out_end_line(struct rbt_out *o)
{
	if (o->fd >= 0 && (o->buf.len >= RBT_OUT_BLOCK || o->line_buffered))
		rbt_out_flush(o);
}

#endif
