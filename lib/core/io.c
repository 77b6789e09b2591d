/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/io.h"

#include "core/mem.h"

/* The rest of fd into b. */
static int
read_rest(int fd, size_t limit, struct rbt_buf *b, struct rbt_err *err)
{
	struct rbt_source src = rbt_source_fd(fd, NULL);
	ptrdiff_t n;

	do {
		rbt_buf_reserve(b, 4096);
		n = src.read(src.self, b->data + b->len, b->cap - 1 - b->len,
		    err);
		if (n < 0)
			return -1;
		b->len += (size_t)n;
		if (b->len > limit)
			return rbt_err_set(err, RBT_E_SYS,
			    "larger than %zu bytes", limit);
	} while (n > 0);
	b->data[b->len] = '\0';
	return 0;
}

int
rbt_io_read_file(const char *path, size_t limit, struct rbt_buf *b,
    struct rbt_err *err)
{
	bool standard = strcmp(path, "-") == 0;
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	int rc;

	if (fd < 0)
		return rbt_err_sys(err, "%s", path);
	rbt_buf_clear(b);
	rc = read_rest(fd, limit, b, err);
	if (rc != 0)
		rbt_err_wrap(err, "%s", standard ? "standard input" : path);
	if (!standard)
		close(fd);
	return rc;
}

int
rbt_io_size(int fd, const char *name, uint64_t *size, struct rbt_err *err)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return rbt_err_sys(err, "%s", name);
	if (!S_ISREG(st.st_mode))
		return rbt_err_set(err, RBT_E_SYS, "%s: not a regular file",
		    name);
	*size = (uint64_t)st.st_size;
	return 0;
}

int
rbt_map_fd(struct rbt_map *m, int fd, size_t size, const char *name,
    struct rbt_err *err)
{
	void *p;

	*m = (struct rbt_map){0};
	if (size == 0)
		return 0;
	p = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p == MAP_FAILED)
		return rbt_err_sys(err, "%s", name);
	*m = (struct rbt_map){p, size};
	return 0;
}

int
rbt_map_open(struct rbt_map *m, const char *path, struct rbt_err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), rc;
	uint64_t size;

	*m = (struct rbt_map){0};
	if (fd < 0)
		return rbt_err_sys(err, "%s", path);
	rc = rbt_io_size(fd, path, &size, err);
	if (rc == 0)
		rc = rbt_map_fd(m, fd, (size_t)size, path, err);
	close(fd);
	return rc;
}

int
rbt_map_reserve(struct rbt_map *m, int fd, size_t size, const char *name,
    struct rbt_err *err)
{
	void *p = mmap(NULL, size, PROT_NONE, MAP_PRIVATE, fd, 0);

	*m = (struct rbt_map){0};
	if (p == MAP_FAILED)
		return rbt_err_sys(err, "%s", name);
	*m = (struct rbt_map){p, size};
	return 0;
}

int
rbt_map_place(struct rbt_map *m, size_t to, int fd, uint64_t at, size_t len,
    const char *name, struct rbt_err *err)
{
	void *start = (void *)(uintptr_t)(m->data + to);

	RBT_BUG_IF(to > m->size || len > m->size - to);
	if (mmap(start, len, PROT_READ, MAP_PRIVATE | MAP_FIXED, fd,
		(off_t)at) == MAP_FAILED)
		return rbt_err_sys(err, "%s", name);
	return 0;
}

void
rbt_map_release(struct rbt_map *m)
{
	if (m->data)
		munmap((void *)(uintptr_t)m->data, m->size);
	*m = (struct rbt_map){0};
}

static int
make_folder(const char *path, struct rbt_err *err)
{
	struct stat st;

	if (mkdir(path, 0777) == 0)
		return 0;
	if (errno == EEXIST && stat(path, &st) == 0) {
		if (S_ISDIR(st.st_mode))
			return 0;
		errno = ENOTDIR; /* says more than "exists" */
	}
	return rbt_err_sys(err, "%s", path);
}

int
rbt_io_mkdirs(const char *path, struct rbt_err *err)
{
	char *part = rbt_xstrdup(path);
	int rc = 0;

	/* From the second byte on: the root is there. */
	for (char *p = part; *p && rc == 0; p++) {
		if (p == part || *p != '/')
			continue;
		*p = '\0';
		rc = make_folder(part, err);
		*p = '/';
	}
	if (rc == 0)
		rc = make_folder(part, err);
	free(part);
	return rc;
}

int
rbt_io_sync_dir(const char *path, struct rbt_err *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return rbt_err_sys(err, "%s", path);
	/* Some file systems have no fsync for folders and say EINVAL. */
	if (fsync(fd) != 0 && errno != EINVAL) {
		rbt_err_sys(err, "%s", path);
		close(fd);
		return -1;
	}
	close(fd);
	return 0;
}
