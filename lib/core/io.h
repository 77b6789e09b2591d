/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files: buffered output in whole lines, atomic replacement, whole-file reads,
 * read-only maps, and a line reader.  Every close is checked.
 */
#ifndef RBT_CORE_IO_H
#define RBT_CORE_IO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/buf.h"
#include "core/err.h"

/*
 * Output.  Writes go to memory and leave in blocks that end at a line end, so
 * a reader never sees half a record.  The first failed write is remembered and
 * reported once, by rbt_out_close.
 *
 *	struct rbt_out out;
 *	rbt_out_open_fd(&out, STDOUT_FILENO, "standard output");
 *	char *p = rbt_out_reserve(&out, 64);
 *	rbt_out_commit(&out, write_something(p));
 *	return rbt_out_close(&out, err);
 */
struct rbt_out {
	int fd;
	int sys;            /* errno of the first failed write, else 0 */
	bool line_buffered; /* flush at every rbt_out_end_line */
	struct rbt_buf buf;
	char *path;    /* final name of an atomic file, else NULL */
	char *temp;    /* its temporary name while open */
	char name[64]; /* for messages */
};

/* fd is borrowed: close flushes it but does not close it. */
void rbt_out_open_fd(struct rbt_out *o, int fd, const char *name);

/*
 * An atomic file: a temporary one in the same folder, which close syncs and
 * renames to path, or which rbt_out_abort removes.  Interrupting signals are
 * the tool's business: it calls rbt_out_abort.
 */
int rbt_out_open_file(struct rbt_out *o, const char *path,
    struct rbt_err *err) RBT_MUST_USE;

/* At least n writable bytes; valid until the next call. */
char *rbt_out_reserve(struct rbt_out *o, size_t n);
/* n of the reserved bytes were written. */
void rbt_out_commit(struct rbt_out *o, size_t n);
/* A record is complete: what is buffered may leave now. */
void rbt_out_end_line(struct rbt_out *o);
void rbt_out_write(struct rbt_out *o, const char *bytes, size_t n);
void rbt_out_printf(struct rbt_out *o, const char *fmt, ...) RBT_PRINTF(2, 3);

/* Flushes, syncs and renames a file, and reports the first error. */
int rbt_out_close(struct rbt_out *o, struct rbt_err *err) RBT_MUST_USE;
/* Drops what is buffered and removes the temporary file; keeps errno. */
void rbt_out_abort(struct rbt_out *o);

/*
 * The whole file at path ("-" is standard input) into *b, at most `limit`
 * bytes.
 */
int rbt_io_read_file(const char *path, size_t limit, struct rbt_buf *b,
    struct rbt_err *err) RBT_MUST_USE;

/* A file mapped for reading.  An empty file gives data NULL, size 0. */
struct rbt_map {
	const uint8_t *data;
	size_t size;
};

int rbt_map_open(struct rbt_map *m, const char *path,
    struct rbt_err *err) RBT_MUST_USE;
void rbt_map_release(struct rbt_map *m);

/* Creates the folder and its missing parents. */
int rbt_io_mkdirs(const char *path, struct rbt_err *err) RBT_MUST_USE;
/* fsync of a folder, so that a rename in it is durable. */
int rbt_io_sync_dir(const char *path, struct rbt_err *err) RBT_MUST_USE;

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
 * Lines of a source.  A line is given without its "\n"; a last line without
 * one is given all the same and sets `unterminated`.
 */
struct rbt_lines {
	struct rbt_source src;
	char *data; /* owned */
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
int rbt_lines_next(struct rbt_lines *r, char **line, size_t *len,
    struct rbt_err *err) RBT_MUST_USE;

#endif
