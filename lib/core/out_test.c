/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/io.h"
#include "core/out.h"

#include "harness/t.h"

static char folder[] = "/tmp/rbt-out-test-XXXXXX";

/* What the file holds, "(none)" if it is not there.  Borrowed. */
static const char *
content(const char *path)
{
	static struct rbt_buf b;

	if (rbt_io_read_file(path, 1 << 20, &b, NULL) != 0)
		return "(none)";
	return rbt_buf_str(&b);
}

/* Everything a pipe's other end can read at once, and how much that is. */
static size_t
drain(int fd, char *buf, size_t cap)
{
	ssize_t n = read(fd, buf, cap - 1);

	buf[n > 0 ? n : 0] = '\0';
	return n > 0 ? (size_t)n : 0;
}

/* Blocks end at line ends, and no line is written before its end is known. */
static void
test_blocks(void)
{
	static char buf[65536];
	struct rbt_err err = {0};
	struct rbt_out o;
	int fd[2], lines = 0;
	size_t n;

	if (pipe(fd) != 0 || fcntl(fd[0], F_SETFL, O_NONBLOCK) != 0)
		return;
	rbt_out_open_fd(&o, fd[1], "pipe");
	rbt_out_write(&o, "half", 4);
	rbt_out_end_line(&o);
	T_INT(drain(fd[0], buf, sizeof buf), 0);
	while ((n = drain(fd[0], buf, sizeof buf)) == 0) {
		memcpy(rbt_out_reserve(&o, 100), "0123456789", 10);
		rbt_out_commit(&o, 10);
		rbt_out_printf(&o, "%0*d\n", 300, lines++);
		rbt_out_end_line(&o);
	}
	T_INT(n, 4 + 311 * lines);
	T_OK(n <= 32768 && n > 31000);
	T_INT(buf[n - 1], '\n');
	rbt_out_printf(&o, "last\n");
	T_INT(drain(fd[0], buf, sizeof buf), 0);
	T_INT(rbt_out_close(&o, &err), 0);
	drain(fd[0], buf, sizeof buf);
	T_STR(buf, "last\n");

	rbt_out_open_fd(&o, fd[1], "pipe");
	o.line_buffered = true;
	rbt_out_write(&o, "now\n", 4);
	rbt_out_end_line(&o);
	drain(fd[0], buf, sizeof buf);
	T_STR(buf, "now\n");
	T_INT(rbt_out_close(&o, &err), 0);
	T_INT(write(fd[1], "still open", 10), 10);
	close(fd[0]);
	close(fd[1]);
}

static void
test_errors(void)
{
	struct rbt_err err = {0};
	struct rbt_out o;
	int full = open("/dev/full", O_WRONLY);

	rbt_out_open_fd(&o, full, "standard output");
	for (int i = 0; i < 20000; i++) {
		rbt_out_write(&o, "line\n", 5);
		rbt_out_end_line(&o);
	}
	T_INT(o.sys, ENOSPC);
	T_OK(o.buf.cap < 65536); /* what cannot be written is dropped */
	T_INT(rbt_out_close(&o, &err), -1);
	T_STR(err.msg, "writing standard output: No space left on device");
	T_INT(err.code, RBT_E_SYS);
	close(full);

	rbt_err_clear(&err);
	T_INT(rbt_out_open_file(&o, "/nonexistent/x", &err), -1);
	T_STR(err.msg, "/nonexistent/x: No such file or directory");
	rbt_err_clear(&err);
	T_INT(rbt_out_open_file(&o, "", &err), -1);
	rbt_err_clear(&err);
	T_INT(rbt_out_open_file(&o, folder, &err), -1);
	T_INT(err.sys, EISDIR);
	rbt_err_clear(&err);

	/* A device is written to, not replaced. */
	T_INT(rbt_out_open_file(&o, "/dev/full", &err), 0);
	rbt_out_write(&o, "x\n", 2);
	T_INT(rbt_out_close(&o, &err), -1);
	T_STR(err.msg, "writing /dev/full: No space left on device");
	T_INT(access("/dev/full", F_OK), 0);
}

static void
test_file(void)
{
	char path[64];
	struct rbt_err err = {0};
	struct rbt_out o, other;
	struct stat st = {0};
	mode_t mask = umask(026);

	snprintf(path, sizeof path, "%s/a.csv", folder);
	T_INT(rbt_out_open_file(&o, path, &err), 0);
	rbt_out_write(&o, "one\n", 4);
	T_STR(content(path), "(none)");
	T_INT(rbt_out_close(&o, &err), 0);
	T_STR(content(path), "one\n");
	T_INT(stat(path, &st), 0);
	T_INT(st.st_mode & 0777, 0640); /* 0644 without 026 */
	umask(mask);

	/* Two writers at once do not disturb each other; the old file stays
	 * until the new one is complete. */
	T_INT(rbt_out_open_file(&o, path, &err), 0);
	T_INT(rbt_out_open_file(&other, path, &err), 0);
	rbt_out_write(&o, "two\n", 4);
	rbt_out_write(&other, "three\n", 6);
	T_STR(content(path), "one\n");
	T_INT(rbt_out_close(&o, &err), 0);
	T_STR(content(path), "two\n");
	errno = 7;
	rbt_out_abort(&other);
	T_INT(errno, 7);
	T_STR(content(path), "two\n");

	/* The folder vanished: the failed rename is reported. */
	T_INT(rbt_out_open_file(&o, path, &err), 0);
	T_INT(unlink(path), 0);
	T_INT(unlink(o.temp), 0);
	T_INT(rbt_out_close(&o, &err), -1);
	T_INT(err.sys, ENOENT);

	/* A failed write leaves neither file. */
	rbt_err_clear(&err);
	T_INT(rbt_out_open_file(&o, path, &err), 0);
	o.sys = EIO;
	T_INT(rbt_out_close(&o, &err), -1);
	T_STR(content(path), "(none)");
	/* Nothing is left behind, or this fails. */
	T_INT(rmdir(folder), 0);
}

int
main(void)
{
	if (!mkdtemp(folder))
		return 1;
	test_blocks();
	test_errors();
	test_file();
	T_DONE(10 + 14 + 22);
}
