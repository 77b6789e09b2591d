/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/os.h"

void
rbt_os_widen_pipe(int fd)
{
#ifdef F_SETPIPE_SZ
	int keep = errno;

	int holds = fcntl(fd, F_GETPIPE_SZ);

	for (int n = RBT_OS_PIPE; holds > 0 && n > holds; n /= 2) {
		if (fcntl(fd, F_SETPIPE_SZ, n) > 0)
			break;
	}
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

#ifdef O_TMPFILE
/* The name by which the process knows a descriptor. */
static const char *
own_name(int fd, char out[64])
{
	snprintf(out, 64, "/proc/self/fd/%d", fd);
	return out;
}
#endif

int
rbt_os_open_unnamed(const char *folder)
{
	int fd = -1;
#ifdef O_TMPFILE
	int keep = errno;
	char name[64];

	fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
	/* Where /proc is not mounted it could not be given a name. */
	if (fd >= 0 && access(own_name(fd, name), F_OK) != 0) {
		close(fd);
		fd = -1;
	}
	errno = keep;
#else
	(void)folder;
#endif
	return fd;
}

int
rbt_os_name_file(int fd, const char *path)
{
	int rc = -1;
#ifdef O_TMPFILE
	int keep = errno;
	char name[64];

	rc = linkat(AT_FDCWD, own_name(fd, name), AT_FDCWD, path,
	    AT_SYMLINK_FOLLOW);
	errno = keep;
#else
	(void)fd, (void)path;
#endif
	return rc;
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
