/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/hash_block.h"
#include "core/rng.h"

#include "harness/t.h"

int
main(void)
{
	/* The block of the message "abc" (FIPS 180-4, SHA-256 example 1). */
	static const uint8_t abc[64] = {'a', 'b', 'c', 0x80, [63] = 24};
	static const uint32_t start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372,
	    0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
	static const uint32_t want[8] = {0xba7816bf, 0x8f01cfea, 0x414140de,
	    0x5dae2223, 0xb00361a3, 0x96177a9c, 0xb410ff61, 0xf20015ad};
	rbt_hash_blocks *best = rbt_hash_block_best();
	uint32_t a[8], b[8];
	uint8_t data[64 * 9 + 1];
	struct rbt_rng r;
	int bad = 0;

	memcpy(a, start, sizeof a);
	rbt_hash_block_portable(a, abc, 1);
	T_OK(memcmp(a, want, sizeof a) == 0);
	memcpy(a, start, sizeof a);
	best(a, abc, 1);
	T_OK(memcmp(a, want, sizeof a) == 0);

	/* Any state, any data, any number of blocks, any alignment. */
	rbt_rng_init(&r, 1, "hash");
	for (size_t i = 0; i < 2000; i++) {
		for (size_t j = 0; j < sizeof data; j++)
			data[j] = (uint8_t)rbt_rng_u64(&r);
		for (int j = 0; j < 8; j++)
			a[j] = b[j] = (uint32_t)rbt_rng_u64(&r);
		rbt_hash_block_portable(a, data + i % 2, i % 10);
		best(b, data + i % 2, i % 10);
		bad += memcmp(a, b, sizeof a) != 0;
	}
	T_INT(bad, 0);
	T_OK(rbt_hash_block_best() == best);
	T_DONE(4);
}
