/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a pipe holds is counted by filling it. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/os.h"

#include "harness/t.h"

/* The bytes that a pipe takes before a write would wait. */
static long
fill(int fd)
{
	static const char block[4096];
	long total = 0;
	ssize_t n;

	fcntl(fd, F_SETFL, O_NONBLOCK);
	while ((n = write(fd, block, sizeof block)) > 0)
		total += n;
	return total;
}

/* As realloc does it, which keeps a header in front: the system refuses to move
 * a mapping of which a part is unlike the rest. */
static void
test_large_pages_move(void)
{
	size_t size = (size_t)4 << 20;
	char *p = mmap(NULL, size, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	T_OK(p != MAP_FAILED);
	errno = 42;
	rbt_os_large_pages(p + 16, size - 32);
	T_INT(errno, 42);
	p[size - 1] = 'x';
	p = mremap(p, size, 2 * size, MREMAP_MAYMOVE);
	T_OK(p != MAP_FAILED);
	T_INT(p[size - 1], 'x');
	T_INT(munmap(p, 2 * size), 0);
}

/* Where the system has no such files, it has none in any folder. */
static void
test_unnamed(void)
{
	char folder[] = "/tmp/rbt-os-XXXXXX", path[64];
	bool has;
	int fd;

	if (mkdtemp(folder) == NULL)
		abort();
	snprintf(path, sizeof path, "%s/file", folder);
	errno = 42;
	T_INT(rbt_os_open_unnamed(path), -1); /* is no folder */
	fd = rbt_os_open_unnamed(folder);
	has = fd >= 0;
	if (!has)
		T_SKIP("no files without a name in /tmp");
	T_INT(errno, 42);
	T_OK(!has || write(fd, "x", 1) == 1);
	T_OK(access(path, F_OK) != 0);
	errno = 42;
	T_OK((rbt_os_name_file(fd, path) == 0) == has);
	T_OK((access(path, F_OK) == 0) == has);
	errno = 42;
	T_INT(rbt_os_name_file(fd, path), -1); /* the name is taken */
	T_INT(errno, 42);
	if (has)
		close(fd);
	unlink(path);
	T_INT(rmdir(folder), 0); /* nothing else is in it */
}

int
main(void)
{
	int ends[2], file = open("/dev/null", O_WRONLY);
	long held;

	test_large_pages_move();
	test_unnamed();
	T_INT(pipe(ends), 0);
	errno = 42;
	rbt_os_widen_pipe(ends[1]);
	rbt_os_widen_pipe(file); /* is left alone, and so is errno */
	rbt_os_widen_pipe(-1);
	T_INT(errno, 42);
	held = fill(ends[1]);
	if (held < RBT_OS_PIPE)
		T_SKIP("the system does not let pipes grow");
	T_OK(held >= 4096 && held <= RBT_OS_PIPE);
	T_INT(write(file, "x", 1), 1);
	T_DONE(18);
}
