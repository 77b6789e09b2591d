/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sums were made by xxhsum -H3 0.8.1. */
#include "store/checksum.h"

#include <stdbool.h>

#include "harness/t.h"

/* The bytes in pieces of every length that there is up to the whole. */
static bool
same_in_pieces(const unsigned char *b, size_t n)
{
	uint64_t want = rbt_checksum(b, n);
	struct rbt_checksum c;
	bool same = true;

	for (size_t piece = 1; piece <= n; piece++) {
		rbt_checksum_init(&c);
		for (size_t at = 0; at < n; at += piece)
			rbt_checksum_update(&c, b + at,
			    n - at < piece ? n - at : piece);
		same = same && rbt_checksum_value(&c) == want;
	}
	return same;
}

int
main(void)
{
	unsigned char b[5000];
	struct rbt_checksum c;

	for (size_t i = 0; i < sizeof b; i++)
		b[i] = (unsigned char)(i % 251);
	T_OK(rbt_checksum("", 0) == 0x2d06800538d394c2);
	T_OK(rbt_checksum("abc", 3) == 0x78af5f94892f3950);
	T_OK(rbt_checksum(b, 200) == 0xf42a8864feaf0703);
	T_OK(rbt_checksum(b, sizeof b) == 0xb418500fc42320ee);
	T_OK(same_in_pieces(b, 200));
	T_OK(same_in_pieces(b, sizeof b));
	rbt_checksum_init(&c);
	T_OK(rbt_checksum_value(&c) == 0x2d06800538d394c2);
	rbt_checksum_update(&c, "abc", 3);
	T_OK(rbt_checksum_value(&c) == 0x78af5f94892f3950);
	T_DONE(8);
}
