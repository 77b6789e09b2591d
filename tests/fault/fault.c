/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A library for LD_PRELOAD that makes the machine fail.
 *
 *	RBT_FAULT=CALL:N     the Nth call of CALL (from 1) fails
 *	RBT_FAULT=CALL:N+    so do all behind it
 *	RBT_FAULT=short      reads and writes do a few bytes, and some of them
 *	                     nothing, as if a signal had come
 *	RBT_FAULT_MARK=PATH  a file that is made when a call fails
 *
 * CALL is malloc (with calloc and realloc), open, close, read, write, fsync,
 * rename, link, mmap, mkdir or thread (a new one); with read and write go those
 * at a place, which databases use.  Writes to standard error never fail, so
 * that a message can be seen.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The allocator's own names; dlsym allocates, so it cannot be asked. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *p, size_t size);

static struct {
	bool is_on, is_short, is_lasting;
	char call[8];
	unsigned long at, seen, short_calls;
	const char *mark;
} fault;

/* Before main and behind the start of the C library, so that what is counted
 * is the program's. */
static void __attribute__((constructor)) start(void)
{
	const char *spec = getenv("RBT_FAULT"), *colon;
	char *end;

	if (spec == NULL)
		return;
	fault.mark = getenv("RBT_FAULT_MARK");
	fault.is_short = strcmp(spec, "short") == 0;
	colon = strchr(spec, ':');
	if (colon == NULL || (size_t)(colon - spec) >= sizeof fault.call)
		return;
	memcpy(fault.call, spec, (size_t)(colon - spec));
	fault.at = strtoul(colon + 1, &end, 10);
	fault.is_lasting = *end == '+';
	fault.is_on = true;
}

/* Whether this call is to fail; errno is then set. */
static bool
fails(const char *call, int error)
{
	int fd;

	if (!fault.is_on || strcmp(fault.call, call) != 0)
		return false;
	fault.seen++;
	if (fault.seen < fault.at ||
	    (fault.seen > fault.at && !fault.is_lasting))
		return false;
	if (fault.seen == fault.at && fault.mark != NULL) {
		fd = (int)syscall(SYS_openat, AT_FDCWD, fault.mark,
		    O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
		(void)syscall(SYS_close, fd);
	}
	errno = error;
	return true;
}

/* The count of a read or write made short; 0 to be interrupted. */
static size_t
shorten(size_t n)
{
	if (!fault.is_short || n == 0)
		return n;
	fault.short_calls++;
	if (fault.short_calls % 7 == 0)
		return 0;
	return n < 1 + fault.short_calls % 5 ? n : 1 + fault.short_calls % 5;
}

void *
malloc(size_t size)
{
	return fails("malloc", ENOMEM) ? NULL : __libc_malloc(size);
}

void *
calloc(size_t n, size_t size)
{
	return fails("malloc", ENOMEM) ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t size)
{
	return fails("malloc", ENOMEM) ? NULL : __libc_realloc(p, size);
}

ssize_t
read(int fd, void *buf, size_t n)
{
	size_t part = shorten(n);

	if (fails("read", EIO))
		return -1;
	if (part == 0 && n > 0) {
		errno = EINTR;
		return -1;
	}
	return (ssize_t)syscall(SYS_read, fd, buf, part);
}

ssize_t
write(int fd, const void *buf, size_t n)
{
	size_t part = fd == STDERR_FILENO ? n : shorten(n);

	if (fd != STDERR_FILENO && fails("write", ENOSPC))
		return -1;
	if (part == 0 && n > 0) {
		errno = EINTR;
		return -1;
	}
	return (ssize_t)syscall(SYS_write, fd, buf, part);
}

static int
open_file(const char *path, int flags, mode_t mode)
{
	if (fails("open", EMFILE))
		return -1;
	return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int
open(const char *path, int flags, ...)
{
	va_list ap;
	mode_t mode;

	va_start(ap, flags);
	mode = flags & O_CREAT ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	return open_file(path, flags, mode);
}

int
open64(const char *path, int flags, ...)
{
	va_list ap;
	mode_t mode;

	va_start(ap, flags);
	mode = flags & O_CREAT ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	return open_file(path, flags, mode);
}

/* A failed close has closed all the same. */
int
close(int fd)
{
	bool bad = fails("close", EIO);
	long rc = syscall(SYS_close, fd);

	if (!bad)
		return (int)rc;
	errno = EIO;
	return -1;
}

int
fsync(int fd)
{
	return fails("fsync", EIO) ? -1 : (int)syscall(SYS_fsync, fd);
}

int
fdatasync(int fd)
{
	return fsync(fd);
}

/* Never in part: what asks for them wants all or the end of the file. */
ssize_t
pread64(int fd, void *buf, size_t n, off64_t at)
{
	if (fails("read", EIO))
		return -1;
	return (ssize_t)syscall(SYS_pread64, fd, buf, n, at);
}

ssize_t
pread(int fd, void *buf, size_t n, off_t at)
{
	return pread64(fd, buf, n, at);
}

ssize_t
pwrite64(int fd, const void *buf, size_t n, off64_t at)
{
	if (fails("write", ENOSPC))
		return -1;
	return (ssize_t)syscall(SYS_pwrite64, fd, buf, n, at);
}

int
rename(const char *from, const char *to)
{
	if (fails("rename", EACCES))
		return -1;
	return (int)syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
}

int
linkat(int from_folder, const char *from, int to_folder, const char *to,
    int flags)
{
	if (fails("link", EXDEV))
		return -1;
	return (
	    int)syscall(SYS_linkat, from_folder, from, to_folder, to, flags);
}

int
mkdir(const char *path, mode_t mode)
{
	if (fails("mkdir", EACCES))
		return -1;
	return (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}

void *
mmap(void *at, size_t n, int prot, int flags, int fd, off_t offset)
{
	if (fd >= 0 && fails("mmap", ENOMEM))
		return MAP_FAILED;
	return (void *)syscall(SYS_mmap, at, n, prot, flags, fd, offset);
}

int
pthread_create(pthread_t *thread, const pthread_attr_t *attr,
    void *(*start_routine)(void *), void *arg)
{
	int (*next)(pthread_t *, const pthread_attr_t *, void *(*)(void *),
	    void *);
	void *symbol = dlsym(RTLD_NEXT, "pthread_create");

	if (fails("thread", EAGAIN))
		return EAGAIN;
	memcpy(&next, &symbol, sizeof next);
	return next(thread, attr, start_routine, arg);
}
