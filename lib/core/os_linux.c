/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/mman.h>

#include "core/os.h"

void
rbt_os_widen_pipe(int fd)
{
#ifdef F_SETPIPE_SZ
	int keep = errno;

	if (fcntl(fd, F_GETPIPE_SZ) < RBT_OS_PIPE)
		(void)fcntl(fd, F_SETPIPE_SZ, RBT_OS_PIPE);
	errno = keep;
#else
	(void)fd;
#endif
}

void
rbt_os_write_back(int fd, size_t at, size_t n)
{
#ifdef SYNC_FILE_RANGE_WRITE
	int keep = errno;

	(void)sync_file_range(fd, (off_t)at, (off_t)n, SYNC_FILE_RANGE_WRITE);
	errno = keep;
#else
	(void)fd, (void)at, (void)n;
#endif
}

void
rbt_os_large_pages(void *p, size_t n)
{
#ifdef MADV_HUGEPAGE
	/* Whole small pages, as madvise wants them, and all that hold a byte of
	 * it: a mapping of which a part alone is marked is two to the system,
	 * and realloc has to copy it where it could have moved it. */
	uintptr_t page = 4096, start = (uintptr_t)p / page * page;
	uintptr_t end = ((uintptr_t)p + n + page - 1) / page * page;
	int keep = errno;

	(void)madvise((char *)p - ((uintptr_t)p - start), end - start,
	    MADV_HUGEPAGE);
	errno = keep;
#else
	(void)p, (void)n;
#endif
}
