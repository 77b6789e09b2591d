/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/io.h"
#include "core/mem.h"
#include "store/manifest.h"

#define LOCK_FILE "lock"

char *
rbt_folder_name(const char *path)
{
	size_t end = strlen(path), start;

	while (end > 1 && path[end - 1] == '/')
		end--;
	for (start = end; start > 0 && path[start - 1] != '/'; start--)
		;
	return rbt_xstrndup(path + start, end - start);
}

/* Whether the file that was locked is still the one of that name: a drop may
 * have removed it while we waited. */
static bool
is_current(int fd, const char *path)
{
	struct stat mine, named;

	return fstat(fd, &mine) == 0 && stat(path, &named) == 0 &&
	       mine.st_dev == named.st_dev && mine.st_ino == named.st_ino;
}

/* One try.  0, 1 to try again, or -1 with errno. */
static int
try_lock(const char *path, int *fd)
{
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	int rc;

	*fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (*fd < 0)
		return -1;
	do
		rc = fcntl(*fd, F_SETLKW, &whole);
	while (rc != 0 && errno == EINTR);
	if (rc == 0 && is_current(*fd, path))
		return 0;
	close(*fd);
	return rc == 0 ? 1 : -1;
}

int
rbt_folder_lock(const char *folder, struct rbt_err *err)
{
	struct rbt_buf path = {0};
	int fd = -1, rc;

	rbt_buf_printf(&path, "%s/" LOCK_FILE, folder);
	do
		rc = try_lock(path.data, &fd);
	while (rc == 1);
	if (rc != 0)
		rbt_err_sys(err, "%s", path.data);
	rbt_buf_release(&path);
	return rc == 0 ? fd : -1;
}

void
rbt_folder_unlock(int lock)
{
	close(lock);
}

/* The number of a segment's file name, 0 if it is none. */
static int64_t
segment_number(const char *name)
{
	size_t digits = strspn(name, "0123456789");
	int64_t n = 0;

	if (digits < 6 || digits > 18 || strcmp(name + digits, ".seg") != 0)
		return 0;
	for (size_t i = 0; i < digits; i++)
		n = 10 * n + (name[i] - '0');
	return n;
}

static bool
is_temporary(const char *name)
{
	size_t len = strlen(name);

	return strncmp(name, ".rbt-", 5) == 0 && len > 9 &&
	       strcmp(name + len - 4, ".tmp") == 0;
}

static int
compare_numbers(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

struct numbers RBT_VEC(int64_t);

/* Appends the segments that a manifest names.  0, 1 if there is none, -1. */
static int
add_references(struct numbers *used, const char *folder, const char *file)
{
	struct rbt_err why = {0};
	struct rbt_manifest m;
	int rc = rbt_manifest_read(&m, folder, file, &why);

	for (size_t i = 0; i < m.symbols.n; i++)
		RBT_VEC_PUSH(used, m.symbols.at[i].segment);
	rbt_manifest_release(&m);
	return rc;
}

static bool
is_used(const struct numbers *used, int64_t number)
{
	return used->n > 0 && bsearch(&number, used->at, used->n,
				  sizeof *used->at, compare_numbers) != NULL;
}

static int
remove_unused(const struct numbers *used, const char *folder,
    struct rbt_err *err)
{
	DIR *dir = opendir(folder);
	struct rbt_buf path = {0};
	struct dirent *entry;
	int rc = 0;

	if (dir == NULL)
		return rbt_err_sys(err, "%s", folder);
	while (rc == 0 && (entry = readdir(dir)) != NULL) {
		int64_t number = segment_number(entry->d_name);

		if (number == 0 ? !is_temporary(entry->d_name)
				: is_used(used, number))
			continue;
		rbt_buf_clear(&path);
		rbt_buf_printf(&path, "%s/%s", folder, entry->d_name);
		if (unlink(path.data) != 0)
			rc = rbt_err_sys(err, "removing %s", path.data);
	}
	closedir(dir);
	rbt_buf_release(&path);
	return rc;
}

int
rbt_folder_sweep(const char *folder, struct rbt_err *err)
{
	struct numbers used = {0};
	int rc = 0;

	if (add_references(&used, folder, RBT_MANIFEST_FILE) >= 0 &&
	    add_references(&used, folder, RBT_MANIFEST_PREVIOUS) >= 0) {
		if (used.n > 0)
			qsort(used.at, used.n, sizeof *used.at,
			    compare_numbers);
		rc = remove_unused(&used, folder, err);
	}
	RBT_VEC_RELEASE(&used);
	return rc;
}

/* Removes a file of the folder if it is there. */
static int
remove_file(const char *folder, const char *name, struct rbt_err *err)
{
	struct rbt_buf path = {0};
	int rc = 0;

	rbt_buf_printf(&path, "%s/%s", folder, name);
	if (unlink(path.data) != 0 && errno != ENOENT)
		rc = rbt_err_sys(err, "removing %s", path.data);
	rbt_buf_release(&path);
	return rc;
}

void
rbt_folder_discard(const char *folder)
{
	if (remove_file(folder, LOCK_FILE, NULL) == 0)
		(void)rmdir(folder);
}

int
rbt_folder_drop(const char *folder, bool *left, struct rbt_err *err)
{
	static const struct numbers none;
	struct rbt_manifest m;
	int rc = rbt_manifest_read(&m, folder, RBT_MANIFEST_FILE, err);

	rbt_manifest_release(&m);
	if (rc == 1)
		rbt_err_set(err, RBT_E_DATA, "no bundle at %s", folder);
	/* The bundle ends with its manifest; what is left behind then is
	 * rubbish of no version. */
	if (rc != 0 || remove_file(folder, RBT_MANIFEST_PREVIOUS, err) != 0 ||
	    remove_file(folder, RBT_MANIFEST_FILE, err) != 0 ||
	    rbt_io_sync_dir(folder, err) != 0 ||
	    remove_unused(&none, folder, err) != 0 ||
	    remove_file(folder, LOCK_FILE, err) != 0)
		return -1;
	*left = rmdir(folder) != 0;
	return 0;
}
