/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/out.h"

#include "core/io.h"
#include "core/mem.h"
#include "core/os.h"

/* All n bytes, or errno. */
static int
write_all(int fd, const char *p, size_t n)
{
	struct pollfd ready = {.fd = fd, .events = POLLOUT};
	ssize_t done;

	while (n > 0) {
		done = write(fd, p, n);
		if (done >= 0) {
			p += done;
			n -= (size_t)done;
		} else if (errno == EAGAIN) {
			/* Somebody who shares it made it non-blocking. */
			poll(&ready, 1, -1);
		} else if (errno != EINTR) {
			return errno;
		}
	}
	return 0;
}

void
rbt_out_flush(struct rbt_out *o)
{
	if (o->sys == 0 && o->buf.len > 0)
		o->sys = write_all(o->fd, o->buf.data, o->buf.len);
	rbt_buf_clear(&o->buf);
}

void
rbt_out_open_fd(struct rbt_out *o, int fd, const char *name)
{
	*o = (struct rbt_out){.fd = fd};
	rbt_os_widen_pipe(fd);
	snprintf(o->name, sizeof o->name, "%s", name);
}

/* A new file in the folder of path, named after the process and a counter.
 * Nothing is allocated once it is there: see rbt_mem_on_exhausted. */
static int
open_temp(struct rbt_out *o, const char *path)
{
	const char *slash = strrchr(path, '/');
	int folder = slash ? (int)(slash - path) + 1 : 0;
	struct rbt_buf name = {0};

	for (int i = 0; i < 10000; i++) {
		rbt_buf_clear(&name);
		rbt_buf_printf(&name, "%.*s.rbt-%ld-%d.tmp", folder, path,
		    (long)getpid(), i);
		o->fd = open(name.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
		    0644);
		if (o->fd >= 0 || errno != EEXIST)
			break;
	}
	if (o->fd < 0) {
		rbt_buf_release(&name);
		return -1;
	}
	o->temp = name.data;
	return 0;
}

int
rbt_out_open_file(struct rbt_out *o, const char *path, struct rbt_err *err)
{
	struct stat st;

	rbt_out_open_fd(o, -1, path);
	o->path = rbt_xstrdup(path);
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		o->fd = open(path, O_WRONLY | O_CLOEXEC);
	else if (*path == '\0')
		errno = ENOENT;
	else
		open_temp(o, path);
	if (o->fd >= 0)
		return 0;
	rbt_err_sys(err, "%s", path);
	free(o->path);
	o->path = NULL;
	return -1;
}

void
rbt_out_write(struct rbt_out *o, const char *bytes, size_t n)
{
	rbt_buf_add(&o->buf, bytes, n);
}

void
rbt_out_printf(struct rbt_out *o, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	rbt_buf_vprintf(&o->buf, fmt, ap);
	va_end(ap);
}

static void
release(struct rbt_out *o)
{
	rbt_buf_release(&o->buf);
	free(o->path);
	free(o->temp);
	o->path = o->temp = NULL;
	o->fd = -1;
}

/* Makes the new name of a renamed file last. */
static int
sync_parent(const char *path, struct rbt_err *err)
{
	const char *slash = strrchr(path, '/');
	char *folder;
	int rc;

	if (!slash)
		return rbt_io_sync_dir(".", err);
	folder = rbt_xstrndup(path, (size_t)(slash - path) + 1);
	rc = rbt_io_sync_dir(folder, err);
	free(folder);
	return rc;
}

int
rbt_out_close(struct rbt_out *o, struct rbt_err *err)
{
	int rc = 0;

	rbt_out_flush(o);
	if (o->temp && o->sys == 0 && fsync(o->fd) != 0)
		o->sys = errno;
	if (o->path && close(o->fd) != 0 && o->sys == 0)
		o->sys = errno;
	if (o->temp && o->sys == 0 && rename(o->temp, o->path) != 0)
		o->sys = errno;
	if (o->sys != 0) {
		if (o->temp)
			unlink(o->temp);
		errno = o->sys;
		rc =
		    rbt_err_sys(err, "writing %s", o->path ? o->path : o->name);
	} else if (o->temp) {
		rc = sync_parent(o->path, err);
	}
	release(o);
	return rc;
}

void
rbt_out_abort(struct rbt_out *o)
{
	int keep = errno;

	if (o->path)
		close(o->fd);
	if (o->temp)
		unlink(o->temp);
	release(o);
	errno = keep;
}
