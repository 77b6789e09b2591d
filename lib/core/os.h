/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What POSIX does not have: hints that make things faster where the system
 * knows them and do nothing elsewhere. */
#ifndef RBT_CORE_OS_H
#define RBT_CORE_OS_H

#include <stddef.h>

/* Bytes.  Linux lets a user have 256 such pipes before new ones get small. */
#define RBT_OS_PIPE (256 << 10)

/*
 * If fd is a pipe, makes it hold RBT_OS_PIPE bytes, so that the processes at
 * its two ends wait for each other less often.  Whatever else it is, or if that
 * is refused, it stays as it is.
 */
void rbt_os_widen_pipe(int fd);

/* The disk may begin with n bytes at `at` of fd, which were just written, and
 * nobody waits for it: a later fsync does. */
void rbt_os_write_back(int fd, size_t at, size_t n);

/* Large pages for n bytes of memory at p, which were just allocated and will
 * all be used: the system then has fewer of them to hand out. */
void rbt_os_large_pages(void *p, size_t n);

#endif
