/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>

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
