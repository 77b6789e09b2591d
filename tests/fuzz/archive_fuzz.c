/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Compressed files.  The first byte picks the size of the reads; the bytes that
 * come out may not depend on it.
 */
#include "fuzz/fuzz.h"

#include "fuzz/file.h"
#include "store/archive.h"

#define ENOUGH (1u << 20) /* bytes; small inputs can hold very large ones */

/* What came out of a file. */
struct reading {
	struct rbt_buf bytes; /* up to ENOUGH and a piece */
	struct rbt_err err;
	bool whole;
};

static void
read_all(const char *path, size_t piece, struct rbt_checksum *sum,
    struct reading *out)
{
	struct rbt_buf *b = &out->bytes;
	struct rbt_source src;
	ptrdiff_t n = 0;

	if (rbt_archive_source(path, sum, &src, &out->err) != 0) {
		fuzz_check_error(&out->err, RBT_E_DATA);
		return;
	}
	while (b->len < ENOUGH) {
		n = src.read(src.self, rbt_buf_reserve(b, piece), piece,
		    &out->err);
		FUZZ_CHECK(n >= -1 && n <= (ptrdiff_t)piece);
		if (n <= 0)
			break;
		b->len += (size_t)n;
	}
	out->whole = n == 0;
	if (n < 0)
		fuzz_check_error(&out->err, RBT_E_DATA);
	/* Nothing comes behind the end. */
	if (out->whole)
		FUZZ_CHECK(src.read(src.self, rbt_buf_reserve(b, 1), 1,
			       &out->err) == 0);
	src.close(src.self);
}

/* Of damaged data, larger reads may give less in front of the error. */
static void
compare(const struct reading *large, const struct reading *small)
{
	if (large->bytes.len >= ENOUGH || small->bytes.len >= ENOUGH)
		return;
	FUZZ_CHECK(large->whole == small->whole);
	FUZZ_CHECK(strcmp(large->err.msg, small->err.msg) == 0);
	FUZZ_CHECK(!large->whole || fuzz_same(&large->bytes, &small->bytes));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned how = fuzz_byte(&data, &size);
	const char *path = fuzz_file("a", data, size);
	struct reading large = {0}, small = {0};
	struct rbt_checksum sum;

	rbt_checksum_init(&sum);
	read_all(path, 1u << 18, &sum, &large);
	read_all(path, 1 + how * how, NULL, &small);
	compare(&large, &small);
	if (large.whole)
		FUZZ_CHECK(
		    rbt_checksum_value(&sum) ==
		    rbt_checksum(size > 0 ? (const char *)data : "", size));
	rbt_buf_release(&large.bytes);
	rbt_buf_release(&small.bytes);
	return 0;
}
