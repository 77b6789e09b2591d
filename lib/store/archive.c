/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <archive.h>
#include <archive_entry.h>

#include "core/mem.h"
#include "store/gzip.h"

#define BLOCK (256u << 10)

enum packing {
	PLAIN,
	GZIP,
	XZ,
	ZSTD,
	ZIP,
};

static const struct {
	const char *magic; /* how a file of it begins */
	size_t len;
	const char *name;
	int filter;
	int (*support)(struct archive *a);
} packings[] = {
    [PLAIN] = {"", 0, "plain", 0, NULL},
    [GZIP] = {"\x1f\x8b", 2, "gzip", ARCHIVE_FILTER_GZIP,
	archive_read_support_filter_gzip},
    [XZ] = {"\xfd\x37zXZ", 6, "xz", ARCHIVE_FILTER_XZ,
	archive_read_support_filter_xz},
    [ZSTD] = {"\x28\xb5\x2f\xfd", 4, "zstd", ARCHIVE_FILTER_ZSTD,
	archive_read_support_filter_zstd},
    [ZIP] = {"PK\3\4", 4, "zip", ARCHIVE_FILTER_NONE,
	archive_read_support_format_zip_streamable},
};

/* One open file.  `raw` holds stored bytes start..end-1 not yet handed on. */
struct input {
	int fd;
	bool owned; /* fd is ours to close */
	char *path;
	const char *member;       /* borrowed, NULL for the only one */
	struct rbt_checksum *sum; /* borrowed, may be NULL */
	enum packing packing;
	struct archive *a; /* NULL for a plain file */
	bool done;         /* the decompressor has come to its end */
	bool eof;          /* the file has come to its end */
	int64_t total;     /* stored bytes read so far */
	struct rbt_err io; /* what went wrong inside a callback */
	struct rbt_gzip gzip;
	size_t start, end;
	char raw[BLOCK];
};

/* Stored bytes of the file, which are summed and counted. */
static ptrdiff_t
read_raw(struct input *in, char *buf, size_t cap, struct rbt_err *err)
{
	struct rbt_source src = rbt_source_fd(in->fd, NULL);
	ptrdiff_t n;

	if (in->eof)
		return 0;
	n = src.read(src.self, buf, cap, err);
	if (n < 0)
		return -1;
	if (n == 0)
		in->eof = true;
	in->total += n;
	if (in->sum != NULL)
		rbt_checksum_update(in->sum, buf, (size_t)n);
	return n;
}

/* Stored bytes for libarchive. */
static la_ssize_t
feed(struct archive *a, void *self, const void **out)
{
	struct input *in = self;
	ptrdiff_t n;

	*out = in->raw + in->start;
	n = (ptrdiff_t)(in->end - in->start);
	in->start = in->end;
	if (n == 0) {
		*out = in->raw;
		n = read_raw(in, in->raw, sizeof in->raw, &in->io);
	}
	if (n < 0)
		archive_set_error(a, EIO, "read failed");
	else if (in->packing == GZIP)
		rbt_gzip_stored(&in->gzip, *out, (size_t)n);
	return n;
}

/* The error of libarchive, or the one of a read below it. */
static int
fail(struct input *in, struct rbt_err *err)
{
	const char *what = archive_error_string(in->a);

	if (in->io.code != RBT_OK)
		return rbt_err_set(err, in->io.code, "%s", in->io.msg);
	return rbt_err_set(err, RBT_E_DATA, "damaged or truncated %s: %s",
	    packings[in->packing].name, what == NULL ? "bad end" : what);
}

/*
 * The decompressor has ended.  libarchive takes trailing bytes that are no
 * further member (the rest of a torn file among them) for nothing at all; here
 * they are an error.  Reading on also completes the hash.
 */
static int
finish(struct input *in, struct rbt_err *err)
{
	int64_t used = archive_filter_bytes(in->a, -1);
	ptrdiff_t n;

	do
		n = read_raw(in, in->raw, sizeof in->raw, err);
	while (n > 0);
	if (n < 0)
		return -1;
	in->done = true;
	/* What follows the last file of a zip archive is its table. */
	if (used != in->total && in->packing != ZIP)
		return rbt_err_set(err, RBT_E_DATA,
		    "%lld bytes behind the compressed data are not part of it",
		    (long long)(in->total - used));
	if (in->packing == GZIP && !rbt_gzip_is_whole(&in->gzip))
		return rbt_err_set(err, RBT_E_DATA,
		    "damaged gzip: a checksum is not that of the data");
	return 0;
}

/*
 * Goes to the file that is wanted: the named one, or with NULL the first.  1 if
 * it is there, 0 if the archive has ended, -1.
 */
static int
find_member(struct input *in, const char *member, struct rbt_err *err)
{
	struct archive_entry *entry;
	const char *name;
	int rc;

	while ((rc = archive_read_next_header(in->a, &entry)) == ARCHIVE_OK) {
		name = archive_entry_pathname(entry);
		if (name == NULL || archive_entry_filetype(entry) != AE_IFREG)
			continue;
		if (member == NULL || strcmp(name, member) == 0)
			return 1;
	}
	return rc == ARCHIVE_EOF ? 0 : fail(in, err);
}

/* The member has ended: if none was named there is no second one. */
static int
finish_zip(struct input *in, struct rbt_err *err)
{
	int rc = in->member == NULL ? find_member(in, NULL, err) : 0;

	if (rc == 1)
		return rbt_err_set(err, RBT_E_DATA,
		    "the zip archive holds more than one file: --member says "
		    "which");
	return rc < 0 ? -1 : finish(in, err);
}

static ptrdiff_t
read_packed(struct input *in, char *buf, size_t cap, struct rbt_err *err)
{
	la_ssize_t n;

	if (in->done)
		return 0;
	n = archive_read_data(in->a, buf, cap);
	if (n < 0)
		return fail(in, err);
	if (n == 0)
		return in->packing == ZIP ? finish_zip(in, err)
					  : finish(in, err);
	if (in->packing == GZIP)
		rbt_gzip_output(&in->gzip, buf, (size_t)n);
	return n;
}

static ptrdiff_t
input_read(void *self, char *buf, size_t cap, struct rbt_err *err)
{
	struct input *in = self;
	size_t n = in->end - in->start;

	if (in->packing != PLAIN)
		return read_packed(in, buf, cap, err);
	if (n == 0)
		return read_raw(in, buf, cap, err);
	if (n > cap)
		n = cap;
	memcpy(buf, in->raw + in->start, n);
	in->start += n;
	return (ptrdiff_t)n;
}

static void
input_close(void *self)
{
	struct input *in = self;

	if (in->a != NULL)
		archive_read_free(in->a);
	rbt_gzip_release(&in->gzip);
	if (in->owned)
		close(in->fd);
	free(in->path);
	free(in);
}

static enum packing
recognise(const char *p, size_t n)
{
	for (enum packing i = GZIP; i <= ZIP; i++) {
		if (n >= packings[i].len &&
		    memcmp(p, packings[i].magic, packings[i].len) == 0)
			return i;
	}
	return PLAIN;
}

static int
open_zip(struct input *in, struct rbt_err *err)
{
	char quote[RBT_ERR_QUOTE];
	int rc;

	if (archive_read_open(in->a, in, NULL, feed, NULL) != ARCHIVE_OK)
		return fail(in, err);
	rc = find_member(in, in->member, err);
	if (rc < 0)
		return -1;
	if (rc == 1)
		return 0;
	if (in->member == NULL)
		return rbt_err_set(err, RBT_E_DATA,
		    "the zip archive holds no file");
	return rbt_err_set(err, RBT_E_DATA,
	    "there is no file '%s' in the zip archive",
	    rbt_err_quote(in->member, strlen(in->member), quote));
}

/*
 * Only what is wanted: most faults of libarchive were found in formats that
 * nobody here needs.
 */
static int
open_packed(struct input *in, struct rbt_err *err)
{
	struct archive_entry *entry;
	int rc;

	in->a = archive_read_new();
	if (in->a == NULL)
		return rbt_err_set(err, RBT_E_SYS, "out of memory");
	if (packings[in->packing].support(in->a) != ARCHIVE_OK)
		return fail(in, err);
	if (in->packing == ZIP)
		return open_zip(in, err);
	if (archive_read_support_format_raw(in->a) != ARCHIVE_OK ||
	    archive_read_support_format_empty(in->a) != ARCHIVE_OK)
		return fail(in, err);
	if (archive_read_open(in->a, in, NULL, feed, NULL) != ARCHIVE_OK)
		return fail(in, err);
	rc = archive_read_next_header(in->a, &entry);
	if (archive_filter_code(in->a, 0) != packings[in->packing].filter)
		return fail(in, err);
	if (rc == ARCHIVE_EOF)
		return finish(in, err);
	return rc == ARCHIVE_OK ? 0 : fail(in, err);
}

int
rbt_archive_member_source(const char *path, const char *member,
    struct rbt_checksum *sum, struct rbt_source *out, struct rbt_err *err)
{
	bool is_stdin = strcmp(path, "-") == 0;
	int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	struct input *in;
	ptrdiff_t n = 1;

	if (fd < 0)
		return rbt_err_sys(err, "%s", path);
	in = rbt_xcalloc(1, sizeof *in);
	in->fd = fd;
	in->owned = !is_stdin;
	in->path = rbt_xstrdup(is_stdin ? "stdin" : path);
	in->member = member;
	in->sum = sum;
	while (n > 0 && in->end < 6) {
		n = read_raw(in, in->raw + in->end, BLOCK - in->end, err);
		in->end += n > 0 ? (size_t)n : 0;
	}
	in->packing = recognise(in->raw, in->end);
	if (n >= 0 && member != NULL && in->packing != ZIP)
		n = rbt_err_set(err, RBT_E_DATA,
		    "no zip archive, so it holds no file '%s'", member);
	if (n < 0 || (in->packing != PLAIN && open_packed(in, err) != 0)) {
		rbt_err_wrap(err, "%s", in->path);
		input_close(in);
		return -1;
	}
	*out = (struct rbt_source){in, in->path, input_read, input_close};
	return 0;
}

int
rbt_archive_source(const char *path, struct rbt_checksum *sum,
    struct rbt_source *out, struct rbt_err *err)
{
	return rbt_archive_member_source(path, NULL, sum, out, err);
}
