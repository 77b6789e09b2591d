/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What POSIX does not have and makes things faster: hints that do nothing where
 * the system does not know them, and files without a name, which then are not
 * to be had. */
#ifndef RBT_CORE_OS_H
#define RBT_CORE_OS_H

#include <stddef.h>

/* Bytes.  Linux lets a user have 64 such pipes before new ones get small. */
#define RBT_OS_PIPE (1 << 20)

/*
 * If fd is a pipe, makes it hold RBT_OS_PIPE bytes, or as much as is allowed,
 * so that the processes at its two ends wait for each other less often.
 * Whatever else it is, or if that is refused, it stays as it is.
 */
void rbt_os_widen_pipe(int fd);

/* The disk may begin with n bytes at `at` of fd, which were just written, and
 * nobody waits for it: a later fsync does. */
void rbt_os_write_back(int fd, size_t at, size_t n);

/*
 * A new file without a name in `folder`, to read and write, that is gone with
 * its last descriptor unless it is given one; -1 if there is no such thing.  No
 * errors: the caller can do without.
 */
int rbt_os_open_unnamed(const char *folder);
/* Gives it a name that is not taken, in the same file system; 0 or -1. */
int rbt_os_name_file(int fd, const char *path);

/* Large pages for n bytes of memory at p, which were just allocated and will
 * all be used: the system then has fewer of them to hand out. */
void rbt_os_large_pages(void *p, size_t n);

#endif
