/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sums were made by xxhsum -H3 0.8.1. */
#include "store/checksum.h"

#include "harness/t.h"

int
main(void)
{
	unsigned char b[5000];

	for (size_t i = 0; i < sizeof b; i++)
		b[i] = (unsigned char)(i % 251);
	T_OK(rbt_checksum("", 0) == 0x2d06800538d394c2);
	T_OK(rbt_checksum("abc", 3) == 0x78af5f94892f3950);
	T_OK(rbt_checksum(b, 200) == 0xf42a8864feaf0703);
	T_OK(rbt_checksum(b, sizeof b) == 0xb418500fc42320ee);
	T_DONE(4);
}
