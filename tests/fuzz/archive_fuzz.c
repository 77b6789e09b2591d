/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Compressed files.  The first byte picks the size of the reads; the bytes that
 * come out may not depend on it.
 */
#include "fuzz/fuzz.h"

#include "fuzz/file.h"
#include "store/archive.h"

#define ENOUGH (1u << 20) /* bytes; small inputs can hold very large ones */

/* Up to ENOUGH bytes into *out, an error behind them. */
static void
read_all(const char *path, size_t piece, struct rbt_hash *hash,
    struct rbt_buf *out, bool *whole)
{
	struct rbt_source src;
	struct rbt_err err = {0};
	ptrdiff_t n = 0;

	*whole = false;
	if (rbt_archive_source(path, hash, &src, &err) != 0) {
		fuzz_check_error(&err, RBT_E_DATA);
		rbt_buf_printf(out, "! %s", err.msg);
		return;
	}
	while (out->len < ENOUGH) {
		n = src.read(src.self, rbt_buf_reserve(out, piece), piece,
		    &err);
		FUZZ_CHECK(n <= (ptrdiff_t)piece);
		if (n <= 0)
			break;
		out->len += (size_t)n;
	}
	*whole = n == 0;
	if (n < 0) {
		fuzz_check_error(&err, RBT_E_DATA);
		rbt_buf_printf(out, "! %s", err.msg);
	}
	/* Nothing comes behind the end. */
	if (*whole)
		FUZZ_CHECK(
		    src.read(src.self, rbt_buf_reserve(out, 1), 1, &err) == 0);
	src.close(src.self);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned how = fuzz_byte(&data, &size);
	const char *path = fuzz_file("a", data, size);
	char got[RBT_HASH_HEX], want[RBT_HASH_HEX];
	struct rbt_buf large = {0}, small = {0};
	struct rbt_hash hash;
	bool whole, whole_small;

	rbt_hash_init(&hash);
	read_all(path, 1u << 18, &hash, &large, &whole);
	read_all(path, 1 + how * how, NULL, &small, &whole_small);
	if (large.len < ENOUGH && small.len < ENOUGH)
		FUZZ_CHECK(fuzz_same(&large, &small) && whole == whole_small);
	if (whole) {
		rbt_hash_final_hex(&hash, got);
		rbt_hash_hex(size > 0 ? (const char *)data : "", size, want);
		FUZZ_CHECK(strcmp(got, want) == 0);
	}
	rbt_buf_release(&large);
	rbt_buf_release(&small);
	return 0;
}
