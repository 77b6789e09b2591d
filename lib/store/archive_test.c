/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The compressed bytes were made by Python's gzip and lzma modules, the sums by
 * xxhsum -H3 0.8.1.
 */
#include "store/archive.h"

#include <stdlib.h>
#include <unistd.h>

#include "core/buf.h"
#include "harness/t.h"

static const char plain[] = "symbol,time\nSPY,2024-01-02\n";
static const unsigned char gz[] = {0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x02, 0x03, 0x2b, 0xae, 0xcc, 0x4d, 0xca, 0xcf, 0xd1, 0x29, 0xc9,
    0xcc, 0x4d, 0xe5, 0x0a, 0x0e, 0x88, 0xd4, 0x31, 0x32, 0x30, 0x32, 0xd1,
    0x35, 0x30, 0xd4, 0x35, 0x30, 0xe2, 0x02, 0x00, 0x83, 0xe3, 0xa8, 0x98,
    0x1b, 0x00, 0x00, 0x00};
static const unsigned char xz[] = {0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00,
    0x04, 0xe6, 0xd6, 0xb4, 0x46, 0x02, 0x00, 0x21, 0x01, 0x16, 0x00, 0x00,
    0x00, 0x74, 0x2f, 0xe5, 0xa3, 0x01, 0x00, 0x1a, 0x73, 0x79, 0x6d, 0x62,
    0x6f, 0x6c, 0x2c, 0x74, 0x69, 0x6d, 0x65, 0x0a, 0x53, 0x50, 0x59, 0x2c,
    0x32, 0x30, 0x32, 0x34, 0x2d, 0x30, 0x31, 0x2d, 0x30, 0x32, 0x0a, 0x00,
    0x00, 0x96, 0x21, 0x55, 0xf9, 0xea, 0xbb, 0x7d, 0xb0, 0x00, 0x01, 0x33,
    0x1b, 0xf7, 0x19, 0x88, 0x5e, 0x1f, 0xb6, 0xf3, 0x7d, 0x01, 0x00, 0x00,
    0x00, 0x00, 0x04, 0x59, 0x5a};
static const unsigned char gz_empty[] = {0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x02, 0x03, 0x03, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00};
static const unsigned char xz_empty[] = {0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00,
    0x00, 0x04, 0xe6, 0xd6, 0xb4, 0x46, 0x00, 0x00, 0x00, 0x00, 0x1c, 0xdf,
    0x44, 0x21, 0x1f, 0xb6, 0xf3, 0x7d, 0x01, 0x00, 0x00, 0x00, 0x00, 0x04,
    0x59, 0x5a};

static char path[] = "/tmp/rbt-archive-XXXXXX";
static struct rbt_err err;
static struct rbt_buf got;
static uint64_t sum; /* of what is stored */

static void
store(const void *bytes, size_t n, const void *more, size_t n_more)
{
	FILE *f = fopen(path, "wb");

	if (f == NULL || fwrite(bytes, 1, n, f) != n ||
	    (n_more > 0 && fwrite(more, 1, n_more, f) != n_more) ||
	    fclose(f) != 0)
		abort();
}

/* Reads the file in pieces of `piece` bytes into `got`. */
static int
load(size_t piece)
{
	struct rbt_source src;
	struct rbt_checksum of_stored;
	char buf[4096];
	ptrdiff_t n;

	rbt_err_clear(&err);
	rbt_buf_clear(&got);
	rbt_checksum_init(&of_stored);
	if (rbt_archive_source(path, &of_stored, &src, &err) != 0)
		return -1;
	while ((n = src.read(src.self, buf, piece, &err)) > 0)
		rbt_buf_add(&got, buf, (size_t)n);
	src.close(src.self);
	sum = rbt_checksum_value(&of_stored);
	return n < 0 ? -1 : 0;
}

static void
test_whole(void)
{
	store(plain, strlen(plain), NULL, 0);
	T_INT(load(5), 0);
	T_STR(rbt_buf_str(&got), plain);
	T_OK(sum == 0x659033afa179d588);
	store(gz, sizeof gz, NULL, 0);
	T_INT(load(7), 0);
	T_STR(rbt_buf_str(&got), plain);
	T_OK(sum == 0x886f405778f89579);
	store(xz, sizeof xz, NULL, 0);
	T_INT(load(4096), 0);
	T_STR(rbt_buf_str(&got), plain);
	store(gz_empty, sizeof gz_empty, NULL, 0);
	T_INT(load(4096), 0);
	T_INT(got.len, 0);
	store(xz_empty, sizeof xz_empty, NULL, 0);
	T_INT(load(4096), 0);
	T_INT(got.len, 0);
	store("", 0, NULL, 0);
	T_INT(load(4096), 0);
	T_INT(got.len, 0);
}

/* Several members follow each other: all are read. */
static void
test_members(void)
{
	store(gz, sizeof gz, gz, sizeof gz);
	T_INT(load(4096), 0);
	T_INT(got.len, 2 * strlen(plain));
	store(xz, sizeof xz, xz, sizeof xz);
	T_INT(load(4096), 0);
	T_INT(got.len, 2 * strlen(plain));
}

/* No cut anywhere goes unnoticed, nor does anything behind the data. */
static void
test_torn(void)
{
	int silent = 0;

	for (size_t n = 2; n < sizeof gz; n++) {
		store(gz, n, NULL, 0);
		silent += load(4096) == 0 || err.code != RBT_E_DATA;
	}
	for (size_t n = 1; n < sizeof gz; n++) {
		store(gz, sizeof gz, gz, n);
		silent += load(4096) == 0 || err.code != RBT_E_DATA;
	}
	for (size_t n = 6; n < sizeof xz; n++) {
		store(xz, n, NULL, 0);
		silent += load(4096) == 0 || err.code != RBT_E_DATA;
	}
	for (size_t n = 1; n < sizeof xz; n++) {
		store(xz, sizeof xz, xz, n);
		silent += load(4096) == 0 || err.code != RBT_E_DATA;
	}
	T_INT(silent, 0);
	store(gz, sizeof gz, "junk", 4);
	T_INT(load(4096), -1);
	T_OK(strstr(err.msg, "4 bytes behind the compressed data") != NULL);
}

/* Of two members with one bit wrong nothing else comes out than what went in.
 * Without its first two bytes a file is no gzip file but a plain one. */
static void
test_flipped(void)
{
	unsigned char bad[2 * sizeof gz];
	char twice[2 * sizeof plain];
	int wrong = 0, refused = 0;

	snprintf(twice, sizeof twice, "%s%s", plain, plain);
	for (size_t bit = 16; bit < 8 * sizeof bad; bit++) {
		memcpy(bad, gz, sizeof gz);
		memcpy(bad + sizeof gz, gz, sizeof gz);
		bad[bit / 8] ^= (unsigned char)(1u << bit % 8);
		store(bad, sizeof bad, NULL, 0);
		if (load(4096) == 0)
			wrong += strcmp(rbt_buf_str(&got), twice) != 0;
		else
			refused++;
	}
	T_INT(wrong, 0);
	/* All but the 48 bits of time, level and system, the text flag, and 6
	 * bits of padding behind the deflated data, in both members. */
	T_INT(refused, 8 * (long long)sizeof bad - 16 - 2 * (48 + 1 + 6));
}

static void
test_absent(void)
{
	struct rbt_source src;

	rbt_err_clear(&err);
	T_INT(rbt_archive_source("/nonexistent/x.csv", NULL, &src, &err), -1);
	T_INT(err.code, RBT_E_SYS);
	T_STR(err.msg, "/nonexistent/x.csv: No such file or directory");
	rbt_err_clear(&err);
	T_INT(rbt_archive_source("/tmp", NULL, &src, &err), -1);
	T_STR(err.msg, "/tmp: reading: Is a directory");
}

int
main(void)
{
	int fd = mkstemp(path);

	if (fd < 0 || close(fd) != 0)
		return 1;
	test_whole();
	test_members();
	test_torn();
	test_flipped();
	test_absent();
	unlink(path);
	rbt_buf_release(&got);
	T_DONE(28);
}
