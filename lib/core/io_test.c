/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/io.h"

#include "harness/t.h"

static char folder[] = "/tmp/rbt-io-test-XXXXXX";

/* A file of n bytes in the test's folder; returns its path, borrowed. */
static const char *
make_file(size_t n)
{
	static char path[64];
	struct rbt_out o;

	snprintf(path, sizeof path, "%s/file", folder);
	if (rbt_out_open_file(&o, path, NULL) != 0)
		return path;
	for (size_t i = 0; i < n; i++)
		rbt_out_write(&o, &"0123456789"[i % 10], 1);
	T_INT(rbt_out_close(&o, NULL), 0);
	return path;
}

static void
test_read(void)
{
	static const size_t sizes[] = {0, 1, 4095, 4096, 4097, 100000};
	struct rbt_err err = {0};
	struct rbt_buf b = {0};
	char want[128];
	const char *path;

	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		size_t n = sizes[i];

		path = make_file(n);
		T_INT(rbt_io_read_file(path, n, &b, &err), 0);
		T_INT(b.len, n);
		T_INT(strlen(b.data), n);
		T_OK(n == 0 || b.data[n - 1] == "0123456789"[(n - 1) % 10]);
	}
	path = make_file(11);
	T_INT(rbt_io_read_file(path, 10, &b, &err), -1);
	snprintf(want, sizeof want, "%s: larger than 10 bytes", path);
	T_STR(err.msg, want);
	T_INT(err.code, RBT_E_SYS);
	rbt_err_clear(&err);
	T_INT(rbt_io_read_file("/nonexistent", 10, &b, &err), -1);
	T_STR(err.msg, "/nonexistent: No such file or directory");
	rbt_err_clear(&err);
	T_INT(rbt_io_read_file(folder, 10, &b, &err), -1);
	T_INT(err.sys, EISDIR);
	if (freopen(path, "r", stdin))
		T_INT(rbt_io_read_file("-", 100, &b, NULL), 0);
	T_STR(rbt_buf_str(&b), "01234567890");
	rbt_buf_release(&b);
	unlink(path);
}

static void
test_map(void)
{
	struct rbt_err err = {0};
	struct rbt_map m;
	const char *path = make_file(10000);

	T_INT(rbt_map_open(&m, path, &err), 0);
	T_INT(m.size, 10000);
	T_OK(m.data && m.data[0] == '0' && m.data[9999] == '9');
	rbt_map_release(&m);
	T_OK(m.data == NULL && m.size == 0);
	rbt_map_release(&m);
	path = make_file(0);
	T_INT(rbt_map_open(&m, path, &err), 0);
	T_OK(m.data == NULL && m.size == 0);
	rbt_map_release(&m);
	unlink(path);
	T_INT(rbt_map_open(&m, path, &err), -1);
	T_INT(err.sys, ENOENT);
	rbt_err_clear(&err);
	T_INT(rbt_map_open(&m, folder, &err), -1);
	T_OK(strstr(err.msg, ": not a regular file") != NULL);
}

/* Two pages of a file in another order than theirs. */
static void
test_parts(void)
{
	size_t page = 65536;
	const char *path = make_file(2 * page + 1);
	int fd = open(path, O_RDONLY);
	struct rbt_err err = {0};
	struct rbt_map m;
	uint64_t size = 0;

	T_INT(rbt_io_size(fd, path, &size, &err), 0);
	T_INT(size, 2 * page + 1);
	T_INT(rbt_map_reserve(&m, fd, 2 * page, path, &err), 0);
	T_INT(rbt_map_place(&m, page, fd, 0, page, path, &err), 0);
	T_INT(rbt_map_place(&m, 0, fd, page, page, path, &err), 0);
	/* The bytes of the file are its offsets' last digits. */
	T_INT(m.data[0], '0' + page % 10);
	T_INT(m.data[page], '0');
	T_INT(m.data[2 * page - 1], '0' + (page - 1) % 10);
	rbt_map_release(&m);
	T_INT(rbt_map_reserve(&m, -1, page, path, &err), -1);
	T_INT(err.sys, EBADF);
	T_OK(m.data == NULL);
	close(fd);
	unlink(path);
}

static void
test_folders(void)
{
	struct rbt_err err = {0};
	char path[64], file[80];
	struct stat st = {0};

	snprintf(path, sizeof path, "%s/a/bb//c", folder);
	T_INT(rbt_io_mkdirs(path, &err), 0);
	T_OK(stat(path, &st) == 0 && S_ISDIR(st.st_mode));
	T_INT(rbt_io_mkdirs(path, &err), 0);
	T_INT(rbt_io_mkdirs("/", &err), 0);
	T_INT(rbt_io_sync_dir(path, &err), 0);
	T_INT(rbt_io_mkdirs("", &err), -1);
	rbt_err_clear(&err);
	snprintf(file, sizeof file, "%s/d", make_file(1));
	T_INT(rbt_io_mkdirs(file, &err), -1);
	T_INT(err.code, RBT_E_SYS);
	rbt_err_clear(&err);
	T_INT(rbt_io_sync_dir(file, &err), -1);
	T_OK(err.sys != 0);
	unlink(make_file(1));
	rmdir(path);
	for (int depth = 0; depth < 2; depth++) {
		*strrchr(path, '/') = '\0';
		while (path[strlen(path) - 1] == '/')
			path[strlen(path) - 1] = '\0';
		T_INT(rmdir(path), 0);
	}
	T_INT(rmdir(folder), 0);
}

int
main(void)
{
	if (!mkdtemp(folder))
		return 1;
	test_read();
	test_map();
	test_parts();
	test_folders();
	T_DONE(11 + 6 * 4 + 9 + 10 + 12 + 13);
}
