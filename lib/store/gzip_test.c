/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The CRC-32 of "123456789" is the check value of the catalogue of CRCs; the
 * others are by Python's zlib.crc32.
 */
#include "store/gzip.h"

#include "harness/t.h"

#define HEAD "\x1f\x8b\x08"

static const char digits[] = "123456789";
static const char digits_trailer[] = "\x26\x39\xf4\xcb\x09\x00\x00\x00";

/* Stored bytes in pieces of `piece`, then output in pieces of `piece`. */
static bool
whole(const char *stored, size_t n, const char *output, size_t piece)
{
	struct rbt_gzip g = {0};
	size_t len = strlen(output);
	bool ok;

	for (size_t i = 0; i < n; i += piece)
		rbt_gzip_stored(&g, stored + i, n - i < piece ? n - i : piece);
	for (size_t i = 0; i < len; i += piece)
		rbt_gzip_output(&g, output + i,
		    len - i < piece ? len - i : piece);
	ok = rbt_gzip_is_whole(&g);
	rbt_gzip_release(&g);
	return ok;
}

/* Members, an empty one and one that only looks like one among them. */
static void
test_members(void)
{
	static const char empty_trailer[] = "\0\0\0\0\0\0\0\0";
	char stored[256];
	size_t n = 0;
	int good = 0, bad = 0;

#define ADD(bytes, len) (memcpy(stored + n, bytes, len), n += (len))
	ADD(HEAD "some deflated", 16);
	ADD("\1\2\3\4\3\0\0\0" HEAD "no header", 20);
	ADD(digits_trailer, 8);
	ADD(HEAD "nothing", 10);
	ADD(empty_trailer, 8);
	ADD(HEAD "the same again", 17);
	ADD(digits_trailer, 8);
#undef ADD
	for (size_t piece = 1; piece < 40; piece++) {
		good += whole(stored, n, "123456789123456789", piece);
		bad += whole(stored, n, "123456789123456780", piece) ||
		       whole(stored, n, "123456789", piece) ||
		       whole(stored, n, "1234567891234567891", piece) ||
		       whole(stored, n - 1, "123456789123456789", piece);
	}
	T_INT(good, 39);
	T_INT(bad, 0);
}

/* A shorter member behind a longer one is not taken for it. */
static void
test_lengths(void)
{
	static const char fox[] = "The quick brown fox jumps over the lazy dog";
	char stored[64], output[64];

	memcpy(stored, HEAD "x\x39\xa3\x4f\x41\x2b\0\0\0" HEAD "y", 16);
	memcpy(stored + 16, digits_trailer, 8);
	snprintf(output, sizeof output, "%s%s", fox, digits);
	for (size_t piece = 1; piece < 60; piece += 7)
		T_OK(whole(stored, 24, output, piece));
	stored[16] ^= 1;
	T_OK(!whole(stored, 24, output, 60));
}

static void
test_crc(void)
{
	char stored[32] = HEAD "x";

	memcpy(stored + 4, digits_trailer, 8);
	T_OK(whole(stored, 12, digits, 1));
	T_OK(whole(stored, 12, digits, 9));
	/* 43 bytes: whole words and a rest. */
	memcpy(stored + 4, "\x39\xa3\x4f\x41\x2b\0\0\0", 8);
	T_OK(whole(stored, 12, "The quick brown fox jumps over the lazy dog",
	    64));
	T_OK(!whole("", 0, "", 1));
}

int
main(void)
{
	test_members();
	test_lengths();
	test_crc();
	T_DONE(16);
}
