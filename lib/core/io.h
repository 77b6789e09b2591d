/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files: whole-file reads, read-only maps, folders.  Includes buffered output
 * (core/out.h) and the line reader (core/lines.h).  Every close is checked.
 */
#ifndef RBT_CORE_IO_H
#define RBT_CORE_IO_H

#include <stddef.h>
#include <stdint.h>

#include "core/attr.h"
#include "core/buf.h"
#include "core/err.h"
#include "core/lines.h"
#include "core/out.h"

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
/* The first `size` bytes of an open file; `name` is for messages. */
int rbt_map_fd(struct rbt_map *m, int fd, size_t size, const char *name,
    struct rbt_err *err) RBT_MUST_USE;
/*
 * A map of several parts of a file: first `size` bytes of addresses, which must
 * not be read, and then len bytes at `at` of the file to the offset `to` of
 * them, both whole pages.
 */
int rbt_map_reserve(struct rbt_map *m, int fd, size_t size, const char *name,
    struct rbt_err *err) RBT_MUST_USE;
int rbt_map_place(struct rbt_map *m, size_t to, int fd, uint64_t at, size_t len,
    const char *name, struct rbt_err *err) RBT_MUST_USE;
void rbt_map_release(struct rbt_map *m);

/* The size of a regular file; RBT_E_SYS if it is something else. */
int rbt_io_size(int fd, const char *name, uint64_t *size,
    struct rbt_err *err) RBT_MUST_USE;
/* Creates the folder and its missing parents. */
int rbt_io_mkdirs(const char *path, struct rbt_err *err) RBT_MUST_USE;
/* fsync of a folder, so that a rename in it is durable. */
int rbt_io_sync_dir(const char *path, struct rbt_err *err) RBT_MUST_USE;

#endif
